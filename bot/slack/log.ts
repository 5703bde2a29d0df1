import { inspect } from 'node:util'
import { LogLevel } from '@slack/bolt'

export type LogLine = (line: string) => void

/** One line, without tokens: Slack's errors can carry request headers. */
export const logText = (...pieces: readonly unknown[]): string =>
  pieces
    .map((piece) =>
      typeof piece === 'string' ? piece : inspect(piece, { depth: 4, breakLength: Number.POSITIVE_INFINITY }),
    )
    .join(' ')
    .replace(/x(?:ox[a-z]|app)-[\w-]+/giu, 'x***')
    .replace(/\s*\n\s*/gu, ' ⏎ ')

/** Bolt's own warnings and errors, as lines of ours; the rest is left out. */
export const slackLogger = (log: LogLine) => {
  const write = (...pieces: readonly unknown[]): void => log(logText('slack:', ...pieces))
  const silent = (): void => {}
  return {
    debug: silent,
    info: silent,
    warn: write,
    error: write,
    setLevel: silent,
    setName: silent,
    getLevel: () => LogLevel.WARN,
  }
}
