import { parseArgs } from 'node:util'
import { z } from 'zod'
import { openAnswerer } from '../answer/create-answerer.ts'
import { readConfig } from '../config.ts'
import { ensureStore } from '../store.ts'
import { renderText } from '../terminal/render-text.ts'
import { showProgress } from './progress.ts'
import { answerLines } from './request-lines.ts'
import { exitCodes, runCommand, say, UsageProblem } from './run-command.ts'

const usage =
  'Usage: npm run ask -- "question"   (--json: the Answer as JSON; --jsonl: one JSON object a line from stdin)'

const requestSchema = z.union([
  z.object({ turns: z.array(z.string()).min(1) }).transform(({ turns }) => turns),
  z.object({ question: z.string() }).transform(({ question }) => [question]),
])

await runCommand(async () => {
  const { isJson, isJsonLines, question } = parseOptions()
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
      const answer = await answerer.answer([question])
      say(isJson ? JSON.stringify(answer) : renderText(answer))
    }
    return exitCodes.done
  } finally {
    await answerer.close()
  }
})

function parseOptions() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { json: { type: 'boolean' }, jsonl: { type: 'boolean' } },
    })
    if (!values.jsonl && positionals.length === 0) throw new UsageProblem(usage)
    return {
      isJson: values.json ?? false,
      isJsonLines: values.jsonl ?? false,
      question: positionals.join(' '),
    }
  } catch {
    throw new UsageProblem(usage)
  }
}
