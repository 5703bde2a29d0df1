/** What a library tells of its store: what is held, what to ask, the place behind a citation, what a text is about. */
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withoutSpace } from '../../seed/intermediate.ts'
import {
  shiqiaoUnion,
  writeCellBudget,
  writeTabAccounts,
  yunxiUnion,
} from '../../seed/testing/invented-report.ts'
import { bodies } from '../testing/five-disclosures.ts'
import type { Documents } from '../testing/held-beside.ts'
import { type LibraryOver, openLibraryOver } from '../testing/library-over.ts'

const invented = join(import.meta.dirname, '..', '..', 'seed', 'testing', 'disclosures')
const inventedDisclosures: Documents = Object.fromEntries(
  globSync('*.txt', { cwd: invented }).map((file) => [
    basename(file),
    readFileSync(join(invented, file), 'utf8'),
  ]),
)

const held: readonly (readonly [name: string, documents: Documents | undefined, departments: number])[] = [
  ['the five disclosures', undefined, 5],
  ['documents nobody has heard of', inventedDisclosures, 5],
  ['one budget', { 'budget.txt': writeCellBudget(shiqiaoUnion) }, 1],
]

describe.each(held)('a library of %s', (_, documents, departments) => {
  let over: LibraryOver
  beforeAll(async () => {
    over = await openLibraryOver(documents)
  })
  afterAll(() => over.close())

  it('tells what it holds', async () => {
    const overview = await over.library.overview()
    expect(overview.departments).toHaveLength(departments)
    expect(overview).toMatchObject({ documents: departments, reports: departments })
    const reports = overview.departments.flatMap((department) => department.reports)
    expect(reports.reduce((sum, { figures }) => sum + figures, 0)).toBe(overview.figures)
    for (const severity of ['real', 'soft', 'rounding', 'label'] as const)
      expect(reports.reduce((sum, { findings }) => sum + findings[severity], 0)).toBe(
        overview.findings[severity],
      )
    expect(overview.years).toEqual([...new Set(reports.map(({ fiscalYear }) => fiscalYear))].toSorted())
    expect(overview.prints).toBeGreaterThan(overview.figures)
    expect(overview.contentHash.slice(0, 12)).toBe(overview.dataVersion.split(' ')[0])
    expect(over.library.dataVersion()).toBe(overview.dataVersion)
  })

  it.each(['zh', 'en'] as const)('gives examples that it answers, in %s', async (language) => {
    const examples = over.library.examples(language)
    expect(examples.length).toBeGreaterThanOrEqual(3)
    expect(examples.length).toBeLessThanOrEqual(6)
    expect(new Set(examples.map(({ title }) => title)).size).toBe(examples.length)
    for (const { title, question } of examples) {
      expect([...title].length).toBeLessThanOrEqual(40)
      expect(await over.library.answer([question]), question).toMatchObject({ status: 'answer', language })
    }
  })

  it('shows the place behind everything that its examples cite', async () => {
    for (const { question } of [...over.library.examples('zh'), ...over.library.examples('en')]) {
      const { citations } = await over.library.answer([question])
      for (const citation of citations) {
        const passage = await over.library.sourcePassage(citation)
        expect(passage?.file).toBe(citation.file)
        const cited = passage?.lines.filter(({ isCited }) => isCited) ?? []
        const [first, last] = citation.lines ?? [0, 0]
        expect(cited.map(({ number }) => number)).toEqual(
          Array.from({ length: last - first + 1 }, (__, at) => first + at),
        )
        expect(withoutSpace(cited.map(({ text }) => text).join(''))).toContain(withoutSpace(citation.quote))
      }
    }
  })
})

describe('the place behind a citation', () => {
  const long = `${'说明'.repeat(300)}本年慰问困难职工46人。${'说明'.repeat(300)}`
  const accounts = writeTabAccounts(yunxiUnion)
  const other = writeTabAccounts({ ...yunxiUnion, department: '青山市河口县总工会' })
  let over: LibraryOver
  beforeAll(async () => {
    over = await openLibraryOver({
      'accounts.txt': accounts,
      'long.txt': `${writeCellBudget(shiqiaoUnion)}\n${long}\n`,
    })
    await over.add({ 'accounts.txt': other })
    await over.library.refresh()
  })
  afterAll(() => over.close())

  const lineOf = (text: string, words: string) =>
    text.split('\n').findIndex((line) => line.includes(words)) + 1

  it('has two lines before and two after, as they were received', async () => {
    const [citation] = (await over.library.answer(['云溪县总工会支出多少'])).citations
    if (!citation?.lines) throw new Error('cited')
    const [first, last] = citation.lines
    const passage = await over.library.sourcePassage(citation)
    expect(passage?.lines.map(({ text }) => text)).toEqual(accounts.split('\n').slice(first - 3, last + 2))
    expect(passage).toMatchObject({ fiscalYear: 2023, kind: 'finalAccounts' })
    expect(passage?.department.zh).toBe('青山市云溪县总工会')
  })

  it('is in the document that prints the quote, where two files have one name', async () => {
    for (const department of ['青山市云溪县总工会', '青山市河口县总工会']) {
      const line = lineOf(department === '青山市云溪县总工会' ? accounts : other, department)
      const passage = await over.library.sourcePassage({
        file: 'accounts.txt',
        lines: [line, line],
        page: null,
        place: '',
        quote: department,
      })
      expect(passage?.department.zh).toBe(department)
    }
  })

  it('is cut around the quote in a long line', async () => {
    const text = `${writeCellBudget(shiqiaoUnion)}\n${long}`
    const line = text.split('\n').length
    const cite = async (quote: string) => {
      const citation = {
        file: 'long.txt',
        lines: [line, line] as [number, number],
        page: null,
        place: '',
        quote,
      }
      return (await over.library.sourcePassage(citation))?.lines.find(({ isCited }) => isCited)?.text ?? ''
    }
    const middle = await cite('本年慰问困难职工46人')
    expect(middle).toMatch(/^…明?(?:说明)+本年慰问困难职工46人。(?:说明)+说?…$/u)
    expect(middle).toHaveLength(400)
    expect(await cite('说明说明')).toMatch(/^说明.*说明…$/u)
    expect(await cite(`人。${'说明'.repeat(250)}`)).toMatch(/^…人。说明/u)
  })

  it.each([
    ['another quote', { quote: '火星' }],
    ['another file', { file: 'gone.txt' }],
    ['no lines', { lines: null }],
    ['lines beyond the end', { lines: [900_000, 900_001] as [number, number] }],
  ])('is nowhere with %s', async (_, change) => {
    const [citation] = (await over.library.answer(['云溪县总工会支出多少'])).citations
    if (!citation) throw new Error('cited')
    expect(await over.library.sourcePassage({ ...citation, ...change })).toBeNull()
  })
})

describe('a library of the five disclosures', () => {
  let over: LibraryOver
  beforeAll(async () => {
    over = await openLibraryOver()
  })
  afterAll(() => over.close())

  it('tells what contradicts a cited place', async () => {
    const answer = await over.library.answer(['文件里有哪些前后不一致的地方？'])
    const [severity, finding] = ['severity', 'finding'].map((name) => answer.columns.indexOf(name))
    const real = answer.rows.flatMap((row, at) => (row[severity ?? 0] === '实质矛盾' ? [at] : []))
    expect(real.length).toBeGreaterThan(10)
    expect((await over.library.overview()).findings.real).toBe(real.length)
    for (const at of real)
      for (const index of answer.evidence[at]?.[finding ?? 0] ?? []) {
        const citation = answer.citations[index]
        const passage = citation && (await over.library.sourcePassage(citation))
        expect(passage?.findings.map(({ message }) => message.zh)).toContain(answer.rows[at]?.[finding ?? 0])
      }
  })

  it('tells nothing of a place that nothing contradicts', async () => {
    const [citation] = (await over.library.answer(['文件里有哪些前后不一致的地方？'])).citations
    const file = citation?.file ?? ''
    const lines = readFileSync(join(over.config.shippedFolder, file), 'utf8').split('\n')
    const first = lines.findIndex((line) => line.trim() !== '')
    const quote = lines[first] ?? ''
    const place = { file, lines: [first + 1, first + 1] as [number, number], page: null, place: '', quote }
    expect(await over.library.sourcePassage(place)).toMatchObject({ file, findings: [] })
  })

  it.each([
    { text: '株洲市天元区总工会2023年度部门决算公开', names: [bodies.tianyuan] },
    { text: 'Xinzhou union accounts 2023', names: [bodies.xinzhou] },
    { text: '请看附件：新洲区总工会2019年的老报告', names: [bodies.xinzhou] },
    { text: '天元区总工会，还有武汉市新洲区总工会的决算', names: [bodies.tianyuan, bodies.xinzhou] },
    {
      text: '平乡县总工会、天元区总工会、新洲区总工会',
      names: [bodies.pingxiang, bodies.tianyuan, bodies.xinzhou],
    },
    { text: '今天天气不错，我们去公园吧。', names: [] },
    { text: '', names: [] },
  ])('reads whom a text is about: $text', async ({ text, names }) => {
    for (const language of ['zh', 'en'] as const) {
      const questions = over.library.summaryQuestions(text, language)
      expect(questions.length).toBeLessThanOrEqual(3)
      expect(questions.join()).toMatch(names.length === 0 ? /^$/u : /2023/u)
      for (const name of names) expect(questions.join()).toContain(name)
      for (const question of questions) {
        const answer = await over.library.answer([question], { language })
        expect(answer, question).toMatchObject({ status: 'answer', language, plan: { kind: 'summary' } })
      }
    }
  })

  it('summarises no more than three of the bodies that a text names', () => {
    const [question = '', ...others] = over.library.summaryQuestions(Object.values(bodies).join('；'), 'zh')
    expect(others).toEqual([])
    expect(Object.values(bodies).filter((name) => question.includes(name))).toHaveLength(3)
  })
})
