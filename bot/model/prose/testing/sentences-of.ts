import type { ProseFigure } from '../../../../prompts/prose-prompt.ts'
import { materialOf } from '../material.ts'
import type { ProseSource } from '../prose-source.ts'

/** A plain sentence for each figure, as one who keeps to the instructions writes it. */
export const sentencesOf = (source: ProseSource): readonly string[] =>
  materialOf(source).figures.map(source.language === 'zh' ? inChinese : inEnglish)

/** A heading that sets something against something, and what stands before it: 项目支出 + 完成调整预算的比例. */
const partsOf = (label: string, pattern: RegExp) => {
  const match = pattern.exec(label)
  return match === null ? null : { before: label.slice(0, match.index), base: match.groups?.base ?? '' }
}

const inChinese = ({ body, year, item = '', label, value, direction }: ProseFigure): string => {
  const start = `${body}${year}年${item}`
  const change = partsOf(label, /比上年增减/u)
  const previous = partsOf(label, /上年数$/u)
  const overrun = partsOf(label, /超出(?<base>..预算)的/u)
  const completion = partsOf(label, /完成(?<base>..预算)的比例/u)
  if (change) return `${start}${change.before}比上年${direction === 'down' ? '减少' : '增加'}${value}。`
  if (previous) return `${body}${item}${previous.before}上年为${value}。`
  if (overrun)
    return `${start}${overrun.before}${direction === 'down' ? '低于' : '超出'}${overrun.base}${value}。`
  if (completion) return `${start}${completion.before}完成${completion.base}的${value}。`
  return `${start}${label}为${value}。`
}

const inEnglish = ({ body, year, item, label, value, direction }: ProseFigure): string => {
  const ofItem = item === undefined ? '' : `, ${item}`
  const start = `The ${body}, ${year}${ofItem}: `
  const change = partsOf(label, /change on the previous year/iu)
  const previous = partsOf(label, /previous year$/iu)
  const overrun = partsOf(label, /over the (?<base>\w+ budget)/iu)
  const completion = partsOf(label, /(?:completion|execution) of the (?<base>\w+ budget)/iu)
  if (change)
    return `${start}${change.before}${direction === 'down' ? 'a decrease' : 'an increase'} of ${value} on the previous year.`
  if (previous) return `The ${body}${ofItem}: ${previous.before}in the previous year it was ${value}.`
  if (overrun)
    return `${start}${overrun.before}${value} ${direction === 'down' ? 'under' : 'over'} the ${overrun.base}.`
  if (completion) return `${start}${completion.before}${value} of the ${completion.base}.`
  return `${start}${label} ${value}.`
}
