import { z } from 'zod'
import { cleanLine } from '../blocks/text.ts'
import type { AskedQuestion } from '../question-desk.ts'

/** What we read of an app_mention or message event; everything else in it is let be. */
const messageSchema = z.object({
  channel: z.string(),
  ts: z.string(),
  thread_ts: z.string().nullish(),
  text: z.string().nullish(),
  channel_type: z.string().nullish(),
  subtype: z.string().nullish(),
  bot_id: z.string().nullish(),
  edited: z.unknown().optional(),
})

export const deliverySchema = z.object({ event_id: z.string(), event: messageSchema })
type Message = z.infer<typeof messageSchema>

const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' }

/**
 * What a person wrote, out of Slack's markup: mentions are dropped, links and channels become their words.
 *
 * Shape: `<@U1>`, `<!here>`, `<#C1|general>`, `<https://…|words>`; & < > come as entities.
 */
export const readQuestionText = (text: string): string =>
  cleanLine(
    text
      .replace(/<[@!][^>]*>/gu, ' ')
      .replace(/<[^>|]*\|([^>]*)>/gu, '$1')
      .replace(/<([^>]*)>/gu, '$1')
      .replace(/&(?:amp|lt|gt);/gu, (entity) => entities[entity] ?? entity),
  )

/** Programs, edits and Slack's own notices ask nothing; a file with words beside it does. */
const isFromPerson = ({ bot_id, subtype, edited }: Message): boolean =>
  (bot_id ?? null) === null && (edited ?? null) === null && [null, 'file_share'].includes(subtype ?? null)

/**
 * The question in a delivery, or null when nobody asked one.
 *
 * Shape: `keys` hold the delivery's id and the message's place: app_mention and message events of one message have
 * different ids.
 */
export const readAskedQuestion = ({
  event_id,
  event,
}: z.infer<typeof deliverySchema>): AskedQuestion | null =>
  isFromPerson(event)
    ? {
        place: { channel: event.channel, threadTs: event.thread_ts ?? event.ts },
        question: readQuestionText(event.text ?? ''),
        keys: [`event:${event_id}`, `message:${event.channel}:${event.ts}`],
        mayRepeatAfterFailure: false,
      }
    : null
