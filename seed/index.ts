export type { DocumentAccount, FindingAccount } from './account.ts'
export { buildTerms } from './build-terms.ts'
export { type FigureChange, largestFirst, type StoreComparison, type StoreCounts } from './compare-store.ts'
export { decodeLines } from './decode/decode-lines.ts'
export {
  findRemark,
  proposeCorrection,
  proposeKnown,
  proposeReorganisation,
  type RemarkProblem,
} from './propose-remark.ts'
export { findKeptReading } from './readers/kept-reading.ts'
export {
  type SeedOptions,
  type SeedOutcome,
  type SeedProblem,
  type SeedProgress,
  seedStore,
} from './seed-store.ts'
