/** Elements by hand. Children are nodes or text: nothing is ever read as HTML. */
export type Child = Node | string | null | undefined | false
type Listener = (event: Event) => void
export type Attributes = Readonly<Record<string, string | number | boolean | undefined | Listener>>

const fill = (element: Element, attributes: Attributes, children: readonly Child[]): void => {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value)
    else if (value !== undefined && value !== false)
      element.setAttribute(name, value === true ? '' : `${value}`)
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false))
}

/** An HTML element; a function among the attributes listens to the event of that name. */
export const h = <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] => {
  const element = document.createElement(tag)
  fill(element, attributes, children)
  return element
}

export const svg = (tag: string, attributes: Attributes = {}, ...children: readonly Child[]): SVGElement => {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag)
  fill(element, attributes, children)
  return element
}

/** Makes the children of `parent` these, leaving alone those that are there already. */
export const arrange = (parent: Element, children: readonly Element[]): void => {
  const wanted = new Set(children)
  for (const child of [...parent.children]) if (!wanted.has(child)) child.remove()
  children.forEach((child, index) => {
    if (parent.children[index] !== child) parent.insertBefore(child, parent.children[index] ?? null)
  })
}

/** Whether following an address can do no harm. */
export const isHarmless = (address: string): boolean => /^(?:https?:|mailto:)/iu.test(address)

/** A link only where an address can do no harm. */
export const link = (address: string, ...children: readonly Child[]): HTMLElement =>
  isHarmless(address)
    ? h('a', { href: address, target: '_blank', rel: 'noreferrer' }, ...children)
    : h('span', {}, ...children)

const focusable = 'a, button, input, select, textarea'

/** Puts new children in the place of the old, with the focus where it was. */
export const redraw = (parent: Element, children: readonly Child[]): void => {
  const before: readonly (Element | null)[] = [...parent.querySelectorAll(focusable)]
  const at = before.indexOf(document.activeElement)
  parent.replaceChildren(
    ...children.filter((child) => child !== null && child !== undefined && child !== false),
  )
  if (at >= 0) parent.querySelectorAll<HTMLElement>(focusable)[at]?.focus()
}
