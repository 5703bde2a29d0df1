/** Disclosures of several years: final accounts of two years and the budget of a third, which is not carried out yet. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FiguresPlan } from '../../db/plan/plan.ts'
import {
  shiqiaoUnion,
  writeCellBudget,
  writeTabAccounts,
  yunxiUnion,
} from '../../seed/testing/invented-report.ts'
import { type LibraryOver, openLibraryOver } from '../testing/library-over.ts'

/** Each item 10.00 万元 less than a year later. */
const yearBefore = {
  ...yunxiUnion,
  fiscalYear: 2022,
  details: null,
  items: yunxiUnion.items.map((item) => ({ ...item, finalHundredths: item.finalHundredths - 1_000 })),
}
const spent2022 = (431.72 - 10 * yunxiUnion.items.length).toFixed(2)

let over: LibraryOver
beforeAll(async () => {
  over = await openLibraryOver({
    '2022.txt': writeTabAccounts(yearBefore),
    '2023.txt': writeTabAccounts(yunxiUnion),
    '2024.txt': writeCellBudget({ ...shiqiaoUnion, department: yunxiUnion.department, fiscalYear: 2024 }),
    'other.txt': writeTabAccounts({ ...yunxiUnion, department: '青山市石桥区总工会', fiscalYear: 2022 }),
  })
}, 60_000)
afterAll(() => over.close())

const ask = (question: string) => over.library.answer([question])
const planOf = async (question: string) => (await ask(question)).plan as FiguresPlan

describe('a year that is not said', () => {
  it.each([
    ['云溪县总工会支出多少', [2023], 'finalAccounts'],
    ['云溪县总工会三公经费多少', [2023], 'finalAccounts'],
    ['How much did the Yunxi union spend?', [2023], 'finalAccounts'],
    ['云溪县总工会预算是多少', [2024], 'initialBudget'],
    ['What is the budget of the Yunxi union?', [2024], 'initialBudget'],
    ['云溪县总工会的预算和决算', [2023], 'initialBudget'],
  ])('is the newest one that what is asked is published for: %s', async (question, years, stage) => {
    expect(await planOf(question)).toMatchObject({
      scope: { years },
      columns: expect.arrayContaining([expect.objectContaining({ stage })]),
    })
  })

  it('is the newest one carried out in a comparison with the year before, and in a summary', async () => {
    expect(await planOf('云溪县总工会支出比上年增加多少')).toMatchObject({ scope: { years: [2023] } })
    const { text } = await ask('云溪县总工会概况')
    expect(text).toContain('2023年决算')
    expect(text).toContain('431.72万元')
  })

  it('is the one that most bodies have final accounts for', async () => {
    const { plan, text } = await ask('哪个工会支出最多')
    expect(plan).toMatchObject({ scope: { years: [2022] } })
    expect(text).toContain('青山市石桥区总工会：决算数431.72万元')
  })
})

describe('a year with a budget only', () => {
  it('is told by it where no outturn is asked for', async () => {
    const { plan, text } = await ask('云溪县总工会2024年支出多少')
    expect(plan).toMatchObject({ columns: [{ stage: 'initialBudget' }] })
    expect(text).toContain('年初预算数96.30万元')
  })

  it('has no outturn, and the budget is told beside that', async () => {
    const { status, code, text } = await ask('How much did the Yunxi union spend in 2024?')
    expect([status, code]).toEqual(['no_data', 'stage-not-held'])
    expect(text).toContain('published only a budget for this year')
    expect(text).toContain('initial budget 963,000 yuan')
  })

  it('is named where it stands beside years that have one', async () => {
    const { text, columns } = await ask('云溪县总工会2024年和2023年支出比')
    expect(text).toContain('2023：决算数431.72万元')
    expect(text).toContain('2024年只公布了预算，没有决算')
    expect(columns).toContain('fiscal_year')
  })

  it('is summarised by it', async () => {
    expect((await ask('云溪县总工会2024年概况')).text).toContain('2024年预算（没有公布决算')
  })
})

it.each([
  '云溪县总工会历年支出',
  '云溪县总工会近几年的支出',
  'Yunxi union spending year by year',
])('tells year after year: %s', async (question) => {
  const { plan, rows, columns } = await ask(question)
  expect(plan).toMatchObject({ scope: { years: [2022, 2023] } })
  const year = columns.indexOf('fiscal_year')
  expect(rows.map((row) => [row[year], row.at(-1)])).toEqual([
    [2022, Number(spent2022)],
    [2023, 431.72],
  ])
})
