import { describe, expect, it } from 'vitest'
import type { Answer } from '../answer/answer.ts'
import { randomAnswer } from '../slack/testing/random-answers.ts'
import { sampleAnswer } from '../slack/testing/sample-answers.ts'
import { chartOf } from './chart-of.ts'

const table = (
  columns: string[],
  labels: string[],
  rows: Answer['rows'],
  more: Partial<Answer> = {},
): Answer =>
  sampleAnswer({
    columns,
    labels,
    rows,
    evidence: [],
    warnings: [],
    restatement: '本年支出：决算数；2023年；范围：全部',
    ...more,
  })

const amounts = ['initial_budget_wan_yuan', 'final_accounts_wan_yuan']
const amountLabels = ['年初预算数（万元）', '决算数（万元）']

describe('what is drawn', () => {
  it('sets columns of one unit side by side, with the unit, the source and the reading', () => {
    const answer = table(
      ['department', ...amounts, 'overrun_percent'],
      ['部门', ...amountLabels, '超出（%）'],
      [
        ['甲', 141.61, 429.56, 203.34],
        ['乙', 370.76, null, null],
      ],
    )
    expect(chartOf(answer)).toEqual({
      kind: 'bar',
      language: 'zh',
      title: '本年支出：决算数',
      unit: '万元',
      categoryLabel: '部门',
      categories: ['甲', '乙'],
      series: [
        { name: '年初预算数', values: [141.61, 370.76] },
        { name: '决算数', values: [429.56, null] },
      ],
      reading: '本年支出：决算数；2023年；范围：全部',
      notes: ['空缺处没有数字，不是0'],
      source: '来源：003_52168a6d5cc201e6.txt；数据版本 test',
    })
  })

  it('takes the unit of the first figures, and no percentage that is another one less 100', () => {
    const answer = table(
      ['department', 'overrun_percent', ...amounts, 'completion_percent'],
      ['部门', '超出（%）', ...amountLabels, '完成（%）'],
      [
        ['甲', 203.34, 141.61, 429.56, 303.34],
        ['乙', 81.56, 370.76, 673.16, 181.56],
      ],
    )
    expect(chartOf(answer)).toMatchObject({ unit: '%', series: [{ name: '超出', values: [203.34, 81.56] }] })
  })

  it('draws the amounts behind a single percentage', () => {
    expect(chartOf(sampleAnswer())).toMatchObject({
      unit: '万元',
      categories: ['年初预算数', '决算数'],
      series: [{ name: '株洲市天元区总工会', values: [141.61, 429.56] }],
      notes: ['答复另有1条提示'],
    })
  })

  it('names the documents behind what is drawn, not those behind what is not', () => {
    const [citation = expect.fail()] = sampleAnswer().citations
    const answer = table(
      ['department', 'final_accounts_wan_yuan'],
      ['部门', '决算数（万元）'],
      [
        ['甲', 1],
        ['乙', 2],
        ['合计', 3],
      ],
      {
        citations: ['a', 'b', 'c'].map((file) => ({ ...citation, file })),
        evidence: [
          [[], [1]],
          [[], [0, 1]],
          [[], [2]],
        ],
      },
    )
    expect(chartOf(answer)?.source).toBe('来源：b、a；数据版本 test')
  })

  it('leaves out the rows that are made of the others', () => {
    const rows = [
      ['甲', 3],
      ['乙', 1],
      ['合计', 4],
      ['倍数', 3],
    ]
    expect(
      chartOf(table(['department', 'final_accounts_wan_yuan'], ['部门', '决算数（万元）'], rows))?.categories,
    ).toEqual(['甲', '乙'])
  })

  it('makes a pie of shares of one body that add up to the whole, and bars of others', () => {
    const shares = (last: number) =>
      table(
        ['department', 'item_code', 'item', 'share_percent', 'final_accounts_wan_yuan'],
        ['部门', '科目编码', '科目', '占比（%）', '决算数（万元）'],
        [
          ['甲', '201', '一般公共服务支出', 89.68, 385.24],
          ['甲', '208', '社会保障和就业支出', last, 18.1],
        ],
      )
    expect(chartOf(shares(10.32))).toMatchObject({ kind: 'pie', title: '甲 本年支出：决算数', unit: '%' })
    expect(chartOf(shares(9.32))?.kind).toBe('bar')
  })

  it('makes lines of years in order, one for each body', () => {
    const answer = table(
      ['department', 'fiscal_year', 'final_accounts_wan_yuan'],
      ['部门', '年度', '决算数（万元）'],
      [
        ['甲', 2023, 3],
        ['乙', 2023, 5],
        ['甲', 2021, 1],
        ['甲', 2022, 2],
        ['乙', 2022, null],
        ['乙', 2021, 4],
      ],
    )
    expect(chartOf(answer)).toMatchObject({
      kind: 'line',
      categoryLabel: '年度',
      categories: ['2021', '2022', '2023'],
      series: [
        { name: '甲', values: [1, 2, 3] },
        { name: '乙', values: [4, null, 5] },
      ],
    })
  })

  it('tells items of one name apart by their codes', () => {
    const rows = [
      ['甲', '2010301', '行政运行', 1],
      ['甲', '2130101', '行政运行', 2],
    ]
    const answer = table(
      ['department', 'item_code', 'item', 'final_accounts_wan_yuan'],
      ['部门', '编码', '科目', '决算数（万元）'],
      rows,
    )
    expect(chartOf(answer)?.categories).toEqual(['行政运行 2010301', '行政运行 2130101'])
  })

  it('draws the first 20 and says so', () => {
    const rows = Array.from({ length: 23 }, (_, index) => [`部门${index}`, index + 1])
    const chart = chartOf(
      table(['department', 'final_accounts_wan_yuan'], ['Department', 'Final accounts (10,000 yuan)'], rows, {
        language: 'en',
      }),
    )
    expect(chart?.categories).toHaveLength(20)
    expect(chart).toMatchObject({ unit: '10,000 yuan', notes: ['the first 20 of 23 are drawn'] })
  })
})

describe('what is not drawn', () => {
  it.each([
    { what: 'a single value', columns: ['department', 'final_accounts_wan_yuan'], rows: [['甲', 1]] },
    {
      what: 'nothing but zeros',
      columns: ['department', 'final_accounts_wan_yuan'],
      rows: [
        ['甲', 0],
        ['乙', 0],
      ],
    },
    {
      what: 'years and codes',
      columns: ['department', 'fiscal_year', 'function_code'],
      rows: [
        ['甲', 2023, 201],
        ['乙', 2022, 208],
      ],
    },
    {
      what: 'contradictions',
      columns: ['department', 'finding', 'size_wan_yuan'],
      rows: [
        ['甲', '一', 1],
        ['甲', '二', 2],
      ],
    },
    {
      what: 'passages',
      columns: ['department', 'text', 'share_percent'],
      rows: [
        ['甲', '一', 1],
        ['乙', '二', 2],
      ],
    },
    {
      what: 'different figures under one name',
      columns: ['department', 'change_amount_wan_yuan'],
      rows: [
        ['甲', 1],
        ['甲', 2],
      ],
    },
    { what: 'an answer without rows', columns: [], rows: [] },
  ])('$what', ({ columns, rows }) => {
    expect(chartOf(table(columns, columns, rows))).toBeNull()
  })
})

it('draws only numbers of any answer, each name once, each series of one length', () => {
  let drawn = 0
  for (const seed of Array.from({ length: 200 }, (_, index) => index)) {
    const answer = randomAnswer(seed)
    const chart = chartOf(answer)
    if (chart === null) continue
    drawn += 1
    const held = new Set(answer.rows.flat())
    const { categories, series } = chart
    expect(new Set(categories).size, `seed ${seed}`).toBe(categories.length)
    expect(categories.length).toBeLessThanOrEqual(20)
    expect(new Set(series.map(({ name }) => name)).size, `seed ${seed}`).toBe(series.length)
    for (const { values } of series) {
      expect(values).toHaveLength(categories.length)
      expect(
        values.every((value) => value === null || held.has(value)),
        `seed ${seed}`,
      ).toBe(true)
    }
  }
  expect(drawn).toBeGreaterThan(20)
})
