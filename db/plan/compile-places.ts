import { sql } from 'kysely'
import type { EvidenceKind } from '../catalog/evidence.ts'
import type { RelationName } from '../catalog/relations.ts'
import { type CompiledSql, columnList, compiled, evidenceKey, findingKey, reportKey } from './compile.ts'
import { columnsAt, positionsOf } from './positions.ts'

/** Positions in a row of a statement's place. */
export const statementKey = positionsOf('file', 'page', 'lineStart', 'lineEnd', 'section', 'quote')

/** Figures have several prints, of which one answers: `compileEvidence`. */
export type PlaceKind = Exclude<EvidenceKind, 'figure'>

type Place = Readonly<{
  relation: RelationName
  id: string
  key: Readonly<Record<string, number>>
  order?: readonly string[]
}>

const places: Readonly<Record<PlaceKind, Place>> = {
  print: { relation: 'prints', id: 'print_id', key: evidenceKey },
  statement: { relation: 'passages', id: 'statement_id', key: statementKey },
  finding: { relation: 'findings', id: 'finding_id', key: findingKey, order: ['side', 'line_start'] },
  report: { relation: 'reports', id: 'report_id', key: reportKey },
}

/** Where things of one kind are printed; the columns of their key, and at the end of each row the id. */
export const compilePlaces = (kind: PlaceKind, ids: readonly string[]): CompiledSql => {
  const { relation, id, key, order = [] } = places[kind]
  return compiled(
    sql`select ${columnList([...columnsAt(key), id])} from ${sql.table(relation)} where ${sql.ref(id)} in (${sql.join([...ids])}) order by ${columnList([id, ...order])}`,
  )
}
