import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { smallDepartments, smallTerms } from '../testing/small-vocabulary.ts'
import { teach } from '../understand/teach.ts'
import { readWords, type WordsFile, WordsUnusable } from '../understand/words-file.ts'
import { describeWordsProblem } from './words-phrases.ts'

const folder = mkdtempSync(join(tmpdir(), 'words-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const path = join(folder, 'words.json')

/** What is said of a file, without where the file is; nothing where it can be used. */
const saidOf = (file: WordsFile): readonly string[] => {
  try {
    const words = readWords(file)
    if (words) teach(words, { terms: smallTerms, departments: smallDepartments }, file.path)
    return []
  } catch (error) {
    if (!(error instanceof WordsUnusable)) throw error
    return error.problems.map((problem) => describeWordsProblem(problem).replaceAll(folder, ''))
  }
}

const saidOfContent = (content: string | Uint8Array): readonly string[] => {
  writeFileSync(path, content)
  return saidOf({ path, isRequired: false })
}

describe('a file of words that cannot be used', () => {
  it.each([
    ['{"departments": ', /^\/words\.json: this is not JSON \(.+\)\.$/u],
    ['', /^\/words\.json: this is not JSON \(.+\)\.$/u],
    ['[]', '/words.json: names with lists of words belong here: { "name": ["word", "word"] }.'],
    [
      '{"department": {}}',
      '/words.json: department: there is no such section; there are departments, measures, items, words.',
    ],
    [
      '{"measures": ["机关钱"]}',
      '/words.json: measures: names with lists of words belong here: { "name": ["word", "word"] }.',
    ],
    [
      '{"measures": {"机关运行经费": "机关钱"}}',
      '/words.json: measures → 机关运行经费: a list of words belongs here: ["word", "word"].',
    ],
    [
      '{"measures": {"机关运行经费": ["机关钱", 7]}}',
      '/words.json: measures → 机关运行经费 → word 2: a word in quotes belongs here.',
    ],
    [
      '{"measures": {"机关运行经费": [" "]}}',
      '/words.json: measures → 机关运行经费 → word 1: this word is empty: it has no letter, character or number.',
    ],
    [
      '{"words": {"困难职工": ["…！"]}}',
      '/words.json: words → 困难职工 → word 1: this word is empty: it has no letter, character or number.',
    ],
    [
      '{"departments": {"火星区总工会": ["mars"]}}',
      '/words.json: departments → 火星区总工会: no document that is held is of a department of this name; held are 青山市河口区总工会, 中国共产党青山市河口区委员会, 青山市总工会, 白湖市南屏县总工会, 白湖市财政局.',
    ],
    [
      '{"measures": {"零花钱": ["pocket money"]}}',
      '/words.json: measures → 零花钱: no measure, stage or fund is called this; db/domain/terms.ts lists them.',
    ],
    [
      '{"items": {"9999999": ["nothing"]}}',
      '/words.json: items → 9999999: no item that is held has this code or name.',
    ],
    [
      '{"words": {"hardship": ["困难"]}}',
      '/words.json: words → hardship: a word as documents print it belongs here, in Chinese, of two characters or more.',
    ],
  ])('%s is told why', (content, sentence) => {
    expect(saidOfContent(content)).toEqual([
      typeof sentence === 'string' ? sentence : expect.stringMatching(sentence),
    ])
  })

  it('in another encoding is told so', () => {
    expect(saidOfContent(new Uint8Array([0x7b, 0x22, 0xb9, 0xa4, 0xbb, 0xe1, 0x22, 0x7d]))).toEqual([
      '/words.json: the file is not written in UTF-8; save it as UTF-8.',
    ])
  })

  it('cannot be read', () => {
    const directory = join(folder, 'a-folder.json')
    mkdirSync(directory)
    expect(saidOf({ path: directory, isRequired: false })).toEqual([
      expect.stringMatching(/^\/a-folder\.json: the file cannot be read \(.+\)\.$/u),
    ])
  })

  it('is missing where it was named', () => {
    expect(saidOf({ path: join(folder, 'none.json'), isRequired: true })).toEqual([
      '/none.json: there is no such file, though JUESUAN_WORDS names it.',
    ])
  })

  it('is told all that is wrong at once', () => {
    expect(saidOfContent('{"measures": {"零花钱": ["a"]}, "items": {"9999999": ["b"]}}')).toHaveLength(2)
  })
})

describe('a file of words', () => {
  it.each([
    ['no word', '{}'],
    ['a byte order mark', '\u{feff}{"measures": {"机关运行经费": ["机关钱"]}}'],
    ['an id', '{"measures": {"agencyOperatingExpenses": ["机关钱"]}}'],
    ['an English label in another case', '{"measures": {"Agency Operating Expenses": ["机关钱"]}}'],
    ['a label without its quotes', '{"measures": {"三公经费": ["三公钱"]}}'],
    ['a stage and a fund', '{"measures": {"年初预算数": ["opening"], "政府性基金预算": ["gov funds"]}}'],
    ['an item by code', '{"items": {"2210201": ["公积金钱"]}}'],
    ['an item by name', '{"items": {"行政运行": ["office running"]}}'],
    ['a department in traditional characters', '{"departments": {"青山市總工會": ["city lot"]}}'],
  ])('may hold %s', (_, content) => {
    expect(saidOfContent(content)).toEqual([])
  })

  it('need not be there', () => {
    expect(saidOf({ path: join(folder, 'none.json'), isRequired: false })).toEqual([])
  })

  it('names every item of one name', () => {
    writeFileSync(path, '{"items": {"行政运行": ["office running"]}}')
    const words = readWords({ path, isRequired: false })
    const taught = words && teach(words, { terms: smallTerms, departments: smallDepartments }, path)
    expect(taught?.terms.map(({ target }) => target)).toEqual(['function:2012901', 'function:2013101'])
  })
})
