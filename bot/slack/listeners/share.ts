import { z } from 'zod'
import { parseJson } from '../../../db/domain/json.ts'
import { chartOf } from '../../charts/chart-of.ts'
import type { SlackBlock } from '../blocks/elements.ts'
import { cutEscaped } from '../blocks/text.ts'
import type { Bot } from '../bot.ts'
import { deliverAnswer } from '../deliver-answer.ts'
import { limits } from '../limits.ts'
import { phrases } from '../phrases.ts'
import { type Message, slackRefusal } from '../slack-api.ts'
import type { GivenAnswer } from '../state/answer-book.ts'

/** What a modal about an answer has to know when it is submitted. */
const metadataSchema = z.object({ answerId: z.string(), responseUrl: z.string().nullable() })
export type AnswerMetadata = Readonly<z.infer<typeof metadataSchema>>

export const metadataText = (metadata: AnswerMetadata): string => JSON.stringify(metadata)
export const readMetadata = (text: string): AnswerMetadata => metadataSchema.parse(parseJson(text))

const closedDoors: readonly string[] = [
  'not_in_channel',
  'channel_not_found',
  'is_archived',
  'restricted_action',
]

/** Posts an answer to a channel, with who shared it and what was asked. */
export const shareAnswer = async (
  { api, log }: Pick<Bot, 'api' | 'log'>,
  { answerId, answer, turns }: GivenAnswer,
  userId: string,
  channel: string,
): Promise<'shared' | 'shareRefused'> => {
  const say = phrases[answer.language]
  const lead = say.sharedBy(`<@${userId}>`, cutEscaped(turns.at(-1) ?? '', limits.sharedQuestion))
  // Verbatim, or Slack would read an @channel of the question as a mention.
  const leadBlock: SlackBlock = {
    type: 'context',
    elements: [{ type: 'mrkdwn', text: lead, verbatim: true }],
  }
  const post = ({ text, blocks }: Message): Promise<string> =>
    api.postTo(
      channel,
      blocks === undefined ? { text: `${lead}\n${text}` } : { text, blocks: [leadBlock, ...blocks] },
    )
  try {
    await deliverAnswer(post, log, answer, {
      // Here the question would be read without the thread that it was asked in.
      controls: { answerId, hasChart: chartOf(answer) !== null, modelQuestion: null, sharesHere: true },
    })
    return 'shared'
  } catch (fault) {
    if (!closedDoors.includes(slackRefusal(fault) ?? '')) throw fault
    return 'shareRefused'
  }
}
