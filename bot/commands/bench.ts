import { benchCore } from './bench/core.ts'
import { renderMeasures } from './bench/measures.ts'
import { benchSlack } from './bench/slack.ts'
import { exitCodes, runCommand, say, UsageProblem } from './run-command.ts'

await runCommand(async () => {
  const [what, ...rest] = process.argv.slice(2)
  if ((what !== undefined && what !== 'slack') || rest.length > 0)
    throw new UsageProblem('npm run bench measures the answers, npm run bench -- slack the bot under load')
  const { measures, isSound } = what === 'slack' ? await benchSlack() : await benchCore()
  say(renderMeasures(measures))
  return isSound ? exitCodes.done : exitCodes.failed
})
