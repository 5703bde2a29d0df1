/** Words are taught and taken back while the file stays whole. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { tryLock } from '../db/open.ts'
import { shiqiaoUnion, writeCellBudget } from '../seed/testing/invented-report.ts'
import { type LibraryOver, openLibraryOver } from './testing/library-over.ts'
import { createWordsEditor, type TaughtWord, type WordsEditor } from './words-editor.ts'

let over: LibraryOver
let editor: WordsEditor
beforeAll(async () => {
  over = await openLibraryOver({ 'budget.txt': writeCellBudget(shiqiaoUnion) })
  editor = createWordsEditor(over.config.words, over.config.dataFolder)
})
afterAll(() => over.close())
beforeEach(() => rmSync(over.config.words.path, { force: true }))

const union = shiqiaoUnion.department
const name = (surface: string): TaughtWord => ({ section: 'departments', target: union, surface })
const content = () => JSON.parse(readFileSync(over.config.words.path, 'utf8'))
const write = (words: unknown) => writeFileSync(over.config.words.path, JSON.stringify(words))

describe('a word that is added', () => {
  it('makes the file where there is none, and is heard from then on', async () => {
    expect(editor.list()).toEqual({ kind: 'words', words: [] })
    expect(await editor.add(name('石工会会'))).toEqual({ kind: 'written' })
    expect(content()).toEqual({ departments: { [union]: ['石工会会'] } })
    expect(editor.list()).toEqual({ kind: 'words', words: [name('石工会会')] })
    await over.library.refresh()
    expect((await over.library.answer(['石工会会的年初预算是多少？'])).text).toContain('96.30万元')
  })

  it('leaves everything else in the file as it is', async () => {
    const before = {
      words: { 困难职工: ['hard-luck workers'] },
      departments: { [union]: ['SQ union', '石工'] },
      measures: { 机关运行经费: ['机关钱'] },
    }
    write(before)
    expect(await editor.add(name(' 石桥工会组织 '))).toEqual({ kind: 'written' })
    expect(content()).toEqual({
      ...before,
      departments: { [union]: ['SQ union', '石工', '石桥工会组织'] },
    })
  })

  it.each([
    { section: 'measures', target: '机关运行经费', surface: '机关钱' },
    { section: 'measures', target: 'threePublicExpenses', surface: 'triple spend' },
    { section: 'items', target: '2210201', surface: 'roof money' },
    { section: 'words', target: '困难职工', surface: 'hard-luck workers' },
  ] as const)('may stand for any of what is held: $target', async (word) => {
    expect(await editor.add(word)).toEqual({ kind: 'written' })
    expect(editor.list()).toEqual({ kind: 'words', words: [word] })
  })

  it('is not written twice, however it is typed', async () => {
    await editor.add(name('SQ union'))
    const before = readFileSync(over.config.words.path, 'utf8')
    expect(await editor.add(name('sq UNION'))).toEqual({ kind: 'unchanged' })
    expect(readFileSync(over.config.words.path, 'utf8')).toBe(before)
  })

  it.each([
    [{ section: 'departments', target: '火星区总工会', surface: 'mars' }, 'unknown-department'],
    [{ section: 'measures', target: '零花钱', surface: 'pocket money' }, 'unknown-measure'],
    [{ section: 'items', target: '9999999', surface: 'nothing' }, 'unknown-item'],
    [{ section: 'words', target: 'workers', surface: 'hands' }, 'not-of-documents'],
    [{ section: 'departments', target: union, surface: '？！' }, 'nothing-to-hear'],
  ] as const)('is refused where it cannot be used: %o', async (word, code) => {
    expect(await editor.add(word)).toMatchObject({ kind: 'refused', problems: [{ code }] })
    expect(existsSync(over.config.words.path)).toBe(false)
  })

  it('is refused where the file cannot be used as it is, which stays so', async () => {
    writeFileSync(over.config.words.path, '{"departments": ')
    expect(await editor.add(name('石工'))).toMatchObject({
      kind: 'refused',
      problems: [{ code: 'not-json' }],
    })
    expect(editor.list()).toMatchObject({ kind: 'refused', problems: [{ code: 'not-json' }] })
    expect(readFileSync(over.config.words.path, 'utf8')).toBe('{"departments": ')
  })
})

describe('a word that is taken away', () => {
  it('leaves the others', async () => {
    write({ departments: { [union]: ['石工', 'SQ union'] }, words: { 困难职工: ['hard-luck workers'] } })
    expect(await editor.remove(name('sq union'))).toEqual({ kind: 'written' })
    expect(content()).toEqual({
      departments: { [union]: ['石工'] },
      words: { 困难职工: ['hard-luck workers'] },
    })
    expect(await editor.remove(name('石工'))).toEqual({ kind: 'written' })
    expect(content()).toEqual({ words: { 困难职工: ['hard-luck workers'] } })
  })

  it('may be of a body that is not held any more', async () => {
    const gone: TaughtWord = { section: 'departments', target: '火星区总工会', surface: 'mars' }
    write({ departments: { 火星区总工会: ['mars'], [union]: ['石工'] } })
    expect(await editor.add(name('SQ union'))).toMatchObject({ problems: [{ code: 'unknown-department' }] })
    expect(await editor.remove(gone)).toEqual({ kind: 'written' })
    expect(await editor.add(name('SQ union'))).toEqual({ kind: 'written' })
  })

  it('changes nothing where it is not there', async () => {
    expect(await editor.remove(name('石工'))).toEqual({ kind: 'unchanged' })
    expect(existsSync(over.config.words.path)).toBe(false)
  })
})

describe('several who write at once', () => {
  it('lose nothing', async () => {
    const other = createWordsEditor(over.config.words, over.config.dataFolder)
    const surfaces = Array.from({ length: 12 }, (_, at) => `别名${at}号`)
    const edits = surfaces.map((surface, at) => (at % 2 === 0 ? editor : other).add(name(surface)))
    expect(new Set((await Promise.all(edits)).map(({ kind }) => kind))).toEqual(new Set(['written']))
    const listed = editor.list()
    const words = listed.kind === 'words' ? listed.words : []
    expect(words.map(({ surface }) => surface).toSorted()).toEqual(surfaces.toSorted())
  })

  it('wait for one that writes in another process', async () => {
    write({ departments: { [union]: ['石工'] } })
    const lock = tryLock(`${over.config.words.path}.lock`)
    const edit = editor.remove(name('石工'))
    expect(content()).toEqual({ departments: { [union]: ['石工'] } })
    lock?.release()
    expect(await edit).toEqual({ kind: 'written' })
    expect(content()).toEqual({})
  })
})
