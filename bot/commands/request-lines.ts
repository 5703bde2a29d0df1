import { parseJson } from '../../db/domain/json.ts'
import type { Answer } from '../answer/answer.ts'
import { failureAnswer } from '../answer/failure-answer.ts'
import { say } from './run-command.ts'

/** Reads a JSON object a line from stdin and writes exactly one Answer for each, in order, also for garbage. */
export const answerLines = async (
  dataVersion: string,
  answerRequest: (request: unknown) => Promise<Answer> | null,
): Promise<void> => {
  for await (const line of linesOf(process.stdin)) {
    const answer = await answerOne(line)
    say(JSON.stringify(answer))
  }

  async function answerOne(line: string): Promise<Answer> {
    try {
      const pending = answerRequest(parseJson(line))
      return pending === null ? failureAnswer('bad-request', dataVersion) : await pending
    } catch {
      return failureAnswer('failed', dataVersion)
    }
  }
}

/** Lines end at a line feed only: a JSON text may hold any other separator. */
async function* linesOf(input: NodeJS.ReadStream): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of input.setEncoding('utf8')) {
    const lines = `${rest}${chunk}`.split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
}
