import { estimatePromptTokens } from './estimate-tokens.ts'
import type { ModelReply, ModelService } from './model-service.ts'
import { dayOf, type TokenBook } from './token-book.ts'

export type DailyTokens = Readonly<{
  dailyTokens: number
  book: TokenBook
  /** Milliseconds since 1970. */
  clock: () => number
}>

/**
 * Asks only while the day's tokens suffice. What a request may cost at most is set aside before it is asked, so that many
 * at once do not spend more than there is; afterwards the book is put right by what it did cost.
 */
export const limitDailyTokens = (
  service: ModelService,
  { dailyTokens, book, clock }: DailyTokens,
): ModelService => {
  const ask: ModelService['ask'] = async (request) => {
    const day = dayOf(clock())
    const reserved = estimatePromptTokens(request) + request.mostReplyTokens
    // A budget that cannot be read counts as spent: the question is answered without a model.
    const isReserved = await book.reserve(day, reserved, dailyTokens).catch(() => false)
    if (!isReserved) return { kind: 'failed', code: 'budget-spent', use: null }
    const reply = await service.ask(request)
    // Where this cannot be written the larger number stands, and the reply is none the worse.
    await book.correct(day, tokensOf(reply) - reserved).catch(() => {})
    return reply
  }
  return { ...service, ask }
}

const tokensOf = ({ use }: ModelReply): number => (use === null ? 0 : use.promptTokens + use.completionTokens)
