const nearPx = 120
const places = new WeakMap<HTMLElement, string>()

/** The end of a list; where the last message is longer than the window, its beginning. */
const showLast = (list: HTMLElement): void => {
  list.scrollTop = list.scrollHeight
  const last = [...list.querySelectorAll('.message')].at(-1)
  if (last === undefined) return
  const above = last.getBoundingClientRect().top - list.getBoundingClientRect().top
  if (above < 0) list.scrollTop += above
}

/** Changes a list; who was reading its end, or comes to another place, sees what is last there afterwards. */
export const keepAtEnd = (list: HTMLElement, place: string, change: () => void): void => {
  const wasAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < nearPx
  const isElsewhere = places.get(list) !== place
  const before = list.querySelectorAll('.message').length
  places.set(list, place)
  change()
  const hasMore = list.querySelectorAll('.message').length > before
  if (isElsewhere || (wasAtEnd && hasMore)) showLast(list)
}
