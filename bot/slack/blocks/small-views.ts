/** The modals that ask for one thing. Their metadata holds ids and addresses, never data. */
import type { types } from '@slack/bolt'
import { keysOf } from '../../../db/domain/terms.ts'
import { cleanLine } from '../../answer/plain-text.ts'
import type { TaughtWord } from '../../words-editor.ts'
import { limits } from '../limits.ts'
import { type Language, phrases } from '../phrases.ts'
import { badReasons } from '../state/feedback-book.ts'
import { actionIds, viewIds } from './action-ids.ts'
import { button, contextBlocks, dividerBlock, modal, option, plain, sectionBlock } from './elements.ts'

/** Block and action id of an input are one: there is one input in each block. */
export const inputIds = {
  channel: 'channel',
  reason: 'reason',
  comment: 'comment',
  section: 'section',
  target: 'target',
  surface: 'surface',
  files: 'files',
  value: 'value',
  since: 'since',
} as const

export const input = (
  id: string,
  label: string,
  element: types.InputBlock['element'],
  isOptional = false,
): types.InputBlock => ({
  type: 'input',
  block_id: id,
  label: plain(label),
  element,
  optional: isOptional,
})

export const textInput = (id: string, maxLength: number, isMultiline = false): types.PlainTextInput => ({
  type: 'plain_text_input',
  action_id: id,
  multiline: isMultiline,
  max_length: maxLength,
})

export const shareView = (language: Language, metadata: string): types.ModalView => {
  const say = phrases[language]
  return modal({
    callbackId: viewIds.share,
    title: say.shareTitle,
    submit: say.shareSubmit,
    close: say.cancel,
    metadata,
    blocks: [
      input(inputIds.channel, say.shareWhere, {
        type: 'conversations_select',
        action_id: inputIds.channel,
        filter: { include: ['public', 'private'], exclude_bot_users: true },
      }),
      ...contextBlocks([say.shareText]),
    ],
  })
}

export const feedbackView = (language: Language, metadata: string): types.ModalView => {
  const say = phrases[language]
  return modal({
    callbackId: viewIds.feedback,
    title: say.feedbackTitle,
    submit: say.feedbackSubmit,
    close: say.cancel,
    metadata,
    blocks: [
      input(inputIds.reason, say.feedbackReason, {
        type: 'static_select',
        action_id: inputIds.reason,
        options: badReasons.map((reason) => option(say.badReasons[reason], reason)),
      }),
      input(inputIds.comment, say.feedbackComment, textInput(inputIds.comment, 3_000, true), true),
    ],
  })
}

/** Slack takes no more. */
export const mostFiles = 10
/** A convenience for whoever chooses: what a file is, is told by its bytes. */
const fileTypes = ['pdf', 'docx', 'doc', 'xlsx', 'xls', 'html', 'htm', 'txt']

export const handInView = (language: Language): types.ModalView => {
  const say = phrases[language]
  return modal({
    callbackId: viewIds.handIn,
    title: say.handIn,
    submit: say.handInSubmit,
    close: say.cancel,
    metadata: '',
    blocks: [
      sectionBlock(say.handInIntro),
      input(inputIds.files, say.handInFiles(mostFiles), {
        type: 'file_input',
        action_id: inputIds.files,
        filetypes: fileTypes,
        max_files: mostFiles,
      }),
    ],
  })
}

/** A modal has room for some more blocks than this. */
const mostWords = 80

/** A word goes with its button; one that is longer than a button carries can only be taken out of the file. */
const removalOf = (word: TaughtWord): string => JSON.stringify(word)
const canBeShown = (word: TaughtWord): boolean => removalOf(word).length <= limits.buttonValue

/** `words`: those taught so far. `problem`: what keeps them from being changed. */
export const wordsView = (
  language: Language,
  words: readonly TaughtWord[],
  problem: string | null,
): types.ModalView => {
  const say = phrases[language]
  const shown = words.filter(canBeShown).slice(-mostWords)
  const hidden = words.length - shown.length
  return modal({
    callbackId: viewIds.words,
    title: say.wordsTitle,
    submit: say.wordSubmit,
    close: say.close,
    metadata: '',
    blocks: [
      sectionBlock(say.wordsIntro),
      ...(problem === null ? [] : [sectionBlock(`⚠ ${problem}`)]),
      input(inputIds.section, say.wordSection, {
        type: 'static_select',
        action_id: inputIds.section,
        options: keysOf(say.wordSections).map((section) => option(say.wordSections[section], section)),
      }),
      input(inputIds.target, say.wordTarget, textInput(inputIds.target, 200)),
      input(inputIds.surface, say.wordSurface, textInput(inputIds.surface, 100)),
      dividerBlock,
      ...(words.length === 0 ? contextBlocks([say.noWords]) : []),
      ...shown.map(
        (word): types.SectionBlock => ({
          type: 'section',
          text: plain(cleanLine(say.wordLine(word.surface, word.target)), limits.section),
          accessory: button({
            actionId: actionIds.removeWord,
            label: say.wordRemove,
            value: removalOf(word),
          }),
        }),
      ),
      ...contextBlocks(hidden > 0 ? [say.moreWords(hidden)] : []),
    ],
  })
}
