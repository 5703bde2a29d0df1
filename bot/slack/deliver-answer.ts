import { webApi } from '@slack/bolt'
import type { Answer } from '../answer/answer.ts'
import { answerBlocks, answerText, type RenderedAnswer } from './blocks/render-answer.ts'
import { limits } from './limits.ts'
import type { LogLine } from './log.ts'

export type ThreadPlace = Readonly<{ channel: string; threadTs: string }>

/** Posts one message in a thread; rejects with the Web API's own errors. */
export type PostInThread = (
  place: ThreadPlace,
  message: Readonly<{ text: string; blocks?: RenderedAnswer['blocks'] }>,
) => Promise<void>

/** Slack's words for a message it could carry in another form. */
const refusedForms: readonly string[] = [
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_blocks_too_long',
  'msg_too_long',
]

/** Slack's word when it refused the form of a message; null for every other error. */
const refusedForm = (error: unknown): string | null => {
  if (!(error instanceof webApi.WebAPIPlatformError)) return null
  const { error: code } = error.data
  return refusedForms.includes(code) ? code : null
}

/**
 * Posts an answer, in a simpler form each time Slack refuses one: blocks, few blocks, text.
 *
 * None of Slack's limits could be tried against Slack itself, hence the steps; each step down is logged.
 */
export const deliverAnswer = async (
  post: PostInThread,
  log: LogLine,
  place: ThreadPlace,
  answer: Answer,
): Promise<void> => {
  const forms = [
    () => answerBlocks(answer),
    () => answerBlocks(answer, limits.compactVisibleText),
    () => ({ text: answerText(answer) }),
  ]
  for (const [step, form] of forms.entries()) {
    try {
      return await post(place, form())
    } catch (error) {
      const code = refusedForm(error)
      if (code === null || step === forms.length - 1) throw error
      log(
        `slack: ${code} for form ${step + 1} of an answer, channel=${place.channel} thread=${place.threadTs}`,
      )
    }
  }
}
