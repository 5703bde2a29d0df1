import { h } from '../dom.ts'
import { type IconName, icon } from '../icons.ts'
import { say } from '../labels.ts'
import { go, look, type Place, switchLanguage, switchTheme, theScreen } from '../screen.ts'
import { everyone, namedChannels, personWith, theApp } from '../world.ts'
import { avatar } from './avatar.ts'

/** The left column: where to go, and whom to be. */
const entry = (label: string, mark: IconName | HTMLElement, place: Place, isHere: boolean): HTMLElement =>
  h(
    'button',
    {
      type: 'button',
      class: 'rail-entry',
      'aria-current': isHere ? 'page' : undefined,
      click: () => go(place),
    },
    typeof mark === 'string' ? icon(mark) : mark,
    h('span', {}, label),
  )

const group = (title: string, ...entries: readonly HTMLElement[]): HTMLElement =>
  h('section', {}, h('h2', {}, title), ...entries)

const personPicker = (): HTMLElement => {
  const { me } = theScreen()
  const picker = h(
    'select',
    { class: 'person-picker', 'aria-label': say().actingAs },
    ...everyone().map(({ id, realName, isAdmin }) =>
      h('option', { value: id, selected: id === me }, isAdmin ? `${realName} · ${say().admin}` : realName),
    ),
  )
  picker.addEventListener('change', () => look({ me: picker.value, thread: null }))
  return h(
    'label',
    { class: 'acting' },
    avatar(me),
    h('span', { class: 'acting-words' }, h('small', {}, say().actingAs), picker),
  )
}

export const drawRail = (): readonly HTMLElement[] => {
  const { place, me } = theScreen()
  const isChannel = (id: string): boolean => place.kind === 'channel' && place.id === id
  return [
    h(
      'header',
      { class: 'rail-head' },
      h('h1', {}, say().workspace),
      h(
        'button',
        { type: 'button', class: 'quiet', title: say().theme, 'aria-label': say().theme, click: switchTheme },
        icon('sun'),
      ),
      h(
        'button',
        { type: 'button', class: 'quiet words', title: say().languageHint, click: switchLanguage },
        say().language,
      ),
    ),
    h(
      'nav',
      { class: 'rail-places' },
      group(
        say().channels,
        ...namedChannels().map(({ id, name }) => entry(name, 'hash', { kind: 'channel', id }, isChannel(id))),
      ),
      group(
        say().apps,
        entry(
          theApp().name,
          avatar(theApp().userId, 'small'),
          { kind: 'app', tab: 'messages' },
          place.kind === 'app',
        ),
      ),
    ),
    h('footer', { class: 'rail-foot' }, personWith(me) !== undefined && personPicker()),
  ]
}
