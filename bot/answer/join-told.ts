/** Several answers as one: texts one after another, one list of citations, one table. */
import type { AnswerCell, Citation } from './answer.ts'
import { type AnswerParts, emptyParts, type Told } from './parts.ts'
import type { Phrases } from './phrases.ts'

/** Columns that say what a row is about; rows that agree in them are one row. */
const keyColumns: ReadonlySet<string> = new Set([
  'department',
  'fiscal_year',
  'item_code',
  'item',
  'subject',
  'text',
  'reason',
  'finding',
])

export const joinTold = (told: readonly Told[], say: Phrases): Told => {
  const answered = told.filter(({ parts }) => parts.status === 'answer')
  const [first] = answered.length > 0 ? answered : told
  if (!first) throw new Error('there is something to join')
  const cited = gatherCitations(told.map(({ parts }) => parts))
  const texts = told.map(({ parts }, part) => renumbered(parts.text, cited.indexes[part] ?? []))
  return {
    departments: [...new Set(told.flatMap(({ departments }) => departments))],
    parts: {
      ...emptyParts,
      status: first.parts.status,
      code: answered.length > 0 ? null : first.parts.code,
      text: [...new Set(texts)].filter((text) => text !== '').join('\n'),
      restatement: say.andAlso([
        ...new Set(told.map(({ parts }) => parts.restatement).filter((it) => it !== '')),
      ]),
      ...joinTables(
        told.map(({ parts }) => parts),
        cited.indexes,
      ),
      sql: first.parts.sql,
      parameters: first.parts.parameters,
      citations: cited.citations,
      warnings: [...new Set(told.flatMap(({ parts }) => parts.warnings))],
    },
  }
}

type Gathered = Readonly<{ citations: Citation[]; indexes: readonly (readonly number[])[] }>

/** Each place once; `indexes` says, for each part, where its own citations went. */
const gatherCitations = (parts: readonly AnswerParts[]): Gathered => {
  const citations: Citation[] = []
  const known = new Map<string, number>()
  const indexes = parts.map((part) =>
    part.citations.map((citation) => {
      const key = JSON.stringify(citation)
      const at = known.get(key) ?? citations.push(citation) - 1
      known.set(key, at)
      return at
    }),
  )
  return { citations, indexes }
}

/** [1] of a part is another number in the whole. */
const renumbered = (text: string, indexes: readonly number[]): string =>
  text.replace(/\[(\d+)\]/gu, (mark, number: string) => {
    const at = indexes[Number(number) - 1]
    return at === undefined ? mark : `[${at + 1}]`
  })

type Table = Pick<AnswerParts, 'columns' | 'labels' | 'rows' | 'evidence'>
type JoinedRow = { key: string; cells: Map<string, AnswerCell>; evidence: Map<string, number[]> }

const joinTables = (parts: readonly AnswerParts[], indexes: Gathered['indexes']): Table => {
  const labels = new Map<string, string>()
  const rows: JoinedRow[] = []
  parts.forEach((part, at) => {
    part.columns.forEach((column, position) => {
      if (!labels.has(column)) labels.set(column, part.labels[position] ?? column)
    })
    part.rows.forEach((cells, row) => {
      const own = part.columns.map((column, position) => [column, cells[position] ?? null] as const)
      const key = JSON.stringify(own.filter(([column, cell]) => keyColumns.has(column) && cell !== null))
      const values = own.filter(([column]) => !keyColumns.has(column))
      const known = rows.find((it) => it.key === key && values.every(([column]) => !it.cells.has(column)))
      const joined = known ?? { key, cells: new Map(), evidence: new Map() }
      if (!known) rows.push(joined)
      own.forEach(([column, cell], position) => {
        joined.cells.set(column, cell)
        const evidence = part.evidence[row]?.[position] ?? []
        joined.evidence.set(
          column,
          evidence.flatMap((index) => indexes[at]?.[index] ?? []),
        )
      })
    })
  })
  const columns = [...labels.keys()]
  return {
    columns,
    labels: [...labels.values()],
    rows: rows.map(({ cells }) => columns.map((column) => cells.get(column) ?? null)),
    evidence: rows.map(({ evidence }) => columns.map((column) => evidence.get(column) ?? [])),
  }
}
