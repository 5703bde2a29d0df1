/**
 * Whether a sentence stands: every number in it is a figure of the answer to the last digit, with the body, measure,
 * stage, year and direction that the answer gives it, and every word is accounted for. Anything doubtful fails.
 */
import { hasChinese } from '../../../db/domain/text.ts'
import { type FormFault, formFault, withoutListMark } from './check-form.ts'
import { type Heard, hearProse } from './hear-prose.ts'
import type { Direction, Fact, ProseSource } from './prose-source.ts'
import { isSameValue } from './stated-value.ts'

type HeardAs<Kind extends Heard['kind']> = Extract<Heard, Readonly<{ kind: Kind }>>

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
  /** A direction, a budget or the year before that no number belongs to. */
  | 'no-number'
  | 'says-nothing'

/** Outcomes: null where the sentence stands. */
export const sentenceFault = (sentence: string, source: ProseSource): SentenceFault | null => {
  const text = withoutListMark(sentence)
  const form = formFault(text, source.language)
  if (form !== null) return form
  const heard = hearProse(text, source.lexicon)
  const named = nameFault(heard, text, source)
  if (named !== null) return named
  if (!heard.some(({ kind }) => kind === 'value' || kind === 'quote')) return 'says-nothing'
  let carried: Carried = { ...nothingYet, bodyId: onlyBodyOf(source) }
  for (const clause of clausesOf(heard)) {
    const inClause = carriedInto(clause, carried, source)
    const fault = clauseFault(clause, inClause, source)
    if (fault !== null) return fault
    carried = carriedOn(clause, inClause)
  }
  return null
}

const nothingYet: Carried = {
  bodyId: null,
  items: [],
  measures: [],
  year: null,
  isOpen: false,
  isNamed: false,
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

const bodyNamed = (ids: readonly string[], { bodies }: ProseSource): string | null => {
  const own = bodies.filter(({ department_id: id }) => ids.includes(id))
  return own.length === 1 ? (own[0]?.department_id ?? null) : null
}

const onlyBodyOf = ({ bodies }: ProseSource): string | null =>
  bodies.length === 1 ? (bodies[0]?.department_id ?? null) : null

/** 201 is above 20129, which is above 2012901; other items are only themselves. */
const isItemOrAbove = (keys: readonly string[], item: string): boolean =>
  keys.some((key) => key === item || (/^\d+$/u.test(key) && /^\d+$/u.test(item) && item.startsWith(key)))

/** A clause ends at a mark, at a word such as "and", and on both sides of what is quoted. */
const clausesOf = (heard: readonly Heard[]): readonly (readonly Heard[])[] => {
  const clauses: Heard[][] = [[]]
  for (const span of heard) {
    if (span.kind === 'separator') clauses.push([])
    else if (span.kind === 'quote') clauses.push([span], [])
    else clauses.at(-1)?.push(span)
  }
  return clauses.filter(({ length }) => length > 0)
}

/** What earlier clauses have said that later ones need not repeat. */
type Carried = Readonly<{
  bodyId: string | null
  items: readonly (readonly string[])[]
  measures: readonly (readonly string[])[]
  year: number | null
  /** No number has come since these were named: the next one is said of all of them. */
  isOpen: boolean
  /** The sentence itself names a body or an item, whose expenditure is meant where nothing else is said. */
  isNamed: boolean
}>

const allOf = <Kind extends Heard['kind']>(clause: readonly Heard[], kind: Kind): readonly HeardAs<Kind>[] =>
  clause.filter((it): it is HeardAs<Kind> => it.kind === kind)

/** What holds within a clause, whether it says it or an earlier one did. */
const carriedInto = (clause: readonly Heard[], before: Carried, source: ProseSource): Carried => {
  const bodies = allOf(clause, 'body')
  const items = allOf(clause, 'item').map(({ keys }) => keys)
  const measures = allOf(clause, 'measure').map(({ readings }) => readings)
  if (bodies.length > 0) {
    const bodyId = bodies.length === 1 ? bodyNamed(bodies[0]?.ids ?? [], source) : null
    const isOther = before.isOpen && before.bodyId !== bodyId
    const { year } = before
    return { bodyId: isOther ? null : bodyId, items, measures: [], year, isOpen: true, isNamed: true }
  }
  const isNamed = before.isNamed || items.length > 0
  if (before.isOpen) return { ...before, items: [...before.items, ...items], isNamed }
  return {
    ...before,
    isNamed,
    items: items.length > 0 ? items : itemsKept(before.items, measures, source),
    measures: items.length > 0 ? [] : before.measures,
  }
}

/** A measure that no figure of the item before it is of, such as receptions, is said of the whole body. */
const itemsKept = (
  items: Carried['items'],
  measures: Carried['measures'],
  { facts }: ProseSource,
): Carried['items'] => {
  const held = facts.filter(({ item }) => item !== null && items.some((keys) => keys.includes(item)))
  const isOfThem = measures.every((readings) =>
    held.some((fact) => readings.some((measure) => fact.measures.includes(measure))),
  )
  return isOfThem ? items : []
}

const carriedOn = (clause: readonly Heard[], carried: Carried): Carried => {
  const measures = allOf(clause, 'measure').map(({ readings }) => readings)
  if (clause.some(({ kind }) => kind === 'value' || kind === 'quote'))
    return {
      ...carried,
      measures: measures.length > 0 ? measures.slice(-1) : carried.measures,
      year: null,
      isOpen: false,
    }
  const names = clause.some(({ kind }) => kind === 'body' || kind === 'item' || kind === 'measure')
  return {
    ...carried,
    measures: carried.isOpen || measures.length === 0 ? [...carried.measures, ...measures] : measures,
    year: allOf(clause, 'year').at(-1)?.year ?? carried.year,
    isOpen: carried.isOpen || names,
  }
}

const needsNumber: ReadonlySet<Heard['kind']> = new Set(['up', 'down', 'change', 'previousYear'])

const clauseFault = (
  clause: readonly Heard[],
  carried: Carried,
  source: ProseSource,
): SentenceFault | null => {
  const [first] = clause
  if (first?.kind === 'quote') return isOfBodyAndItem(first, carried) ? null : 'misplaced'
  const values = allOf(clause, 'value')
  if (values.length === 0) {
    const isDangling = clause.some(
      (it) => needsNumber.has(it.kind) || (it.kind === 'stage' && !it.readings.includes('finalAccounts')),
    )
    const years = allOf(clause, 'year').every(({ year }) => source.facts.some((fact) => fact.year === year))
    return isDangling ? 'no-number' : years ? null : 'misplaced'
  }
  for (const [at, said] of values.entries()) {
    const equal = source.facts.filter((fact) => isEqual(said, fact))
    if (equal.length === 0) return 'number'
    const from = values[at - 1]?.end ?? 0
    const until = values[at + 1]?.start ?? Number.POSITIVE_INFINITY
    const around = clause.filter(({ start, end }) => start >= from && end <= until)
    if (!equal.some((fact) => isSaidOf(fact, said, around, carried))) return 'misplaced'
  }
  return null
}

type SaidValue = HeardAs<'value'>

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
    allOf(around, 'fund').every(({ readings }) => readings.some((fund) => fact.funds.includes(fund))) &&
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
  const before = carried.isOpen || here.length === 0 ? carried.measures : []
  const said = [...here, ...before]
  if (said.length === 0) return carried.isNamed && measures.includes('expenditure')
  return said.every((readings) => readings.some((measure) => measures.includes(measure)))
}

const isOfStage = ({ stages }: Fact, around: readonly Heard[]): boolean => {
  const said = allOf(around, 'stage').map(({ readings }) => readings)
  return (
    said.every((readings) => readings.some((stage) => stages.allowed.includes(stage))) &&
    stages.needed.every((stage) => said.some((readings) => readings.includes(stage)))
  )
}

/** Words that set something against something stand only with such a figure. */
const isOfRelation = ({ isSetAgainst, value }: Fact, around: readonly Heard[]): boolean =>
  around.every(
    (it) =>
      (it.kind !== 'change' || isSetAgainst) &&
      (it.kind !== 'against' || !it.isOnly || isSetAgainst) &&
      (it.kind !== 'ratio' || !it.isOnly || (value.kind === 'percent' && !isSetAgainst)),
  )

/**
 * "Over the initial budget", 比上年, "of the adjusted budget": the base stands behind the word that sets something against
 * it. Otherwise it could be the budget that is said to have grown.
 */
const isSetAgainstItsBase = (fact: Fact, around: readonly Heard[]): boolean => {
  if (!fact.isSetAgainst && fact.value.kind !== 'percent') return true
  const words = around.filter(({ kind }) => kind !== 'article')
  return words.every((it, at) => {
    const isBase =
      (it.kind === 'stage' && it.readings.some((stage) => fact.stages.needed.includes(stage))) ||
      it.kind === 'previousYear' ||
      (it.kind === 'year' && it.year < fact.year)
    const before = words[at - 1]
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
  const years = said.length === 0 && carried.year !== null ? [carried.year] : said
  return (
    namesPrevious === fact.isOfPreviousYear &&
    years.every((year) => year === fact.year || (fact.isOfPreviousYear && year === fact.year - 1))
  )
}
