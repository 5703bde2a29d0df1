/** What stands below an answer. */
import type { types } from '@slack/bolt'
import type { Answer } from '../../answer/answer.ts'
import { phrases } from '../phrases.ts'
import { actionIds } from './action-ids.ts'
import { button, confirmation, option, plain } from './elements.ts'

/** What stands below an answer that is kept under `answerId`. */
export type AnswerControls = Readonly<{
  answerId: string
  hasChart: boolean
  /** What asks the language model for its reading; null: it is not offered. */
  modelQuestion: string | null
  /** Sharing posts to the channel at once, so that it is asked about first; else the person says where. */
  sharesHere: boolean
}>

/** What can be done with an answer: see how it was found, take it away, show it to others, have the model read the question. */
export const controlBlocks = (
  answer: Answer,
  controls: AnswerControls | undefined,
): readonly types.KnownBlock[] => {
  if (controls === undefined) return []
  const elements =
    answer.status === 'answer' ? answerControls(answer, controls) : modelControl(answer, controls)
  return elements.length === 0 ? [] : [{ type: 'actions', elements: [...elements] }]
}

const modelControl = ({ language }: Answer, { modelQuestion }: AnswerControls): readonly types.Button[] =>
  modelQuestion === null
    ? []
    : [button({ actionId: actionIds.askModel, label: phrases[language].askModel, value: modelQuestion })]

const answerControls = (
  answer: Answer,
  controls: AnswerControls,
): readonly (types.Button | types.Overflow)[] => {
  const { answerId, hasChart, sharesHere } = controls
  const say = phrases[answer.language]
  const hasRows = answer.rows.length > 0
  const offer = (isOffered: boolean, actionId: string, label: string): readonly types.Button[] =>
    isOffered ? [button({ actionId, label, value: answerId })] : []
  const sharing = button({ actionId: actionIds.share, label: say.share, value: answerId })
  const confirm = confirmation(say.shareHere, say.shareText, say.shareSubmit, say.cancel)
  const overflow: types.Overflow = {
    type: 'overflow',
    action_id: actionIds.more,
    options: [option(say.xlsx, answerId)],
  }
  return [
    ...offer(answer.sql !== null, actionIds.sql, say.sql),
    ...offer(answer.citations.length > 0, actionIds.sources, say.sources),
    ...offer(hasRows, actionIds.csv, say.csv),
    ...offer(hasChart, actionIds.chart, say.chart),
    sharesHere ? { ...sharing, confirm } : sharing,
    ...modelControl(answer, controls),
    ...(hasRows ? [overflow] : []),
  ]
}

/** How helpful it was; a question back is no answer to judge. */
export const feedbackBlocks = (
  answer: Answer,
  controls: AnswerControls | undefined,
): readonly types.KnownBlock[] => {
  if (controls === undefined || answer.status === 'clarify') return []
  const say = phrases[answer.language]
  return [
    {
      type: 'context_actions',
      elements: [
        {
          type: 'feedback_buttons',
          action_id: actionIds.feedback,
          positive_button: { text: plain(say.good), value: `good:${controls.answerId}` },
          negative_button: { text: plain(say.bad), value: `bad:${controls.answerId}` },
        },
      ],
    },
  ]
}
