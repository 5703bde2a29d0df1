import type { Answer } from './answer.ts'
import type { ModelPart } from './choose-reading.ts'
import type { Phrases } from './phrases.ts'

/** What a person is told of the model's part in an answer. */
export const modelNotes = (model: ModelPart | null, say: Phrases): readonly string[] => {
  if (model === null) return []
  switch (model.code) {
    case 'differs':
    case 'finds-nothing':
      return []
    case 'used':
      return [say.readByModel]
    case 'agrees':
      return [say.modelAgrees]
    case 'declines':
      return [say.modelDeclines]
    default:
      return [say.modelUnused[model.code]]
  }
}

/** The same for who keeps count. */
export const modelUsed = ({ code, uses }: ModelPart): NonNullable<Answer['model']> => {
  const sum = (of: 'promptTokens' | 'completionTokens' | 'elapsedMs') =>
    uses.reduce((total, use) => total + use[of], 0)
  return {
    code,
    name: uses[0]?.model ?? null,
    promptTokens: sum('promptTokens'),
    completionTokens: sum('completionTokens'),
    elapsedMs: Math.round(sum('elapsedMs')),
  }
}
