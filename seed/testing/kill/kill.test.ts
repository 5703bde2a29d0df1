import { expect, it } from 'vitest'
import { killRuns } from './kill-runs.ts'

it('leaves the store that was or the one that was to be, whole, whenever a seeding is killed', async () => {
  const moments = [0.05, 0.2, 0.35, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95]
  const runs = await killRuns(moments.length, () => moments.shift() ?? 1)
  expect(runs).toHaveLength(10)
  expect(runs.filter(({ killedAt }) => killedAt !== null).length).toBeGreaterThan(4)
})
