/** Reading files in processes of their own, with bounds of time and memory. */
import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { boundedCommand, findProcessTools, isMemoryFailure } from '../../db/run/process-bounds.ts'
import type { UnreadableCode } from '../reading.ts'
import { answerRequest } from './answer-request.ts'
import { withConverted } from './convert-word.ts'
import type { FileToRead, ReadingMessage, ReadingReply, ReadingRequest, ReadingSettings } from './messages.ts'

/**
 * `timeoutMs`: without a sign of the child; `longestMs`: however many pages of a file it says it is at; `keptMegabytes`:
 * a process that held more is not given another file, as what each may have is counted from the start of its process.
 */
export type ReadingLimits = Readonly<{
  timeoutMs: number
  longestMs: number
  oldSpaceMegabytes: number
  keptMegabytes: number
}>

/** A disclosure of a hundred pages takes a second or two, and one that was scanned some seconds a page. */
export const defaultReadingLimits: ReadingLimits = {
  timeoutMs: 60_000,
  longestMs: 30 * 60_000,
  oldSpaceMegabytes: 1024,
  keptMegabytes: 384,
}

const childFile = fileURLToPath(new URL('./reading-child.ts', import.meta.url))
const keptLastWords = 4000

type ReadingProcess = { readonly process: ChildProcess; lastWords: string }

const start = ({ oldSpaceMegabytes }: ReadingLimits): ReadingProcess => {
  const tools = findProcessTools()
  const settings: ReadingSettings = {
    prlimit: tools.prlimit,
    parentId: process.pid,
    mustWatchParent: tools.setpriv === null,
  }
  const [command, ...words] = boundedCommand(tools, [
    process.execPath,
    `--max-old-space-size=${oldSpaceMegabytes}`,
    childFile,
    JSON.stringify(settings),
  ])
  const started = spawn(command, words, {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
    env: {},
  })
  const child: ReadingProcess = { process: started, lastWords: '' }
  started.stderr?.on('data', (chunk: Buffer) => {
    child.lastWords = (child.lastWords + chunk.toString()).slice(-keptLastWords)
  })
  return child
}

const unreadable = (index: number, code: UnreadableCode): ReadingReply => ({
  kind: 'unreadable',
  files: [{ index, code }],
})

/** `peakBytes`: null where a file ended the process. */
type Answered = Readonly<{ reply: ReadingReply; peakBytes: number | null }>

/** Whatever a file does to the process, there is a reply. */
const ask = (
  child: ReadingProcess,
  request: ReadingRequest,
  { timeoutMs, longestMs }: ReadingLimits,
): Promise<Answered> =>
  new Promise((settle) => {
    let at = 0
    const end = (answered: Answered) => {
      clearTimeout(timer)
      clearTimeout(longest)
      child.process.removeAllListeners()
      if (answered.peakBytes === null) child.process.kill('SIGKILL')
      settle(answered)
    }
    const fail = (code: UnreadableCode) => end({ reply: unreadable(at, code), peakBytes: null })
    const timer = setTimeout(() => fail('took-too-long'), timeoutMs)
    const longest = setTimeout(() => fail('took-too-long'), longestMs)
    child.process.on('message', (message: ReadingMessage) => {
      if (message.kind === 'done') return end(message)
      timer.refresh()
      if (message.kind === 'page') return
      at = message.index
      longest.refresh()
    })
    child.process.once('error', () => fail('damaged-file'))
    child.process.once('exit', () => fail(isMemoryFailure(child.lastWords) ? 'too-large' : 'damaged-file'))
    child.process.send(request, () => {})
  })

type Ask = (request: ReadingRequest) => Promise<Answered>

/** A file that is read only as DOCX is made one, and what is read of that is what it says. */
const askOrConvert = async (request: ReadingRequest, ask: Ask, limits: ReadingLimits): Promise<Answered> => {
  const answered = await ask(request)
  const { reply } = answered
  const old =
    reply.kind === 'unreadable' ? reply.files.find(({ code }) => code === 'old-word-file') : undefined
  const file = request.files[old?.index ?? -1]
  if (old === undefined || file === undefined) return answered
  return withConverted(file.path, 'docx', limits.timeoutMs, async (conversion) => {
    if (conversion.kind === 'unreadable')
      return { ...answered, reply: unreadable(old.index, conversion.code) }
    return askOrConvert(withPath(request, file, conversion.path), ask, limits)
  })
}

/** The request with a file in the place of another. */
const withPath = (request: ReadingRequest, replaced: FileToRead, path: string): ReadingRequest => {
  const inPlace = (file: FileToRead): FileToRead => (file === replaced ? { ...file, path } : file)
  if (request.kind === 'identify') return { ...request, files: [inPlace(request.files[0])] }
  const [first, ...others] = request.files
  return { ...request, files: [inPlace(first), ...others.map(inPlace)] }
}

/** `peakBytes`: the most memory that the process has held; null where a file ended it. */
type OnReply = (reply: ReadingReply, index: number, peakBytes: number | null) => Promise<void>

export type Readers = Readonly<{
  /**
   * Works on requests, several at a time, and hands on each reply as it comes. A process is given its next request while
   * `onReply` is busy with a reply, and no further one before it is done.
   *
   * Outcomes: besides those of a document, 'took-too-long', 'too-large' for one that needs too much memory, and
   * 'damaged-file' for one at which its reader broke.
   */
  work: (requests: readonly ReadingRequest[], onReply: OnReply) => Promise<void>
  close: () => void
}>

/** Reads in this process, one request after another. */
export const hereReaders: Pick<Readers, 'work'> = {
  work: async (requests, onReply) => {
    const ask: Ask = async (request) => ({ reply: await answerRequest(request), peakBytes: null })
    for (const [index, request] of requests.entries()) {
      const { reply } = await askOrConvert(request, ask, defaultReadingLimits)
      await onReply(reply, index, null)
    }
  },
}

/** Processes that read files; each is started when there is work for it, and stays until `close`. */
export const openReaders = (processes: number, limits = defaultReadingLimits): Readers => {
  const children: (ReadingProcess | null)[] = Array.from({ length: processes }, () => null)
  const end = (place: number) => {
    children[place]?.process.kill('SIGKILL')
    children[place] = null
  }
  const askAt =
    (place: number): Ask =>
    async (request) => {
      const kept = children[place]
      const child = kept?.process.connected ? kept : start(limits)
      children[place] = child
      const answered = await ask(child, request, limits)
      if (answered.peakBytes === null || answered.peakBytes > limits.keptMegabytes * 2 ** 20) end(place)
      return answered
    }
  return {
    work: async (requests, onReply) => {
      const waiting = requests.entries()
      const workAt = async (place: number): Promise<void> => {
        let handled = Promise.resolve()
        for (const [index, request] of waiting) {
          const answering = askOrConvert(request, askAt(place), limits)
          await handled
          const { reply, peakBytes } = await answering
          // After the next request was sent, so that the process has work meanwhile.
          handled = Promise.resolve().then(() => onReply(reply, index, peakBytes))
        }
        await handled
      }
      await Promise.all(children.slice(0, requests.length).map((_, place) => workAt(place)))
    },
    close: () => {
      for (const place of children.keys()) end(place)
    },
  }
}
