import { benchCore } from './bench/core.ts'
import { type BenchResult, renderMeasures } from './bench/measures.ts'
import { benchSeeding } from './bench/seed.ts'
import { benchSlack } from './bench/slack.ts'
import { exitCodes, runCommand, say, UsageProblem } from './run-command.ts'

const benches: Readonly<Record<string, () => Promise<BenchResult>>> = {
  answers: benchCore,
  slack: benchSlack,
  seed: benchSeeding,
}

await runCommand(async () => {
  const [what = 'answers', ...rest] = process.argv.slice(2)
  const bench = Object.hasOwn(benches, what) ? benches[what] : undefined
  if (bench === undefined || rest.length > 0)
    throw new UsageProblem(
      'npm run bench measures the answers, npm run bench -- slack the bot under load, npm run bench -- seed the loading of a thousand reports',
    )
  const { measures, isSound } = await bench()
  say(renderMeasures(measures))
  return isSound ? exitCodes.done : exitCodes.failed
})
