/**
 * Word files from before 2007, and RTF, made DOCX by LibreOffice where the machine has it.
 *
 * It has to write, which the process that reads may not; so it runs beside that one, with bounds of its own, in a folder
 * that is gone afterwards. No macro runs, no link is followed, and it has no network as far as the machine can take it away.
 */
import { spawn } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import {
  boundedCommand,
  findProcessTools,
  findTool,
  isMemoryFailure,
  wordsAgainstNetwork,
} from '../../db/run/process-bounds.ts'
import type { UnreadableCode } from '../reading.ts'

/** What is written: DOCX to be read, DOC to try the reading on. */
export type WordFormat = 'docx' | 'doc'

export type Conversion =
  | { readonly kind: 'converted'; readonly path: string }
  | { readonly kind: 'unreadable'; readonly code: UnreadableCode }

/** The program itself where it can be found: the script that starts it leaves it running when the script is ended. */
export const findOffice = (): string | null => {
  const script = findTool('soffice')
  if (script === null) return null
  const program = join(dirname(realpathSync(script)), 'soffice.bin')
  return existsSync(program) ? program : script
}

const settings: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'Office.Common/Security/Scripting': {
    MacroSecurityLevel: '3',
    DisableMacrosExecution: 'true',
    BlockUntrustedRefererLinks: 'true',
  },
  'Office.Writer/Content/Update': { Link: '0', Field: 'false' },
  // Every address is asked of a proxy that is not there: pictures are fetched whatever the other settings say.
  'Inet/Settings': {
    ooInetProxyType: '2',
    ooInetHTTPProxyName: '127.0.0.1',
    ooInetHTTPProxyPort: '9',
    ooInetHTTPSProxyName: '127.0.0.1',
    ooInetHTTPSProxyPort: '9',
    ooInetFTPProxyName: '127.0.0.1',
    ooInetFTPProxyPort: '9',
    ooInetNoProxy: '',
  },
}

const settingsFile = (): string => {
  const items = Object.entries(settings).flatMap(([path, values]) =>
    Object.entries(values).map(
      ([name, value]) =>
        `<item oor:path="/org.openoffice.${path}"><prop oor:name="${name}" oor:op="fuse"><value>${value}</value></prop></item>`,
    ),
  )
  return `<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">${items.join('')}</oor:items>`
}

const megabyte = 2 ** 20
const bounds = { writtenBytes: 256 * megabyte, dataBytes: 1024 * megabyte }
const keptLastWords = 4000

type Ended = Readonly<{ status: number | null; wasStopped: boolean; lastWords: string }>

const run = (office: string, folder: string, format: WordFormat, timeoutMs: number): Promise<Ended> =>
  new Promise((settle) => {
    const [command, ...words] = boundedCommand(
      findProcessTools(),
      [
        office,
        `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`,
        '--headless',
        '--norestore',
        '--convert-to',
        format,
        '--outdir',
        folder,
        join(folder, 'document'),
      ],
      bounds,
    )
    const network = wordsAgainstNetwork()
    const started = spawn(
      network[0] ?? command,
      network.length > 0 ? [...network.slice(1), command, ...words] : words,
      {
        stdio: ['ignore', 'ignore', 'pipe'],
        env: { HOME: folder, TMPDIR: folder, LC_ALL: 'C.UTF-8' },
        // A group of its own, so that whatever it starts ends with it.
        detached: true,
      },
    )
    let [lastWords, wasStopped] = ['', false]
    const timer = setTimeout(() => {
      wasStopped = true
      if (started.pid !== undefined) process.kill(-started.pid, 'SIGKILL')
    }, timeoutMs)
    const end = (status: number | null) => {
      clearTimeout(timer)
      settle({ status, wasStopped, lastWords })
    }
    started.stderr.on('data', (chunk: Buffer) => {
      lastWords = (lastWords + chunk.toString()).slice(-keptLastWords)
    })
    started.once('error', () => end(null))
    started.once('exit', end)
  })

/** It made its profile and asks to be started again. */
const profileMade = 81

const convert = async (
  office: string,
  folder: string,
  format: WordFormat,
  timeoutMs: number,
): Promise<Conversion> => {
  const first = await run(office, folder, format, timeoutMs)
  const isToBeRepeated = first.status === profileMade
  const { wasStopped, lastWords } = isToBeRepeated ? await run(office, folder, format, timeoutMs) : first
  const path = join(folder, `document.${format}`)
  if (wasStopped) return { kind: 'unreadable', code: 'took-too-long' }
  if (existsSync(path)) return { kind: 'converted', path }
  return { kind: 'unreadable', code: isMemoryFailure(lastWords) ? 'too-large' : 'damaged-file' }
}

/**
 * Runs `use` with the file in another format of Word, which is gone afterwards.
 *
 * Outcomes: 'old-word-file' where there is no LibreOffice, 'took-too-long', 'too-large', and 'damaged-file' for what it
 * does not open.
 */
export const withConverted = async <Result>(
  path: string,
  format: WordFormat,
  timeoutMs: number,
  use: (conversion: Conversion) => Promise<Result>,
): Promise<Result> => {
  const office = findOffice()
  if (office === null) return use({ kind: 'unreadable', code: 'old-word-file' })
  const folder = mkdtempSync(join(tmpdir(), 'juesuan-word-'))
  try {
    copyFileSync(path, join(folder, 'document'))
    mkdirSync(join(folder, 'profile', 'user'), { recursive: true })
    writeFileSync(join(folder, 'profile', 'user', 'registrymodifications.xcu'), settingsFile())
    return await use(await convert(office, folder, format, timeoutMs))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
