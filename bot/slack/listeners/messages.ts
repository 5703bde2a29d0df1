/** Questions in channels and direct messages, and their edits. */
import type { Bot } from '../bot.ts'
import { changeSchema, deliverySchema } from './payloads.ts'
import { isEdited, isFromPerson, questionIdOf, readQuestion, readQuestionText } from './read-question.ts'

type Event = Readonly<{ body: unknown }>

/** Answers an @mention in its thread; of an edited message, Slack tells with another mention. */
export const answerMention =
  ({ desk }: Pick<Bot, 'desk'>) =>
  async ({ body }: Event): Promise<void> => {
    const { event_id, event } = deliverySchema.parse(body)
    const question = readQuestion(event)
    if (question === null) return
    const isNew = await desk.ask(question, [`event:${event_id}`])
    if (!isNew && isEdited(event)) await desk.edit(question.questionId, question.text)
  }

/** Answers a direct message in its thread; messages of channels are left alone, there one mentions the bot. */
export const answerDirectMessage =
  ({ desk }: Pick<Bot, 'desk'>) =>
  async ({ body }: Event): Promise<void> => {
    const change = changeSchema.safeParse(body)
    if (change.success) {
      const { channel, message } = change.data.event
      // Slack also tells of changes that are none of the asker's, such as a link's preview.
      if (isFromPerson(message) && isEdited(message))
        await desk.edit(questionIdOf(channel, message.ts), readQuestionText(message.text ?? ''))
      return
    }
    const delivery = deliverySchema.safeParse(body)
    // Notices of Slack's own, such as a deleted message, are no messages.
    if (!delivery.success || delivery.data.event.channel_type !== 'im') return
    const question = readQuestion(delivery.data.event)
    if (question !== null) await desk.ask(question, [`event:${delivery.data.event_id}`])
  }
