import { createInterface } from 'node:readline'
import type { Answer } from '../answer/answer.ts'
import { failureAnswer } from '../answer/failure-answer.ts'
import { say } from './run-command.ts'

/** Reads a JSON object a line from stdin and writes exactly one Answer for each, in order, also for garbage. */
export const answerLines = async (
  dataVersion: string,
  answerRequest: (request: unknown) => Promise<Answer> | null,
): Promise<void> => {
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
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

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
