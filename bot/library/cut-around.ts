const longestLine = 400
const mark = '…'

/** A line of at most 400 characters that holds what stands from `start` to `end`, whole where that fits. */
export const cutAround = (text: string, start: number, end: number): string => {
  if (text.length <= longestLine) return text
  const room = longestLine - 2 * mark.length
  const before = Math.max(0, Math.floor((room - (end - start)) / 2))
  const from = Math.max(0, Math.min(start - before, text.length - room))
  const to = Math.min(text.length, from + room)
  return `${from > 0 ? mark : ''}${text.slice(from, to)}${to < text.length ? mark : ''}`
}
