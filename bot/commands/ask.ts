import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { openAnswerer } from '../answer/create-answerer.ts'
import { failureAnswer } from '../answer/failure-answer.ts'
import { readConfig } from '../config.ts'
import { ensureStore } from '../store.ts'
import { renderText } from '../terminal/render-text.ts'
import { showProgress } from './progress.ts'
import { exitCodes, runCommand, say, UsageProblem } from './run-command.ts'

const usage =
  'Usage: npm run ask -- "question"   (--json: the Answer as JSON; --jsonl: one JSON object a line from stdin)'

const requestSchema = z.union([
  z.object({ turns: z.array(z.string()).min(1) }).transform(({ turns }) => turns),
  z.object({ question: z.string() }).transform(({ question }) => [question]),
])

await runCommand(async () => {
  const { values, positionals } = parseOptions()
  const config = readConfig()
  const answerer = await openAnswerer({
    store: await ensureStore(config, showProgress),
    clock: () => performance.now(),
  })
  try {
    if (values.jsonl) {
      for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY }))
        say(JSON.stringify(await answerLine(line)))
      return exitCodes.done
    }
    const answer = await answerer.answer(positionals)
    say(values.json ? JSON.stringify(answer) : renderText(answer))
    return exitCodes.done
  } finally {
    await answerer.close()
  }

  /** Exactly one Answer for each line, also for garbage. */
  async function answerLine(line: string) {
    const request = requestSchema.safeParse(parseJson(line))
    if (!request.success) return failureAnswer('bad-request', answerer.dataVersion)
    try {
      return await answerer.answer(request.data)
    } catch {
      return failureAnswer('failed', answerer.dataVersion)
    }
  }
})

function parseOptions() {
  try {
    const parsed = parseArgs({
      allowPositionals: true,
      options: { json: { type: 'boolean' }, jsonl: { type: 'boolean' } },
    })
    if (!parsed.values.jsonl && parsed.positionals.length === 0) throw new UsageProblem(usage)
    return parsed
  } catch (error) {
    if (error instanceof UsageProblem) throw error
    throw new UsageProblem(usage)
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
