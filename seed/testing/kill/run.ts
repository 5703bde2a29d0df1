import { killRuns } from './kill-runs.ts'

// So many killed seedings in a row: npm run test:kill -- 300

const count = Number(process.argv[2] ?? 300)
if (!Number.isSafeInteger(count) || count < 1) throw new Error('How many runs? npm run test:kill -- 300')
// On two data folders at a time.
const halves = [Math.ceil(count / 2), Math.floor(count / 2)]
const runs = (await Promise.all(halves.map((half) => killRuns(half, Math.random)))).flat()
const killed = runs.filter(({ killedAt }) => killedAt !== null)
const swapped = killed.filter(({ outcome }) => outcome === 'after')
process.stdout.write(
  `${runs.length} seedings, ${killed.length} killed, ${swapped.length} of them after the swap: every store whole.\n`,
)
