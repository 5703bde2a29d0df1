import type { Box } from '../../intermediate.ts'
import type { Glyph } from './page-content.ts'

/** A run of glyphs on one baseline. */
export type TextRun = Readonly<{
  text: string
  box: Box
  size: number
  /** Of the first word, in points: what a line before must leave empty where it does not fit. */
  leadWidth: number
}>

/** Of the size of the larger glyph: how far two baselines of one line may be apart. */
const sameBaseline = 0.35
/** Of the size: a wider gap is a blank. */
const blankGap = 0.4
/** Of the size: fonts that are not bold are printed twice, a hair apart. */
const printedTwice = 0.15

const byPlace = (one: Glyph, other: Glyph): number => one.left - other.left

/** Glyphs of one line each, from top to bottom, each from left to right. */
export const linesOfGlyphs = (glyphs: readonly Glyph[]): readonly (readonly Glyph[])[] => {
  const lines: Glyph[][] = []
  for (const glyph of glyphs.toSorted((one, other) => one.baseline - other.baseline)) {
    const open = lines.at(-1)
    const last = open?.at(-1)
    const isSame =
      last && Math.abs(glyph.baseline - last.baseline) <= sameBaseline * Math.max(glyph.size, last.size)
    if (open && isSame) open.push(glyph)
    else lines.push([glyph])
  }
  return lines.map((line) => withoutShadows(line.toSorted(byPlace)))
}

const withoutShadows = (line: readonly Glyph[]): readonly Glyph[] =>
  line.filter((glyph, index) => {
    const before = line[index - 1]
    return !(before?.text === glyph.text && glyph.left - before.left < printedTwice * glyph.size)
  })

export const boxOfGlyphs = (glyphs: readonly Glyph[]): Box => [
  Math.min(...glyphs.map(({ left }) => left)),
  Math.min(...glyphs.map(({ baseline, size }) => baseline - size)),
  Math.max(...glyphs.map(({ right }) => right)),
  Math.max(...glyphs.map(({ baseline }) => baseline)),
]

/** The text of one line, with a blank wherever the page shows one. */
export const textOfLine = (line: readonly Glyph[]): string =>
  line
    .map((glyph, index) => {
      const before = line[index - 1]
      const isApart = before && glyph.left - before.right > blankGap * Math.max(glyph.size, before.size)
      return isApart ? ` ${glyph.text}` : glyph.text
    })
    .join('')

/** Numbers and Latin words are not parted at the end of a line, and no line begins with a full stop. */
const unparted = /^[\p{Script=Latin}\d.,，。、；：）”》%％-]$/u

const leadWidthOf = (line: readonly Glyph[]): number => {
  const [first] = line
  const rest = line.findIndex(({ text }, index) => index > 0 && !unparted.test(text))
  const last = line[(rest === -1 ? line.length : rest) - 1]
  return first && last ? last.right - first.left : 0
}

export const runOf = (line: readonly Glyph[]): TextRun => ({
  text: textOfLine(line),
  box: boxOfGlyphs(line),
  size: Math.max(...line.map(({ size }) => size)),
  leadWidth: leadWidthOf(line),
})

/** The runs of a line that a gap wider than `gap` (in sizes of its glyphs) parts. */
export const partedBy = (line: readonly Glyph[], gap: number): readonly (readonly Glyph[])[] => {
  const parts: Glyph[][] = []
  for (const glyph of line) {
    const open = parts.at(-1)
    const before = open?.at(-1)
    if (open && before && glyph.left - before.right <= gap * Math.max(glyph.size, before.size))
      open.push(glyph)
    else parts.push([glyph])
  }
  return parts
}
