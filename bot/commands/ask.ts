import { z } from 'zod'
import { openAnswerer } from '../answer/create-answerer.ts'
import { readConfig } from '../config.ts'
import { ensureStore } from '../store.ts'
import { renderText } from '../terminal/render-text.ts'
import { showProgress } from './progress.ts'
import { readQueryOptions } from './query-options.ts'
import { answerLines } from './request-lines.ts'
import { exitCodes, runCommand, say } from './run-command.ts'

const usage =
  'Usage: npm run ask -- "question"   (--json: the Answer as JSON; --jsonl: one JSON object a line from stdin)'

const requestSchema = z.union([
  z.object({ turns: z.array(z.string()).min(1) }).transform(({ turns }) => turns),
  z.object({ question: z.string() }).transform(({ question }) => [question]),
])

await runCommand(async () => {
  const { isJson, isJsonLines, words } = readQueryOptions(usage)
  const answerer = await openAnswerer({
    store: await ensureStore(readConfig(), showProgress),
    clock: () => performance.now(),
  })
  try {
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
  } finally {
    await answerer.close()
  }
})
