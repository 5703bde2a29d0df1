/** Bounds on one run: wall-clock time in the child, and what comes back from it. */
export type QueryLimits = Readonly<{
  timeoutMs: number
  maxRows: number
  /** Of all cells together: UTF-8 bytes of texts, 8 for a number. */
  maxBytes: number
  maxCellCharacters: number
}>

export const defaultQueryLimits: QueryLimits = {
  timeoutMs: 2000,
  maxRows: 1000,
  maxBytes: 1_000_000,
  maxCellCharacters: 10_000,
}

/** What a child may allocate beyond what it holds when it is ready to answer. */
export const childHeadroomBytes = 512 * 1024 * 1024
export const childOldSpaceMegabytes = 128
/** Texts whose statements and engine opinions a child keeps. */
export const keptStatements = 200
