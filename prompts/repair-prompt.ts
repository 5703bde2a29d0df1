import type { ReplyIssue } from './plan-of-reply.ts'

/** As many are named at once; the rest shows when these are mended. */
const mostIssues = 8

/** What is wrong with a reply, for the one more try that a model has. */
export const repairPrompt = (issues: readonly ReplyIssue[]): string =>
  [
    'That reply cannot be used:',
    ...issues
      .slice(0, mostIssues)
      .map(({ path, problem }) => `- ${path === '' ? problem : `${path}: ${problem}`}`),
    'Reply once more with the whole JSON, mended. If the question cannot be expressed, reply with no_data.',
  ].join('\n')
