import type { SeedProgress } from '../../seed/index.ts'
import { describeProgress } from './seed-phrases.ts'

/** Shows progress on one line of a terminal, and nothing where stderr is no terminal. */
export const showProgress = (progress: SeedProgress): void => {
  if (!process.stderr.isTTY) return
  process.stderr.write(`\r\u001B[2K${describeProgress(progress)}`)
  if (progress.step === 'swap') process.stderr.write('\r\u001B[2K')
}
