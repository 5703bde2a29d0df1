import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { rowsOf } from '../../db/schema/row-values.ts'
import { tabbedDocument } from '../testing/invented-documents.ts'
import { readFiles } from '../testing/read-files.ts'
import type { ReadingReply } from './messages.ts'
import { defaultReadingLimits, openReaders } from './read-apart.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'juesuan-apart-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const write = (fileName: string, content: string | Uint8Array) => {
  const path = join(folder, fileName)
  writeFileSync(path, content)
  return { path, fileName }
}

const readAll = async (
  files: readonly (readonly [name: string, content: string | Uint8Array])[],
  limits = defaultReadingLimits,
  processes = 2,
) => {
  const outcomes = await readFiles(
    files.map(([name, content]) => write(name, content)),
    processes,
    limits,
  )
  return outcomes.map(({ outcome }) =>
    typeof outcome === 'string' ? outcome : rowsOf('department', outcome.rows.department)[0]?.department,
  )
}

it('reads files as they are read here, each reply at the place of its request', async () => {
  const files = [
    ['a.txt', tabbedDocument],
    ['b.txt', ''],
    ['c.txt', tabbedDocument],
    ['d.txt', '今天天气很好。'],
  ] as const
  expect(await readAll(files)).toEqual([
    '青山市云溪县总工会',
    'empty-file',
    '青山市云溪县总工会',
    'not-a-disclosure',
  ])
})

it('ends a reading that takes too long, and goes on with the next file', async () => {
  const files = [
    ['slow.txt', tabbedDocument],
    ['slow-too.txt', tabbedDocument],
    ['slow-three.txt', tabbedDocument],
  ] as const
  expect(await readAll(files, { ...defaultReadingLimits, timeoutMs: 1 })).toEqual([
    'took-too-long',
    'took-too-long',
    'took-too-long',
  ])
})

it('ends a reading that needs too much memory, and reads the next file', async () => {
  const huge = `${tabbedDocument}\n${'3.14\t中文\t2.71\n'.repeat(900_000)}`
  const files = [
    ['huge.txt', huge],
    ['after.txt', tabbedDocument],
  ] as const
  expect(await readAll(files, { ...defaultReadingLimits, oldSpaceMegabytes: 100 }, 1)).toEqual([
    'too-large',
    '青山市云溪县总工会',
  ])
})

it('gives the next file a process of its own after one that took much memory', async () => {
  const files = [write('many-lines.txt', '甲\n'.repeat(1_500_000)), write('after.txt', tabbedDocument)]
  const [first, second] = await readFiles(files, 1)
  expect((first?.peakBytes ?? 0) / 2 ** 20).toBeGreaterThan(400)
  expect((second?.peakBytes ?? 0) / 2 ** 20).toBeLessThan(300)
})

it('replies for a file that is gone', async () => {
  const [reply] = await readFiles([{ path: join(folder, 'none'), fileName: 'none' }], 1)
  expect(reply).toEqual({ outcome: 'damaged-file', peakBytes: null })
})

it('tells files of one name apart', async () => {
  const paths = [write('first.txt', tabbedDocument).path, write('second.txt', '').path] as const
  const [first, second] = paths.map((path) => ({ path, sha256: path, fileName: 'x.txt', readings: [] }))
  if (!first || !second) throw new Error('there are two')
  const readers = openReaders(1)
  const replies: ReadingReply[] = []
  await readers.work(
    [{ kind: 'read', departmentId: '', files: [first, second], remarks: [] }],
    async (reply) => {
      replies.push(reply)
    },
  )
  readers.close()
  expect(replies).toEqual([{ kind: 'unreadable', files: [{ index: 1, code: 'empty-file' }] }])
})
