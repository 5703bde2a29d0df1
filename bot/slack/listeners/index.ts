import type { App } from '@slack/bolt'
import { choiceActionPrefix } from '../blocks/render-answer.ts'
import type { QuestionDesk } from '../question-desk.ts'
import { answerMention } from './app-mention.ts'
import { answerChoice } from './choice.ts'
import { answerDirectMessage } from './direct-message.ts'

/** Registers all that Slack can tell us; manifest.json asks Slack for the same and a test holds them together. */
export const registerListeners = (app: Pick<App, 'event' | 'action'>, desk: QuestionDesk): void => {
  app.event('app_mention', answerMention(desk))
  app.event('message', answerDirectMessage(desk))
  app.action(new RegExp(`^${choiceActionPrefix}\\d+$`, 'u'), answerChoice(desk))
}
