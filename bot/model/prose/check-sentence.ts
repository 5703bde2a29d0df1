/**
 * Whether a sentence stands: every number in it is a figure of the answer to the last digit, with the body, measure,
 * stage, year and direction that the answer gives it, and every word is accounted for. Anything doubtful fails.
 */
import { hasChinese } from '../../../db/domain/text.ts'
import {
  type Assertion,
  allOf,
  assertionsOf,
  bodyNamed,
  type Carried,
  carriedInto,
  carriedOn,
  clausesOf,
  type HeardAs,
  nothingYet,
  statesSomething,
} from './carried.ts'
import { type FormFault, formFault, withoutListMark, withoutOrdinals } from './check-form.ts'
import { type Heard, hearProse } from './hear-prose.ts'
import type { Direction, Fact, ProseSource } from './prose-source.ts'
import { isSameValue } from './stated-value.ts'

export type SentenceFault =
  | FormFault
  /** Not in the answer's language. */
  | 'language'
  | 'unknown-word'
  /** A body or item that the answer does not speak of. */
  | 'other-name'
  /** A number that no cell holds. */
  | 'number'
  /** A number of the answer, said of another body, measure, stage, item or year, or in the other direction. */
  | 'misplaced'
  /** A direction, a share, a budget or the year before that no number belongs to, or words behind the last number. */
  | 'no-number'
  | 'says-nothing'

/** Outcomes: null where the sentence stands. */
export const sentenceFault = (sentence: string, source: ProseSource): SentenceFault | null => {
  const text = withoutOrdinals(withoutListMark(sentence), source.language)
  const form = formFault(text, source.language)
  if (form !== null) return form
  const heard = hearProse(text, source.lexicon)
  const named = nameFault(heard, text, source)
  if (named !== null) return named
  const clauses = clausesOf(heard)
  const { assertions, rest } = assertionsOf(clauses)
  if (assertions.length === 0) return 'says-nothing'
  if (rest.length > 0 || clauses.some(isDangling)) return 'no-number'
  let carried = nothingYet(source)
  for (const assertion of assertions) {
    const within = carriedInto(assertion, carried, source)
    const fault = assertionFault(assertion, within, source)
    if (fault !== null) return fault
    carried = carriedOn([...assertion.lead, ...assertion.stated], within)
  }
  return null
}

const nameFault = (heard: readonly Heard[], text: string, source: ProseSource): SentenceFault | null => {
  if (heard.some(({ kind }) => kind === 'unknown')) return 'unknown-word'
  const kinds = new Set<string>(source.bodies.map(({ department_kind: kind }) => kind))
  const items = [...new Set(source.facts.flatMap(({ item }) => item ?? []))]
  const isOther = heard.some(
    (it) =>
      (it.kind === 'body' && bodyNamed(it.ids, source) === null) ||
      (it.kind === 'bodyKind' && !it.kinds.some((kind) => kinds.has(kind))) ||
      (it.kind === 'item' && !items.some((item) => isItemOrAbove(it.keys, item))),
  )
  if (isOther) return 'other-name'
  const isForeign = heard.some((it) => !isName(it) && isOtherScript(text.slice(it.start, it.end), source))
  return isForeign ? 'language' : null
}

const isName = ({ kind }: Heard): boolean => kind === 'body' || kind === 'item' || kind === 'quote'

const isOtherScript = (said: string, { language }: ProseSource): boolean =>
  language === 'en' ? hasChinese(said) : /[a-z]/iu.test(said)

/** 201 is above 20129, which is above 2012901; other items are only themselves. */
const isItemOrAbove = (keys: readonly string[], item: string): boolean =>
  keys.some((key) => key === item || (/^\d+$/u.test(key) && /^\d+$/u.test(item) && item.startsWith(key)))

const needsNumber: ReadonlySet<Heard['kind']> = new Set(['up', 'down', 'change', 'previousYear', 'rate'])

/** A clause that sets something against something, or gives it a share, needs a number of its own. */
const isDangling = (clause: readonly Heard[]): boolean =>
  !statesSomething(clause) &&
  clause.some(
    (it) =>
      needsNumber.has(it.kind) ||
      ('isOnly' in it && it.isOnly) ||
      (it.kind === 'stage' && !it.readings.includes('finalAccounts')),
  )

const assertionFault = (assertion: Assertion, within: Carried, source: ProseSource): SentenceFault | null => {
  const { lead, stated } = assertion
  if (!isOfKind([...lead, ...stated], within, source)) return 'misplaced'
  const [first] = stated
  if (first?.kind === 'quote') return leadsToQuote(lead, first, within) ? null : 'misplaced'
  const values = allOf(stated, 'value')
  let carried = within
  for (const [at, said] of values.entries()) {
    const equal = source.facts.filter((fact) => isEqual(said, fact))
    if (equal.length === 0) return 'number'
    const before = values[at - 1] ?? null
    const around = [
      ...(before === null ? lead : []),
      ...wordsAround(stated, before, said, values[at + 1] ?? null),
    ]
    if (!equal.some((fact) => isSaidOf(fact, said, around, carried))) return 'misplaced'
    carried = carriedOn(
      stated.filter(({ end }) => end <= said.start),
      carriedOn(lead, within),
    )
  }
  return null
}

/** "The union", 该工会: it is of the body that is spoken of. */
const isOfKind = (said: readonly Heard[], { bodyId }: Carried, { bodies }: ProseSource): boolean => {
  const body = bodies.find(({ department_id: id }) => id === bodyId)
  return allOf(said, 'bodyKind').every(({ kinds }) => kinds.some((kind) => kind === body?.department_kind))
}

const mayLeadToQuote: ReadonlySet<Heard['kind']> = new Set([
  'plain',
  'article',
  'ratio',
  'reason',
  'body',
  'bodyKind',
  'item',
  'year',
])

const leadsToQuote = (lead: readonly Heard[], quote: HeardAs<'quote'>, within: Carried): boolean =>
  isOfBodyAndItem(quote, within) &&
  lead.every(({ kind }) => mayLeadToQuote.has(kind)) &&
  allOf(lead, 'year').every(({ year }) => year === quote.year)

type SaidValue = HeardAs<'value'>

/**
 * What is said of a number: all between it and its neighbours. In "30% over the budget of 360 yuan" the budget is said of
 * both, and "over" of the first only.
 */
const wordsAround = (
  clause: readonly Heard[],
  before: SaidValue | null,
  { start, end }: SaidValue,
  after: SaidValue | null,
): readonly Heard[] => {
  const left = clause.filter((it) => it.end <= start && it.start >= (before?.end ?? 0))
  const right = clause.filter((it) => it.start >= end && it.end <= (after?.start ?? Number.POSITIVE_INFINITY))
  const base = left.findIndex(({ kind }) => kind === 'stage' || kind === 'previousYear')
  return [...(before !== null && base >= 0 ? left.slice(base) : left), ...right]
}

/** A sign may say the direction of a difference. */
const isEqual = ({ value, counter }: SaidValue, fact: Fact): boolean =>
  isSameValue(fact.isSetAgainst ? { ...value, isNegative: false } : value, fact.value) &&
  counter === fact.counter

const isSaidOf = (fact: Fact, { value }: SaidValue, around: readonly Heard[], carried: Carried): boolean => {
  const directions: readonly Direction[] = [
    ...around.flatMap(({ kind }) => (kind === 'up' || kind === 'down' ? [kind] : [])),
    ...(fact.isSetAgainst && value.isNegative ? (['down'] as const) : []),
  ]
  const hasDirection =
    fact.direction === null
      ? directions.length === 0
      : directions.length === 1 && directions[0] === fact.direction
  return (
    isOfBodyAndItem(fact, carried) &&
    hasDirection &&
    isOfRelation(fact, around) &&
    isOfMeasure(fact, around, carried) &&
    isOfStage(fact, around) &&
    isSetAgainstItsBase(fact, around) &&
    isOfFunds(fact, around) &&
    isOfYear(fact, around, carried)
  )
}

const isOfBodyAndItem = (
  { bodyId, item }: Readonly<{ bodyId: string; item: string | null }>,
  { bodyId: said, items }: Carried,
): boolean =>
  bodyId === said &&
  (item === null
    ? items.length === 0
    : items.every((keys) => isItemOrAbove(keys, item)) && items.some((keys) => keys.includes(item)))

const isOfMeasure = ({ measures }: Fact, around: readonly Heard[], carried: Carried): boolean => {
  const here = allOf(around, 'measure').map(({ readings }) => readings)
  const said = here.length === 0 && carried.measure !== null ? [carried.measure] : here
  if (said.length === 0) return carried.isNamed && measures.includes('expenditure')
  return said.every((readings) => readings.some((measure) => measures.includes(measure)))
}

const isOfFunds = ({ funds }: Fact, around: readonly Heard[]): boolean => {
  const said = allOf(around, 'fund').map(({ readings }) => readings)
  return (
    said.every((readings) => readings.some((fund) => funds.includes(fund))) &&
    (funds.length === 0 || said.length > 0)
  )
}

const isOfStage = (fact: Fact, around: readonly Heard[]): boolean => {
  const { stages } = fact
  const said = allOf(around, 'stage').map(({ readings }) => readings)
  const isDone = allOf(around, 'measure').some((measure) => measure.isDone)
  return (
    !(isDone && isBudget(fact)) &&
    said.every((readings) => readings.some((stage) => stages.allowed.includes(stage))) &&
    stages.needed.every((stage) => said.some((readings) => readings.includes(stage)))
  )
}

/** An amount that was budgeted, and not one that is set against a budget. */
const isBudget = ({ stages, value, isSetAgainst }: Fact): boolean =>
  stages.needed.length > 0 && value.kind === 'money' && !isSetAgainst

/** Words that set something against something, give it a share or call it a rate stand only with such a figure. */
const isOfRelation = ({ isSetAgainst, value }: Fact, around: readonly Heard[]): boolean =>
  around.every(
    (it) =>
      it.kind !== 'reason' &&
      (it.kind !== 'change' || isSetAgainst) &&
      (it.kind !== 'rate' || value.kind === 'percent') &&
      (it.kind !== 'against' || !it.isOnly || isSetAgainst) &&
      (it.kind !== 'ratio' || !it.isOnly || (value.kind === 'percent' && !isSetAgainst)),
  )

/**
 * "Over the initial budget", 比上年, "of the adjusted budget": the base stands behind the word that sets something against
 * it. Otherwise it could be the budget that is said to have grown. An amount "of the initial budget" is none that was
 * budgeted.
 */
const isSetAgainstItsBase = (fact: Fact, around: readonly Heard[]): boolean => {
  const words = around.filter(({ kind }) => kind !== 'article')
  return words.every((it, at) => {
    const isStage = it.kind === 'stage' && it.readings.some((stage) => fact.stages.needed.includes(stage))
    const before = words[at - 1]
    if (!fact.isSetAgainst && fact.value.kind !== 'percent') return !isStage || before?.kind !== 'ratio'
    const isBase = isStage || it.kind === 'previousYear' || (it.kind === 'year' && it.year < fact.year)
    return (
      !isBase || ('isAgainst' in it && it.isAgainst) || (before !== undefined && setsAgainst(before, fact))
    )
  })
}

const setsAgainst = (word: Heard, { isSetAgainst }: Fact): boolean =>
  isSetAgainst
    ? word.kind === 'against' || ((word.kind === 'up' || word.kind === 'down') && word.isAgainst)
    : word.kind === 'ratio'

const isOfYear = (fact: Fact, around: readonly Heard[], carried: Carried): boolean => {
  const said = allOf(around, 'year').map(({ year }) => year)
  const namesPrevious = around.some(({ kind }) => kind === 'previousYear') || said.includes(fact.year - 1)
  const years = said.length === 0 ? [carried.year] : said
  return (
    namesPrevious === fact.isOfPreviousYear &&
    years.every((year) => year === fact.year || (fact.isOfPreviousYear && year === fact.year - 1))
  )
}
