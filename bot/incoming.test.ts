import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { incomingPaths, openIncoming, safeFileName } from './incoming.ts'

it.each([
  ['决算.txt', '决算.txt'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\data\\决算.pdf', '决算.pdf'],
  ['2023：部门:决算.txt', '2023：部门:决算.txt'],
  ['/', 'document'],
  ['..', 'document'],
  ['', 'document'],
  ['.hidden.txt', 'hidden.txt'],
  ['a\u0000b\n.txt', 'a b .txt'],
  [`${'决'.repeat(300)}.docx`, `${'决'.repeat(65)}.docx`],
])('makes of %j a name that is one', (given, name) => {
  expect(safeFileName(given)).toBe(name)
})

it('keeps files of one name apart, and lets go of all of a job', () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'incoming-'))
  const incoming = openIncoming(dataFolder)
  const paths = incomingPaths('job-1', ['决算.txt', '决算.txt'])
  incoming.keep(paths.map((path, index) => ({ path, bytes: Buffer.from(`${index}`) })))
  expect(paths.map((path) => readFileSync(join(dataFolder, path), 'utf8'))).toEqual(['0', '1'])
  expect(incoming.jobIds()).toEqual(['job-1'])
  incoming.drop('job-1')
  incoming.drop('job-2')
  expect(incoming.jobIds()).toEqual([])
  expect(existsSync(join(dataFolder, 'incoming', 'job-1'))).toBe(false)
  rmSync(dataFolder, { recursive: true })
})
