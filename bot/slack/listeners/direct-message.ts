import type { QuestionDesk } from '../question-desk.ts'
import { deliverySchema, readAskedQuestion } from './asked-question.ts'

/** Answers a direct message in its thread; messages of channels are left alone, there one mentions the bot. */
export const answerDirectMessage =
  (desk: QuestionDesk) =>
  async ({ body }: Readonly<{ body: unknown }>): Promise<void> => {
    const delivery = deliverySchema.parse(body)
    if (delivery.event.channel_type !== 'im') return
    const asked = readAskedQuestion(delivery)
    if (asked !== null) desk.ask(asked)
  }
