import type { Choice } from '../../../local-slack/index.ts'
import { h } from '../dom.ts'
import { currentLanguage, say } from '../labels.ts'
import { theScreen } from '../screen.ts'
import { homeOf } from '../world.ts'
import { drawViewBlocks } from './view-blocks.ts'

/** The app's home tab, drawn anew whenever the app publishes it. */
export const createHomePane = () => {
  const element = h('div', { class: 'home-pane' })
  let shown = ''
  return {
    element,
    draw: (): void => {
      const { me } = theScreen()
      const view = homeOf(me)
      const now = `${view?.id}:${view?.hash}:${currentLanguage()}`
      if (now === shown) return
      shown = now
      if (view === undefined) {
        element.replaceChildren(h('p', { class: 'welcome' }, say().emptyHome))
        return
      }
      const answers: Record<string, Choice> = {}
      element.replaceChildren(drawViewBlocks(view, answers, me))
    },
  }
}
