/** A piece of a spaced line that stands for one cell, or for part of one cell's text. */
export type Token = Readonly<{
  kind: 'text' | 'integer' | 'amount'
  text: string
  line: number
}>

const gluedAmount =
  /^(-?(?:\d{1,3}(?:,\d{3})+|\d+)\.\d{2})(?=[^\d.%]|\d{3}(?!\d)(?!\.)|\d{5}(?!\d)(?!\.)|\d{7}(?!\d)(?!\.)|-?\d+\.\d{2}(?!\d))/u
const gluedCode = /^(\d{7}|\d{5}|\d{3})(?=\p{Script=Han})(?!\d+年)/u
const gluedNumber = /^(.*[\p{Script=Han}）)])(-?\d[\d,]*(?:\.\d{2})?)$/u

/** Parts a printed piece at the seams where two cells were glued: "46.93一、…", "17.4430201", "0.00二、…". */
export const unglue = (piece: string): readonly string[] => {
  const amount = gluedAmount.exec(piece)?.[1]
  if (amount !== undefined) return [amount, ...unglue(piece.slice(amount.length))]
  const code = gluedCode.exec(piece)?.[1]
  if (code !== undefined) return [code, ...unglue(piece.slice(code.length))]
  const number = gluedNumber.exec(piece)
  if (number?.[1] && number[2]) return [number[1], number[2]]
  return [piece]
}

const kindOf = (text: string): Token['kind'] => {
  if (/^\d+$/u.test(text)) return 'integer'
  if (/^(?:-?[\d.,]*\d|[-—–－]+|无)$/u.test(text)) return 'amount'
  return 'text'
}

/** The pieces of a line, in order, glued ones parted. */
export const tokeniseLine = (text: string, line: number): readonly Token[] =>
  text
    .trim()
    .split(/\s+/u)
    .filter((piece) => piece !== '')
    .flatMap(unglue)
    .map((piece) => ({ kind: kindOf(piece), text: piece, line }))
