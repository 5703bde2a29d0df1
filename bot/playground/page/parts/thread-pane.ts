import { arrange, h } from '../dom.ts'
import { icon } from '../icons.ts'
import { say } from '../labels.ts'
import { closeThread, theScreen } from '../screen.ts'
import { channelWith, messageWith, repliesTo, statusIn, theApp } from '../world.ts'
import { createComposer } from './composer.ts'
import { createMessageDrawer } from './message.ts'
import { keepAtEnd } from './scroll.ts'
import { drawStatus } from './status.ts'

/** The right column: one thread. */
export const createThreadPane = () => {
  const head = h('header', { class: 'pane-head' })
  const list = h('div', { class: 'message-list', role: 'log', tabindex: 0 })
  const count = h('div', { class: 'day', role: 'separator' }, h('span'))
  const status = h('div', { class: 'thread-status' })
  const composer = createComposer(() => ({
    channel: theScreen().thread?.channel ?? '',
    threadTs: theScreen().thread?.ts ?? null,
  }))
  const drawMessage = createMessageDrawer(true)
  const element = h('aside', { class: 'thread-pane', hidden: true }, head, list, composer.element)

  return {
    element,
    draw: (): void => {
      const { thread, me } = theScreen()
      element.hidden = thread === null
      if (thread === null) return
      const first = messageWith(thread.channel, thread.ts)
      const replies = repliesTo(thread.channel, thread.ts, me)
      const channel = channelWith(thread.channel)
      head.replaceChildren(
        h('h2', {}, say().thread),
        h('small', {}, channel?.kind === 'direct' ? theApp().name : `#${channel?.name ?? ''}`),
        h(
          'button',
          {
            type: 'button',
            class: 'quiet',
            'aria-label': say().close,
            title: say().close,
            click: closeThread,
          },
          icon('close'),
        ),
      )
      const [words] = count.children
      if (words !== undefined) words.textContent = say().replies(replies.length)
      const working = statusIn(thread.channel, thread.ts)
      status.replaceChildren(...(working === undefined ? [] : [drawStatus(working)]))
      keepAtEnd(list, `${thread.channel}:${thread.ts}`, () =>
        arrange(list, [
          ...(first === undefined ? [] : [drawMessage(first)]),
          ...(replies.length === 0 ? [] : [count]),
          ...replies.map(drawMessage),
          status,
        ]),
      )
      // In a channel the bot hears only what mentions it.
      composer.address(channel?.kind === 'direct' ? say().reply : say().askOn)
    },
  }
}
