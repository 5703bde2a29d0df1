/**
 * A plan becomes SQL here and nowhere else. Each amount that a column needs is one alias of the `figures` view; the
 * anchor fixes department, year, fund and item, and the others are joined to it, so that like stands beside like. The
 * figure ids of every output column are selected by construction.
 */
import {
  type CompiledQuery,
  DummyDriver,
  type Expression,
  Kysely,
  type SqlBool,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
} from 'kysely'
import { formulas } from '../catalog/formulas.ts'
import type { CatalogRelations } from '../catalog/relations.ts'
import { subjectKeyStart } from '../domain/figure.ts'
import { fenByUnit } from '../domain/money.ts'
import { type Aspect, aspects, keysOf, measures, type Stage } from '../domain/terms.ts'
import {
  amountOperand,
  type ColumnUnit,
  columnUnit,
  comparesYears,
  formulaOperands,
  isOwnValue,
  type Operand,
  planOperands,
  sqlName,
} from './operands.ts'
import type {
  Column,
  Comparator,
  Condition,
  FiguresPlan,
  FindingsPlan,
  PassagesPlan,
  PrintsPlan,
  ReasonsPlan,
  ReportsPlan,
  Scope,
} from './plan.ts'
import { columnsAt, positionsOf } from './positions.ts'

export { type ColumnUnit, columnName, columnUnit, comparesYears } from './operands.ts'

const queries = new Kysely<CatalogRelations>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (database) => new SqliteIntrospector(database),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
})

export type Parameter = string | number | null
export type CompiledSql = Readonly<{ sql: string; parameters: readonly Parameter[] }>

/** A column of the result: `figures` are the positions of the ids of the figures it states or was made from. */
export type OutputColumn = Readonly<{
  position: number
  unit: ColumnUnit
  column: Column
  figures: readonly number[]
  /** Position of the id of the figure that states the value; null in a row: it was derived. Null: it always is. */
  stated: number | null
  /** Position of the printed statement of a derived value, where documents print one. */
  printed: Readonly<{ value: number; figure: number }> | null
  /** Position of the state (blank, zero …) of a printed amount; null for derived values. */
  state: number | null
  /** Position of the fund, where it may be another than that of the row. */
  fund: number | null
}>

export type CompiledFigures = Readonly<{
  query: CompiledSql
  key: RowKey
  columns: readonly [OutputColumn, ...OutputColumn[]]
  /** The aggregate over the same rows: one row of the value and the number of rows that state one. */
  aggregate: CompiledSql | null
}>

const ref = (alias: string, column: string) => sql.ref(`${alias}.${column}`)

export const columnList = (names: readonly string[]) => sql.join(names.map((name) => sql.ref(name)))

const operandConditions = ({
  alias,
  measure,
  stage,
  aspect,
  whole,
}: Operand): readonly Expression<SqlBool>[] => [
  sql`${ref(alias, 'measure')} = ${measure}`,
  sql`${ref(alias, 'stage')} = ${stage}`,
  sql`${ref(alias, 'aspect')} = ${aspect}`,
  ...(whole === null ? [] : [sql<SqlBool>`${ref(alias, 'whole')} = ${whole}`]),
  sql`${ref(alias, 'standing')} = ${'primary'}`,
]

/** Lists are of the functional classification; basic expenditure has items of the economic one, too. */
const ofFunction = (alias: string) => sql<SqlBool>`${ref(alias, 'item_key')} like ${'function:%'}`

const itemConditions = (alias: string, items: FiguresPlan['items']): readonly Expression<SqlBool>[] => {
  if (items === null) return [sql`${ref(alias, 'item_key')} = ${''}`]
  switch (items.kind) {
    case 'named':
      return [sql`${ref(alias, 'item_key')} in (${sql.join(items.keys)})`]
    case 'level':
      return [ofFunction(alias), sql`${ref(alias, 'item_level')} = ${items.level}`]
    case 'leaves':
      return [ofFunction(alias), sql`${ref(alias, 'is_total')} = ${0}`]
    case 'projects':
      return [
        sql`${ref(alias, 'item_key')} like ${`${subjectKeyStart('projectExpenditure')}%`}`,
        sql`${ref(alias, 'is_total')} = ${0}`,
      ]
    case 'under':
      return [
        sql`(${sql.join(
          items.keys.map((key) => sql`${ref(alias, 'item_key')} like ${`${key}_%`}`),
          sql` or `,
        )})`,
        items.level === null
          ? sql`${ref(alias, 'is_total')} = ${0}`
          : sql`${ref(alias, 'item_level')} = ${items.level}`,
      ]
  }
}

const scopeConditions = (alias: string, scope: Scope): readonly Expression<SqlBool>[] => [
  ...(scope.departments
    ? [sql<SqlBool>`${ref(alias, 'department_id')} in (${sql.join(scope.departments)})`]
    : []),
  ...(scope.kinds ? [sql<SqlBool>`${ref(alias, 'department_kind')} in (${sql.join(scope.kinds)})`] : []),
  ...(scope.years ? [sql<SqlBool>`${ref(alias, 'fiscal_year')} in (${sql.join(scope.years)})`] : []),
]

const all = (conditions: readonly Expression<SqlBool>[]): Expression<SqlBool> =>
  sql<SqlBool>`${sql.join([...conditions], sql` and `)}`

const where = (conditions: readonly Expression<SqlBool>[]) =>
  conditions.length > 0 ? sql` where ${all(conditions)}` : sql``

/** Without a named fund the most general one answers; of two years, the most general that states both or their change. */
const fundCondition = (alias: string, plan: FiguresPlan): Expression<SqlBool> => {
  if (plan.fund !== null) return sql`${ref(alias, 'fund')} = ${plan.fund}`
  return comparesYears(plan)
    ? sql`${ref(alias, 'is_default_change')} = ${1}`
    : sql`${ref(alias, 'is_default_fund')} = ${1}`
}

/** Another measure, where no fund is asked for, stands under its own default fund, not under that of the anchor. */
const hasOwnFund = ({ fund }: FiguresPlan, anchor: Operand, other: Operand): boolean =>
  fund === null && other.item === 'row' && other.measure !== anchor.measure

/**
 * The other operands stand under the anchor's department, year, fund and item. A total is the whole of all funds; a
 * named item stands under the anchor's fund.
 */
const joinCondition = (plan: FiguresPlan, anchor: Operand, other: Operand): Expression<SqlBool> => {
  const isBeside = (column: string) =>
    sql<SqlBool>`${ref(other.alias, column)} = ${ref(anchor.alias, column)}`
  const year =
    other.year === 'same'
      ? isBeside('fiscal_year')
      : sql<SqlBool>`${ref(other.alias, 'fiscal_year')} = ${ref(anchor.alias, 'fiscal_year')} - 1`
  return all([
    isBeside('department_id'),
    year,
    ...(other.item === 'total'
      ? [
          sql<SqlBool>`${ref(other.alias, 'is_default_fund')} = ${1}`,
          sql<SqlBool>`${ref(other.alias, 'item_key')} = ${''}`,
        ]
      : other.item === 'row'
        ? [
            hasOwnFund(plan, anchor, other)
              ? sql<SqlBool>`${ref(other.alias, 'is_default_fund')} = ${1}`
              : isBeside('fund'),
            isBeside('item_key'),
          ]
        : [isBeside('fund'), sql<SqlBool>`${ref(other.alias, 'item_key')} = ${other.item.key}`]),
    ...operandConditions(other),
  ])
}

/** Fen, or the quantity of what is counted or in percent. */
const operandValue = ({ alias, measure, aspect }: Operand) =>
  ref(alias, measures[measure].unit === null && !percentAspects.has(aspect) ? 'amount_fen' : 'quantity')

const percentAspects: ReadonlySet<Aspect> = new Set([
  'completionRate',
  'executionRate',
  'budgetDifferenceRate',
  'changeRate',
  'share',
])

/** A difference is no more exact than the less exact of its printed sides: 552.18 less 169 is 383. */
const roundedDifference = (left: Operand, right: Operand): Expression<number> => {
  const digit = sql`max(${ref(left.alias, 'last_digit')}, ${ref(right.alias, 'last_digit')})`
  return sql`round((${operandValue(left)} - ${operandValue(right)}) / ${digit}) * ${digit}`
}

const columnValue = (column: Column): Expression<number> => {
  if (column.kind === 'figure') return operandValue(amountOperand(column)) as never // a number or null
  const operands = formulaOperands(column)
  const value = operandValue(operands.value)
  const base = operands.base ? operandValue(operands.base) : sql<number>`null`
  const other = (operand: Operand | null, minuend: Operand | null) =>
    operand && minuend
      ? sql<number>`coalesce(${operandValue(operand)}, ${roundedDifference(operands.value, minuend)})`
      : sql<number>`null`
  const before = other(operands.base, operands.change)
  const changed = other(operands.change, operands.base)
  switch (formulas[column.formula].shape) {
    case 'ratio': {
      const ratio = sql<number>`${value} * 100.0 / nullif(${base}, 0)`
      // Where an amount cannot be read, the percentage that the document prints still stands.
      return operands.printed ? sql`coalesce(${ratio}, ${operandValue(operands.printed)})` : ratio
    }
    case 'quotient':
      return sql`${value} * 1.0 / nullif(${base}, 0)`
    case 'excess':
      return sql`(${value} - ${base}) * 100.0 / nullif(${base}, 0)`
    case 'difference':
      return sql`${value} - ${base}`
    case 'previous':
      return before
    case 'change':
      return changed
    case 'changeRate':
      return sql`${changed} * 100.0 / nullif(${before}, 0)`
  }
}

/** Positions of the columns that say what a row is about. */
const rowKey = positionsOf(
  'departmentId',
  'department',
  'departmentKind',
  'fiscalYear',
  'itemKey',
  'itemCode',
  'itemName',
  'fund',
)
export type RowKey = typeof rowKey
const keyColumns = columnsAt(rowKey)

const comparatorSql: Readonly<Record<Comparator, string>> = {
  gt: '>',
  ge: '>=',
  lt: '<',
  le: '<=',
  eq: '=',
  ne: '<>',
}

/** Amounts are whole fen and counts whole, so thresholds on them are exact; a percentage is compared to a millionth. */
const conditionSql = (
  column: Column,
  { comparator, value, alternatives = [] }: Condition,
): Expression<SqlBool> => {
  const operator = sql.raw(comparatorSql[comparator])
  const left =
    columnUnit(column) === 'percent' ? sql`round(${sql.ref(sqlName(column))}, 6)` : sql.ref(sqlName(column))
  return alternatives.length > 0
    ? sql`${left} in (${sql.join([value, ...alternatives])})`
    : sql`${left} ${operator} ${value}`
}

/** What an operand brings along: its figure id, its state or the quantity it prints, and a fund that is its own. */
const operandColumns = (plan: FiguresPlan, anchor: Operand, operand: Operand) => {
  const { alias } = operand
  return [
    { name: `${alias}_figure_id`, value: ref(alias, 'figure_id') },
    isOwnValue(operand)
      ? { name: `${alias}_state`, value: ref(alias, 'state') }
      : { name: `${alias}_printed`, value: ref(alias, 'quantity') },
    ...(hasOwnFund(plan, anchor, operand) ? [{ name: `${alias}_fund`, value: ref(alias, 'fund') }] : []),
  ]
}

type Operands = readonly [Operand, ...Operand[]]

const broughtAlong = (plan: FiguresPlan, operands: Operands) =>
  operands.flatMap((operand) => operandColumns(plan, operands[0], operand))

const valueNames = (plan: FiguresPlan, operands: Operands): readonly string[] => [
  ...plan.columns.map(sqlName),
  ...broughtAlong(plan, operands).map(({ name }) => name),
]

/** The values of the columns and the figures behind them, named as `valueNames` says, in its order. */
const valueSelections = (plan: FiguresPlan, operands: Operands) => [
  ...plan.columns.map((column) => sql`${columnValue(column)} as ${sql.ref(sqlName(column))}`),
  ...broughtAlong(plan, operands).map(({ name, value }) => sql`${value} as ${sql.ref(name)}`),
]

const operandJoins = (plan: FiguresPlan, anchor: Operand, others: readonly Operand[]) =>
  others.map(
    (other) => sql`left join "figures" as ${sql.ref(other.alias)} on ${joinCondition(plan, anchor, other)}`,
  )

/** Rows that a plan asks for, before order and limit: a select over the joined operands, filtered by its conditions. */
const filteredRows = (plan: FiguresPlan) => {
  const operands = planOperands(plan)
  const [anchor, ...others] = operands
  const joins = operandJoins(plan, anchor, others)
  const selections = [
    ...keyColumns.map((column) => sql`${ref(anchor.alias, column)} as ${sql.ref(column)}`),
    ...valueSelections(plan, operands),
  ]
  const inner = sql`select ${sql.join(selections)} from "figures" as ${sql.ref(anchor.alias)} ${sql.join(joins, sql` `)} where ${all(
    [
      ...operandConditions(anchor),
      fundCondition(anchor.alias, plan),
      ...itemConditions(anchor.alias, plan.items),
      ...scopeConditions(anchor.alias, plan.scope),
    ],
  )}`
  const deciding = plan.columns[0] as Column // a plan has at least one column
  const needsValue = plan.order !== null || plan.aggregate !== null || plan.compare !== null
  const filters = [
    ...plan.conditions.flatMap((condition) => {
      const filtered = plan.columns[condition.column]
      return filtered ? [conditionSql(filtered, condition)] : []
    }),
    ...(needsValue ? [sql<SqlBool>`${sql.ref(sqlName(deciding))} is not null`] : []),
    ...(plan.isNonZero ? [isNotZero(plan, deciding)] : []),
  ]
  return {
    operands,
    deciding,
    rows: filters.length === 0 ? sql`(${inner})` : sql`(select * from (${inner}) where ${all(filters)})`,
  }
}

/** Not zero: what decides, or one of several amounts beside each other. */
const isNotZero = ({ columns }: FiguresPlan, deciding: Column): Expression<SqlBool> => {
  const amounts = columns.every(({ kind }) => kind === 'figure') ? columns : [deciding]
  const differ = amounts.map((column) => sql<SqlBool>`${sql.ref(sqlName(column))} <> ${0}`)
  return sql<SqlBool>`(${sql.join(differ, sql` or `)})`
}

export const compiled = (query: ReturnType<typeof sql>): CompiledSql => {
  const { sql: text, parameters }: CompiledQuery = query.compile(queries)
  return { sql: text, parameters: parameters as readonly Parameter[] } // only texts and numbers are bound here
}

/**
 * The rows of a plan over figures, and their aggregate.
 *
 * Shape: in the plan's order, else by the deciding column, the largest first, and several years of one body as they
 * follow each other; ties of the last place are included.
 */
export const compileFigures = (plan: FiguresPlan): CompiledFigures => {
  const { operands, deciding, rows } = filteredRows(plan)
  const value = sql.ref(sqlName(deciding))
  const direction = sql.raw(plan.order === 'ascending' ? 'asc' : 'desc')
  const ranked =
    plan.limit === null
      ? rows
      : sql`(select * from (select *, rank() over (order by ${value} ${direction}) as "position" from ${rows}) where "position" <= ${plan.limit})`
  const names = [...keyColumns, ...valueNames(plan, operands)]
  const { departments, years } = plan.scope
  const isByYear = plan.order === null && departments?.length === 1 && (years?.length ?? 1) > 1
  const query = sql`select ${columnList(names)} from ${ranked} order by ${sql.raw(isByYear ? '"fiscal_year", ' : '')}${value} ${direction} nulls last, "department", "fiscal_year", "item_code" nulls last, "item_key"`
  return {
    query: compiled(query),
    key: rowKey,
    columns: outputColumns(plan, names),
    aggregate: compileAggregate(plan, value, ranked),
  }
}

const outputColumns = (plan: FiguresPlan, names: readonly string[]): CompiledFigures['columns'] => {
  const [first, ...rest] = plan.columns.map((column) => outputColumn(column, names))
  if (!first) throw new Error('a plan has at least one column')
  return [first, ...rest]
}

const outputColumn = (column: Column, names: readonly string[]): OutputColumn => {
  const position = (alias: string, suffix: string) => names.indexOf(`${alias}_${suffix}`)
  const fundOf = (alias: string) => {
    const at = position(alias, 'fund')
    return at === -1 ? null : at
  }
  const shared = { position: names.indexOf(sqlName(column)), unit: columnUnit(column), column }
  if (column.kind === 'figure') {
    const { alias } = amountOperand(column)
    return {
      ...shared,
      figures: [position(alias, 'figure_id')],
      stated: position(alias, 'figure_id'),
      printed: null,
      state: position(alias, 'state'),
      fund: fundOf(alias),
    }
  }
  const { base, value, change, printed } = formulaOperands(column)
  const { shape } = formulas[column.formula]
  const stating = {
    previous: base,
    change,
    changeRate: printed,
    ratio: null,
    quotient: null,
    excess: null,
    difference: null,
  }[shape]
  return {
    ...shared,
    figures: [base, value, change]
      .filter((it) => it !== null)
      .map(({ alias }) => position(alias, 'figure_id')),
    stated: stating && position(stating.alias, 'figure_id'),
    printed: printed && {
      value: position(printed.alias, 'printed'),
      figure: position(printed.alias, 'figure_id'),
    },
    state: null,
    fund: fundOf(value.alias),
  }
}

const compileAggregate = (
  plan: FiguresPlan,
  value: ReturnType<typeof sql.ref>,
  rows: ReturnType<typeof sql>,
): CompiledSql | null => {
  switch (plan.aggregate) {
    case null:
      return null
    case 'sum':
      return compiled(sql`select sum(${value}) as "value", count(${value}) as "row_count" from ${rows}`)
    case 'average':
      return compiled(sql`select avg(${value}) as "value", count(${value}) as "row_count" from ${rows}`)
    case 'count':
      return compiled(sql`select count(*) as "value", count(*) as "row_count" from ${rows}`)
  }
}

export type CompiledCandidates = Readonly<{
  query: CompiledSql
  columns: readonly [OutputColumn, ...OutputColumn[]]
}>

/** Positions in a row of candidates. */
export const candidateKey = positionsOf(
  'departmentId',
  'department',
  'departmentKind',
  'fiscalYear',
  'hasFinalAccounts',
)

/** Every department and year of the plan's years with what the plan would need of it: why something is not in a list. */
export const compileCandidates = (plan: FiguresPlan): CompiledCandidates => {
  const operands = planOperands(plan)
  const [anchor, ...others] = operands
  const bodyColumns = columnsAt(candidateKey)
  const names = [...bodyColumns, ...valueNames(plan, operands)]
  const conditions = scopeConditions('reports', { ...plan.scope, kinds: null })
  const bodies = sql`select "department_id", "department", "department_kind", "fiscal_year", max(case when "report_kind" = ${'finalAccounts'} then 1 else 0 end) as "has_final_accounts" from "reports"${where(conditions)} group by "department_id", "department", "department_kind", "fiscal_year"`
  const anchorJoin = sql`left join "figures" as ${sql.ref(anchor.alias)} on ${all([
    sql<SqlBool>`${ref(anchor.alias, 'department_id')} = ${ref('body', 'department_id')}`,
    sql<SqlBool>`${ref(anchor.alias, 'fiscal_year')} = ${ref('body', 'fiscal_year')}`,
    ...operandConditions(anchor),
    fundCondition(anchor.alias, plan),
    ...itemConditions(anchor.alias, plan.items),
  ])}`
  const joins = operandJoins(plan, anchor, others)
  const selections = [...bodyColumns.map((column) => ref('body', column)), ...valueSelections(plan, operands)]
  return {
    query: compiled(
      sql`select ${sql.join(selections)} from (${bodies}) as "body" ${sql.join([anchorJoin, ...joins], sql` `)} order by "body"."department", "body"."fiscal_year"`,
    ),
    columns: outputColumns(plan, names),
  }
}

/** Positions in a row of what is printed where a budget is not. */
export const insteadKey = positionsOf(
  'figureId',
  'departmentId',
  'department',
  'measure',
  'aspect',
  'amountFen',
  'quantity',
  'tableTitle',
  'section',
  'columnLabel',
)

/** The stage of the budget that a column needs; null: it needs none. */
export const budgetOf = (column: Column): Stage | null => {
  const { base } = column.kind === 'formula' ? formulas[column.formula] : { base: column }
  return base.stage === 'initialBudget' || base.stage === 'adjustedBudget' ? base.stage : null
}

/**
 * Of whole bodies whose budget is not printed though the plan looks it up: amounts of no stage under a heading of their
 * own, and what the outturn is said to be above the initial budget or below. null: the plan looks up no such budget.
 */
export const compileInstead = ({ columns, items, conditions, scope }: FiguresPlan): CompiledSql | null => {
  const missing = columns.flatMap((column) => {
    const stage = budgetOf(column)
    if (stage === null) return []
    const isStated = sql`select 1 from "figures" as "stated" where ${all([
      ...(['department_id', 'fiscal_year', 'measure', 'item_key'] as const).map(
        (name) => sql<SqlBool>`${ref('stated', name)} = ${ref('other', name)}`,
      ),
      sql`"stated"."stage" = ${stage}`,
      sql`"stated"."aspect" = ${'amount'}`,
    ])}`
    const aspects = [
      sql`("other"."stage" = ${'none'} and "other"."aspect" = ${'amount'})`,
      ...(stage === 'initialBudget'
        ? [sql`"other"."aspect" in (${'budgetDifference'}, ${'budgetDifferenceRate'})`]
        : []),
    ]
    return [
      sql<SqlBool>`("other"."measure" = ${column.measure} and (${sql.join(aspects, sql` or `)}) and not exists (${isStated}))`,
    ]
  })
  if (missing.length === 0 || items !== null || conditions.length > 0) return null
  const places = sql`select "other".*, "prints"."table_title", "prints"."section", "prints"."column_label", "prints"."line_start" from "figures" as "other" inner join "prints" on "prints"."figure_id" = "other"."figure_id" and "prints"."rank" = ${0} where ${all(
    [
      sql`"other"."item_key" = ${''}`,
      sql`coalesce("other"."amount_fen", "other"."quantity") is not null`,
      sql`"other"."standing" = ${'primary'}`,
      sql`(${sql.join(missing, sql` or `)})`,
      ...scopeConditions('other', scope),
    ],
  )}`
  return compiled(
    sql`select ${columnList(columnsAt(insteadKey))} from (${places}) order by "department", "fiscal_year", "line_start", "aspect"`,
  )
}

/** Positions in a row of reasons. */
export const reasonKey = positionsOf(
  'department',
  'fiscalYear',
  'itemCode',
  'itemName',
  'measure',
  'text',
  'initialFen',
  'finalFen',
  'changeFen',
  'initialFigure',
  'finalFigure',
  'changeFigure',
  'file',
  'page',
  'lineStart',
  'lineEnd',
  'section',
)

/** Columns of a reason that are the same whatever it is given for. */
const reasonHead = sql`"final"."department", "final"."fiscal_year", "final"."item_code", "final"."item_name", "final"."measure", "final"."text"`
const reasonPlace = sql`"final"."file", "final"."page", "final"."line_start", "final"."line_end", "final"."section"`

const reasonConditions = (plan: ReasonsPlan): readonly Expression<SqlBool>[] => [
  ...scopeConditions('final', plan.scope),
  ...(plan.items?.kind === 'named' ? itemConditions('final', plan.items) : []),
  ...(plan.measures === null
    ? []
    : [sql<SqlBool>`${ref('final', 'measure')} in (${sql.join(plan.measures)})`]),
]

/**
 * Reasons for the difference to the initial budget: the largest differences first; statements of no difference come
 * last.
 */
export const compileBudgetReasons = (plan: ReasonsPlan): CompiledSql => {
  const conditions = [
    sql<SqlBool>`"final"."stage" = ${'finalAccounts'}`,
    sql<SqlBool>`"final"."aspect" = ${'amount'}`,
    ...reasonConditions(plan),
  ]
  return compiled(
    sql`select ${reasonHead}, "initial"."amount_fen" as "initial_budget_fen", "final"."amount_fen" as "final_accounts_fen", null as "change_fen", "initial"."figure_id" as "initial_budget_figure_id", "final"."figure_id" as "final_accounts_figure_id", null as "change_figure_id", ${reasonPlace} from "statements" as "final" left join "figures" as "initial" on ${all(
      [
        sql`"initial"."report_id" = "final"."report_id"`,
        sql`"initial"."fiscal_year" = "final"."fiscal_year"`,
        sql`"initial"."fund" = "final"."fund"`,
        sql`"initial"."measure" = "final"."measure"`,
        sql`"initial"."item_key" = "final"."item_key"`,
        sql`"initial"."stage" = ${'initialBudget'}`,
        sql`"initial"."aspect" = ${'amount'}`,
      ],
    )} where ${all(conditions)} order by "final"."department", "final"."fiscal_year", abs("final"."amount_fen" - "initial"."amount_fen") desc nulls last, "final"."item_code"`,
  )
}

/** Reasons for the change on the year before, each once, in the order of the document. */
export const compileChangeReasons = (plan: ReasonsPlan): CompiledSql => {
  const conditions = [sql<SqlBool>`"final"."aspect" = ${'change'}`, ...reasonConditions(plan)]
  return compiled(
    sql`select ${reasonHead}, null as "initial_budget_fen", null as "final_accounts_fen", "final"."amount_fen" as "change_fen", null as "initial_budget_figure_id", null as "final_accounts_figure_id", "final"."figure_id" as "change_figure_id", ${reasonPlace} from (select "final".*, row_number() over (partition by "final"."statement_id" order by "final"."measure") as "position" from "statements" as "final" where ${all(conditions)}) as "final" where "final"."position" = ${1} order by "final"."department", "final"."fiscal_year", "final"."file", "final"."line_start"`,
  )
}

/** Positions in a row of reports. */
export const reportKey = positionsOf(
  'departmentId',
  'department',
  'fiscalYear',
  'reportKind',
  'title',
  'file',
  'printedName',
  'line',
)

/** Reports in the plan's scope, one row each. */
export const compileReports = (plan: ReportsPlan): CompiledSql => {
  const conditions = [
    ...scopeConditions('reports', plan.scope),
    ...(plan.reportKind ? [sql<SqlBool>`"report_kind" = ${plan.reportKind}`] : []),
  ]
  return compiled(
    sql`select ${columnList(columnsAt(reportKey))} from "reports"${where(conditions)} order by "department", "fiscal_year", "report_kind"`,
  )
}

/** Positions in a row of passages. */
export const passageKey = positionsOf(
  'departmentId',
  'department',
  'fiscalYear',
  'statementKind',
  'text',
  'file',
  'page',
  'lineStart',
  'lineEnd',
  'section',
  'quote',
  'score',
)

/** How many of the topics a text speaks of. */
const topicScore = (
  topics: readonly (readonly string[])[],
  texts: readonly Expression<unknown>[],
): Expression<number> => {
  if (topics.length === 0) return sql<number>`0`
  const text = sql.join(
    texts.map((it) => sql`coalesce(${it}, '')`),
    sql` || ' ' || `,
  )
  const counts = topics.map((forms) => {
    const says = forms.map((form) => sql<SqlBool>`"said" like ${`%${form}%`}`)
    return sql`case when ${sql.join(says, sql` or `)} then 1 else 0 end`
  })
  return sql<number>`(select ${sql.join(counts, sql` + `)} from (select ${text} as "said"))`
}

const mostPassages = 60

/** What the labels of a cell say by themselves and by what they are labels of. */
const impliedWords = (labels: readonly string[]): readonly Expression<unknown>[] => {
  const [first, ...others] = keysOf(aspects).map(
    (aspect) => sql`when ${aspect} then ${aspects[aspect].label.zh}`,
  )
  return [
    ...labels.map((label) => sql.ref(label)),
    sql`case "aspect" ${sql.join([first, ...others], sql` `)} end`,
    sql`case when "measure" in (${'indicator'}, ${'selfEvaluation'}) then ${'绩效 指标 评价 自评 得分'} when "measure" = ${'projectExpenditure'} then ${'项目 支出'} end`,
  ]
}

/** Paragraphs that speak of enough of the topics, those of the most topics first, in the order of the documents. */
export const compilePassages = (plan: PassagesPlan): CompiledSql => {
  const conditions = [
    ...scopeConditions('passages', plan.scope),
    ...(plan.statementKinds ? [sql<SqlBool>`"statement_kind" in (${sql.join(plan.statementKinds)})`] : []),
  ]
  const scored = sql`select *, ${topicScore(plan.topics, plan.statementKinds === null ? [sql.ref('text'), sql.ref('section')] : [sql.ref('text')])} as "score" from "passages"${where(conditions)}`
  const best = sql`select *, max("score") over () as "best" from (${scored})`
  return compiled(
    sql`select ${columnList(columnsAt(passageKey))} from (${best}) where "score" >= ${plan.leastTopics} and "score" = "best" order by "department", "fiscal_year", "file", "line_start" limit ${mostPassages}`,
  )
}

/** Positions in a row of prints found by their value. */
export const printKey = positionsOf(
  'figureId',
  'departmentId',
  'department',
  'fiscalYear',
  'stage',
  'measure',
  'aspect',
  'itemName',
  'subject',
  'printedText',
  'printedUnit',
  'file',
  'page',
  'lineStart',
  'lineEnd',
  'place',
  'rowLabel',
  'columnLabel',
  'quote',
  'score',
)

/** Amounts are printed to 0.01 万元, which may round those that are printed in 元. */
const nearFen = 5_000
const nearNumber = 0.005

/** The places that print the values, those that speak of most of the topics. */
export const compilePrints = (plan: PrintsPlan): CompiledSql => {
  const valued = plan.values.map(({ value, unit }) => {
    const ofMoney = (fen: number) => sql<SqlBool>`abs(abs("figures"."amount_fen") - ${fen}) < ${nearFen}`
    const ofNumber = sql<SqlBool>`abs(abs("figures"."quantity") - ${value}) < ${nearNumber}`
    switch (unit) {
      case 'money':
        return ofMoney(value)
      case 'any':
        return sql<SqlBool>`(${ofMoney(value * fenByUnit.万元)} or ${ofNumber})`
      default:
        return ofNumber
    }
  })
  const conditions = [
    ...scopeConditions('figures', plan.scope),
    sql<SqlBool>`(${sql.join(valued, sql` or `)})`,
  ]
  const place = sql`coalesce("prints"."table_title", "prints"."section")`
  const selected = sql`select "figures".*, "prints"."printed_text", "prints"."printed_unit", "prints"."file", "prints"."page", "prints"."line_start", "prints"."line_end", ${place} as "place", "prints"."row_label", "prints"."column_label", "prints"."quote", "prints"."section" from "figures" join "prints" on "prints"."figure_id" = "figures"."figure_id"${where(conditions)}`
  const scored = sql`select *, ${topicScore(plan.topics, [...impliedWords(['row_label', 'column_label', 'place', 'quote', 'section', 'item_name'])])} as "score" from (${selected})`
  const best = sql`select *, max("score") over () as "best" from (${scored})`
  return compiled(
    sql`select ${columnList(columnsAt(printKey))} from (${best}) where "score" = "best" order by "department", "fiscal_year", "place_rank", "file", "line_start" limit ${mostPassages}`,
  )
}

/** Positions in a row of labelled figures. */
export const labelledKey = positionsOf(
  'figureId',
  'departmentId',
  'department',
  'fiscalYear',
  'subject',
  'aspect',
  'amountFen',
  'quantity',
  'quantityUnit',
  'state',
  'rowLabel',
  'columnLabel',
  'printedText',
  'qualifier',
  'tableTitle',
  'quote',
  'labelScore',
)

const labelledOrder = ({ order }: PassagesPlan): Expression<unknown> => {
  const asPrinted = sql`"department", "fiscal_year", "place_rank", "file", "line_start", "subject", "aspect"`
  if (order === null) return asPrinted
  return sql`"quantity" ${sql.raw(order === 'ascending' ? 'asc' : 'desc')} nulls last, ${asPrinted}`
}

/**
 * Cells and counts whose labels and sentence speak of enough of the topics; of these, those whose own labels speak of
 * the most.
 */
export const compileLabelled = (plan: PassagesPlan): CompiledSql => {
  const conditions = scopeConditions('labelled_figures', plan.scope)
  const own = ['subject', 'row_label', 'column_label', 'table_title']
  const implied = impliedWords(own)
  const scored = sql`select *, ${topicScore(plan.topics, implied)} as "label_score", ${topicScore(plan.topics, [...implied, sql.ref('section'), sql.ref('quote')])} as "score" from "labelled_figures"${where(conditions)}`
  const enough = sql`select *, max("label_score") over (partition by "score") as "best", max("score") over () as "best_score" from (${scored}) where "score" >= ${plan.leastTopics} and "label_score" * 2 >= ${plan.topics.length} and "label_score" > ${0}`
  return compiled(
    sql`select ${columnList(columnsAt(labelledKey))} from (${enough}) where "label_score" = "best" and "score" = "best_score" order by ${labelledOrder(plan)} limit ${mostPassages}`,
  )
}

/** Positions in a row of findings: one row for each print that a finding cites, or one. */
export const findingKey = positionsOf(
  'findingId',
  'departmentId',
  'department',
  'fiscalYear',
  'file',
  'code',
  'severity',
  'sizeFen',
  'messageZh',
  'messageEn',
  'findingLine',
  'words',
  'side',
  'page',
  'lineStart',
  'lineEnd',
  'place',
  'quote',
)

/** How near to the best match another one must come. */
const leastOfBest = 0.75

/** The findings of the scope that are about enough of the topics, the most of them first; then by severity and size. */
export const compileFindings = (plan: FindingsPlan): CompiledSql => {
  const says = (text: string) => sql<SqlBool>`"about" like ${`%${text}%`}`
  const anyOf = (forms: readonly string[]) => sql<SqlBool>`${sql.join(forms.map(says), sql` or `)}`
  const conditions = [
    ...scopeConditions('findings', plan.scope),
    ...(plan.minimumFen === null ? [] : [sql<SqlBool>`"size_fen" > ${plan.minimumFen}`]),
    ...(plan.severities ? [sql<SqlBool>`"severity" in (${sql.join(plan.severities)})`] : []),
    ...plan.figures.map((figure) => says(`#${figure}#`)),
  ]
  const score =
    plan.topics.length === 0
      ? sql<number>`0`
      : sql<number>`${sql.join(
          plan.topics.map((forms) => sql`case when ${anyOf(forms)} then 1 else 0 end`),
          sql` + `,
        )}`
  const scored = sql`select *, ${score} as "score" from "findings"${where(conditions)}`
  const compared = sql`select *, max("score") over () as "best" from (${scored})`
  const enough = [
    sql<SqlBool>`"score" >= ${plan.leastTopics}`,
    sql<SqlBool>`"score" >= ${leastOfBest} * "best"`,
  ]
  const severity = sql`case "severity" when ${'real'} then 0 when ${'soft'} then 1 when ${'rounding'} then 2 else 3 end`
  const size = sql`"size_fen" desc nulls last`
  const order =
    plan.limit === null ? sql`"score" desc, ${severity}, ${size}` : sql`${size}, "score" desc, ${severity}`
  const ordered = sql`${order}, "department", "finding_line", "finding_id"`
  const found = sql`select *, dense_rank() over (order by ${ordered}) as "position" from (${compared}) where ${all(enough)}`
  return compiled(
    sql`select ${columnList(columnsAt(findingKey))} from (${found})${plan.limit === null ? sql`` : sql` where "position" <= ${plan.limit}`} order by "position", "side", "line_start"`,
  )
}

/** Positions in a row of evidence. */
export const evidenceKey = positionsOf(
  'figureId',
  'rank',
  'file',
  'page',
  'lineStart',
  'lineEnd',
  'tableTitle',
  'section',
  'rowLabel',
  'columnLabel',
  'printedText',
  'quote',
)

/** The primary print of each figure. */
export const compileEvidence = (figureIds: readonly string[]): CompiledSql =>
  compiled(
    sql`select ${columnList(columnsAt(evidenceKey))} from "prints" where "rank" = ${0} and "figure_id" in (${sql.join([...figureIds])})`,
  )

/** Positions in a row of contradictions. */
export const contradictionKey = positionsOf(
  'findingId',
  'code',
  'severity',
  'messageZh',
  'messageEn',
  'side',
  'figureId',
  'department',
)

/** Positions in a row of reorganisations. */
export const reorganisationKey = positionsOf('messageZh', 'messageEn')

/** What became of the departments whose reports state one of the figures, in reorganisations. */
export const compileReorganisations = (figureIds: readonly string[]): CompiledSql =>
  reorganisations(
    sql`"told"."report_id" in (select "report_id" from "figures" where "figure_id" in (${sql.join([...figureIds])}))`,
  )

/** The same of departments. */
export const compileReorganisationsOf = (departmentIds: readonly string[]): CompiledSql =>
  reorganisations(sql`"told"."department_id" in (${sql.join([...departmentIds])})`)

const reorganisations = (isAsked: Expression<unknown>): CompiledSql =>
  compiled(
    sql`select distinct ${sql.join(columnsAt(reorganisationKey).map((column) => ref('told', column)))} from "findings" as "told" where "told"."code" in ('renamed', 'merged') and ${isAsked} order by "told"."message_zh"`,
  )

/** Every side of the findings that take up one of the figures. */
export const compileContradictions = (figureIds: readonly string[]): CompiledSql =>
  compiled(
    sql`select ${sql.join(columnsAt(contradictionKey).map((column) => ref('side', column)))} from "finding_sides" as "side" where "side"."finding_id" in (select "finding_id" from "finding_sides" where "figure_id" in (${sql.join([...figureIds])})) order by "side"."finding_id", "side"."side"`,
  )
