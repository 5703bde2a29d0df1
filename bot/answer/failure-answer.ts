import type { Answer } from './answer.ts'
import { emptyParts } from './parts.ts'
import { phrases, type UnansweredCode } from './phrases.ts'

/** The Answer for a line that cannot be answered at all; what language it was in is not known, so both are used. */
export const failureAnswer = (code: UnansweredCode, dataVersion: string): Answer => ({
  version: 1,
  language: 'en',
  plan: null,
  ...emptyParts,
  status: 'refuse',
  code,
  text: `${phrases.en.unanswered[code]} ${phrases.zh.unanswered[code]}`,
  planner: 'embedded',
  dataVersion,
  elapsedMs: 0,
})
