/** What a model had to do with the answers of an evaluation, and what that cost. */
import type { ModelService } from '../model/model-service.ts'
import { percentile } from './percentile.ts'
import type { ScoredCase } from './score-sets.ts'

export const modelReport = (
  scored: readonly ScoredCase[],
  { isReal, model }: Pick<ModelService, 'isReal' | 'model'>,
): string => {
  const parts = scored.flatMap(({ answer, verdict }) => (answer?.model ? [{ ...answer.model, verdict }] : []))
  const asked = parts.filter(({ promptTokens }) => promptTokens > 0)
  const sum = (of: 'promptTokens' | 'completionTokens') => asked.reduce((total, part) => total + part[of], 0)
  const byCode = [...Map.groupBy(parts, ({ code }) => code)].toSorted(
    ([, left], [, right]) => right.length - left.length,
  )
  return [
    '',
    isReal
      ? `Model: ${model}`
      : `Replies of no model (${model}): they show that the way works, and say nothing of how well any model reads.`,
    ...byCode.map(([code, own]) => {
      const right = own.filter(({ verdict }) => verdict.isRight).length
      return `  ${code.padEnd(24)} ${own.length}, right ${right}`
    }),
    `  ${'tokens'.padEnd(24)} ${sum('promptTokens')} of prompts, ${sum('completionTokens')} of replies`,
    ...(asked.length === 0
      ? []
      : [
          `  ${'of a question'.padEnd(24)} p50 ${percentile(
            asked.map(({ promptTokens }) => promptTokens),
            50,
          )}, most ${Math.max(...asked.map(({ promptTokens }) => promptTokens))} of prompts`,
        ]),
  ].join('\n')
}
