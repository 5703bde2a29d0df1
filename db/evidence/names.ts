/** Names in rewritten SQL begin like this, and no others do: SQL that holds it anywhere is not rewritten. */
export const reservedPrefix = 'juesuan_evidence_'

/** What rewritten SQL calls; see `id-sets.ts`. */
export const evidenceFunctions = {
  all: `${reservedPrefix}all`,
  group: `${reservedPrefix}group`,
  /** Of what is added up or counted: tells when something is so more than once. */
  sum: `${reservedPrefix}sum`,
  greatest: `${reservedPrefix}greatest`,
  least: `${reservedPrefix}least`,
} as const

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** SQLite folds only ASCII letters. */
export const fold = (name: string): string => name.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
