/** For each row the ids behind each cell, in any order; null: the cell only names something. */
type RowIds = readonly (readonly string[] | null)[]

/** A query over the small ledger, with what stands behind its cells. */
export type EvidenceCase = Readonly<{
  about: string
  sql: string
  ids?: readonly RowIds[]
  /** Why the rows cited for a row do not give that row again by themselves. */
  notReplayed?: 'compares with rows that are not shown' | 'ranks among others'
}>

// Figures of `db/fixtures/small-ledger.ts`, by what they are.
export const figure = (department: string, rest: string): string => `figure:${department} expenditure ${rest}`
export const budget = (department: string, item = 'total') => figure(department, `${item} initialBudget`)
export const accounts = (department: string, item = 'total') => figure(department, `${item} finalAccounts`)
export const managed = 'governmentManagedFunds'
export const primary = "fund = 'generalPublicBudget' and measure = 'expenditure' and fiscal_year = 2023"
export const classes = ['201', '221']
