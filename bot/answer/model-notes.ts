import type { ModelUse } from '../model/model-service.ts'
import type { Answer } from './answer.ts'
import type { ModelPart } from './choose-reading.ts'
import type { Phrases } from './phrases.ts'

/** What a person is told of the model's part in an answer; it is no warning. */
const modelNote = ({ code }: ModelPart, isRead: boolean, say: Phrases): string | null => {
  switch (code) {
    case 'differs':
    case 'finds-nothing':
    case 'wrote':
      return null
    case 'used':
      return say.readByModel
    case 'agrees':
      return say.modelAgrees
    case 'declines':
      return isRead ? null : say.modelDeclines
    default:
      return say.modelUnused[code]
  }
}

/** What was asked of a model beside an answer counts with what was asked of it before. */
export const withProseUses = (model: ModelPart | null, uses: readonly ModelUse[]): ModelPart | null => {
  if (uses.length === 0) return model
  return model === null ? { code: 'wrote', uses } : { ...model, uses: [...model.uses, ...uses] }
}

/** What a million tokens cost; null: it is not set. */
export type TokenPrices = Readonly<{ promptPrice: number | null; completionPrice: number | null }>

/** The model's part in an answer, for its reader and for who keeps count. `isRead`: somebody understood the question. */
export const modelUsed = (
  model: ModelPart,
  isRead: boolean,
  { promptPrice, completionPrice }: TokenPrices,
  say: Phrases,
): NonNullable<Answer['model']> => {
  const { code, uses } = model
  const sum = (of: 'promptTokens' | 'completionTokens' | 'elapsedMs') =>
    uses.reduce((total, use) => total + use[of], 0)
  const [promptTokens, completionTokens] = [sum('promptTokens'), sum('completionTokens')]
  return {
    code,
    note: modelNote(model, isRead, say),
    name: uses[0]?.model ?? null,
    promptTokens,
    completionTokens,
    cost:
      promptPrice === null || completionPrice === null
        ? null
        : (promptTokens * promptPrice + completionTokens * completionPrice) / 1_000_000,
    elapsedMs: Math.round(sum('elapsedMs')),
  }
}
