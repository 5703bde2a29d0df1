/** Which items of the classification a question speaks of: named ones, what stands below them, or a whole level. */
import { economicEntries, economicLevelOf } from '../../db/domain/classification.ts'
import { economicKeyOf, isEconomicKey, subjectKeyStart } from '../../db/domain/figure.ts'
import { partsByMeasure, partsOfBasicExpenditure, personnelClasses } from '../../db/domain/measure-parts.ts'
import type { Measure } from '../../db/domain/terms.ts'
import type { Items } from '../../db/plan/plan.ts'
import type { HeardQuestion } from './heard-question.ts'
import type { Vocabulary } from './vocabulary.ts'

const projectStart = subjectKeyStart('projectExpenditure')

export type NamedItems = Extract<Items, { kind: 'named' }>

export const namedItems = (question: HeardQuestion): NamedItems | null => {
  for (const { index } of question.evidence('item')) {
    question.use(index)
    // "under commerce and trade affairs": a place, not a comparison.
    const beside = question.neighbour(index, -1)
    const before = question.roleAt(beside, 'code') === null ? beside : question.neighbour(beside, -1)
    if (question.roleAt(before, 'comparator') === 'lt') question.use(before)
  }
  const keys = [...new Set(namesOfItems(question).flat())]
  return keys.length === 0 ? null : { kind: 'named', keys }
}

/** The items that each name of the question means; a name that only says which items another one means is left out. */
export const namesOfItems = (question: HeardQuestion): readonly (readonly string[])[] => {
  const names = question.evidence('item').map(({ evidence }) => ofOneClassification(evidence.keys, question))
  const economic = names.filter((keys) => keys.every(isEconomicKey))
  // "The provident fund under economic code 30113": the code says of which classification.
  return narrowed(question.has('code', 'economic') && economic.length > 0 ? economic : names)
}

const ofBasicExpenditure: ReadonlySet<Measure> = new Set(['basicExpenditure', ...partsOfBasicExpenditure])

/**
 * 住房公积金 stands in both classifications. The functional one is of all expenditure and has a budget beside it; the
 * economic one is meant where its classification, an item of it or basic expenditure is spoken of.
 */
const ofOneClassification = (keys: readonly string[], question: HeardQuestion): readonly string[] => {
  // A project is meant by a name of the classification only where projects are spoken of.
  const classified = keys.filter((key) => !key.startsWith(projectStart))
  if (classified.length > 0 && classified.length < keys.length && !question.has('project'))
    return ofOneClassification(classified, question)
  const economic = keys.filter(isEconomicKey)
  if (economic.length === 0 || economic.length === keys.length) return keys
  const isEconomic =
    question.has('code', 'economic') ||
    question.evidence('item').some(({ evidence }) => evidence.keys.every(isEconomicKey)) ||
    question.evidence('measure').some(({ evidence }) => ofBasicExpenditure.has(evidence.measure))
  return isEconomic ? economic : keys.filter((key) => !isEconomicKey(key))
}

/**
 * 群众团体事务的行政运行: a name that stands above another one only says which of that name's items is meant; so does a
 * code beside a name that several items have (行政运行 2012901).
 */
const narrowed = (names: readonly (readonly string[])[]): readonly (readonly string[])[] =>
  names.flatMap((keys, index) => {
    const isSaidCloser = names.some(
      (other) => other.length < keys.length && other.every((key) => keys.includes(key)),
    )
    if (isSaidCloser) return []
    const others = names.filter((_, other) => other !== index).flat()
    const isAbove = keys.every((key) => others.some((other) => other !== key && other.startsWith(key)))
    if (isAbove) return []
    const below = keys.filter((key) => others.some((other) => other !== key && key.startsWith(other)))
    return [below.length > 0 ? below : keys]
  })

type Asked = Readonly<{
  isSelecting: boolean
  /** One department is asked for what is largest or smallest. */
  isRanking: boolean
}>

/**
 * "一般公共服务下面各款" asks for what stands below the named item, as does a rank over one item of one department; a
 * level word that touches the item's name ("住房保障支出（类）") only says what it is.
 */
export const itemsBelow = (
  question: HeardQuestion,
  named: NamedItems,
  { isSelecting, isRanking }: Asked,
): Items => {
  const isOfOne = isRanking && named.keys.length === 1 && !question.has('yesNo')
  const below = question.positions('perItem').find((at) => isOfOne || !question.hasEvidenceAt(at - 1, 'item'))
  const value = below === undefined ? null : question.roleAt(below, 'perItem')
  question.take('perItem')
  const asksForMany = isSelecting || question.has('list')
  const isWithin =
    (isOfOne || (value !== null && asksForMany)) &&
    value !== '1' &&
    !question.has('department') &&
    named.keys.every((key) => /^(?:function:(?:\d{3}|\d{5})|economic:\d{3})$/u.test(key))
  if (!isWithin) return named
  return { kind: 'under', keys: named.keys, level: value === '2' ? 2 : value === '3' ? 3 : null }
}

/** What documents count kind by kind only (equipment), or where each kind is asked for: 各类车辆. */
export const subjectsOf = (
  question: HeardQuestion,
  covered: readonly string[],
  vocabulary: Vocabulary,
): NamedItems | null => {
  const measures = new Set(question.evidence('measure').map(({ evidence }) => evidence.measure))
  const [measure] = measures
  if (measure === undefined || measures.size > 1 || subjectKeyStart(measure) === projectStart) return null
  const keys = [...vocabulary.items.keys()].filter(
    (key) => key.startsWith(subjectKeyStart(measure)) && vocabulary.countWithItems(covered, [key]) > 0,
  )
  const isByKind = question.has('perItem') || vocabulary.countStating(covered, measure) === 0
  return keys.length > 0 && isByKind ? { kind: 'named', keys } : null
}

const economicClasses = economicEntries.filter(({ code }) => economicLevelOf(code) === 1)

/**
 * 人员经费明细, 各经济科目: what makes up personnel or non-personnel expenses, or all of basic expenditure, by the
 * economic classification.
 */
export const economicParts = (question: HeardQuestion): Items => {
  const [position = -1] = question.positions('perItem')
  const isRanked = (['superlative', 'top', 'order'] as const).some((role) => question.has(role))
  const isAsked = position !== -1 || question.has('code', 'economic')
  if (!isAsked || question.evidence('item').length > 0 || question.has('department')) return null
  const measures = new Set(question.evidence('measure').map(({ evidence }) => evidence.measure))
  const part = partsOfBasicExpenditure.find((measure) => measures.has(measure))
  // Documents print basic expenditure by the economic classification, one by one.
  const isOfBasic = measures.has('basicExpenditure') && !question.has('code', 'functional')
  if (part === undefined && !isOfBasic && !question.has('code', 'economic')) return null
  const keys = economicClasses
    .filter(({ code }) => part === undefined || personnelClasses.has(code) === (part === 'personnelExpenses'))
    .map(({ code }) => economicKeyOf(code))
  const isByClass = position === -1 ? !isRanked : question.roleAt(position, 'perItem') === '1'
  return isByClass ? { kind: 'named', keys } : { kind: 'under', keys, level: null }
}

const printedWithParts: ReadonlySet<Measure> = new Set([
  'threePublicExpenses',
  'officialVehicles',
  'officialReceptions',
  'governmentProcurement',
])

/** 三公经费各项, procurement by part, 收入来源: the whole and its parts, which are no items of a classification. */
export const wholeByParts = (question: HeardQuestion): readonly Measure[] | null => {
  const said = question.evidence('measure').filter(({ index }) => question.roleAt(index, 'spent') === null)
  const [whole, ...others] = new Set(said.map(({ evidence }) => evidence.measure))
  const isAlone = others.length === 0 && question.evidence('item').length === 0
  const isAsked = question.has('perItem', 'sources')
    ? whole === 'revenue'
    : question.has('perItem') && whole !== undefined && printedWithParts.has(whole)
  return isAlone && isAsked && whole !== undefined ? withParts(whole) : null
}

const withParts = (whole: Measure): readonly Measure[] => [whole, ...(partsByMeasure[whole] ?? [])]

/** A measure with its parts; null: documents print none. */
export const printedParts = (whole: Measure): readonly Measure[] | null =>
  printedWithParts.has(whole) ? withParts(whole) : null

export const hearItemLevel = (question: HeardQuestion, isImplied: boolean): Items => {
  if (question.take('projectList')) {
    question.take('perItem')
    question.take('summary')
    return { kind: 'projects' }
  }
  const [position] = question.positions('perItem')
  const parts = economicParts(question)
  if (parts !== null || wholeByParts(question) !== null) {
    question.take('perItem')
    return parts
  }
  if (position === undefined) {
    if (isImplied) return { kind: 'leaves' }
    // 支出按功能分类: by its classes.
    return question.has('code', 'functional') ? { kind: 'level', level: 1 } : null
  }
  const value = question.roleAt(position, 'perItem')
  if (value === 'sources') return null
  question.take('perItem')
  if (value === '1' || value === '2' || value === '3')
    return { kind: 'level', level: Number(value) as 1 | 2 | 3 } // just checked
  return { kind: 'leaves' }
}
