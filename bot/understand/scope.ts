/** Which departments and years a question speaks of. */

import type { DepartmentKind } from '../../db/domain/terms.ts'
import { hasChinese } from '../../db/domain/text.ts'
import type { Scope } from '../../db/plan/plan.ts'
import { HeardQuestion } from './heard-question.ts'
import type { HeardEvidence, HeardWord } from './heard-word.ts'
import { type HeldDepartment, hasOutturn, type Vocabulary } from './vocabulary.ts'

export type ResolvedScope = {
  readonly kind: 'scope'
  readonly scope: Scope
  /** One name that fits several departments: 中站区, with its union and its committee. */
  readonly isAmbiguous: boolean
  /** Whether departments were named, not only described by kind or by what they published. */
  readonly isNamed: boolean
  /** Whether each body is named, or all of them are counted, so that an answer may leave none out. */
  isEach: boolean
  /** Departments that the scope covers. */
  readonly covered: readonly string[]
  readonly yearBefore: YearBefore | null
}

/**
 * How the year before those of the scope comes in: what is asked for itself, which the documents of the scope's years
 * print beside their own; or what those years are compared with.
 */
export type YearBefore = 'asked' | 'compared'

export type HeardScope =
  | ResolvedScope
  | {
      readonly kind: 'not-held'
      readonly code: 'department-not-held' | 'year-not-held'
      readonly words: readonly string[]
    }

type Group = {
  words: string[]
  /** Positions of its first and its last word. */
  span: [number, number]
  ids: ReadonlySet<string> | null
  kinds: readonly DepartmentKind[] | null
  /** The place that the kind follows at once: 焦作市总工会 is the city's own union, not one of its districts'. */
  ownPlace: string | null
  /** Words stand between the place and the kind: "Xinzhou's figure … the party committee's" may be two bodies. */
  isLoose: boolean
}

export const hearScope = (
  question: HeardQuestion,
  vocabulary: Vocabulary,
  inherited: readonly string[] | null,
  isEdit = false,
  spokenOf: readonly string[] = [],
): HeardScope => {
  const other = otherBody(question)
  if (other !== null) return { kind: 'not-held', code: 'department-not-held', words: [other] }
  const heard = scopeGroups(question, vocabulary)
  // In an edit, what is left out is left out of the plan's own.
  const leftOut = isEdit ? [] : groupsLeftOut(question, heard)
  const groups = heard.filter((group) => !leftOut.includes(group))
  bindToPlace(question, groups, spokenOf, vocabulary)
  const named = groups.filter((group) => group.ids !== null)
  const empty = named.find((group) => group.ids?.size === 0)
  if (empty) return { kind: 'not-held', code: 'department-not-held', words: [joinWords(empty.words)] }
  const kinds = kindsNamed(groups)
  const lacksOutturn = question.take('withOutturn', 'no')
  const hasOutturn = question.take('withOutturn', 'yes')
  // "Any of them", at the start of a thread: of all.
  const isOfAll = question.has('who') || question.has('aggregate', 'count')
  if (inherited === null && named.length === 0 && !isEdit && isOfAll) question.take('pronoun')
  const pronoun = named.length === 0 && inherited !== null && (question.take('pronoun') || kinds === null)
  const chosen = pronoun ? [...inherited] : namedDepartments(groups, vocabulary)
  const rest = leftOut.length > 0 ? withoutBodies(chosen, kinds, leftOut, vocabulary) : chosen
  useOthers(question)
  const departments = hasOutturn || lacksOutturn ? byOutturn(rest, hasOutturn, vocabulary) : rest
  if (departments?.length === 0)
    return {
      kind: 'not-held',
      code: 'department-not-held',
      words: groups.map((group) => joinWords(group.words)),
    }
  const scopeKinds = named.length === 0 && !pronoun && leftOut.length === 0 ? kinds : null
  const isNamed = named.length > 0 || leftOut.length > 0 || pronoun
  const bodies = bodiesCovered(
    question,
    { departments, kinds: scopeKinds && [...scopeKinds] },
    isEdit,
    vocabulary,
  )
  const years = hearYears(question, vocabulary, departments, bodies.covered)
  if (years.kind === 'not-held') return years
  const isOfNamed = named.length > 0 && chosen?.length === named.length && leftOut.length === 0
  return {
    kind: 'scope',
    scope: { ...bodies.listed, years: years.years },
    isNamed,
    isEach: bodies.covered.length > 1 && (isOfNamed || bodies.isCountOfAll),
    isAmbiguous: !pronoun && named.some((group) => (group.ids?.size ?? 0) > 1 && group.kinds === null),
    covered: bodies.covered,
    yearBefore: years.yearBefore,
  }
}

type Listed = Pick<Scope, 'departments' | 'kinds'>

/** The bodies of a scope one by one; those that are counted, and the only one of a kind, are listed as such. */
const bodiesCovered = (
  question: HeardQuestion,
  listed: Listed,
  isEdit: boolean,
  vocabulary: Vocabulary,
): Readonly<{ listed: Listed; covered: string[]; isCountOfAll: boolean }> => {
  const { departments, kinds } = listed
  const ids = departments && new Set(departments)
  const described = [...vocabulary.departments.values()].filter(
    (department) =>
      (ids === null || ids.has(department.department_id)) &&
      (kinds === null || kinds.includes(department.department_kind)),
  )
  const counted = countedBodies(question, described)
  const isCountOfAll = countsOfBodies(question).includes(described.length)
  const covered = (counted ?? described).map((department) => department.department_id)
  // The committee, where one is held: a body, which what follows may refer to.
  const isOne = kinds !== null && covered.length === 1 && isEdit
  const isListed = counted !== null || isOne || isCountOfAll
  return { listed: isListed ? { departments: covered, kinds: null } : listed, covered, isCountOfAll }
}

/** "The party committee in the same district" as the bodies that the thread speaks of. */
const bindToPlace = (
  question: HeardQuestion,
  groups: readonly Group[],
  spokenOf: readonly string[],
  { departments }: Vocabulary,
): void => {
  if (!question.take('samePlace')) return
  const placeOf = (id: string) => {
    const { province, city, county } = departments.get(id) ?? {}
    return JSON.stringify([province, city, county])
  }
  const places = new Set(spokenOf.map(placeOf))
  for (const group of groups) {
    const { kinds } = group
    if (group.ids === null && kinds !== null)
      group.ids = new Set(
        [...departments.values()]
          .filter((body) => kinds.includes(body.department_kind) && places.has(placeOf(body.department_id)))
          .map((body) => body.department_id),
      )
  }
}

/** Bodies that a question leaves out, by id, and the positions of the words that name them. */
export type LeftOut = Readonly<{ bodies: ReadonlySet<string>; positions: ReadonlySet<number> }>

export const hearLeftOut = (words: readonly HeardWord[], typed: string, vocabulary: Vocabulary): LeftOut => {
  const question = new HeardQuestion(words, typed)
  const leftOut = groupsLeftOut(question, scopeGroups(question, vocabulary))
  const isIn = (at: number) => leftOut.some(({ span: [first, last] }) => at >= first && at <= last)
  return {
    bodies: new Set([...vocabulary.departments.keys()].filter((id) => isOfGroups(id, leftOut, vocabulary))),
    positions: new Set([...words.keys()].filter(isIn)),
  }
}

/** 除了新洲和天元: what an "and" joins to a body that is left out is left out with it. */
const groupsLeftOut = (question: HeardQuestion, groups: readonly Group[]): readonly Group[] => {
  const leftOut: Group[] = []
  for (const group of groups) {
    const last = leftOut.at(-1)
    const between = last === undefined ? [] : question.words.slice(last.span[1] + 1, group.span[0])
    const isJoined =
      between.length > 0 && between.every(({ text }) => /^(?:和|与|及|以及|and|or|the)$/iu.test(text))
    if (isLeftOut(question, group) || isJoined) leftOut.push(group)
  }
  return leftOut
}

/** 除了工会, 新洲以外, "other than unions". */
const isLeftOut = (question: HeardQuestion, { span: [first, last] }: Group): boolean => {
  const [before, after] = [question.neighbour(first, -1), question.neighbour(last, 1)]
  const at = [
    ...(isBarring(question, before) && !isBehind(question, before) ? [before] : []),
    ...(isBarring(question, after) && isBehind(question, after) ? [after] : []),
  ]
  for (const index of at) question.use(index)
  return at.length > 0
}

/** "No union" has none, 不是工会 denies: only words that set bodies apart. */
const isBarring = (question: HeardQuestion, index: number): boolean =>
  question.roleAt(index, 'not') === 'yes' &&
  !/^(?:no|none|without|n't|不是|减去|minus)$/iu.test(question.words[index]?.text ?? '')

const isBehind = (question: HeardQuestion, index: number): boolean =>
  /^(?:以外|之外|除外|不算|不计|不算在内|不计入)$/u.test(question.words[index]?.text ?? '')

const withoutBodies = (
  chosen: readonly string[] | null,
  kinds: readonly DepartmentKind[] | null,
  leftOut: readonly Group[],
  vocabulary: Vocabulary,
): string[] => {
  const all = [...vocabulary.departments.keys()].filter(
    (id) => kinds === null || isOfKinds(id, kinds, vocabulary),
  )
  return [...(chosen ?? all)].filter((id) => !isOfGroups(id, leftOut, vocabulary))
}

const isOfKinds = (id: string, kinds: readonly DepartmentKind[] | null, vocabulary: Vocabulary): boolean =>
  kinds?.includes(vocabulary.departments.get(id)?.department_kind ?? 'other') ?? false

const isOfGroups = (id: string, groups: readonly Group[], vocabulary: Vocabulary): boolean =>
  groups.some(({ ids, kinds }) => (ids === null ? isOfKinds(id, kinds, vocabulary) : ids.has(id)))

/** 其他工会, "the other departments": no item of the name 其他. */
const useOthers = (question: HeardQuestion): void => {
  for (const { index } of question.evidence('item')) {
    const next = question.neighbour(index, 1)
    const isOfBodies =
      question.hasEvidenceAt(next, 'departmentKind') || question.roleAt(next, 'department') !== null
    if (!isOfBodies || !/^(?:其他|其它|other)$/iu.test(question.words[index]?.text ?? '')) continue
    question.drop(index, 'item')
    question.mean(index, { kind: 'role', role: 'filler', value: 'yes' })
  }
}

/** 新洲区教育局, "Xinzhou District Education Bureau": a word of the field between a place and a kind makes another body's name. */
const otherBody = (question: HeardQuestion): string | null => {
  for (const { index } of question.evidence('departmentKind')) {
    const isNamed = ['item', 'measure', 'concept'].some(
      (kind) => question.hasEvidenceAt(index - 1, kind as 'item'), // three kinds of evidence
    )
    const isOwnKind =
      question.hasEvidenceAt(index - 1, 'place') || question.hasEvidenceAt(index - 1, 'departmentKind')
    const isOfPlace = question.hasEvidenceAt(index - 2, 'place')
    const [first, last] = [question.words[index - 2], question.words[index]]
    const isOneName =
      first && last && last.span[1] - first.span[0] <= first.text.length + last.text.length + longestField
    if (isNamed && !isOwnKind && isOfPlace && isOneName && isBureauLike(question, index))
      return question.words
        .slice(index - 2, index + 1)
        .map(({ text }) => text)
        .join(hasChinese(last.text) ? '' : ' ')
  }
  return null
}

const longestField = 24

/** Unions and party committees are of a place, not of a field. */
const isBureauLike = (question: HeardQuestion, index: number): boolean =>
  question.words[index]?.evidence.some(
    (it) =>
      it.kind === 'departmentKind' &&
      it.kinds.every((kind) => kind === 'bureau' || kind === 'institution' || kind === 'government'),
  ) ?? false

/** How many bodies a question speaks of: 四家单位, "the three unions", "the two Zhongzhan bodies". */
export const countsOfBodies = (question: HeardQuestion): readonly number[] =>
  question
    .evidence('number')
    .filter(({ index, evidence }) => {
      const before = question.neighbour(index, -1)
      const isBound = (['comparator', 'top', 'superlative'] as const).some(
        (role) => question.roleAt(before, role) !== null,
      )
      const next = question.neighbour(index, 1)
      // 6个人 are no bodies.
      const isOfPeople = /^(?:人|people|persons?)$/iu.test(question.words[next + 1]?.text ?? '')
      const isOfBodies =
        (question.roleAt(next, 'department') !== null && !isOfPeople) ||
        (['departmentKind', 'place'] as const).some((kind) => question.hasEvidenceAt(next, kind))
      const countsItems = [behindBodies(question, index), question.neighbour(next, 1)].some((at) =>
        countsItemsAt(question, at),
      )
      return evidence.unit === 'plain' && isOfBodies && !isBound && !countsItems
    })
    .map(({ evidence }) => evidence.value)

/** The next word of weight that names no body: what "the three Zhongzhan projects" counts. */
export const behindBodies = (question: HeardQuestion, index: number): number => {
  const isOfBody = (at: number) =>
    (['place', 'department', 'departmentKind', 'year'] as const).some((kind) =>
      question.hasEvidenceAt(at, kind),
    )
  let next = question.neighbour(index, 1)
  while (isOfBody(next)) next = question.neighbour(next, 1)
  return next
}

export const countsItemsAt = (question: HeardQuestion, index: number): boolean =>
  (['project', 'perItem'] as const).some((role) => question.roleAt(index, role) !== null)

/** Those with final accounts, where they are as many as the question says. */
const countedBodies = (
  question: HeardQuestion,
  described: readonly HeldDepartment[],
): readonly HeldDepartment[] | null => {
  const said = countsOfBodies(question)
  const held = described.filter((department) => hasOutturn(department))
  return said.includes(held.length) && !said.includes(described.length) ? held : null
}

/** "The union and the party committee": of either kind. */
const kindsNamed = (groups: readonly Group[]): DepartmentKind[] | null => {
  const kinds = new Set(groups.flatMap((group) => (group.ids === null ? (group.kinds ?? []) : [])))
  return kinds.size > 0 ? [...kinds] : null
}

/** In the order in which they are named; a kind that none of them is of stands for all of that kind. */
const namedDepartments = (groups: readonly Group[], vocabulary: Vocabulary): string[] | null => {
  const named = groups.filter((group) => group.ids !== null)
  const kinds = kindsNamed(groups)
  if (named.length === 0) return null
  const ids = [...new Set(named.flatMap((group) => [...(group.ids ?? [])]))]
  if (kinds === null) return ids
  const isOfKind = (id: string) => kinds.includes(vocabulary.departments.get(id)?.department_kind ?? 'other')
  const ofKind = ids.filter(isOfKind)
  if (ofKind.length > 0) return ofKind
  const ofThatKind = [...vocabulary.departments.keys()].filter(isOfKind)
  return [...new Set(groups.flatMap((group) => (group.ids === null ? ofThatKind : [...group.ids])))]
}

const byOutturn = (chosen: readonly string[] | null, isWanted: boolean, vocabulary: Vocabulary): string[] => {
  const chosenIds = chosen && new Set(chosen)
  return [...vocabulary.departments.values()]
    .filter(
      (department) =>
        hasOutturn(department) === isWanted &&
        (chosenIds === null || chosenIds.has(department.department_id)),
    )
    .map(({ department_id: id }) => id)
}

type ScopeEvidence = Extract<HeardEvidence, { kind: 'department' | 'place' | 'departmentKind' }>

const scopeEvidenceOf = (word: HeardWord): ScopeEvidence | undefined =>
  word.evidence.find(
    (evidence): evidence is ScopeEvidence =>
      evidence.kind === 'department' || evidence.kind === 'place' || evidence.kind === 'departmentKind',
  )

/** Words that name one body stand together: 武汉市 新洲区 总工会, "the union in Zhongzhan". A connector parts them. */
const scopeGroups = (question: HeardQuestion, vocabulary: Vocabulary): readonly Group[] => {
  const groups: Group[] = []
  let isOpen = false
  let lastIndex = -1
  question.words.forEach((word, index) => {
    const evidence = scopeEvidenceOf(word)
    if (!evidence) {
      isOpen &&= question.roleAt(index, 'filler') !== null && question.roleAt(index, 'versus') === null
      return
    }
    question.use(index)
    const last = groups.at(-1)
    const isNextBody = evidence.kind !== 'departmentKind' && last?.kinds !== null && last?.ids !== null
    const group: Group =
      last && isOpen && !isNextBody
        ? last
        : { words: [], span: [index, index], ids: null, kinds: null, ownPlace: null, isLoose: false }
    if (group !== last) groups.push(group)
    group.span[1] = index
    isOpen = true
    const apart = index - lastIndex
    lastIndex = index
    group.words.push(word.text)
    if (evidence.kind === 'departmentKind') {
      group.kinds = evidence.kinds
      group.isLoose = group === last && apart > closest
      group.ownPlace = placeRightBefore(question, index) ?? group.ownPlace
    } else group.ids = commonIds(group.ids, evidence.ids)
  })
  return groups.flatMap((group) => withKind(group, vocabulary))
}

/** "The union in Zhongzhan": at most two words stand between the parts of one name. */
const closest = 3

/** 武汉市 and 新洲区 mean what lies in both; two places that share nothing mean both of them. */
const commonIds = (known: ReadonlySet<string> | null, added: readonly string[]): ReadonlySet<string> => {
  const ids = new Set(added)
  if (known === null) return ids
  const common = ids.intersection(known)
  return common.size > 0 ? common : ids.union(known)
}

const placeRightBefore = (question: HeardQuestion, index: number): string | null => {
  const before = question.words[index - 1]?.evidence.find((evidence) => evidence.kind === 'place')
  return before?.kind === 'place' && !isPlural(question.words[index]?.text ?? '') ? before.place : null
}

const withKind = (group: Group, vocabulary: Vocabulary): readonly Group[] => {
  if (group.ids === null || group.kinds === null) return [group]
  const { kinds, ownPlace } = group
  const ids = [...group.ids].filter((id) => {
    const department = vocabulary.departments.get(id)
    if (department === undefined || !kinds.includes(department.department_kind)) return false
    return ownPlace === null || ownPlace === (department.county ?? department.city ?? department.province)
  })
  if (ids.length === 0 && group.isLoose)
    return [{ ...group, kinds: null }, ofOnlyBody(kinds, group.span, vocabulary)]
  return [{ ...group, ids: new Set(ids) }]
}

/** "The party committee" beside a body of another kind: the only one that is held, or none in particular. */
const ofOnlyBody = (kinds: readonly DepartmentKind[], span: Group['span'], vocabulary: Vocabulary): Group => {
  const ids = [...vocabulary.departments.values()]
    .filter((department) => kinds.includes(department.department_kind))
    .map((department) => department.department_id)
  return { words: [], span, ids: new Set(ids), kinds, ownPlace: null, isLoose: false }
}

type HeardYears = Readonly<{ kind: 'years'; years: number[]; yearBefore: YearBefore | null }>

/** The years of some bodies, one for each body and year. */
const yearsOf = (
  ids: readonly string[],
  of: 'years' | 'outturnYears',
  { departments }: Vocabulary,
): readonly number[] => ids.flatMap((id) => departments.get(id)?.[of] ?? [])

/** The year of most of them; of equals the newest. */
const commonestYear = (years: readonly number[]): number => {
  const counts = Map.groupBy(years, (year) => year)
  const most = Math.max(...[...counts.values()].map(({ length }) => length))
  return Math.max(...[...counts].flatMap(([year, { length }]) => (length === most ? [year] : [])))
}

/** A budget is all that is asked for, so that the newest one is meant, also where it is not carried out yet. */
const asksForBudgetOnly = (question: HeardQuestion): boolean => {
  const stages = question.evidence('stage')
  return (
    stages.length > 0 &&
    stages.every(({ evidence }) => evidence.stage !== 'finalAccounts') &&
    !(['overrun', 'completion', 'spent', 'more', 'difference', 'versus'] as const).some((role) =>
      question.has(role),
    )
  )
}

/**
 * Year words are relative to the newest year held, or to the year that is named beside them, not to today. Without one
 * the year is meant for which most of the bodies have final accounts, the newest of several; where a budget is all that is
 * asked for or published, that of most of them.
 */
const hearYears = (
  question: HeardQuestion,
  vocabulary: Vocabulary,
  departments: readonly string[] | null,
  covered: readonly string[],
): HeardYears | Extract<HeardScope, { kind: 'not-held' }> => {
  const held = departments ? yearsOf(departments, 'years', vocabulary) : [...vocabulary.years]
  const outturn = yearsOf(covered, 'outturnYears', vocabulary)
  const isOfBudget = outturn.length === 0 || asksForBudgetOnly(question)
  const own = isOfBudget ? yearsOf(covered, 'years', vocabulary) : outturn
  const usual = commonestYear(own.length > 0 ? own : held)
  const explicit = question.evidence('year').map(({ index, evidence }) => ({ index, year: evidence.year }))
  const spoken = question.evidence('role').filter(({ evidence }) => evidence.role === 'year')
  for (const { index } of [...explicit, ...spoken]) question.use(index)
  const isOfAll = spoken.some(({ evidence }) => evidence.value === 'all')
  if (isOfAll && explicit.length === 0)
    return askedYears(
      own.toSorted((left, right) => left - right),
      usual,
      held,
    )
  // "Last year (2023)": the year that is held says which is meant.
  const relative = spoken.filter(
    ({ index: at }) =>
      /before|prior/iu.test(question.words[at]?.text ?? '') ||
      !explicit.some(
        ({ index, year }) =>
          (index === at + 1 || question.inBrackets().includes(question.words[index] as HeardWord)) &&
          held.includes(year),
      ),
  )
  const isChange = (['change', 'changeRate', 'yearOnYear'] as const).some((role) => question.has(role))
  const against = explicit.filter(({ index }) => takeSetAgainst(question, index))
  const subjects = explicit.filter((mention) => !against.includes(mention)).map(({ year }) => year)
  // 上一年（2022）: the year before, said twice.
  const isSaidTwice = relative.length > 0 && subjects.length === 1 && !held.includes(subjects[0] ?? 0)
  const newest = Math.max(...(subjects.length > 0 && !isSaidTwice ? subjects : held))
  const before = relative.filter(({ evidence }) => evidence.value === 'previous')
  const isAgainstBefore =
    before.map(({ index }) => takeSetAgainst(question, index)).includes(true) ||
    (before.length > 0 && isChange)
  const compared = subjects.length > 0 && !isSaidTwice ? newest : usual
  const bases = [...against.map(({ year }) => year), ...(isAgainstBefore ? [compared - 1] : [])]
  const asked = [...subjects, ...(before.length > 0 && !isAgainstBefore ? [newest - 1] : [])]
  if (relative.length > before.length) asked.push(newest)
  return bases.length > 0 ? comparedYears(asked, bases, held) : askedYears(asked, usual, held)
}

const yearsNotHeld = (years: readonly number[]) =>
  ({ kind: 'not-held', code: 'year-not-held', words: years.map(String) }) as const

/** A year against the one before it; other pairs of years are not set against each other. */
const comparedYears = (asked: readonly number[], bases: readonly number[], held: readonly number[]) => {
  const years = [...new Set(asked.length > 0 ? asked : bases.map((year) => year + 1))]
  const missing = years.filter((year) => !held.includes(year))
  if (missing.length > 0) return yearsNotHeld(missing)
  const isPair = years.length === 1 && bases.every((base) => base === (years[0] ?? 0) - 1)
  return isPair ? ({ kind: 'years', years, yearBefore: 'compared' } as const) : yearsNotHeld(bases)
}

const askedYears = (asked: readonly number[], usual: number, held: readonly number[]) => {
  const years = [...new Set(asked.length > 0 ? asked : [usual])]
  const missing = years.filter((year) => !held.includes(year))
  if (missing.length === 0) return { kind: 'years', years, yearBefore: null } as const
  const next = missing.map((year) => year + 1)
  if (!next.every((year) => held.includes(year))) return yearsNotHeld(missing)
  // 2022 and 2023 side by side, where only the documents of 2023 are held.
  const isBesideNext = years.some((year) => !missing.includes(year))
  return { kind: 'years', years: next, yearBefore: isBesideNext ? 'compared' : 'asked' } as const
}

/**
 * 比2022年, 与上年相比, "than last year", "over 2022": the word before the year sets something
 * against it ("rise in 2023" does not). 和 and "and"
 * do so only where another such word follows the year.
 */
const takeSetAgainst = (question: HeardQuestion, index: number): boolean => {
  const before = question.neighbour(index, -1)
  const isJoining = question.roleAt(before, 'versus') !== null && question.roleAt(before, 'filler') !== null
  const isOn =
    /^on$/iu.test(question.words[index - 1]?.text ?? '') && question.roleAt(index - 2, 'change') !== null
  if (isOn) return true
  const isSetAgainst =
    (['versus', 'comparator', 'more'] as const).some(
      // "More in 2023 than in 2022": more of the one, than of the other.
      (role) => question.roleAt(before, role) !== null && (role !== 'more' || before === index - 1),
    ) &&
    question.roleAt(before, 'change') === null &&
    (!isJoining || question.roleAt(question.neighbour(index, 1), 'versus') !== null)
  if (isSetAgainst) question.use(before)
  return isSetAgainst
}

/** "Wuhan unions" are many; "the Wuhan Federation of Trade Unions" is one. */
const isPlural = (text: string): boolean => /[a-z]s$/iu.test(text) && !/federation of/iu.test(text)

const joinWords = (words: readonly string[]): string => words.join(words.some(hasChinese) ? '' : ' ')
