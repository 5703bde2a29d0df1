import type { Answer } from './answer.ts'
import type { AnswerPreferences } from './preferences.ts'

/**
 * What every surface (terminal, commands, Slack) asks.
 *
 * Shape: `turns` are a thread's questions, oldest first; the last one is answered in the light of the others.
 * Outcomes: always an Answer. Faults are thrown and become a sentence where the person is reached.
 */
export type Answerer = Readonly<{
  answer: (turns: readonly string[], preferences?: AnswerPreferences) => Promise<Answer>
}>
