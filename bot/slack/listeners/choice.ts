import { cleanLine } from '../../answer/plain-text.ts'
import type { Bot } from '../bot.ts'
import { type Click, clickedValue, placeOfClick } from './payloads.ts'

/**
 * Asks the question of a choice, or of the button that asks the model, where the message stands that offered it; once,
 * however often and by whomever it is clicked. The question is
 * part of its id, since the message offers others after an edit.
 */
export const answerChoice = async ({ desk }: Pick<Bot, 'desk'>, click: Click): Promise<void> => {
  const place = placeOfClick(click)
  if (place === null) return
  const { channel, container, message } = click
  const text = cleanLine(clickedValue(click))
  const messageTs = message?.ts ?? container?.message_ts ?? click.trigger_id
  await desk.ask(
    {
      questionId: `choice:${channel?.id}:${messageTs}:${text}`,
      surface: 'choice',
      place,
      userId: click.user.id,
      text,
    },
    [],
  )
}
