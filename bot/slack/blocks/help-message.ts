import type { LanguageModel } from '../language-model.ts'
import { type Language, phrases } from '../phrases.ts'
import type { Message } from '../slack-api.ts'
import { headerBlock, sectionBlock } from './elements.ts'
import { escapeText } from './text.ts'

/** How the bot is used; admins are told what else there is for them. */
export const helpMessage = (
  language: Language,
  isAdmin: boolean,
  languageModel: LanguageModel | null,
): Message => {
  const say = phrases[language]
  const ofModel = languageModel === null ? [] : [say.helpModel[languageModel.mode], say.helpAskModel]
  const lines = [...say.help, ...ofModel, ...(isAdmin ? say.helpAdmin : [])].map((line) => `• ${line}`)
  return {
    text: escapeText([say.helpTitle, ...lines].join('\n')),
    blocks: [headerBlock(say.helpTitle), sectionBlock(lines.join('\n'))],
  }
}
