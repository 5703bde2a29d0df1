import type { Choice, View } from '../../../local-slack/index.ts'
import { drawBlocks } from '../blocks/draw-block.ts'
import { act } from '../server.ts'
import { chosen, plainAnswers } from './answers.ts'

/** The blocks of a home tab or modal; what is entered in them is kept in `answers`. */
export const drawViewBlocks = (view: View, answers: Record<string, Choice>, me: string) =>
  drawBlocks(view.blocks, {
    use: (actionId, choose) =>
      void act({
        kind: 'click-view',
        viewId: view.id,
        actionId,
        answers: plainAnswers(answers),
        ...chosen(choose),
      }),
    answers,
    uploadedBy: me,
  })
