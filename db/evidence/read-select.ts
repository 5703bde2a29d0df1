import type { CommonTableExpr, OneSelect, Select, SelectValues } from 'sqlite3-parser'
import { endOf } from './edits.ts'
import { expressionOrigin } from './expression-origin.ts'
import { fold, quoted } from './names.ts'
import { anyOf } from './origin.ts'
import { readBlock } from './read-block.ts'
import type { Arm, Ctes, Reading, ReadSelect, SelectReading, UnsupportedCode, Wanted } from './reading.ts'
import { regroupUnion } from './regroup.ts'
import { distinctNames, type Scope } from './scope.ts'
import { readSubqueries } from './subqueries.ts'

/** Reads a SELECT, and notes in the edits how it is to bring the ids that it will be asked for. */
export const readSelect = (
  select: Select,
  outer: Scope | null,
  reach: Ctes,
  reading: Reading,
): SelectReading => {
  const ctes = readCtes(select.with?.ctes ?? [], outer, reach, reading)
  const readInner: ReadSelect = (inner, scope, within) => readSelect(inner, scope, ctes, within)
  const { compounds = [], orderBy = [], limit } = select
  const sorted = orderBy.map(({ expr }) => expr)
  const read = (arm: OneSelect): Arm =>
    arm.type === 'SelectFrom'
      ? readBlock(arm, sorted, outer, ctes, reading, readInner)
      : readValues(arm, outer, reading)
  const first = read(select.select)
  const arms = [first, ...compounds.map((compound) => read(compound.select))]
  readSubqueries(
    [...sorted, limit?.expr, limit?.offset],
    compounds.length === 0 ? first.scope : outer,
    reading,
    readInner,
  )

  // Each is made up once: of a column that several use, its text would double with every step.
  const nameByWanted = new Map<Wanted, string>()
  const nameByTexts = new Map<string, string>()
  const bring = (wanted: Wanted): string => {
    const name = nameByWanted.get(wanted) ?? bringNew(wanted)
    nameByWanted.set(wanted, name)
    return name
  }
  const bringNew = (wanted: Wanted): string => {
    const problem = compoundProblem(select, arms)
    if (problem !== null) reading.unsupported(problem, select.span)
    const texts = arms.map(
      ({ columns, row }) => (wanted === 'row' ? row : columns[wanted]?.evidence)?.() ?? 'null',
    )
    const key = texts.join('\0')
    const known = nameByTexts.get(key)
    if (known !== undefined) return known
    const name = reading.newName()
    nameByTexts.set(key, name)
    for (const [index, arm] of arms.entries()) arm.add(name, texts[index] ?? 'null')
    return name
  }
  const brought = () => [...nameByTexts.values()]
  const names = distinctNames(first.columns.map(({ name }) => name))
  regroupUnion(select, names, brought, reading.edits)
  return {
    columns: names.map((name, index) => ({
      name,
      origin: anyOf(
        arms.flatMap(({ columns }) => columns[index]?.origin ?? []),
        select.span,
      ),
      hasEvidence: arms.some(({ columns }) => columns[index]?.evidence),
      isOfOne: arms.every(({ columns }) => columns[index]?.isOfOne),
    })),
    hasRow: arms.some(({ row }) => row !== null),
    bring,
    brought,
  }
}

const readCtes = (
  written: readonly CommonTableExpr[],
  outer: Scope | null,
  reach: Ctes,
  reading: Reading,
): Ctes => {
  const ctes = new Map(reach)
  for (const { tblName, columns: renamed, select } of written) {
    const body = readSelect(select, outer, ctes, reading)
    const last = renamed?.at(-1)
    if (last !== undefined)
      reading.edits.insert(endOf(last.span), () =>
        body
          .brought()
          .map((name) => `, ${quoted(name)}`)
          .join(''),
      )
    const columns = body.columns.map((column, index) => ({
      ...column,
      name: renamed?.[index]?.colName.text ?? column.name,
    }))
    ctes.set(fold(tblName.text), { ...body, columns })
  }
  return ctes
}

/** What a compound is that cannot be told apart row by row; asked only where its ids are needed. */
const compoundProblem = (
  { compounds = [] }: Select,
  [first, ...rest]: readonly Arm[],
): UnsupportedCode | null => {
  const operators = compounds.map(({ operator }) => operator)
  if (operators.some((operator) => operator === 'Except' || operator === 'Intersect')) return 'set-difference'
  // Rows of a last UNION ALL are not told apart from those before.
  if (operators.includes('Union') && operators.at(-1) === 'UnionAll') return 'mixed-compound'
  return rest.some(({ columns }) => columns.length !== first?.columns.length) ? 'column-count' : null
}

/** VALUES: what the query's writer wrote. */
const readValues = (arm: SelectValues, outer: Scope | null, reading: Reading): Arm => {
  const scope: Scope = { sources: [], joined: new Set(), outer }
  const context = { scope, sql: reading.edits.sql, hasRows: false, ofSubquery: () => anyOf([], arm.span) }
  const [row] = arm.values
  return {
    columns: (row?.values ?? []).map((_, index) => ({
      name: `column${index + 1}`,
      origin: anyOf(
        arm.values.flatMap(({ values }) => {
          const value = values[index]
          return value === undefined ? [] : [expressionOrigin(value, context)]
        }),
        arm.span,
      ),
      evidence: null,
      isOfOne: false,
    })),
    row: null,
    scope,
    add: () => reading.unsupported('values-in-compound', arm.span),
  }
}
