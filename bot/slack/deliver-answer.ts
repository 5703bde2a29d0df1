import type { Answer } from '../answer/answer.ts'
import { type AnswerForm, answerBlocks, answerText } from './blocks/render-answer.ts'
import { limits } from './limits.ts'
import type { LogLine } from './log.ts'
import { type Message, slackRefusal } from './slack-api.ts'

/** Slack's words for a message it could carry in another form. */
const refusedForms: readonly string[] = [
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_blocks_too_long',
  'msg_too_long',
]

const compact = limits.compactVisibleText

/** From the best form to the one that Slack always takes. */
const formsOf = (answer: Answer, form: AnswerForm): readonly (() => Message)[] => [
  () => answerBlocks(answer, form),
  () => answerBlocks(answer, { ...form, budget: compact, tableForm: 'plain' }),
  () => answerBlocks(answer, { ...form, budget: compact, tableForm: 'fixed-width' }),
  () => ({ text: answerText(answer) }),
]

/** `isWhole`: the answer came with its blocks; else a file has to carry what the text could not. */
export type Delivered<Receipt> = Readonly<{ receipt: Receipt; isWhole: boolean }>

/**
 * Sends an answer, in a simpler form each time Slack refuses one: sortable table, plain table, fixed-width text, text.
 *
 * None of Slack's limits could be tried against Slack itself, hence the steps; each step down is logged.
 */
export const deliverAnswer = async <Receipt>(
  send: (message: Message) => Promise<Receipt>,
  log: LogLine,
  answer: Answer,
  form: AnswerForm,
): Promise<Delivered<Receipt>> => {
  const forms = formsOf(answer, form)
  for (const [step, render] of forms.entries()) {
    const isLast = step === forms.length - 1
    try {
      return { receipt: await send(render()), isWhole: !isLast }
    } catch (fault) {
      const refusal = slackRefusal(fault)
      if (isLast || refusal === null || !refusedForms.includes(refusal)) throw fault
      log(`slack: ${refusal} for form ${step + 1} of an answer`)
    }
  }
  throw new Error('an answer has a form') // formsOf is never empty
}
