import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { CaseFileProblem, caseSetNames, readCaseSet } from './case-sets.ts'

const folder = mkdtempSync(join(tmpdir(), 'juesuan-cases-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const sound = {
  id: 'a1',
  lang: 'zh',
  category: 'lookup',
  difficulty: 1,
  group: 'a',
  turns: ['天元决算支出'],
  expect: { behaviour: 'answer', figures: [{ value: 429.56, unit: '万元', tolerance: 0.01 }] },
  evidence: [],
}

it('reads the sets of a folder by name', () => {
  writeFileSync(join(folder, 'sound.json'), JSON.stringify([sound]))
  expect(caseSetNames(folder)).toContain('sound')
  expect(readCaseSet('sound', folder).cases).toMatchObject([{ id: 'a1', group: 'a', expect: { alt: [] } }])
})

it.each([
  ['cut', '[{"id":', /cut\.json cannot be read: .*JSON/u],
  ['empty', '[]', /empty\.json is not a file of cases/u],
  ['untold', JSON.stringify([{ ...sound, turns: [] }]), /: 0\.turns: /u],
  ['misspelt', JSON.stringify([{ ...sound, expect: { behavior: 'answer' } }]), /: 0\.expect\.behaviour: /u],
  [
    'unmeasured',
    JSON.stringify([{ ...sound, expect: { behaviour: 'answer', figures: [{}] } }]),
    /figures\.0/u,
  ],
])('names the file and the place of what is wrong: %s', (name, text, message) => {
  writeFileSync(join(folder, `${name}.json`), text)
  expect(() => readCaseSet(name, folder)).toThrow(CaseFileProblem)
  expect(() => readCaseSet(name, folder)).toThrow(message)
})

it('names a file that is not there', () => {
  expect(() => readCaseSet('absent', folder)).toThrow(/absent\.json cannot be read/u)
})
