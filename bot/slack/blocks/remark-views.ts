/** What an admin holds against what is printed: the modals that ask for it, and what is held so far. */
import type { types } from '@slack/bolt'
import { sha256 } from '../../../db/domain/hash.ts'
import { keysOf } from '../../../db/domain/terms.ts'
import { type Remark, thingOf } from '../../../db/remarks.ts'
import { money } from '../../answer/format.ts'
import { cleanLine, cutText } from '../../answer/plain-text.ts'
import type { SourcePassage } from '../../library.ts'
import { limits } from '../limits.ts'
import { type Language, phrases } from '../phrases.ts'
import { actionIds, actionPrefixes, viewIds } from './action-ids.ts'
import { button, modal, option, sectionBlock } from './elements.ts'
import { input, inputIds, textInput } from './small-views.ts'

const longestReason = 300
const longestName = 100

/** What can be remarked on at a cited place. Shape: the word of the command and an id, as the value of an option. */
const choicesAt = (
  { figures, findings }: SourcePassage,
  language: Language,
): readonly types.PlainTextOption[] => {
  const say = phrases[language]
  return [
    ...figures.map(({ figureId, label, printed }) =>
      option(say.remarkFigure(cleanLine(label[language]), cleanLine(printed)), `correct ${figureId}`),
    ),
    ...findings.flatMap(({ openId, message }) =>
      openId === null ? [] : [option(say.remarkFinding(cleanLine(message[language])), `known ${openId}`)],
    ),
  ].slice(0, limits.selectOptions)
}

export const canBeRemarkedOn = (passage: SourcePassage | null): passage is SourcePassage =>
  passage !== null && (passage.figures.length > 0 || passage.findings.some(({ openId }) => openId !== null))

export const remarkView = (passage: SourcePassage, language: Language): types.ModalView => {
  const say = phrases[language]
  const choices = choicesAt(passage, language)
  const [only] = choices
  return modal({
    callbackId: viewIds.remark,
    title: say.remarkTitle,
    submit: say.remarkSubmit,
    close: say.cancel,
    metadata: '',
    blocks: [
      sectionBlock(say.remarkIntro),
      input(inputIds.target, say.remarkOn, {
        type: 'static_select',
        action_id: inputIds.target,
        options: [...choices],
        ...(only !== undefined && choices.length === 1 ? { initial_option: only } : {}),
      }),
      input(inputIds.value, say.remarkValue, textInput(inputIds.value, longestName), true),
      input(inputIds.reason, say.remarkReason, textInput(inputIds.reason, longestReason)),
    ],
  })
}

export const reorganisationView = (language: Language): types.ModalView => {
  const say = phrases[language]
  return modal({
    callbackId: viewIds.reorganisation,
    title: say.reorganisationTitle,
    submit: say.remarkSubmit,
    close: say.cancel,
    metadata: '',
    blocks: [
      sectionBlock(say.reorganisationIntro),
      input(inputIds.section, say.reorganisationKind, {
        type: 'static_select',
        action_id: inputIds.section,
        options: keysOf(say.reorganisationKinds).map((kind) => option(say.reorganisationKinds[kind], kind)),
      }),
      input(inputIds.target, say.reorganisationFrom, textInput(inputIds.target, longestName)),
      input(inputIds.value, say.reorganisationTo, textInput(inputIds.value, longestName)),
      input(inputIds.since, say.reorganisationSince, { type: 'datepicker', action_id: inputIds.since }),
      input(inputIds.reason, say.remarkReason, textInput(inputIds.reason, longestReason)),
    ],
  })
}

/** Under what a button names a remark: what it is on may be longer than a button carries. */
export const remarkKey = (remark: Remark): string => sha256(thingOf(remark)).slice(0, 16)

const heldText = (remark: Remark, language: Language): string => {
  switch (remark.kind) {
    case 'correction': {
      const value = remark.amountFen === null ? String(remark.quantity) : money(remark.amountFen, language)
      return `${remark.printedText} → ${value}`
    }
    case 'known':
      return remark.message
    case 'renamed':
    case 'merged':
      return `${remark.from} → ${remark.to} (${remark.since})`
  }
}

/** A remark that is held, with the button that takes it back. */
export const remarkBlock = (remark: Remark, index: number, language: Language): types.SectionBlock => {
  const { kind, by, reason, at } = remark
  const say = phrases[language]
  const lines = [`${say.changes[kind](by, reason)} · ${at}`, heldText(remark, language)]
  return {
    ...sectionBlock(lines.map((line) => cutText(cleanLine(line), limits.tableCell)).join('\n')),
    accessory: button({
      actionId: `${actionPrefixes.withdraw}${index}`,
      label: say.withdraw,
      value: remarkKey(remark),
    }),
  }
}

/** Opens the modal for a department that was reorganised. */
export const reorganisationButton = (language: Language): types.ActionsBlock => ({
  type: 'actions',
  elements: [
    button({
      actionId: actionIds.reorganise,
      label: phrases[language].reorganise,
      value: 'reorganise',
    }),
  ],
})
