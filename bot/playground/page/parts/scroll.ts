const nearPx = 120
const places = new WeakMap<HTMLElement, string>()

/** Changes a list; who was reading its end, or comes to another place, sees the end of it afterwards. */
export const keepAtEnd = (list: HTMLElement, place: string, change: () => void): void => {
  const wasAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < nearPx
  const isElsewhere = places.get(list) !== place
  places.set(list, place)
  change()
  if (wasAtEnd || isElsewhere) list.scrollTop = list.scrollHeight
}
