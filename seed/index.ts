export { accountsOf, type DocumentAccount, type FindingAccount } from './account.ts'
export { buildTerms } from './build-terms.ts'
export { decodeLines } from './decode/decode-lines.ts'
export { type SeedOutcome, type SeedProblem, type SeedProgress, seedStore } from './seed-store.ts'
