/** What a document prints is known by an id of one of these kinds. */
export const evidenceKinds = ['figure', 'print', 'statement', 'finding', 'report'] as const
export type EvidenceKind = (typeof evidenceKinds)[number]

/** A column that holds ids of that kind. */
export type IdColumn = Readonly<{ kind: EvidenceKind; column: string }>

/**
 * What stands behind the cells of a relation: the column of ids behind each column that states something printed.
 *
 * Columns under neither `numbers` nor `texts` only name things (departments, years, codes, ids, kinds). `rows`: what a
 * whole row is made of, for what counts or ranks rows.
 */
export type RelationEvidence = Readonly<{
  rows: readonly IdColumn[]
  numbers: Readonly<Record<string, IdColumn>>
  texts: Readonly<Record<string, IdColumn>>
}>

/** Relations by name, with their columns and what stands behind them. */
export type EvidenceRelations = Readonly<
  Record<string, Readonly<{ columns: readonly string[]; evidence: RelationEvidence }>>
>

/** Columns that one id stands behind. */
export const statedBy = (
  kind: EvidenceKind,
  column: string,
  { numbers = [], texts = [] }: Readonly<{ numbers?: readonly string[]; texts?: readonly string[] }>,
): RelationEvidence => {
  const id = { kind, column }
  const behind = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, id]))
  return { rows: [id], numbers: behind(numbers), texts: behind(texts) }
}

/** A relation whose columns are stated by several things. */
export const statedTogether = (...parts: readonly RelationEvidence[]): RelationEvidence => ({
  rows: parts.flatMap(({ rows }) => rows),
  numbers: Object.assign({}, ...parts.map(({ numbers }) => numbers)),
  texts: Object.assign({}, ...parts.map(({ texts }) => texts)),
})
