/** What sentences about an answer may say: its figures, each with all that is said of it, and what documents print. */
import type { Language } from '../../../db/domain/terms.ts'
import type { Answer, AnswerCell } from '../../answer/answer.ts'
import { type ColumnUnit, unitOf } from '../../answer/column-unit.ts'
import { emptyTree, grow } from '../../understand/surface-tree.ts'
import { tokenize } from '../../understand/tokens.ts'
import type { HeldDepartment, Vocabulary } from '../../understand/vocabulary.ts'
import { moved, plainDecimal } from './decimal.ts'
import { type Concept, type Heard, hearProse, type Lexicon, type Meaning } from './hear-prose.ts'
import type { Value } from './stated-value.ts'

export type Direction = 'up' | 'down'

/** One cell of an answer's table with all that its heading and its row say of it. */
export type Fact = Readonly<{
  bodyId: string
  /** Its code, or its name where it has none; null: the body as a whole. */
  item: string | null
  year: number
  /** The heading without its unit. */
  label: string
  /** Without the sign where the direction says it. */
  value: Value
  /** null: nothing is set against anything, or both are equal. */
  direction: Direction | null
  isSetAgainst: boolean
  counter: string | null
  measures: readonly string[]
  /** What has to be said with the value, and what else may be. */
  stages: Readonly<{ needed: readonly string[]; allowed: readonly string[] }>
  funds: readonly string[]
  /** The year before has to be named with it. */
  isOfPreviousYear: boolean
}>

/** A text that a document prints of a body. */
export type Statement = Readonly<{ bodyId: string; item: string | null; year: number | null; text: string }>

export type ProseSource = Readonly<{
  language: Language
  facts: readonly Fact[]
  statements: readonly Statement[]
  bodies: readonly HeldDepartment[]
  lexicon: Lexicon
}>

export type TableOfAnswer = Pick<Answer, 'columns' | 'labels' | 'rows' | 'restatement'>

/** Columns that quote a document. */
const statementColumns: ReadonlySet<string> = new Set(['reason', 'text'])
/** Shorter ones say little by themselves, and could be put together to say anything. */
const shortestQuote = 8

export const proseSource = (
  table: TableOfAnswer,
  vocabulary: Vocabulary,
  language: Language,
): ProseSource => {
  const headings: Lexicon = { language, vocabulary, own: emptyTree(), counters: [] }
  const bodyByName = new Map([...vocabulary.departments.values()].map((body) => [body.department, body]))
  const rows = table.rows.flatMap((cells): RowOfBody[] => {
    const cellOf = (column: string): AnswerCell => cells[table.columns.indexOf(column)] ?? null
    const body = bodyByName.get(String(cellOf('department')))
    const year = yearOf(cellOf('fiscal_year'), table.restatement)
    return body === undefined ? [] : [{ cells, cellOf, body, year }]
  })
  const columns = table.columns.map((name, at) => columnOf(name, table.labels[at] ?? '', headings))
  const facts = rows.flatMap((row) => factsOf(row, columns))
  const statements = rows.flatMap(({ cells, cellOf, body, year }) =>
    table.columns.flatMap((column, at) => {
      const text = cells[at]
      return statementColumns.has(column) && typeof text === 'string'
        ? [{ bodyId: body.department_id, item: itemOf(cellOf), year, text }]
        : []
    }),
  )
  const bodies = [...new Set(rows.map(({ body }) => body))]
  const items = rows.flatMap(({ cellOf }) => namedItemOf(cellOf))
  const own = ownTree(bodies, items, statements)
  const counters = [...new Set(facts.flatMap(({ counter }) => counter ?? []))]
  return { language, facts, statements, bodies, lexicon: { ...headings, own, counters } }
}

type RowOfBody = Readonly<{
  cells: readonly AnswerCell[]
  cellOf: (column: string) => AnswerCell
  body: HeldDepartment
  /** null: of several years, and it does not say which. */
  year: number | null
}>

const yearOf = (cell: AnswerCell, restatement: string): number | null => {
  if (typeof cell === 'number') return cell
  const years = new Set(restatement.match(/(?<!\d)(?:19|20)\d\d(?!\d)/gu))
  return years.size === 1 ? Number([...years][0]) : null
}

type NamedItem = Readonly<{ key: string; name: string }>

const namedItemOf = (cellOf: RowOfBody['cellOf']): readonly NamedItem[] => {
  const name = cellOf('item') ?? cellOf('subject')
  // A number is no name: it would stand for any number that looks like it.
  return typeof name === 'string' && /\p{L}{2}/u.test(name)
    ? [{ key: String(cellOf('item_code') ?? name), name }]
    : []
}
const itemOf = (cellOf: RowOfBody['cellOf']): string | null => namedItemOf(cellOf)[0]?.key ?? null

type FactColumn = Readonly<{
  unit: ColumnUnit | null
  label: string
  counter: string | null
  heard: readonly Heard[]
}>

/** A heading ends with its unit in brackets: 年初预算数（万元）. */
const columnOf = (name: string, heading: string, lexicon: Lexicon): FactColumn => {
  const [, label = heading, bracketed = null] = /^(.*?)\s*[(（]([^()（）]*)[)）]$/u.exec(heading) ?? []
  const unit = unitOf(name)
  return { unit, label, counter: unit === 'count' ? bracketed : null, heard: hearProse(label, lexicon) }
}

const readingsIn = (heard: readonly Heard[], concept: Concept): readonly string[] =>
  heard.flatMap((it) => (it.kind === concept && 'readings' in it ? it.readings : []))

const hasKind = (heard: readonly Heard[], ...kinds: readonly Meaning['kind'][]): boolean =>
  heard.some(({ kind }) => kinds.includes(kind))

const factsOf = (
  { cells, cellOf, body, year }: RowOfBody,
  columns: readonly FactColumn[],
): readonly Fact[] => {
  if (year === null) return []
  const stagesOfRow = columns.flatMap(({ heard }, at) =>
    cells[at] === null ? [] : readingsIn(heard, 'stage'),
  )
  return columns.flatMap((column, at): Fact[] => {
    const cell = cells[at]
    const { unit, heard, label, counter } = column
    if (typeof cell !== 'number' || unit === null || unit === 'fen') return []
    const isSetAgainst = hasKind(heard, 'up', 'down', 'change')
    const value = cellValue(cell, unit, isSetAgainst)
    if (value === null) return []
    const isOfPreviousYear = hasKind(heard, 'previousYear')
    const isFormula = isSetAgainst || isOfPreviousYear || unit === 'percent'
    const measures = readingsIn(heard, 'measure')
    const stages = readingsIn(heard, 'stage')
    return [
      {
        bodyId: body.department_id,
        item: itemOf(cellOf),
        year,
        label,
        value,
        isSetAgainst,
        direction: isSetAgainst && cell !== 0 ? (cell > 0 ? 'up' : 'down') : null,
        counter,
        measures: measures.length > 0 ? measures : ['expenditure'],
        stages: {
          needed: stages.filter((stage) => stage !== 'finalAccounts'),
          allowed: isFormula ? stagesOfRow : stages,
        },
        funds: readingsIn(heard, 'fund'),
        isOfPreviousYear,
      },
    ]
  })
}

/** null: more digits than a plain decimal has. */
const cellValue = (cell: number, unit: ColumnUnit, isSetAgainst: boolean): Value | null => {
  const decimal = plainDecimal(String(Math.abs(cell)))
  if (decimal === null) return null
  const isNegative = cell < 0 && !isSetAgainst
  if (unit === 'percent') return { kind: 'percent', decimal, isNegative }
  if (unit === 'count') return { kind: 'plain', decimal, isNegative }
  return { kind: 'money', decimal: unit === 'wan_yuan' ? moved(decimal, 4) : decimal, isNegative }
}

const ownTree = (
  bodies: readonly HeldDepartment[],
  items: readonly NamedItem[],
  statements: readonly Statement[],
): Lexicon['own'] => {
  const tree = emptyTree<Meaning>()
  const add = (surface: string, meaning: Meaning): void =>
    grow(tree, tokenize(surface), (known) => [...known, meaning])
  for (const { department_id: id, department, english_name: english } of bodies)
    for (const name of new Set([
      department,
      ...(english === null ? [] : [english, english.split(',')[0] ?? english]),
    ]))
      add(name, { kind: 'body', ids: [id] })
  for (const { key, name } of items)
    for (const surface of new Set([name, key])) add(surface, { kind: 'item', keys: [key] })
  for (const { text, ...about } of statements)
    for (const opening of openingsOf(text)) add(opening, { kind: 'quote', ...about, text: opening })
  return tree
}

/**
 * A printed text from its beginning to the end of each of its sentences. What stands further on may lean on what comes
 * before it, such as on what a reason is given for.
 */
const openingsOf = (text: string): readonly string[] =>
  [...text.matchAll(/[。；;]|$/gu)]
    .map(({ index }) => text.slice(0, index).trim())
    .filter(({ length }) => length >= shortestQuote)
