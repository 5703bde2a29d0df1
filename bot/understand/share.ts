/** Hears which part of which whole a share is asked of: 福利费占基本支出的比例, "what share of revenue is appropriation". */
import { usualWholeOf } from '../../db/catalog/formulas.ts'
import { isEconomicKey } from '../../db/domain/figure.ts'
import { partsOfBasicExpenditure, personnelClasses, wholesOf } from '../../db/domain/measure-parts.ts'
import type { Measure, Stage } from '../../db/domain/terms.ts'
import type { Column, Whole } from '../../db/plan/plan.ts'
import type { HeardQuestion } from './heard-question.ts'
import { economicParts, wholeByParts } from './items.ts'

/** Something that can be a part or a whole, where the question names it. */
type Thing = Readonly<{ index: number }> &
  (Readonly<{ kind: 'measure'; measure: Measure }> | Readonly<{ kind: 'item'; keys: readonly string[] }>)

export type HeardShare = Readonly<{
  columns: readonly [Column, ...Column[]]
  /** The items whose shares are asked; null: shares of measures. */
  itemKeys: readonly string[] | null
}>

/** null: no share is asked; 'unclear': it is not clear of what. */
export const hearShare = (question: HeardQuestion, stage: Stage): HeardShare | 'unclear' | null => {
  const things = thingsIn(question)
  const asked = question.positions('share')
  const isOfPart =
    things.some((part) => things.some((whole) => isWithin(part, whole))) ||
    setAgainst(question, things) !== null
  const isSaidOtherwise =
    question.has('percentAsked') || question.has('constitutes') || isPercentOfWhole(question, things)
  if (asked.length === 0 && !(isSaidOtherwise && isOfPart)) return null
  const ofItems = sharesOfItems(question, things, stage)
  if (ofItems) return ofItems
  const split = splitByParts(question) ?? splitThings(question, things)
  // 收入中财政拨款占多少万元: an amount, whatever it is a part of.
  const isOfMoney = question.positions('moneyAsked').some((at) => asked.some((share) => share < at))
  if (isOfMoney && !question.has('percentAsked') && !question.has('howMuch')) {
    question.take('share')
    if (split?.named) {
      for (const kind of ['measure', 'item'] as const) question.drop(split.named.index, kind)
      question.use(split.named.index)
    }
    return null
  }
  if (!isRankOfShare(question) || split === null) return 'unclear'
  for (const role of ['share', 'percentAsked', 'constitutes', 'multiple', 'moneyAsked'] as const)
    question.take(role)
  takeTheTotal(question)
  const measured = new Set(things.map((thing) => (thing.kind === 'measure' ? thing.measure : null)))
  for (const { index, evidence } of question.evidence('measure'))
    if (measured.has(evidence.measure)) question.use(index)
  const keys = things.flatMap((thing) => (thing.kind === 'item' ? thing.keys : []))
  for (const { index, evidence } of question.evidence('item'))
    if (evidence.keys.some((key) => keys.includes(key))) question.use(index)
  for (const { index } of things) question.use(index)
  return columnsOf(split, stage)
}

/** 三公经费各部分占比: the parts that documents print beside their whole. */
const splitByParts = (question: HeardQuestion): Split | null => {
  const [whole, ...parts] = wholeByParts(question) ?? []
  return whole === undefined
    ? null
    : {
        parts: parts.map((measure) => ({ index: -1, kind: 'measure', measure })),
        whole: { kind: 'measure', measure: whole },
        named: null,
      }
}

/** 各类支出占比, 各经济科目占基本支出的比例: each item's share of the one whole that is named. */
const sharesOfItems = (
  question: HeardQuestion,
  things: readonly Thing[],
  stage: Stage,
): HeardShare | null => {
  const [thing] = things
  const whole = thing === undefined ? 'expenditure' : thing.kind === 'measure' ? thing.measure : null
  const isWhole = whole === 'expenditure' || whole === 'basicExpenditure'
  if (!question.has('perItem') || things.length > 1 || !isWhole) return null
  const measure = economicParts(question) === null ? whole : 'basicExpenditure'
  for (const role of ['share', 'percentAsked', 'constitutes'] as const) question.take(role)
  if (thing) question.use(thing.index)
  return {
    columns: [
      {
        kind: 'formula',
        formula: 'sharePercent',
        measure,
        stage,
        whole: { kind: 'measure', measure: whole },
      },
      { kind: 'figure', measure, stage },
    ],
    itemKeys: null,
  }
}

/** "Basic expenditure at 97% or more of total spending": the percentage stands before the whole. */
const isPercentOfWhole = (question: HeardQuestion, things: readonly Thing[]): boolean =>
  question.evidence('number').some(({ index, evidence }) => {
    if (evidence.unit !== 'percent') return false
    let next = question.neighbour(index, 1)
    if (question.roleAt(next, 'comparatorAfter') !== null) next = question.neighbour(next, 1)
    const whole = things.find((thing) => thing.index === next)
    return whole !== undefined && things.some((part) => part.index < index && isWithin(part, whole))
  })

/** "The share of the total", 占总额的, "its share in its total": the whole that goes without saying, and no sum. */
export const takeTheTotal = (question: HeardQuestion): boolean => {
  const totals = question.positions('aggregate', 'sum').filter((at) => {
    const isBehindShare = question.roleAt(question.neighbour(at, -1), 'share') !== null
    const [before = '', owner = ''] = [question.words[at - 2]?.text, question.words[at - 1]?.text]
    const isOfWhole = /^(?:of|in|to)$/iu.test(before) && /^(?:the|its|their|all)$/iu.test(owner)
    return isBehindShare || isOfWhole
  })
  for (const at of totals) question.settle(at, 'aggregate')
  return totals.length > 0
}

/** 支出 behind a name belongs to it: 抚恤金支出. */
const isSuffix = (question: HeardQuestion, thing: Thing): boolean =>
  thing.kind === 'measure' &&
  thing.measure === 'expenditure' &&
  (question.hasEvidenceAt(thing.index - 1, 'item') || question.hasEvidenceAt(thing.index - 1, 'measure'))

const thingsIn = (question: HeardQuestion): readonly Thing[] => {
  const things = [
    ...question.evidence('measure').map(({ index, evidence }): Thing => ({ index, ...evidence })),
    ...question.evidence('item').map(({ index, evidence }): Thing => ({ index, ...evidence })),
  ].sort((left, right) => left.index - right.index)
  const distinct = new Map(
    things
      .filter((thing) => !isSuffix(question, thing))
      .map((thing) => [thing.kind === 'measure' ? thing.measure : thing.keys.join(), thing]),
  )
  return [...distinct.values()]
}

const isPersonnel = (key: string): boolean =>
  [...personnelClasses].some((code) => key.startsWith(`economic:${code}`))

const ofItem = (keys: readonly string[]): Measure =>
  keys.every(isEconomicKey) ? 'basicExpenditure' : 'expenditure'

const isWithin = (part: Thing, whole: Thing): boolean => {
  if (part.index === whole.index) return false
  if (part.kind === 'measure')
    return whole.kind === 'measure' && wholesOf(part.measure).includes(whole.measure)
  if (whole.kind === 'item')
    return part.keys.some((key) => whole.keys.some((above) => key !== above && key.startsWith(above)))
  if (whole.measure === 'expenditure') return true
  if (!part.keys.every(isEconomicKey)) return false
  if (whole.measure === 'basicExpenditure') return true
  const isOfPart = partsOfBasicExpenditure.some((measure) => measure === whole.measure)
  return isOfPart && part.keys.every((key) => isPersonnel(key) === (whole.measure === 'personnelExpenses'))
}

type Split = Readonly<{ parts: readonly Thing[]; whole: Whole; named: Thing | null }>

const wholeOf = (thing: Thing): Whole =>
  thing.kind === 'measure'
    ? { kind: 'measure', measure: thing.measure }
    : { kind: 'item', key: thing.keys[0] ?? '' }

const splitThings = (question: HeardQuestion, things: readonly Thing[]): Split | null => {
  const [first] = things
  if (!first) return null
  const holders = things.filter(
    (whole) => things.length > 1 && things.every((part) => part === whole || isWithin(part, whole)),
  )
  const [named] = holders
  if (named) return { parts: things.filter((thing) => thing !== named), whole: wholeOf(named), named }
  const set = setAgainst(question, things)
  if (set) return set
  const isWholeAlone = things.some(
    (thing) => thing.kind === 'measure' && (thing.measure === 'revenue' || thing.measure === 'expenditure'),
  )
  if (isWholeAlone) return null
  const usual = new Set(
    things.map((thing) => (thing.kind === 'measure' ? usualWholeOf(thing.measure) : ofItem(thing.keys))),
  )
  const [measure] = usual
  return usual.size === 1 && measure
    ? { parts: things, whole: { kind: 'measure', measure }, named: null }
    : null
}

/**
 * 授予中小企业的占采购服务的: what stands behind the word of the share, or before 中, is the whole. It is none of the
 * part's own, so only what documents print of the two can answer.
 */
const setAgainst = (question: HeardQuestion, things: readonly Thing[]): Split | null => {
  const [left, right] = things
  if (things.length !== 2 || left?.kind !== 'measure' || right?.kind !== 'measure') return null
  const isBehindShare = question
    .positions('share')
    .some((at) => at > left.index && at < right.index && question.neighbour(at, 1) === right.index)
  const isLeading = question.words
    .slice(left.index + 1, right.index)
    .some(({ text }) => /^(?:中|里|里面|当中|其中)$/u.test(text))
  const isAfterShareOf = question.positions('share').some((at) => question.neighbour(at, 1) === left.index)
  if (isBehindShare)
    return { parts: [left], whole: { kind: 'printed', measure: right.measure }, named: right }
  if (isLeading || isAfterShareOf)
    return { parts: [right], whole: { kind: 'printed', measure: left.measure }, named: left }
  return null
}

const columnsOf = ({ parts, whole }: Split, stage: Stage): HeardShare | 'unclear' => {
  const measured = parts.flatMap((part) => (part.kind === 'measure' ? [part.measure] : []))
  const keys = parts.flatMap((part) => (part.kind === 'item' ? part.keys : []))
  const share = (measure: Measure): Column => ({
    kind: 'formula',
    formula: 'sharePercent',
    measure,
    stage,
    whole,
  })
  const amount = (measure: Measure): Column => ({ kind: 'figure', measure, stage })
  if (keys.length === 0) {
    const [first, ...others] = measured.map(share)
    if (!first) return 'unclear'
    return { columns: [first, ...others, ...measured.map(amount)], itemKeys: null }
  }
  // The nature or the source beside an item (教育的项目支出占比) is what its share is of.
  if (measured.length > 0) return 'unclear'
  const within = whole.kind === 'item' ? keys.filter((key) => key.startsWith(whole.key)) : keys
  const measure = ofItem(within)
  return { columns: [share(measure), amount(measure)], itemKeys: within }
}

/** A rank beside a share ranks it; one that stands apart ("the largest, and what share is it?") is not clear. */
const isRankOfShare = (question: HeardQuestion): boolean => {
  const [rank] = question.positions('superlative')
  return (
    rank === undefined ||
    [question.neighbour(rank, 1), question.neighbour(rank, -1)].some(
      (at) => question.roleAt(at, 'share') !== null,
    )
  )
}
