/** The citations of one answer: each print once, in the order in which the answer needs them. */

import type { Labels } from '../../db/domain/terms.ts'
import {
  compileContradictions,
  compileEvidence,
  compileReorganisations,
  compileReorganisationsOf,
  contradictionKey,
  evidenceKey,
  reorganisationKey,
  reportKey,
} from '../../db/plan/compile.ts'
import type { QueryRunner } from '../../db/run/query-runner.ts'
import type { Citation } from './answer.ts'
import { type Row, runSql } from './run-plan.ts'

/** What stands against a figure elsewhere in the documents. */
export type Contradiction =
  | Readonly<{
      department: string
      /** Two that cannot both be true; two of which a person has to judge, or rounding explains it; another value. */
      kind: 'contradiction' | 'doubt' | 'correction'
      /** What is printed on either side and where. */
      message: Labels
    }>
  /** What became of the body that it is of. */
  | Readonly<{ kind: 'reorganisation'; message: Labels }>

export class Citations {
  readonly #entries: Citation[] = []
  readonly #indexByFigure = new Map<string, number>()
  readonly #indexByCitation = new Map<string, number>()

  /** Adds the primary print of each figure; figures without a print get none. */
  async addFigures(runner: QueryRunner, figureIds: readonly string[]): Promise<void> {
    const rows = await inChunks(figureIds, (ids) => runSql(runner, compileEvidence(ids)))
    const rowByFigure = new Map(rows.map((row) => [String(row[evidenceKey.figureId]), row]))
    for (const figureId of new Set(figureIds)) {
      const row = rowByFigure.get(figureId)
      if (row) this.#indexByFigure.set(figureId, this.add(printCitation(row)))
    }
  }

  /** The index of a citation; the same place is cited once. */
  add(citation: Citation): number {
    const key = JSON.stringify(citation)
    const known = this.#indexByCitation.get(key)
    if (known !== undefined) return known
    const index = this.#entries.push(citation) - 1
    this.#indexByCitation.set(key, index)
    return index
  }

  indexes(figureIds: readonly string[]): number[] {
    return [...new Set(figureIds.flatMap((id) => this.#indexByFigure.get(id) ?? []))]
  }

  /** " [1][2]", or nothing where nothing is cited. */
  marks(figureIds: readonly string[]): string {
    const marks = this.indexes(figureIds).map((index) => `[${index + 1}]`)
    return marks.length === 0 ? '' : ` ${marks.join('')}`
  }

  get entries(): Citation[] {
    return [...this.#entries]
  }
}

/** Ids that one query takes; the guard bounds its depth. */
const mostIdsInQuery = 400

/** Every id once, as many to a query as it takes; the rows of all queries. */
export const inChunks = async (
  figureIds: readonly string[],
  run: (ids: readonly string[]) => Promise<{ readonly rows: readonly Row[] }>,
  most = mostIdsInQuery,
): Promise<readonly Row[]> => {
  const unique = [...new Set(figureIds)]
  const rows: Row[] = []
  for (let start = 0; start < unique.length; start += most)
    rows.push(...(await run(unique.slice(start, start + most))).rows)
  return rows
}

type SpanKey = Readonly<{ page: number; lineStart: number; lineEnd: number }>

/** The page where the document has pages, else the lines. */
export const spanOf = (row: Row, key: SpanKey): Pick<Citation, 'lines' | 'page'> => {
  const page = row[key.page] ?? null
  return page === null
    ? { lines: [Number(row[key.lineStart]), Number(row[key.lineEnd])], page: null }
    : { lines: null, page: Number(page) }
}

/** A report, by the line that names its department. */
export const reportCitation = (row: Row): Citation => ({
  file: String(row[reportKey.file]),
  lines: [Number(row[reportKey.line]), Number(row[reportKey.line])],
  page: null,
  place: String(row[reportKey.title]),
  quote: String(row[reportKey.printedName]),
})

/** A print, by a row of evidence. */
export const printCitation = (row: Row): Citation => {
  const table = row[evidenceKey.tableTitle]
  const labels = [row[evidenceKey.rowLabel], row[evidenceKey.columnLabel]].filter((label) => label)
  return {
    file: String(row[evidenceKey.file]),
    ...spanOf(row, evidenceKey),
    place: [table ?? row[evidenceKey.section], ...(table === null ? [] : labels)].join(' · '),
    quote: String(row[evidenceKey.quote]),
  }
}

/** The findings that any of the figures takes part in, in the order of the figures, and what became of whose they are. */
export const findContradictions = async (
  runner: QueryRunner,
  figureIds: readonly string[],
): Promise<readonly Contradiction[]> => {
  const [rows, reorganised] = await Promise.all([
    inChunks(figureIds, (ids) => runSql(runner, compileContradictions(ids))),
    inChunks(figureIds, (ids) => runSql(runner, compileReorganisations(ids))),
  ])
  const asked = new Set(figureIds)
  const places = new Map([...asked].map((id, place) => [id, place]))
  const placeOf = (group: readonly Row[]) =>
    Math.min(...group.map((row) => places.get(String(row[contradictionKey.figureId])) ?? places.size))
  const groups = Map.groupBy(rows, (row) => String(row[contradictionKey.findingId]))
  const own = [...groups.values()]
    .filter((group) => concerns(group, asked))
    .toSorted((one, other) => placeOf(one) - placeOf(other))
    .flatMap(([row]) => (row ? [contradictionOf(row)] : []))
  return [
    ...own,
    ...reorganisationsIn(reorganised).map((message) => ({ kind: 'reorganisation' as const, message })),
  ]
}

/** Each said once: those of several queries, too. */
const reorganisationsIn = (rows: readonly Row[]): readonly Labels[] => {
  const english = new Map(
    rows.map((row) => [String(row[reorganisationKey.messageZh]), String(row[reorganisationKey.messageEn])]),
  )
  return [...english].map(([zh, en]) => ({ zh, en }))
}

/** What became of departments in reorganisations. */
export const findReorganisations = async (
  runner: QueryRunner,
  departmentIds: readonly string[],
): Promise<readonly Labels[]> => {
  if (departmentIds.length === 0) return []
  return reorganisationsIn((await runSql(runner, compileReorganisationsOf(departmentIds))).rows)
}

const contradictionOf = (row: Row): Contradiction => ({
  department: String(row[contradictionKey.department]),
  kind: corrections.has(String(row[contradictionKey.code]))
    ? 'correction'
    : row[contradictionKey.severity] === 'real'
      ? 'contradiction'
      : 'doubt',
  message: { zh: String(row[contradictionKey.messageZh]), en: String(row[contradictionKey.messageEn]) },
})

/** Codes of findings that say how an administrator corrected a figure. */
const corrections: ReadonlySet<string> = new Set(['corrected', 'correction-lapsed'])

/** Codes of findings whose sides say one thing twice; others set a figure against what it is made of. */
const twoValues: ReadonlySet<string> = new Set([
  'prints-differ',
  'reports-differ',
  'funds-differ',
  'classes-differ',
  'counts-differ',
])

/** That a total is not the sum of its parts, or a rate not that of its amounts, says something of the total, of the rate. */
const concerns = (group: readonly Row[], asked: ReadonlySet<string>): boolean => {
  const [head] = group
  if (twoValues.has(String(head?.[contradictionKey.code]))) return true
  const isOfFirst = (row: Row) =>
    row[contradictionKey.side] === 0 && asked.has(String(row[contradictionKey.figureId]))
  return head?.[contradictionKey.severity] !== 'rounding' && group.some(isOfFirst)
}
