import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { tabbedDocument } from '../testing/invented-documents.ts'
import { defaultReadingLimits, readApart } from './read-apart.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'juesuan-apart-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const requestFor = (fileName: string, content: string | Uint8Array) => {
  const path = join(folder, fileName)
  writeFileSync(path, content)
  return { path, sha256: fileName, fileName }
}

const readAll = async (
  files: readonly (readonly [name: string, content: string | Uint8Array])[],
  limits = defaultReadingLimits,
) => {
  const requests = files.map(([name, content]) => requestFor(name, content))
  const codes: string[] = []
  await readApart(
    requests,
    2,
    ({ outcome }, index) => {
      codes[index] = outcome.kind === 'read' ? outcome.reading.identity.department : outcome.code
    },
    limits,
  )
  return codes
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
  const requests = files.map(([name, content]) => requestFor(name, content))
  const codes: string[] = []
  await readApart(
    requests,
    1,
    ({ outcome }, index) => {
      codes[index] = outcome.kind === 'read' ? 'read' : outcome.code
    },
    { ...defaultReadingLimits, oldSpaceMegabytes: 100 },
  )
  expect(codes).toEqual(['too-large', 'read'])
})

it('gives the next file a process of its own after one that took much memory', async () => {
  const requests = [
    requestFor('many-lines.txt', '甲\n'.repeat(1_500_000)),
    requestFor('after.txt', tabbedDocument),
  ]
  const peaks: number[] = []
  await readApart(requests, 1, ({ peakBytes }, index) => {
    peaks[index] = (peakBytes ?? 0) / 2 ** 20
  })
  expect(peaks[0]).toBeGreaterThan(400)
  expect(peaks[1]).toBeLessThan(300)
})

it('replies for a file that is gone', async () => {
  const replies: string[] = []
  await readApart([{ path: join(folder, 'none'), sha256: '', fileName: 'none' }], 1, ({ outcome }) => {
    replies.push(outcome.kind === 'read' ? 'read' : outcome.code)
  })
  expect(replies).toEqual(['damaged-file'])
})
