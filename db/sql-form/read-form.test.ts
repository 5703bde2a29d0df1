import { describe, expect, it } from 'vitest'
import type { Form } from './form.ts'
import { readForm } from './read-form.ts'

const held = "aspect = 'amount' and standing = 'primary' and is_default_fund = 1 and fiscal_year = 2023"
const ofBodies = `stage = 'finalAccounts' and item_key = '' and subject is null and ${held}`
const totals = `from figures where measure = 'expenditure' and ${ofBodies}`

const formOf = (sql: string): Form => {
  const form = readForm(sql)
  if ('problem' in form) throw new Error(form.problem)
  return form
}
const problemOf = (sql: string): string => {
  const form = readForm(sql)
  return 'problem' in form ? form.problem : ''
}

describe('the values of a SELECT', () => {
  it('are names, and figures made from others', () => {
    const { columns } = formOf(
      `select department_kind, median(amount_fen) as any_name, count(distinct department) as n ${totals} group by department_kind`,
    )
    expect(columns.map(({ value }) => value)).toMatchObject([
      { kind: 'name', column: 'department_kind' },
      { kind: 'made', by: 'median', of: { kind: 'printed', column: 'amount_fen' } },
      { kind: 'count', of: 'bodies' },
    ])
  })

  it('are what they were made from, whatever they are called on the way', () => {
    const { columns, rest, blocks } = formOf(
      `with top as (select department as county, amount_fen as least ${totals} order by amount_fen desc limit 3) select avg(top.least) as greatest from top where least > 0`,
    )
    expect(columns).toMatchObject([{ value: { kind: 'made', by: 'average', of: { kind: 'printed' } } }])
    expect(rest).toEqual(['order by amount_fen desc', 'limit 3', 'where least > 0'])
    expect(blocks).toHaveLength(1)
  })

  it('may be reckoned, and are told as they are written', () => {
    const { columns } = formOf(`select round(max(amount_fen) - min(amount_fen)) as x ${totals}`)
    expect(columns).toMatchObject([
      { value: { kind: 'reckoned', text: 'max(amount_fen) - min(amount_fen)' } },
    ])
  })
})

describe('what a SELECT chooses', () => {
  it('is told by column, the SELECTs in its conditions too', () => {
    const { blocks } = formOf(
      `select department, amount_fen ${totals} and 'tradeUnion' = department_kind and county not like '%河口%' and (amount_fen > (select avg(amount_fen) ${totals}) and amount_fen < 9)`,
    )
    const [outer, inner] = blocks
    expect(outer?.pins.get('measure')).toEqual(['expenditure'])
    expect(outer?.pins.get('subject')).toEqual([null])
    expect(outer?.names).toEqual([
      { column: 'department_kind', operator: 'is', values: ['tradeUnion'], isNot: false },
      { column: 'county', operator: 'like', values: ['%河口%'], isNot: true },
    ])
    expect(outer?.conditions).toEqual([expect.stringContaining('amount_fen > (select'), 'amount_fen < 9'])
    expect(inner?.names).toEqual([])
  })

  it('may be that of the row around it', () => {
    const { blocks } = formOf(
      `select department, amount_fen from figures f where measure = 'expenditure' and ${ofBodies} and amount_fen > (select avg(amount_fen) ${totals} and department_kind = f.department_kind)`,
    )
    expect(blocks[1]?.names).toEqual([
      { column: 'department_kind', operator: 'is', values: [], isNot: false },
    ])
  })
})

describe('no form', () => {
  const problems: readonly (readonly [string, string, RegExp])[] = [
    ['a join', 'select a.county, min(b.amount_fen) as x from figures a, figures b', /no joins/u],
    ['another relation', 'select department, amount_fen from totals', /not from totals/u],
    [
      'a union',
      `select department, amount_fen ${totals} union all select department, amount_fen ${totals}`,
      /UNION/u,
    ],
    ['a window', `select county, max(amount_fen) over () as x ${totals}`, /not max\(amount_fen\) over/u],
    ['a star', `select * ${totals}`, /without \*/u],
    [
      'a name beside what is of all rows',
      `select county, max(amount_fen) as x ${totals}`,
      /group by county/u,
    ],
    [
      'a name that is another one on the way',
      `select county, sum(x) as y from (select department as county, county as department, amount_fen as x ${totals}) group by department`,
      /group by department/u,
    ],
    ['a part of a name', `select substr(department, 1, 3) as a, amount_fen ${totals}`, /substr/u],
    ['a figure of nobody', `select county, amount_fen ${totals}`, /select department/u],
    [
      'a figure twice',
      `select department, amount_fen as a, amount_fen as b ${totals}`,
      /b is selected twice/u,
    ],
    [
      'an alternative',
      `select department, amount_fen ${totals} or fiscal_year = 2022`,
      /join conditions by AND/u,
    ],
    ['a sum of years', `select sum(fiscal_year) as x ${totals}`, /not an amount/u],
    [
      'a sum of another SELECT',
      `select sum((select max(amount_fen) ${totals})) as x ${totals}`,
      /once for each row/u,
    ],
    ['a case', `select sum(case when amount_fen > 5 then 7 end) as x ${totals}`, /not case/u],
    ['a number of the writer', `select department, 5 as x ${totals}`, /not 5/u],
    ['a negated figure', `select department, -amount_fen as x ${totals}`, /not -amount_fen/u],
    [
      'a figure of the row around',
      `select department, amount_fen from figures f where measure = 'expenditure' and ${ofBodies} and amount_fen > (select f.amount_fen ${totals})`,
      /of the SELECT around/u,
    ],
  ]
  it.each(problems)('is that of %s', (_, sql, problem) => {
    expect(problemOf(sql)).toMatch(problem)
  })
})

describe('figures of different things in one sum or column', () => {
  const without = (condition: string) => `select sum(amount_fen) as x ${totals.replace(condition, '1 = 1')}`
  it.each([
    ["measure = 'expenditure'", /hold measure/u],
    ["stage = 'finalAccounts'", /hold stage/u],
    ['fiscal_year = 2023', /hold fiscal_year/u],
    ['is_default_fund = 1', /is_default_fund/u],
    ["aspect = 'amount'", /aspect/u],
    ["standing = 'primary'", /standing/u],
    ["item_key = ''", /item/u],
    ['subject is null', /subject/u],
  ])('are of a SELECT without %s', (condition, problem) => {
    const sql = without(condition).replace('1 = 1 and ', '').replace(' and 1 = 1', '')
    expect(problemOf(sql)).toMatch(problem)
  })

  it.each([
    ['two stages', "stage = 'finalAccounts'", "stage in ('finalAccounts', 'initialBudget')", /hold stage/u],
    ['two years', 'fiscal_year = 2023', 'fiscal_year in (2022, 2023)', /hold fiscal_year/u],
    ['all years', 'fiscal_year = 2023', 'amount_fen > 0', /hold fiscal_year/u],
    ['all but one measure', "measure = 'expenditure'", "measure <> 'revenue'", /hold measure/u],
    ['items of several levels', "item_key = '' and subject is null", 'item_level > 0', /AND|item/u],
  ])('are of %s', (_, from, to, problem) => {
    expect(problemOf(`select sum(amount_fen) as x ${totals.replace(from, to)}`)).toMatch(problem)
  })

  it('may stand in rows that say which', () => {
    const twoStages = totals.replace("stage = 'finalAccounts'", "stage in ('finalAccounts', 'initialBudget')")
    expect(problemOf(`select department, stage, amount_fen ${twoStages}`)).toBe('')
    expect(problemOf(`select stage, sum(amount_fen) as x ${twoStages} group by stage`)).toBe('')
    expect(problemOf(`select department, amount_fen ${twoStages}`)).toMatch(/hold stage/u)
  })
})
