import { h } from '../dom.ts'
import { nameOf, theApp } from '../world.ts'

const hues = [206, 152, 28, 338, 262, 180, 85]

/** A rounded square with the first letter of a name; the app's own mark for the app. */
export const avatar = (userId: string, size: 'large' | 'small' = 'large'): HTMLElement => {
  if (userId === theApp().userId)
    return h('span', { class: `avatar ${size}` }, h('img', { src: '/icon.svg', alt: '' }))
  const name = nameOf(userId)
  const square = h('span', { class: `avatar ${size}`, 'aria-hidden': 'true' }, [...name][0] ?? '')
  // The name, not the id: ids are new whenever the playground starts.
  const sum = [...name].reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0)
  square.style.setProperty('--hue', `${hues[sum % hues.length]}`)
  return square
}
