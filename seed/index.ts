export { type SeedOutcome, type SeedProblem, type SeedProgress, seedStore } from './seed-store.ts'
