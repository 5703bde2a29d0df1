import { h } from '../dom.ts'

const stayMs = 6_000
let shelf: HTMLElement | null = null

/** Tells something in passing. */
export const toast = (text: string): void => {
  if (shelf === null) {
    shelf = h('div', { class: 'toasts', role: 'status', popover: 'manual' })
    document.body.append(shelf)
  }
  // Shown anew, so that it lies above a dialog opened since.
  shelf.hidePopover()
  shelf.showPopover()
  if ([...shelf.children].some((each) => each.textContent === text)) return
  const slip = h('div', { class: 'toast' }, text)
  shelf.append(slip)
  setTimeout(() => {
    slip.remove()
    if (shelf?.childElementCount === 0) shelf.hidePopover()
  }, stayMs)
}
