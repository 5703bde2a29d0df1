import type { ModelConfig } from '../config.ts'
import { type QuestionDeskOptions, usualAnswerTimeoutMs, usualParallel } from './question-desk.ts'

export type ModelPace = Pick<ModelConfig, 'dailyTokens' | 'timeoutMs' | 'parallel'>

/**
 * How the desk works where a model is asked: as many threads more as may wait for it, so that others go on meanwhile; and
 * no answer counts as failed that still waits its turn for the model, or for the model itself.
 */
export const deskPace = (
  pace: ModelPace | undefined,
): Partial<Pick<QuestionDeskOptions, 'parallel' | 'answerTimeoutMs'>> => {
  if (pace === undefined) return {}
  const parallel = usualParallel + pace.parallel
  const turns = Math.ceil(parallel / pace.parallel)
  // Twice: for a plan, and for its repair.
  return { parallel, answerTimeoutMs: usualAnswerTimeoutMs + 2 * turns * pace.timeoutMs }
}
