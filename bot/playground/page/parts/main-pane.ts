import { arrange, h, redraw } from '../dom.ts'
import { icon } from '../icons.ts'
import { say } from '../labels.ts'
import { channelInView, go, look, theScreen } from '../screen.ts'
import { act } from '../server.ts'
import { channelWith, messagesIn, promptsIn, theApp } from '../world.ts'
import { avatar } from './avatar.ts'
import { createComposer } from './composer.ts'
import { createHomePane } from './home-pane.ts'
import { createMessageDrawer } from './message.ts'
import { keepAtEnd } from './scroll.ts'
import { dayOf } from './time.ts'

/** The middle: a channel, or the app with its home and messages. */
export const createMainPane = () => {
  const head = h('header', { class: 'pane-head' })
  const list = h('div', { class: 'message-list', role: 'log', tabindex: 0 })
  const prompts = h('div', { class: 'prompts' })
  const composer = createComposer(() => ({ channel: channelInView(), threadTs: null }))
  const home = createHomePane()
  const drawMessage = createMessageDrawer(false)
  const dividers = new Map<string, HTMLElement>()
  const welcome = h('div', { class: 'welcome' })

  const divider = (day: string): HTMLElement => {
    const known = dividers.get(day) ?? h('div', { class: 'day', role: 'separator' }, h('span', {}, day))
    dividers.set(day, known)
    return known
  }

  const drawHead = (): void => {
    const { place } = theScreen()
    const railButton = h(
      'button',
      {
        type: 'button',
        class: 'quiet rail-button',
        'aria-label': say().openMenu,
        click: () => look({ isRailOpen: true }),
      },
      icon('menu'),
    )
    if (place.kind === 'channel') {
      redraw(head, [railButton, h('h2', {}, icon('hash'), channelWith(place.id)?.name ?? '')])
      return
    }
    const tab = (name: 'home' | 'messages', label: string) =>
      h(
        'button',
        {
          type: 'button',
          role: 'tab',
          'aria-selected': place.tab === name ? 'true' : 'false',
          click: () => go({ kind: 'app', tab: name }),
        },
        label,
      )
    redraw(head, [
      railButton,
      h('h2', {}, avatar(theApp().userId, 'small'), theApp().name),
      h(
        'div',
        { class: 'tabs', role: 'tablist' },
        theApp().hasHome && tab('home', say().home),
        tab('messages', say().messages),
      ),
    ])
  }

  const drawPrompts = (hasMessages: boolean): void => {
    const { place } = theScreen()
    const set = promptsIn(channelInView())
    const offered = place.kind === 'app' ? (set?.prompts ?? (hasMessages ? [] : theApp().prompts)) : []
    prompts.replaceChildren(
      ...(offered.length === 0 ? [] : [h('small', {}, set?.title || say().tryAsking)]),
      ...offered.map(({ title, message }) =>
        h(
          'button',
          { type: 'button', class: 'prompt', title: message, click: () => composer.write(message) },
          icon('spark'),
          title,
        ),
      ),
    )
  }

  const drawList = (): void => {
    const { me, place } = theScreen()
    const messages = messagesIn(channelInView(), me)
    const name = place.kind === 'channel' ? `#${channelWith(place.id)?.name ?? ''}` : theApp().name
    welcome.replaceChildren(
      h('h3', {}, say().emptyChannel(name)),
      h('p', {}, place.kind === 'channel' ? say().mentionHint : say().askHint),
    )
    let day = ''
    const drawn = messages.flatMap((message) => {
      const before = day
      day = dayOf(message.ts)
      return day === before ? [drawMessage(message)] : [divider(day), drawMessage(message)]
    })
    keepAtEnd(list, channelInView() + me, () => arrange(list, [welcome, ...drawn]))
    list.setAttribute('aria-label', name)
    drawPrompts(messages.length > 0)
    composer.address(say().writeTo(name))
  }

  const element = h('main', { class: 'main-pane' }, head, list, home.element, prompts, composer.element)
  let seen = ''

  /** The app hears when a person opens one of its tabs. */
  const tellOfTab = (): void => {
    const { place, me } = theScreen()
    const now = place.kind === 'app' ? `${me}:${place.tab}` : ''
    if (now === seen) return
    seen = now
    if (place.kind === 'app') void act({ kind: 'home', user: me, tab: place.tab })
  }

  return {
    element,
    draw: (): void => {
      const { place } = theScreen()
      const isHome = place.kind === 'app' && place.tab === 'home'
      element.classList.toggle('shows-home', isHome)
      drawHead()
      if (isHome) home.draw()
      else drawList()
      tellOfTab()
    },
  }
}
