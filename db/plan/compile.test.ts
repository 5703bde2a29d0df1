import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CompiledQuery } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formulas, isOfTwoYears, usualWholeOf } from '../catalog/formulas.ts'
import { guardCatalog } from '../catalog/relations.ts'
import { headsOf } from '../domain/measure-parts.ts'
import { keysOf, measures, stages } from '../domain/terms.ts'
import { fen, writeSmallLedger } from '../fixtures/small-ledger.ts'
import { guard } from '../guard/guard.ts'
import { openForReading, type Store } from '../open.ts'
import {
  type CompiledSql,
  candidateKey,
  compileBudgetReasons,
  compileCandidates,
  compileChangeReasons,
  compileContradictions,
  compileEvidence,
  compileFigures,
  compileFindings,
  compileReports,
  contradictionKey,
  evidenceKey,
  findingKey,
  reasonKey,
  reportKey,
} from './compile.ts'
import {
  type Column,
  comparators,
  type FiguresPlan,
  type Items,
  planSchema,
  type ReasonsPlan,
  type Whole,
  wholeScope,
} from './plan.ts'

let folder: string
let store: Store
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'juesuan-ledger-'))
  await writeSmallLedger(join(folder, 'ledger.sqlite'))
  store = openForReading(join(folder, 'ledger.sqlite'))
})
afterAll(async () => {
  await store.destroy()
  rmSync(folder, { recursive: true, force: true })
})

type Cells = readonly (string | number | null)[]

/** The rows of a compiled query, which the guard must let pass first. */
const run = async ({ sql, parameters }: CompiledSql): Promise<readonly Cells[]> => {
  expect(guard(sql, guardCatalog)).toMatchObject({ kind: 'allowed' })
  const { rows } = await store.executeQuery<Readonly<Record<string, string | number | null>>>(
    CompiledQuery.raw(sql, [...parameters]),
  )
  return rows.map((row) => Object.values(row))
}

/** The department, the item and the values of each row. */
const figuresOf = async (plan: FiguresPlan): Promise<readonly Cells[]> => {
  const { query, key, columns } = compileFigures(plan)
  return (await run(query)).map((row) =>
    [key.departmentId, key.itemCode, ...columns.map(({ position }) => position)].map(
      (position) => row[position] ?? null,
    ),
  )
}

const figure = (measure: Column['measure'], stage: Column['stage']): Column => ({
  kind: 'figure',
  measure,
  stage,
})
const wholeOfFormula = (name: keyof typeof formulas, measure: Column['measure']): Whole | null => {
  if (name === 'sharePercent') return { kind: 'measure', measure: usualWholeOf(measure) }
  return name === 'perHeadAmount' ? { kind: 'measure', measure: headsOf(measure) } : null
}

const formula = (
  name: keyof typeof formulas,
  measure: Column['measure'] = 'expenditure',
  stage: Column['stage'] = 'finalAccounts',
): Column => ({
  kind: 'formula',
  formula: name,
  measure,
  stage,
  whole: wholeOfFormula(name, measure),
})

const plan = (changes: Partial<FiguresPlan> = {}): FiguresPlan => ({
  version: 1,
  kind: 'figures',
  scope: wholeScope,
  fund: null,
  items: null,
  columns: [figure('expenditure', 'finalAccounts')],
  conditions: [],
  isNonZero: false,
  order: null,
  limit: null,
  aggregate: null,
  compare: null,
  presentation: 'value',
  ...changes,
})

// SQL below is written without quotes and line breaks of its own; three phrases recur in every query.

const flat = (sql: string) => sql.replaceAll('"', '').replace(/\s+/gu, ' ').replace(/\( /gu, '(').trim()

const keyNames = 'department_id department department_kind fiscal_year item_key item_code item_name fund'
const keys = keyNames.replaceAll(' ', ', ')
const keysOfAlias = (alias: string) =>
  keyNames
    .split(' ')
    .map((name) => `${alias}.${name} as ${name}`)
    .join(', ')
const isStated = (alias: string) =>
  `${alias}.measure = ? and ${alias}.stage = ? and ${alias}.aspect = ? and ${alias}.standing = ?`
const standsBeside = (
  alias: string,
  anchor: string,
  names = ['department_id', 'fiscal_year', 'fund', 'item_key'],
) => names.map((name) => `${alias}.${name} = ${anchor}.${name}`).join(' and ')
const order = (column: string, direction = 'desc') =>
  `order by ${column} ${direction} nulls last, department, fiscal_year, item_code nulls last, item_key`

const finalAccountsFrom = `select ${keysOfAlias('final_accounts')}, final_accounts.amount_fen as final_accounts_fen,
  final_accounts.figure_id as final_accounts_figure_id, final_accounts.state as final_accounts_state
  from figures as final_accounts where ${isStated('final_accounts')}`
const finalAccountsColumns = `${keys}, final_accounts_fen, final_accounts_figure_id, final_accounts_state`
const finalAccounts = ['expenditure', 'finalAccounts', 'amount', 'primary'] as const
const initialBudget = ['expenditure', 'initialBudget', 'amount', 'primary'] as const

describe('a plan over figures becomes SQL', () => {
  it('looks up one amount of one department', async () => {
    const lookUp = plan({ scope: { departments: ['jia'], kinds: null, years: [2023] } })
    const { query } = compileFigures(lookUp)
    expect(flat(query.sql)).toBe(
      flat(`select ${finalAccountsColumns} from (${finalAccountsFrom}
        and final_accounts.is_default_fund = ? and final_accounts.item_key = ?
        and final_accounts.department_id in (?) and final_accounts.fiscal_year in (?))
        ${order('final_accounts_fen')}`),
    )
    expect(query.parameters).toEqual([...finalAccounts, 1, '', 'jia', 2023])
    expect(await figuresOf(lookUp)).toEqual([['jia', null, fen(160)]])
  })

  it('sets final accounts against the initial budget, with the printed completion beside the computed one', async () => {
    const completion = plan({
      scope: { departments: null, kinds: ['tradeUnion'], years: [2023] },
      columns: [formula('completionPercent')],
      conditions: [{ column: 0, comparator: 'ge', value: 150 }],
      presentation: 'list',
    })
    const { query, columns } = compileFigures(completion)
    const printed = 'final_accounts_completion_rate'
    expect(flat(query.sql)).toBe(
      flat(`select ${keys}, completion_percent, initial_budget_figure_id, initial_budget_state,
          final_accounts_figure_id, final_accounts_state, ${printed}_figure_id, ${printed}_printed
        from (select * from (select ${keysOfAlias('initial_budget')},
            coalesce(final_accounts.amount_fen * 100.0 / nullif(initial_budget.amount_fen, 0), ${printed}.quantity)
              as completion_percent,
            initial_budget.figure_id as initial_budget_figure_id, initial_budget.state as initial_budget_state,
            final_accounts.figure_id as final_accounts_figure_id, final_accounts.state as final_accounts_state,
            ${printed}.figure_id as ${printed}_figure_id, ${printed}.quantity as ${printed}_printed
          from figures as initial_budget
          left join figures as final_accounts on ${standsBeside('final_accounts', 'initial_budget')}
            and ${isStated('final_accounts')}
          left join figures as ${printed} on ${standsBeside(printed, 'initial_budget')} and ${isStated(printed)}
          where ${isStated('initial_budget')} and initial_budget.is_default_fund = ?
            and initial_budget.item_key = ? and initial_budget.department_kind in (?)
            and initial_budget.fiscal_year in (?))
          where round(completion_percent, 6) >= ?)
        ${order('completion_percent')}`),
    )
    expect(query.parameters).toEqual([
      ...finalAccounts,
      ...['expenditure', 'finalAccounts', 'completionRate', 'primary'],
      ...initialBudget,
      ...[1, '', 'tradeUnion', 2023, 150],
    ])
    expect(await figuresOf(completion)).toEqual([['jia', null, 160]])
    const [row = []] = await run(query)
    const [{ figures, printed: statement } = { figures: [], printed: null }] = columns
    expect(figures.map((position) => row[position])).toEqual([
      'jia expenditure total initialBudget',
      'jia expenditure total finalAccounts',
    ])
    expect([row[statement?.value ?? -1], row[statement?.figure ?? -1]]).toEqual([
      160,
      'jia expenditure total finalAccounts completionRate',
    ])
  })

  it('takes a share of the whole of all funds of the same department, year and stage', async () => {
    const share = plan({ columns: [formula('sharePercent', 'basicExpenditure')] })
    const part = 'basic_expenditure_final_accounts'
    const { query } = compileFigures(share)
    expect(flat(query.sql)).toBe(
      flat(`select ${keys}, basic_expenditure_share_percent, ${part}_figure_id, ${part}_state,
          total_final_accounts_figure_id, total_final_accounts_state,
          ${part}_share_figure_id, ${part}_share_printed
        from (select ${keysOfAlias(part)},
            coalesce(${part}.amount_fen * 100.0 / nullif(total_final_accounts.amount_fen, 0), ${part}_share.quantity) as basic_expenditure_share_percent,
            ${part}.figure_id as ${part}_figure_id, ${part}.state as ${part}_state,
            total_final_accounts.figure_id as total_final_accounts_figure_id,
            total_final_accounts.state as total_final_accounts_state,
            ${part}_share.figure_id as ${part}_share_figure_id, ${part}_share.quantity as ${part}_share_printed
          from figures as ${part}
          left join figures as total_final_accounts
            on ${standsBeside('total_final_accounts', part, ['department_id', 'fiscal_year'])}
            and total_final_accounts.is_default_fund = ? and total_final_accounts.item_key = ? and ${isStated('total_final_accounts')}
          left join figures as ${part}_share on ${standsBeside(`${part}_share`, part)}
            and ${isStated(`${part}_share`).replace('aspect = ?', `aspect = ? and ${part}_share.whole = ?`)}
          where ${isStated(part)} and ${part}.is_default_fund = ? and ${part}.item_key = ?)
        ${order('basic_expenditure_share_percent')}`),
    )
    expect(query.parameters).toEqual([
      1,
      '',
      ...finalAccounts,
      ...['basicExpenditure', 'finalAccounts', 'share', 'expenditure', 'primary'],
      ...['basicExpenditure', 'finalAccounts', 'amount', 'primary'],
      ...[1, ''],
    ])
    expect(await figuresOf(share)).toEqual([
      ['yi', null, 100],
      ['jia', null, 75],
    ])
  })

  it('takes a share of a named item of the same fund', async () => {
    const whole = { kind: 'item', key: 'function:20129' } as const
    const share: Column = { ...formula('sharePercent'), whole } as Column // a formula column
    const ofSection = plan({ columns: [share], items: { kind: 'named', keys: ['function:2012901'] } })
    expect(await figuresOf(ofSection)).toEqual([
      ['yi', '2012901', 100],
      ['jia', '2012901', (100 * 100) / 130],
    ])
  })

  it('sets a year against the one before, from the printed change or the printed year', async () => {
    const columns = (['changeAmount', 'changePercent', 'previousAmount'] as const).map((name) =>
      formula(name),
    )
    const compared = plan({ columns })
    expect(await figuresOf(compared)).toEqual([
      ['yi', null, fen(10), (10 * 100) / 150, fen(150)],
      ['jia', null, fen(-20), (-20 * 100) / 180, fen(180)],
    ])
    const { query, columns: output } = compileFigures(compared)
    const rows = await run(query)
    // The change of the one and the previous year of the other are made from what is printed.
    const isStated = rows.map((row) => output.map(({ stated }) => stated !== null && row[stated] !== null))
    expect(isStated).toEqual([
      [false, false, true],
      [true, false, false],
    ])
  })

  it('gives a difference no more digits than its printed sides have', async () => {
    const { query } = compileFigures(plan({ columns: [formula('previousAmount')] }))
    expect(flat(query.sql)).toContain(
      flat(`coalesce(previous_final_accounts.amount_fen, round((final_accounts.amount_fen - final_accounts_change.amount_fen)
        / max(final_accounts.last_digit, final_accounts_change.last_digit))
        * max(final_accounts.last_digit, final_accounts_change.last_digit)) as previous_amount_fen`),
    )
  })

  it('ranks, and keeps everyone who ties for the last place', async () => {
    const first = plan({ order: 'descending', limit: 1, presentation: 'list' })
    const { query } = compileFigures(first)
    expect(flat(query.sql)).toBe(
      flat(`select ${finalAccountsColumns} from (select * from (select *,
          rank() over (order by final_accounts_fen desc) as position
          from (select * from (${finalAccountsFrom} and final_accounts.is_default_fund = ?
            and final_accounts.item_key = ?) where final_accounts_fen is not null))
          where position <= ?)
        ${order('final_accounts_fen')}`),
    )
    expect(query.parameters).toEqual([...finalAccounts, 1, '', 1])
    expect(await figuresOf(first)).toEqual([
      ['yi', null, fen(160)],
      ['jia', null, fen(160)],
    ])
  })

  it('ranks upwards without those who state nothing', async () => {
    const housing = plan({
      items: { kind: 'named', keys: ['function:221'] },
      order: 'ascending',
      limit: 1,
    })
    expect(await figuresOf(housing)).toEqual([['jia', '221', fen(30)]])
  })

  const aggregates = [
    {
      aggregate: 'sum',
      select: 'sum(final_accounts_fen) as value, count(final_accounts_fen) as row_count',
      result: [fen(320), 2],
    },
    {
      aggregate: 'average',
      select: 'avg(final_accounts_fen) as value, count(final_accounts_fen) as row_count',
      result: [fen(160), 2],
    },
    { aggregate: 'count', select: 'count(*) as value, count(*) as row_count', result: [2, 2] },
  ] as const
  it.each(aggregates)('takes the $aggregate over the rows that state an amount', async ({
    aggregate,
    select,
    result,
  }) => {
    const compiled = compileFigures(plan({ aggregate, scope: { ...wholeScope, years: [2023] } })).aggregate
    expect(flat(compiled?.sql ?? '')).toBe(
      flat(`select ${select} from (select * from (${finalAccountsFrom} and final_accounts.is_default_fund = ?
        and final_accounts.item_key = ? and final_accounts.fiscal_year in (?)) where final_accounts_fen is not null)`),
    )
    expect(compiled?.parameters).toEqual([...finalAccounts, 1, '', 2023])
    expect(compiled && (await run(compiled))).toEqual([result])
  })

  it('counts only the rows that meet the condition', async () => {
    const compiled = compileFigures(
      plan({
        columns: [formula('overrunPercent')],
        conditions: [{ column: 0, comparator: 'gt', value: 0 }],
        aggregate: 'count',
      }),
    ).aggregate
    expect(compiled && (await run(compiled))).toEqual([[1, 1]])
  })

  // The sum of a ranking's first places is taken over all rows today.
  it('takes a sum over the rows within the limit only', async () => {
    const compiled = compileFigures(
      plan({
        columns: [figure('expenditure', 'initialBudget')],
        order: 'ascending',
        limit: 1,
        aggregate: 'sum',
      }),
    ).aggregate
    expect(compiled && (await run(compiled))).toEqual([[fen(100), 1]])
  })

  const itemKinds: readonly {
    about: string
    items: NonNullable<Items>
    sql: string
    parameters: Cells
    rows: readonly Cells[]
  }[] = [
    {
      about: 'items by name',
      items: { kind: 'named', keys: ['function:2012902', 'function:221'] },
      sql: 'final_accounts.item_key in (?, ?)',
      parameters: ['function:2012902', 'function:221'],
      rows: [
        ['jia', '2012902', fen(30)],
        ['jia', '221', fen(30)],
        ['yi', '2012902', 0],
        ['yi', '221', null],
      ],
    },
    {
      about: 'every item of a level',
      items: { kind: 'level', level: 1 },
      sql: 'final_accounts.item_key like ? and final_accounts.item_level = ?',
      parameters: ['function:%', 1],
      rows: [
        ['yi', '201', fen(160)],
        ['jia', '201', fen(130)],
        ['jia', '221', fen(30)],
        ['yi', '221', null],
      ],
    },
    {
      about: 'the items without further ones below them',
      items: { kind: 'leaves' },
      sql: 'final_accounts.item_key like ? and final_accounts.is_total = ?',
      parameters: ['function:%', 0],
      rows: [
        ['yi', '2012901', fen(160)],
        ['jia', '2012901', fen(100)],
        ['jia', '2012902', fen(30)],
        ['jia', '2210201', fen(30)],
        ['yi', '2012902', 0],
        ['yi', '2210201', null],
      ],
    },
    {
      about: 'the next level below an item',
      items: { kind: 'under', keys: ['function:201'], level: 2 },
      sql: '(final_accounts.item_key like ?) and final_accounts.item_level = ?',
      parameters: ['function:201_%', 2],
      rows: [
        ['yi', '20129', fen(160)],
        ['jia', '20129', fen(130)],
      ],
    },
    {
      about: 'the last level below several items',
      items: { kind: 'under', keys: ['function:20129', 'function:221'], level: null },
      sql: '(final_accounts.item_key like ? or final_accounts.item_key like ?) and final_accounts.is_total = ?',
      parameters: ['function:20129_%', 'function:221_%', 0],
      rows: [
        ['yi', '2012901', fen(160)],
        ['jia', '2012901', fen(100)],
        ['jia', '2012902', fen(30)],
        ['jia', '2210201', fen(30)],
        ['yi', '2012902', 0],
        ['yi', '2210201', null],
      ],
    },
  ]
  it.each(itemKinds)('selects $about', async ({ items, sql, parameters, rows }) => {
    const { query } = compileFigures(plan({ items }))
    expect(flat(query.sql)).toBe(
      flat(`select ${finalAccountsColumns} from (${finalAccountsFrom} and final_accounts.is_default_fund = ?
        and ${sql}) ${order('final_accounts_fen')}`),
    )
    expect(query.parameters).toEqual([...finalAccounts, 1, ...parameters])
    const found = await figuresOf(plan({ items }))
    expect(found).toHaveLength(rows.length)
    expect(found).toEqual(expect.arrayContaining([...rows]))
    expect(found.map((row) => row.at(-1))).toEqual(rows.map((row) => row.at(-1)))
  })

  it('leaves zero and blank out of lists of what there is', async () => {
    const rows = await figuresOf(plan({ items: { kind: 'leaves' }, isNonZero: true }))
    expect(rows.map((row) => row.at(-1))).toEqual([fen(160), fen(100), fen(30), fen(30)])
  })

  it('keeps what has one of several amounts', async () => {
    const columns = [figure('expenditure', 'finalAccounts'), figure('expenditure', 'initialBudget')]
    const rows = await figuresOf(plan({ items: { kind: 'leaves' }, isNonZero: true, columns }))
    const kept = rows.map(([department, code]) => `${department} ${code}`)
    expect(kept).toContain('yi 2210201')
    expect(kept).not.toContain('yi 2012902')
  })

  it('takes a named fund instead of the default one', async () => {
    const funded = plan({ fund: 'governmentManagedFunds', columns: [formula('overrunAmount')] })
    const { query } = compileFigures(funded)
    expect(flat(query.sql)).toContain('initial_budget.fund = ? and initial_budget.item_key = ?')
    expect(flat(query.sql)).not.toContain('is_default_fund')
    expect(query.parameters.slice(-2)).toEqual(['governmentManagedFunds', ''])
    expect(await figuresOf(funded)).toEqual([['jia', null, fen(2)]])
  })

  it('compares like with like: an operand of another fund never stands in', async () => {
    expect(await figuresOf(plan({ columns: [formula('completionPercent')] }))).toEqual([
      ['jia', null, 160],
      ['yi', null, 80],
      ['bing', null, null],
    ])
  })

  it('gives no percentage of a zero', async () => {
    const rows = await figuresOf(
      plan({ items: { kind: 'named', keys: ['function:2012902'] }, columns: [formula('overrunPercent')] }),
    )
    expect(rows).toEqual([
      ['jia', '2012902', 50],
      ['yi', '2012902', null],
    ])
  })

  it('says the state of a place that prints no amount', async () => {
    const { query, columns } = compileFigures(
      plan({ items: { kind: 'named', keys: ['function:221', 'function:2012902'] } }),
    )
    const state = columns[0]?.state ?? -1
    const states = (await run(query)).map((row) => row[state])
    expect(states).toEqual(['amount', 'amount', 'zero', 'blank'])
  })

  it.each(
    comparators.map((comparator) => ({
      comparator,
      departments: { gt: [], ge: ['jia'], lt: ['yi'], le: ['jia', 'yi'], eq: ['jia'], ne: ['yi'] }[
        comparator
      ],
    })),
  )('compares a percentage exactly: $comparator 160', async ({ comparator, departments }) => {
    const rows = await figuresOf(
      plan({
        columns: [formula('completionPercent')],
        conditions: [{ column: 0, comparator, value: 160 }],
      }),
    )
    expect(rows.map(([department]) => department)).toEqual(departments)
  })
})

describe('the other queries', () => {
  it('lists every department of the years asked, whatever its kind, with what the plan would need of it', async () => {
    const { query } = compileCandidates(
      plan({
        scope: { departments: null, kinds: ['tradeUnion'], years: [2023] },
        columns: [formula('completionPercent')],
      }),
    )
    expect(flat(query.sql)).toContain(
      `from (select department_id, department, department_kind, fiscal_year,
        max(case when report_kind = ? then 1 else 0 end) as has_final_accounts from reports
        where reports.fiscal_year in (?) group by department_id, department, department_kind, fiscal_year) as body
        left join figures as initial_budget`.replace(/\s+/gu, ' '),
    )
    expect(query.parameters.slice(0, 2)).toEqual(['finalAccounts', 2023])
    const rows = await run(query)
    expect(
      rows.map((row) => [row[candidateKey.departmentId], row[candidateKey.hasFinalAccounts], row[5]]),
    ).toEqual([
      ['bing', 0, null],
      ['yi', 1, 80],
      ['jia', 1, 160],
    ])
  })

  it('finds the printed reasons with both amounts they speak of', async () => {
    const query = compileBudgetReasons({
      version: 1,
      kind: 'reasons',
      scope: { departments: ['jia'], kinds: null, years: [2023] },
      items: { kind: 'named', keys: ['function:2012901'] },
      measures: null,
      about: 'budget',
      direction: null,
    })
    expect(flat(query.sql)).toMatch(
      /where final\.stage = \? and final\.aspect = \? and final\.department_id in \(\?\)/u,
    )
    expect(query.parameters).toEqual([
      ...['initialBudget', 'amount', 'finalAccounts', 'amount'],
      ...['jia', 2023, 'function:2012901'],
    ])
    const rows = await run(query)
    expect(rows).toHaveLength(1)
    const [row = []] = rows
    expect(
      [
        reasonKey.itemCode,
        reasonKey.initialFen,
        reasonKey.finalFen,
        reasonKey.lineStart,
        reasonKey.lineEnd,
      ].map((position) => row[position]),
    ).toEqual(['2012901', fen(60), fen(100), 90, 91])
    expect(row[reasonKey.text]).toMatch(/人员增加/u)
  })

  it('finds the printed reason of a change on the year, once, of the measures that are asked about', async () => {
    const asked = {
      version: 1,
      kind: 'reasons',
      scope: { departments: ['jia'], kinds: null, years: [2023] },
      items: null,
      measures: ['expenditure'],
      about: 'change',
      direction: null,
    } as const
    const reasonsOf = async (measures: ReasonsPlan['measures']) =>
      run(
        compileChangeReasons({
          ...asked,
          scope: { ...asked.scope, departments: ['jia'], years: [2023] },
          measures,
        }),
      )
    const rows = await reasonsOf(['expenditure'])
    expect(rows.map((row) => [row[reasonKey.text], row[reasonKey.changeFen]])).toEqual([
      ['主要原因是厉行节约。', fen(-20)],
    ])
    expect(await reasonsOf(['agencyOperatingExpenses'])).toEqual([])
  })

  it.each([
    { reportKind: 'budget', files: ['bing-budget.txt'] },
    { reportKind: 'finalAccounts', files: ['yi-accounts.txt', 'jia-accounts.txt'] },
    { reportKind: null, files: ['bing-budget.txt', 'yi-accounts.txt', 'jia-accounts.txt'] },
  ] as const)('lists the reports of kind $reportKind', async ({ reportKind, files }) => {
    const query = compileReports({
      version: 1,
      kind: 'reports',
      scope: wholeScope,
      reportKind,
      aggregate: null,
    })
    expect(flat(query.sql)).toBe(
      flat(`select department_id, department, fiscal_year, report_kind, title, file, printed_name, line
        from reports ${reportKind === null ? '' : 'where report_kind = ?'}
        order by department, fiscal_year, report_kind`),
    )
    expect(query.parameters).toEqual(reportKind === null ? [] : [reportKind])
    expect((await run(query)).map((row) => row[reportKey.file])).toEqual(files)
  })

  it('cites the primary print of each figure', async () => {
    const rows = await run(compileEvidence(['jia expenditure 221 finalAccounts', 'no such figure']))
    expect(rows.map((row) => [row[evidenceKey.figureId], row[evidenceKey.quote]])).toEqual([
      ['jia expenditure 221 finalAccounts', '30'],
    ])
  })

  it.each([
    { asked: 'everything', plan: {}, isFound: true },
    {
      asked: 'one of its names',
      plan: { topics: [['住房保障支出', 'housing']], leastTopics: 1 },
      isFound: true,
    },
    { asked: 'all topics', plan: { topics: [['housing'], ['vehicles']], leastTopics: 2 }, isFound: false },
    {
      asked: 'enough topics',
      plan: { topics: [['住房'], ['房保'], ['车辆']], leastTopics: 2 },
      isFound: true,
    },
    { asked: 'both its figures', plan: { figures: [30, 30.01] }, isFound: true },
    { asked: 'another figure', plan: { figures: [30, 3] }, isFound: false },
    { asked: 'a larger size', plan: { minimumFen: 10_000 }, isFound: false },
    { asked: 'a smaller size', plan: { minimumFen: 999 }, isFound: true },
    { asked: 'its weight', plan: { severities: ['rounding' as const] }, isFound: true },
    { asked: 'another weight', plan: { severities: ['real' as const] }, isFound: false },
    { asked: 'the largest one', plan: { limit: 1 }, isFound: true },
  ])('finds contradictions by $asked', async ({ plan, isFound }) => {
    const everything = {
      version: 1 as const,
      kind: 'findings' as const,
      scope: wholeScope,
      topics: [],
      leastTopics: 0,
      figures: [],
      minimumFen: null,
      severities: null,
      limit: null,
    }
    const rows = await run(compileFindings({ ...everything, ...plan }))
    expect(rows.map((row) => [row[findingKey.side], row[findingKey.quote]])).toEqual(
      isFound
        ? [
            [0, '30'],
            [1, '30.01'],
          ]
        : [],
    )
  })

  it('finds every side of a contradiction from any figure that takes part', async () => {
    const rows = await run(compileContradictions(['jia expenditure 221 finalAccounts']))
    const message = '住房保障支出：一处印30.00万元，另一处印30.01万元'
    expect(rows.map((row) => [row[contradictionKey.side], row[contradictionKey.messageZh]])).toEqual([
      [0, message],
      [1, message],
    ])
    expect(await run(compileContradictions(['yi expenditure 201 finalAccounts']))).toEqual([])
  })
})

describe('laws of compiling', () => {
  const allColumns: readonly Column[] = keysOf(measures).flatMap((measure) =>
    keysOf(stages).flatMap((stage) => [
      figure(measure, stage),
      ...keysOf(formulas).map((name) => formula(name, measure, stage)),
    ]),
  )
  const allItems: readonly Items[] = [
    null,
    { kind: 'named', keys: ['function:201'] },
    { kind: 'level', level: 3 },
    { kind: 'leaves' },
    { kind: 'projects' },
    { kind: 'under', keys: ['function:201'], level: 2 },
  ]

  const allowed = ({ sql, parameters }: CompiledSql): void => {
    expect(guard(sql, guardCatalog)).toMatchObject({ kind: 'allowed' })
    expect(sql.split('?').length - 1).toBe(parameters.length)
  }

  it.each(
    allItems,
  )('every measure, stage and formula compiles with items %j and cites its figures', (items) => {
    for (const column of allColumns) {
      const asked = plan({ columns: [column], items, order: 'descending', limit: 3 })
      expect(planSchema.parse(asked)).toEqual(asked)
      const { query, columns } = compileFigures(asked)
      allowed(query)
      for (const { figures, position } of columns) {
        expect(position).toBeGreaterThanOrEqual(0)
        const operands = column.kind === 'figure' ? 1 : formulas[column.formula].change === null ? 2 : 3
        expect(figures).toHaveLength(operands)
        expect(figures.every((at) => at >= 0)).toBe(true)
      }
    }
  })

  it('so do the sums and the candidates of every measure, stage and formula', () => {
    for (const column of allColumns) {
      const asked = plan({ columns: [column], aggregate: 'sum' })
      const { aggregate } = compileFigures(asked)
      if (aggregate === null) throw new Error('a sum was asked')
      allowed(aggregate)
      allowed(compileCandidates(asked).query)
    }
  })

  it('every column runs, and a row with a value has the ids of all its figures', async () => {
    // Of two years, what one figure states is not made from the others.
    for (const column of allColumns.filter((it) => it.kind === 'figure' || !isOfTwoYears(it.formula))) {
      const { query, columns } = compileFigures(plan({ columns: [column], items: { kind: 'leaves' } }))
      for (const row of await run(query))
        for (const { position, figures } of columns)
          if (row[position] !== null)
            for (const at of figures)
              expect(row[at], `${query.sql} ${position}`).toMatch(/^(?:jia|yi|bing) /u)
    }
  })

  it('parameters carry every value of the question: none stands in the text', () => {
    const { query } = compileFigures(
      plan({
        scope: { departments: ["'; drop table figure --"], kinds: ['tradeUnion'], years: [2023] },
        items: { kind: 'under', keys: ["function:'%"], level: null },
        conditions: [{ column: 0, comparator: 'gt', value: 123456789 }],
        limit: 7,
      }),
    )
    expect(query.sql).not.toMatch(/drop|tradeUnion|2023|123456789|'/u)
    expect(guard(query.sql, guardCatalog)).toMatchObject({ kind: 'allowed' })
  })
})
