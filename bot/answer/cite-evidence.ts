import type { EvidenceId } from '../../db/evidence/run-with-evidence.ts'
import { compilePlaces, type PlaceKind, statementKey } from '../../db/plan/compile-places.ts'
import type { QueryRunner } from '../../db/run/query-runner.ts'
import type { Citation } from './answer.ts'
import { type Citations, inChunks, printCitation, reportCitation, spanOf } from './citations.ts'
import { citedBy } from './findings-answer.ts'
import { type Row, runSql } from './run-plan.ts'

export type Cited = (id: EvidenceId) => readonly number[]

/** A finding has a row for each of its prints, which may be dozens. */
const mostIdsInQuery = 20

const placeKinds: readonly PlaceKind[] = ['print', 'statement', 'finding', 'report']

/** Adds the places of things of any kind to the citations; the answer tells the indexes of each. */
export const citeEvidence = async (
  ids: readonly EvidenceId[],
  citations: Citations,
  runner: QueryRunner,
): Promise<Cited> => {
  const idsOf = (kind: EvidenceId['kind']) => ids.flatMap((one) => (one.kind === kind ? [one.id] : []))
  await citations.addFigures(runner, idsOf('figure'))
  const indexes = new Map<string, readonly number[]>()
  for (const kind of placeKinds) {
    const rows = await inChunks(
      idsOf(kind),
      (some) => runSql(runner, compilePlaces(kind, some)),
      mostIdsInQuery,
    )
    for (const [id, group] of Map.groupBy(rows, (row) => String(row.at(-1))))
      indexes.set(
        `${kind}:${id}`,
        citationsOf(kind, group).map((citation) => citations.add(citation)),
      )
  }
  return ({ kind, id }) =>
    kind === 'figure' ? citations.indexes([id]) : (indexes.get(`${kind}:${id}`) ?? [])
}

const citationsOf = (kind: PlaceKind, rows: readonly Row[]): readonly Citation[] => {
  switch (kind) {
    case 'finding':
      return citedBy(rows)
    case 'print':
      return rows.slice(0, 1).map(printCitation)
    case 'statement':
      return rows.map(statementCitation)
    case 'report':
      return rows.map(reportCitation)
  }
}

const statementCitation = (row: Row): Citation => ({
  file: String(row[statementKey.file]),
  ...spanOf(row, statementKey),
  place: String(row[statementKey.section]),
  quote: String(row[statementKey.quote]),
})
