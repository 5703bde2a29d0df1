/** Sizes of a drawn chart. A phone shows it at a third of its size, so text is large. */
import { cutToWidth, displayWidth } from '../files/text-table.ts'
import type { Chart } from './chart.ts'
import { chartPhrases } from './phrases.ts'

export const width = 1_200
export const margin = 44
export const sizes = { title: 38, label: 27, foot: 21 } as const
export const innerWidth = width - 2 * margin
const leastHeight = 675
const lineHeight = 1.3
const mostTitleLines = 2
const mostFootLines = 2
/** Room for names beside horizontal bars. */
const nameWidth = 380
const mostNameLines = 3
const barHeight = 42
const axisHeight = 96

const words = new Intl.Segmenter(undefined, { granularity: 'word' })

/** Pixels that a text takes at a font size: a Chinese character is as wide as it is high. */
export const textWidth = (text: string, size: number): number => (displayWidth(text) * size * 1.05) / 2

/** Words with the marks that close them and the brackets that open them: no line begins or ends between. */
const unbroken = (text: string): readonly string[] => {
  const pieces: string[] = []
  for (const { segment } of words.segment(text)) {
    const before = pieces.at(-1)
    const belongs =
      before !== undefined && (/^[\p{Pe}\p{Pf}\p{Po}\s]/u.test(segment) || /[\p{Ps}\p{Pi}]$/u.test(before))
    if (belongs) pieces[pieces.length - 1] = before + segment
    else pieces.push(segment)
  }
  return pieces
}

/** Lines no wider than `room` pixels, broken between words; what is over `most` lines is cut with an ellipsis. */
export const wrap = (text: string, size: number, room: number, most: number): readonly string[] => {
  const places = Math.floor((room / size / 1.05) * 2)
  const lines: string[] = ['']
  for (const piece of unbroken(text)) {
    const line = lines.at(-1) ?? ''
    if (line !== '' && displayWidth((line + piece).trimEnd()) > places) lines.push(piece)
    else lines[lines.length - 1] = line + piece
  }
  const shown = lines.length > most ? [...lines.slice(0, most - 1), lines.slice(most - 1).join('')] : lines
  return shown.map((line) => cutLine(line.trim(), places))
}

/** Half a word or number that the cut leaves goes with the rest. */
const cutLine = (line: string, places: number): string =>
  displayWidth(line) <= places
    ? line
    : cutToWidth(line, places).replace(/(?<=\s|\p{Script=Han})[A-Za-z\p{N}.,%]+…$/u, '…')

export type TextLine = Readonly<{ text: string; top: number; size: number; isFoot: boolean }>
export type Layout = Readonly<{
  height: number
  /** Bars lie where names are long or many. */
  isHorizontal: boolean
  texts: readonly TextLine[]
  legendTop: number
  top: number
  bottom: number
  wrapName: (name: string) => string
}>

export const layoutOf = (chart: Chart): Layout => {
  const isHorizontal = chart.kind === 'bar' && needsLyingBars(chart)
  const wrapName = (name: string): string => nameLines(chart, name, isHorizontal).join('\n')
  const title = wrap(chart.title, sizes.title, innerWidth, mostTitleLines)
  const titleBottom = margin + title.length * sizes.title * lineHeight
  const legendHeight = legendRows(chart) * sizes.label * 1.6
  const foot = footLines(chart)
  const footHeight = foot.length * sizes.foot * lineHeight
  const top = titleBottom + legendHeight + sizes.label * 2.4
  const bottom = margin + footHeight + sizes.label
  const bodyHeight = isHorizontal ? lyingBarsHeight(chart) + axisHeight : 0
  const height = Math.max(leastHeight, Math.ceil(top + bodyHeight + bottom))
  const textsOf = (
    lines: readonly string[],
    from: number,
    size: number,
    isFoot: boolean,
  ): readonly TextLine[] =>
    lines.map((text, index) => ({ text, top: from + index * size * lineHeight, size, isFoot }))
  return {
    height,
    isHorizontal,
    wrapName,
    texts: [
      ...textsOf(title, margin, sizes.title, false),
      ...textsOf(foot, height - margin / 2 - footHeight, sizes.foot, true),
    ],
    legendTop: titleBottom + 8,
    top,
    bottom,
  }
}

/** What has to be known, how the question was read, where it stands: the last line is the source. */
const footLines = ({ notes, reading, source, language }: Chart): readonly string[] =>
  [
    notes.join(chartPhrases[language].notesGap),
    reading === '' ? '' : chartPhrases[language].readAs(reading),
    source,
  ].flatMap((text) => (text === '' ? [] : wrap(text, sizes.foot, innerWidth, mostFootLines)))

const slotWidth = ({ categories }: Chart): number => (innerWidth - 130) / categories.length

const nameLines = (chart: Chart, name: string, isHorizontal: boolean): readonly string[] =>
  wrap(name, sizes.label, isHorizontal ? nameWidth : slotWidth(chart) - 12, mostNameLines)

const needsLyingBars = (chart: Chart): boolean => {
  const room = slotWidth(chart) - 12
  const isTooLong = (name: string): boolean =>
    textWidth(name, sizes.label) > room * mostNameLines * 0.8 ||
    name.split(/[\s·]+/u).some((word) => /^[\w-]+$/u.test(word) && textWidth(word, sizes.label) > room)
  return chart.categories.length > 6 || chart.categories.some(isTooLong)
}

const lyingBarsHeight = (chart: Chart): number =>
  chart.categories.reduce((total, name) => {
    const nameHeight = nameLines(chart, name, true).length * sizes.label * lineHeight
    return Math.max(total, Math.max(chart.series.length * barHeight, nameHeight) + 22)
  }, 0) * chart.categories.length

const legendRows = ({ kind, series }: Chart): number => {
  if (kind === 'pie' || series.length < 2) return 0
  const all = series.reduce((total, { name }) => total + textWidth(name, sizes.label) + 80, 0)
  return Math.ceil(all / innerWidth)
}
