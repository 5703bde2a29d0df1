import type { QuestionDesk } from '../question-desk.ts'
import { deliverySchema, readAskedQuestion } from './asked-question.ts'

/** Answers an @mention in its thread. */
export const answerMention =
  (desk: QuestionDesk) =>
  async ({ body }: Readonly<{ body: unknown }>): Promise<void> => {
    const asked = readAskedQuestion(deliverySchema.parse(body))
    if (asked !== null) desk.ask(asked)
  }
