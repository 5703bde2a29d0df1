import { z } from 'zod'
import { cleanLine } from '../blocks/text.ts'
import type { QuestionDesk } from '../question-desk.ts'

const clickSchema = z.object({
  channel: z.object({ id: z.string() }),
  message: z.object({ ts: z.string(), thread_ts: z.string().nullish() }),
  actions: z.tuple([z.object({ action_id: z.string(), value: z.string() })]).rest(z.unknown()),
})

/** Asks a choice's question in the thread of the message that offered it. */
export const answerChoice =
  (desk: QuestionDesk) =>
  async ({ ack, body }: Readonly<{ ack: () => Promise<void>; body: unknown }>): Promise<void> => {
    await ack()
    const { channel, message, actions } = clickSchema.parse(body)
    const [{ action_id, value }] = actions
    desk.ask({
      place: { channel: channel.id, threadTs: message.thread_ts ?? message.ts },
      question: cleanLine(value),
      keys: [`choice:${channel.id}:${message.ts}:${action_id}`],
      mayRepeatAfterFailure: true,
    })
  }
