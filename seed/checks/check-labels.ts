/** What is wrong with names and numbers that are not figures: each finding says the line, and the line of its other side. */
import type { FindingReading } from '../../db/domain/figure.ts'
import type { FindingCode } from '../../db/domain/terms.ts'
import { type IntermediateDocument, tablesOf, withoutSpace } from '../intermediate.ts'
import type { Identity } from '../reading.ts'

type At = Readonly<{ text: string; line: number }>

const finding = (code: FindingCode, at: At, other: At | null): FindingReading => ({
  code,
  severity: 'label',
  sides: [],
  sizeFen: null,
  details: {
    text: at.text,
    line: at.line,
    ...(other && { otherText: other.text, otherLine: other.line }),
  },
})

const without = (text: string, at: number): string => text.slice(0, at) + text.slice(at + 1)

/** One character too many, too few or another one: 中山区 for 中站区. */
const isSlip = (name: string, right: string): boolean => {
  const at = [...name].findIndex((char, index) => char !== right[index])
  const [from, to] = [name.slice(at), right.slice(at)]
  return at !== -1 && (from.slice(1) === to || from === to.slice(1) || without(from, 0) === without(to, 0))
}

/** Short names differ in a character by right: 市总工会, 区总工会. */
const shortestName = 6

/** Forms of the department's own name that are another form with a slip in it. */
const names = ({ printedNames, county, city }: Identity): readonly FindingReading[] => {
  const place = county ?? city
  const isRight = ({ name }: Identity['printedNames'][number]) =>
    place === null || name.includes(place) || name.startsWith(place.slice(0, -1))
  const isWhole = ({ name }: Identity['printedNames'][number]) => name.length >= shortestName
  const slips = printedNames.filter(isWhole).flatMap((printed) => {
    const right = printedNames.find(
      (other) => other !== printed && isWhole(other) && isRight(other) && isSlip(printed.name, other.name),
    )
    const isSlipped = right !== undefined && (!isRight(printed) || right.line < printed.line)
    return isSlipped ? [{ printed, right }] : []
  })
  const isWithin = (name: string) =>
    slips.some(({ printed }) => printed.name !== name && printed.name.startsWith(name))
  return slips
    .filter(({ printed }) => !isWithin(printed.name))
    .map(({ printed, right }) =>
      finding(
        'name-differs',
        { text: printed.name, line: printed.line },
        { text: right.name, line: right.line },
      ),
    )
}

const digits = '一二三四五六七八九'

/** 十二 is 12. */
const numeralValue = (numeral: string): number => {
  const [tens, ones] = numeral.includes('十') ? numeral.split('十') : ['', numeral]
  const value = (digit = '') => (digit === '' ? 0 : digits.indexOf(digit) + 1)
  return numeral.includes('十') ? (value(tens) || 1) * 10 + value(ones) : value(ones)
}

type Numbered = Readonly<{ style: string; number: number; label: string }>

const numberOf = (heading: string): Numbered | null => {
  const match =
    /^(?<open>第|[（(]|附\s*件\s*)?(?<number>[一二三四五六七八九十]{1,3}|\d{1,2}(?:-\d)?)(?<close>部分|[）)]|[、.．])?/u.exec(
      heading.trim(),
    )
  const { open = '', number = '', close = '' } = match?.groups ?? {}
  if (!match || (open === '' && close === '')) return null
  const style = withoutSpace(open === '' ? '、' : open.replace('（', '('))
  const [first = '', second] = number.split('-')
  const value = /^\d/u.test(first) ? Number(first) : numeralValue(first)
  return {
    style: second === undefined ? style : `${style}${first}-`,
    number: second === undefined ? value : Number(second),
    label: withoutSpace(match[0]),
  }
}

/** Headings count on within what stands above them; a list that begins again with one is another list. */
const numbering = ({ blocks }: IntermediateDocument): readonly FindingReading[] => {
  const findings: FindingReading[] = []
  let open: (Numbered & Readonly<{ level: number; at: At }>)[] = []
  for (const block of blocks) {
    if (block.kind !== 'heading') continue
    const numbered = numberOf(block.text)
    open = open.filter(({ level }) => level <= block.level)
    if (!numbered) continue
    const at = { text: numbered.label, line: block.lines[0] }
    const before = open.find(({ style }) => style === numbered.style)
    const isAgain = before?.number === numbered.number && numbered.style.startsWith('附')
    const isNext = before === undefined || numbered.number === 1 || numbered.number === before.number + 1
    if (before && (isAgain || !isNext)) findings.push(finding('numbering', at, before.at))
    open = [...open.filter((other) => other !== before), { ...numbered, level: block.level, at }]
  }
  return findings
}

/** 2022年度部门整体支出绩效自评表 in a report on 2023. */
const years = (document: IntermediateDocument, { fiscalYear, kind }: Identity): readonly FindingReading[] =>
  // A budget may print the self-evaluation of the year before.
  (kind === 'budget' ? [] : tablesOf(document)).flatMap(({ title, lines }) => {
    const year = /^(?:\d{1,2}[、.]|[一二三四五六七八九十]{1,3}、)?(20\d{2})年/u.exec(withoutSpace(title))?.[1]
    return year === undefined || Number(year) === fiscalYear
      ? []
      : [finding('year-differs', { text: withoutSpace(title), line: lines[0] }, null)]
  })

/** XX单位, ××万元: what a template left to be filled in. */
const placeholder = /(?:[XＸ×]{2,}|＊{2,}|\*{3,})(?=[年月个万元家项人单位部门局县市区镇乡])/u

const placeholders = ({ blocks }: IntermediateDocument): readonly FindingReading[] =>
  blocks.flatMap((block) => {
    const pieces = block.kind === 'paragraph' ? block.pieces : []
    const piece = pieces.find(({ text }) => placeholder.test(withoutSpace(text)))
    const found =
      piece && /.{0,6}/u.exec(withoutSpace(piece.text).slice(withoutSpace(piece.text).search(placeholder)))
    return piece && found ? [finding('template-remnant', { text: found[0], line: piece.line }, null)] : []
  })

export const checkLabels = (
  document: IntermediateDocument,
  identity: Identity,
): readonly FindingReading[] => [
  ...names(identity),
  ...numbering(document),
  ...years(document, identity),
  ...placeholders(document),
]
