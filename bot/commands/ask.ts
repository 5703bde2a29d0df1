import { z } from 'zod'
import { readConfig } from '../config.ts'
import { renderText } from '../terminal/render-text.ts'
import { planningFor, planningUsage } from './planning-options.ts'
import { readQueryOptions } from './query-options.ts'
import { answerLines } from './request-lines.ts'
import { exitCodes, runCommand, say } from './run-command.ts'
import { withAnswerer } from './with-answerer.ts'

const usage = `Usage: npm run ask -- "question"   (--json: the Answer as JSON; --jsonl: one JSON object a line from stdin)
       --as-of VERSION: the documents that were in use then (npm run seed -- versions)
       who reads it: ${planningUsage}`

const requestSchema = z.union([
  z.object({ turns: z.array(z.string()).min(1) }).transform(({ turns }) => turns),
  z.object({ question: z.string() }).transform(({ question }) => [question]),
])

await runCommand(async () => {
  const { isJson, isJsonLines, words, planning, asOf } = readQueryOptions(usage, true)
  const config = readConfig()
  return withAnswerer(config, { planning: await planningFor(planning, config), asOf }, async (answerer) => {
    if (isJsonLines)
      await answerLines(answerer.dataVersion, (request) => {
        const parsed = requestSchema.safeParse(request)
        return parsed.success ? answerer.answer(parsed.data) : null
      })
    else {
      const answer = await answerer.answer([words.join(' ')])
      say(isJson ? JSON.stringify(answer) : renderText(answer))
    }
    return exitCodes.done
  })
})
