/** The unit that a column's name ends with: `initial_budget_wan_yuan` holds 万元. */
export type ColumnUnit = 'wan_yuan' | 'yuan' | 'fen' | 'percent' | 'count'

// 'wan_yuan' stands before 'yuan', which it ends with.
const units: readonly ColumnUnit[] = ['wan_yuan', 'yuan', 'fen', 'percent', 'count']

/** null: the column holds no figure: a name, a year, a code, a text. */
export const unitOf = (column: string): ColumnUnit | null =>
  units.find((unit) => column.endsWith(`_${unit}`)) ?? null
