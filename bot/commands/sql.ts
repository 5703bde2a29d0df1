import { z } from 'zod'
import { relations } from '../../db/catalog/relations.ts'
import { readConfig } from '../config.ts'
import { renderText } from '../terminal/render-text.ts'
import { readQueryOptions } from './query-options.ts'
import { answerLines } from './request-lines.ts'
import { exitCodes, runCommand, say, tell } from './run-command.ts'
import { withAnswerer } from './with-answerer.ts'

const usage = [
  'Usage: npm run sql -- "select …"   (--json: the Answer as JSON; --jsonl: one {"sql":"…"} a line from stdin)',
  '       --as-of VERSION: the documents that were in use then (npm run seed -- versions)',
  'What can be queried:',
  ...Object.entries(relations).map(
    ([name, { label, columns }]) =>
      `  ${name} — ${label.en}\n    ${columns.map((column) => column.name).join(', ')}`,
  ),
].join('\n')

const requestSchema = z.object({ sql: z.string() })

await runCommand(async () => {
  const { isJson, isJsonLines, words, asOf } = readQueryOptions(usage)
  return withAnswerer(readConfig(), { asOf }, async (answerer) => {
    if (isJsonLines) {
      await answerLines(answerer.dataVersion, (request) => {
        const parsed = requestSchema.safeParse(request)
        return parsed.success ? answerer.answerSql(parsed.data.sql, 'en') : null
      })
      return exitCodes.done
    }
    const answer = await answerer.answerSql(words.join(' '), 'en')
    if (isJson) say(JSON.stringify(answer))
    else if (answer.status === 'answer') say(renderText(answer))
    else tell(answer.text)
    return answer.status === 'answer' ? exitCodes.done : exitCodes.failed
  })
})
