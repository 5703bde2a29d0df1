import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sha256 } from '../db/domain/hash.ts'
import { defaultReadingLimits } from './apart/read-apart.ts'
import { seedStore } from './seed-store.ts'
import { fileOf } from './testing/hostile/hostile-file.ts'
import { hostileFiles } from './testing/hostile/hostile-files.ts'
import { tabbedDocument } from './testing/invented-documents.ts'
import { writeTabAccounts, yunxiUnion } from './testing/invented-report.ts'
import { readFiles } from './testing/read-files.ts'

const requests: string[] = []
const server = createServer(({ url }, response) => {
  requests.push(url ?? '')
  response.end()
})
await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
const { port } = server.address() as AddressInfo // as it listens on a port

const folder = mkdtempSync(join(tmpdir(), 'juesuan-hostile-'))
afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

const files = [
  ...(await hostileFiles(`http://127.0.0.1:${port}/`)),
  fileOf('sound-after-all.txt', 'read', tabbedDocument),
]
/** What came of each, and the most memory that its process held; null where the file ended it. */
const replies = new Map<string, Readonly<{ code: string; megabytes: number | null }>>()
/** Less than the product gives a file: whatever takes longer is stopped and gets another code. */
const timeoutMs = 40_000

beforeAll(async () => {
  const handedIn = files.map(({ name, bytes }) => {
    const path = join(folder, name)
    writeFileSync(path, bytes)
    return { path, fileName: name }
  })
  // In a process that has needed little until then: else its memory would tell of the files before.
  const outcomes = await readFiles(handedIn, 2, { ...defaultReadingLimits, timeoutMs, keptMegabytes: 150 })
  for (const [index, { outcome, peakBytes }] of outcomes.entries())
    replies.set(handedIn[index]?.fileName ?? '', {
      code: typeof outcome === 'string' ? outcome : 'read',
      megabytes: peakBytes === null ? null : peakBytes / 2 ** 20,
    })
}, 300_000)

it.each(files)('says $code of $name, within its bounds of time and memory', ({ name, code, megabytes }) => {
  const reply = replies.get(name)
  expect(reply?.code).toBe(code)
  expect(reply?.megabytes).toBeLessThan(megabytes)
})

it('fetches nothing that a file refers to', () => {
  expect(requests).toEqual([])
})

const everything = (root: string): readonly string[] =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('seeding.lock'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => `${file} ${sha256(readFileSync(file))}`)

it('loads nothing and changes nothing for files with odd names, a huge one or a loop', async () => {
  const [shippedFolder, dataFolder, handedIn] = ['shipped', 'data', 'handed-in'].map((name) =>
    join(folder, name),
  ) as [string, string, string] // three names
  mkdirSync(shippedFolder)
  mkdirSync(handedIn)
  writeFileSync(join(shippedFolder, 'accounts.txt'), writeTabAccounts(yunxiUnion))
  const seed = (sources: readonly string[]) =>
    seedStore({
      dataFolder,
      shippedFolder,
      sources,
      isDryRun: false,
      clock: () => new Date(0),
      onProgress: () => {},
    })
  expect((await seed([])).kind).toBe('seeded')
  const before = everything(dataFolder)
  const names = ['a\nb.txt', 'a..pdf', '-rf.txt', '<script>.html', '很'.repeat(80)]
  for (const name of names) writeFileSync(join(handedIn, name), `今天天气很好。${name}`)
  const refused = await seed([handedIn])
  expect(refused).toEqual({
    kind: 'failed',
    problems: expect.arrayContaining(names.map((file) => ({ file, code: 'not-a-disclosure' }))),
  })
  const huge = join(handedIn, 'huge.pdf')
  writeFileSync(huge, '%PDF-1.7')
  truncateSync(huge, 129 * 2 ** 20)
  expect(await seed([huge])).toEqual({ kind: 'failed', problems: [{ file: 'huge.pdf', code: 'too-large' }] })
  const loop = join(folder, 'loop')
  symlinkSync(loop, loop)
  expect(await seed([loop])).toEqual({ kind: 'failed', problems: [{ file: loop, code: 'missing' }] })
  expect(everything(dataFolder)).toEqual(before)
})
