import { h } from '../dom.ts'

export type MenuEntry = Readonly<{ label: string; detail?: string; isDanger?: boolean; choose: () => void }>

/** Opens a menu beside what was clicked; arrows move, Escape or a click elsewhere closes. */
export const openMenu = (anchor: Element, entries: readonly MenuEntry[]): void => {
  const menu = h('div', { class: 'menu', role: 'menu', popover: 'auto' })
  for (const { label, detail, isDanger = false, choose } of entries) {
    const entry = h(
      'button',
      { type: 'button', role: 'menuitem', class: isDanger ? 'menu-entry danger' : 'menu-entry' },
      h('span', {}, label),
      detail !== undefined && h('small', {}, detail),
    )
    entry.addEventListener('click', () => {
      menu.hidePopover()
      choose()
    })
    menu.append(entry)
  }
  menu.addEventListener('toggle', (event) => {
    if (event.newState === 'closed') menu.remove()
  })
  menu.addEventListener('keydown', (event) => moveFocus(menu, event))
  // Inside an open dialog only what is within it can be used.
  ;(anchor.closest('dialog') ?? document.body).append(menu)
  menu.showPopover()
  place(menu, anchor)
  menu.querySelector('button')?.focus()
}

const moveFocus = (menu: HTMLElement, event: KeyboardEvent): void => {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0) return
  event.preventDefault()
  const buttons = [...menu.querySelectorAll('button')]
  const entries: readonly (Element | null)[] = buttons
  const now = entries.indexOf(document.activeElement)
  buttons[(now + step + buttons.length) % buttons.length]?.focus()
}

const gap = 6
const place = (menu: HTMLElement, anchor: Element): void => {
  const from = anchor.getBoundingClientRect()
  const { width, height } = menu.getBoundingClientRect()
  const isBelow = from.bottom + gap + height < window.innerHeight
  menu.style.top = `${Math.max(gap, isBelow ? from.bottom + gap : from.top - gap - height)}px`
  menu.style.left = `${Math.max(gap, Math.min(from.left, window.innerWidth - width - gap))}px`
}
