/** The width of a text in points. */
export type Measure = (text: string) => number

const closing = /^[，。；：、！？）)”》〉%％…]/u

/** What no line breaks: a run of letters and digits, or one character. */
const piecesOf = (text: string): readonly string[] => text.match(/[A-Za-z0-9.,+\-/:]*[A-Za-z0-9]%?|./gu) ?? []

/** A piece wider than a line is cut anywhere. */
const cutToFit = (piece: string, width: number, measure: Measure): readonly string[] =>
  measure(piece) > width ? [...piece] : [piece]

/**
 * Cuts a text into lines of a width. The first is shorter by `indent`; a closing mark hangs over the edge rather than
 * begin a line.
 */
export const wrapText = (text: string, width: number, measure: Measure, indent = 0): readonly string[] => {
  const lines: string[] = []
  let line = ''
  let used = indent
  for (const piece of piecesOf(text).flatMap((whole) => cutToFit(whole, width, measure))) {
    const own = measure(piece)
    if (line !== '' && used + own > width && !closing.test(piece)) {
      lines.push(line.trimEnd())
      line = ''
      used = 0
    }
    if (line === '' && lines.length > 0 && piece.trim() === '') continue
    line += piece
    used += own
  }
  return [...lines, line.trimEnd()]
}
