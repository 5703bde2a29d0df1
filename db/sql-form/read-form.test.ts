import { describe, expect, it } from 'vitest'
import type { Form } from './form.ts'
import { readForm } from './read-form.ts'

const held =
  "aspect = 'amount' and standing = 'primary' and is_default_fund = 1 and fiscal_year = 2023 and stage = 'finalAccounts'"
const totals = `from figures where measure = 'expenditure' and item_key = '' and subject is null and ${held}`

const formOf = (sql: string): Form => {
  const form = readForm(sql)
  if ('problem' in form) throw new Error(form.problem)
  return form
}
const problemOf = (sql: string): string => {
  const form = readForm(sql)
  return 'problem' in form ? form.problem : ''
}

describe('a SELECT in the form', () => {
  it('says what its values are, whatever they are called', () => {
    const form = formOf(
      `select department_kind as stage, round(median(f.amount_fen), 2) as least, 100.0 * max(amount_fen) / sum(amount_fen) as x ${totals.replace('figures', 'figures as f')} group by department_kind order by LEAST desc`,
    )
    expect(form).toMatchObject({
      columns: [
        { kind: 'name', column: 'department_kind' },
        { kind: 'made', by: 'median' },
        {
          kind: 'reckoned',
          sign: '÷',
          left: { kind: 'reckoned', sign: '×', left: 100, right: { kind: 'made', by: 'greatest' } },
          right: { kind: 'made', by: 'sum' },
        },
      ],
      order: { column: 1, direction: 'descending' },
    })
  })

  it('says what it chooses', () => {
    const form = formOf(
      `select avg(amount_fen) as a ${totals} and (department_kind in ('tradeUnion') and county not like '%河口%') and amount_fen >= 5e8`,
    )
    expect(form).toMatchObject({
      measure: 'expenditure',
      stage: 'finalAccounts',
      year: 2023,
      fund: null,
      items: { kind: 'total' },
      names: [
        { column: 'department_kind', operator: 'is', texts: ['tradeUnion'], isNot: false },
        { column: 'county', operator: 'like', texts: ['%河口%'], isNot: true },
      ],
      bounds: [{ comparator: 'ge', value: 500_000_000 }],
    })
  })

  it.each([
    ["item_key = 'function:221'", { kind: 'named', key: 'function:221' }],
    ["item_key like 'economic:%' and is_total = 0", { kind: 'leaves', of: 'economic' }],
    ["item_key like 'function:%' and item_level = 1", { kind: 'level', of: 'function', level: 1 }],
  ])('may be of items: %s', (condition, items) => {
    const sql = `select avg(amount_fen) as a ${totals.replace("item_key = '' and subject is null", condition)}`
    expect(formOf(sql).items).toEqual(items)
  })

  it('may be of one fund', () => {
    const sql = `select avg(amount_fen) as a ${totals.replace('is_default_fund = 1', "fund = 'generalPublicBudget'")}`
    expect(formOf(sql).fund).toBe('generalPublicBudget')
  })
})

describe('no form is that of', () => {
  const sum = 'select sum(amount_fen) as x'
  const problems: readonly (readonly [string, string, RegExp])[] = [
    ['a join', 'select a.county, min(b.amount_fen) as x from figures a, figures b', /figures alone/u],
    ['another relation', 'select sum(amount_fen) as x from totals', /figures alone/u],
    ['a union', `${sum} ${totals} union all ${sum} ${totals}`, /without WITH/u],
    ['a CTE', `with figures as (select 5 as amount_fen) ${sum} from figures`, /without WITH/u],
    ['a SELECT inside', `select avg(x) as y from (select amount_fen as x ${totals})`, /figures alone/u],
    [
      'a SELECT for a name',
      `select department, (select item_name ${totals}) as item_name, ${sum.slice(7)} ${totals} group by department`,
      /not \(select/u,
    ],
    ['a SELECT in a sum', `select sum((select max(amount_fen) ${totals})) as x ${totals}`, /of amount_fen/u],
    [
      'a SELECT in a condition',
      `${sum} ${totals} and amount_fen > (select avg(amount_fen) ${totals})`,
      /by one number/u,
    ],
    [
      'a SELECT of bodies',
      `${sum} ${totals} and department in (select department ${totals})`,
      /each of one column/u,
    ],
    ['a window', `select county, max(amount_fen) over () as x ${totals} group by county`, /of amount_fen/u],
    ['HAVING', `${sum} ${totals} having sum(amount_fen) > 5`, /no HAVING/u],
    ['DISTINCT', `select distinct county ${totals}`, /no DISTINCT/u],
    ['a sum of what is distinct', `select sum(distinct amount_fen) as x ${totals}`, /of amount_fen/u],
    [
      'a sum of some',
      `select sum(amount_fen) filter (where amount_fen > 5) as x ${totals}`,
      /of amount_fen/u,
    ],
    ['a star', `select * ${totals}`, /without \*/u],
    ['names alone', `select county ${totals} group by county`, /select a sum/u],
    ['a figure by itself', `select department, amount_fen ${totals} group by department`, /not amount_fen/u],
    [
      'a figure in arithmetic',
      `select department, amount_fen / 1 as x ${totals} group by department`,
      /not amount_fen/u,
    ],
    ['a name that is not grouped by', `select county, max(amount_fen) as x ${totals}`, /group by exactly/u],
    [
      'a group that is not told',
      `select median(amount_fen) as x ${totals} group by department`,
      /group by exactly/u,
    ],
    [
      'a part of a name',
      `select substr(department, 1, 3) as a, ${sum.slice(7)} ${totals} group by a`,
      /substr/u,
    ],
    ['a count', `select count(*) as n ${totals}`, /count/u],
    ['a cast', `select cast(sum(amount_fen) as text) as x ${totals}`, /not cast/u],
    ['a case', `select sum(case when amount_fen > 5 then 7 end) as x ${totals}`, /of amount_fen/u],
    ['a negated figure', `select -sum(amount_fen) as x ${totals}`, /not -sum/u],
    ['a number of the writer', `select sum(amount_fen) * 1.1 as x ${totals}`, /no 1\.1/u],
    ['a sum of years', `select sum(fiscal_year) as x ${totals}`, /of amount_fen/u],
    ['an order by what is not told', `${sum} ${totals} order by amount_fen`, /order by the name/u],
    [
      'an order by a name',
      `select county, ${sum.slice(7)} ${totals} group by county order by county desc`,
      /order by the name/u,
    ],
    [
      'an order by one of two names',
      `select county, sum(amount_fen) as x, avg(amount_fen) as x ${totals} group by county order by x`,
      /order by the name/u,
    ],
    ['a limit', `${sum} ${totals} limit 1`, /no LIMIT/u],
    [
      'a figure with itself',
      `select sum(amount_fen) + total(amount_fen) as x ${totals}`,
      /different figures/u,
    ],
    [
      'a ratio rounded to all or nothing',
      `select 100 * round(1.0 * median(amount_fen) / max(amount_fen)) as x ${totals}`,
      /not round/u,
    ],
    [
      'a percentage rounded to the next whole one',
      `select round(100.0 * min(amount_fen) / max(amount_fen)) as x ${totals}`,
      /not round/u,
    ],
    [
      'items of one name',
      `select item_name, ${sum.slice(7)} ${totals.replace("item_key = '' and subject is null", "item_key like 'function:%' and is_total = 0")} group by item_name`,
      /item_code beside/u,
    ],
    [
      'items of no classification',
      `select item_code, ${sum.slice(7)} ${totals} group by item_code`,
      /items of a classification/u,
    ],
  ]
  it.each(problems)('%s', (_, sql, problem) => {
    expect(problemOf(sql)).toMatch(problem)
  })
})

describe('no form chooses', () => {
  const choosing = (from: string, to: string) => `select sum(amount_fen) as x ${totals.replace(from, to)}`
  it.each([
    ['no measure', "measure = 'expenditure' and", '', /hold measure/u],
    ['no stage', " and stage = 'finalAccounts'", '', /hold stage/u],
    ['no year', ' and fiscal_year = 2023', '', /fiscal_year/u],
    ['no fund', ' and is_default_fund = 1', '', /hold fund/u],
    ['no aspect', "aspect = 'amount' and", '', /aspect/u],
    ['no standing', "standing = 'primary' and", '', /standing/u],
    ['no items', "item_key = '' and subject is null and", '', /item_key/u],
    ['the total and what is counted by name', 'subject is null and', '', /item_key/u],
    ['items of both classifications', "item_key = '' and subject is null", 'is_total = 0', /item_key/u],
    ['items of a name', "item_key = '' and subject is null", "item_name = '住房公积金'", /item_key/u],
    [
      'items of several levels',
      "item_key = '' and subject is null",
      "item_key like 'function:%'",
      /item_key/u,
    ],
    ['two stages', "stage = 'finalAccounts'", "stage in ('finalAccounts', 'initialBudget')", /by =/u],
    ['two years', 'fiscal_year = 2023', 'fiscal_year in (2022, 2023)', /by =/u],
    ['a year as a text', 'fiscal_year = 2023', "fiscal_year = '2023'", /one year/u],
    ['all but one measure', "measure = 'expenditure'", "measure <> 'revenue'", /by =/u],
    ['what is counted', "'expenditure'", "'officialVehiclesHeld'", /counted/u],
    ['one thing twice', 'fiscal_year = 2023', 'fiscal_year = 2023 and fiscal_year = 2022', /once/u],
    ['two funds', 'is_default_fund = 1', "is_default_fund = 1 and fund = 'all'", /fund/u],
    ['either of two', 'fiscal_year = 2023', '(fiscal_year = 2023 or fiscal_year = 2022)', /AND/u],
    [
      'by what a pattern hides',
      'fiscal_year = 2023',
      "fiscal_year = 2023 and county like '%!%%' escape '!'",
      /AND/u,
    ],
    ['by another column', 'fiscal_year = 2023', 'fiscal_year = 2023 and place_rank = 1', /place_rank/u],
  ])('%s', (_, from, to, problem) => {
    expect(problemOf(choosing(from, to))).toMatch(problem)
  })
})
