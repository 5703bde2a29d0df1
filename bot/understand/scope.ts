/** Which departments and years a question speaks of. */

import type { DepartmentKind } from '../../db/domain/terms.ts'
import { hasChinese } from '../../db/domain/text.ts'
import type { Scope } from '../../db/plan/plan.ts'
import type { HeardEvidence, HeardWord } from './hear.ts'
import type { HeardQuestion } from './heard-question.ts'
import type { Vocabulary } from './vocabulary.ts'

export type ResolvedScope = {
  readonly kind: 'scope'
  readonly scope: Scope
  /** One name that fits several departments: 中站区, with its union and its committee. */
  readonly isAmbiguous: boolean
  /** Whether departments were named, not only described by kind or by what they published. */
  readonly isNamed: boolean
  /** Departments that the scope covers. */
  readonly covered: readonly string[]
}

export type HeardScope =
  | ResolvedScope
  | {
      readonly kind: 'not-held'
      readonly code: 'department-not-held' | 'year-not-held'
      readonly words: readonly string[]
    }

type Group = {
  words: string[]
  ids: ReadonlySet<string> | null
  kinds: readonly DepartmentKind[] | null
  /** The place that the kind follows at once: 焦作市总工会 is the city's own union, not one of its districts'. */
  ownPlace: string | null
}

export const hearScope = (
  question: HeardQuestion,
  vocabulary: Vocabulary,
  inherited: readonly string[] | null,
): HeardScope => {
  const groups = scopeGroups(question, vocabulary)
  const named = groups.filter((group) => group.ids !== null)
  const empty = named.find((group) => group.ids?.size === 0)
  if (empty) return { kind: 'not-held', code: 'department-not-held', words: [joinWords(empty.words)] }
  const kinds = groups.find((group) => group.ids === null)?.kinds ?? null
  const lacksOutturn = question.take('withOutturn', 'no')
  const hasOutturn = question.take('withOutturn', 'yes')
  const pronoun = named.length === 0 && inherited !== null && (question.take('pronoun') || kinds === null)
  const chosen = pronoun ? [...inherited] : namedDepartments(named, kinds, vocabulary)
  const departments = hasOutturn || lacksOutturn ? byOutturn(chosen, hasOutturn, vocabulary) : chosen
  if (departments?.length === 0)
    return {
      kind: 'not-held',
      code: 'department-not-held',
      words: groups.map((group) => joinWords(group.words)),
    }
  const years = hearYears(question, vocabulary, departments)
  if (years.kind === 'not-held') return years
  const scopeKinds = named.length === 0 && !pronoun ? kinds : null
  const isNamed = named.length > 0 || pronoun
  const covered = [...vocabulary.departments.values()]
    .filter(
      (department) =>
        (departments === null || departments.includes(department.department_id)) &&
        (scopeKinds === null || scopeKinds.includes(department.department_kind)),
    )
    .map((department) => department.department_id)
  return {
    kind: 'scope',
    scope: { departments, kinds: scopeKinds === null ? null : [...scopeKinds], years: years.years },
    isNamed,
    isAmbiguous: !pronoun && named.some((group) => (group.ids?.size ?? 0) > 1 && group.kinds === null),
    covered,
  }
}

const namedDepartments = (
  named: readonly Group[],
  kinds: readonly DepartmentKind[] | null,
  vocabulary: Vocabulary,
): string[] | null => {
  if (named.length === 0) return null
  const ids = [...new Set(named.flatMap((group) => [...(group.ids ?? [])]))]
  if (kinds === null) return ids
  const isOfKind = (id: string) => kinds.includes(vocabulary.departments.get(id)?.department_kind ?? 'other')
  const ofKind = ids.filter(isOfKind)
  return ofKind.length > 0 ? ofKind : [...[...vocabulary.departments.keys()].filter(isOfKind), ...ids]
}

const byOutturn = (chosen: readonly string[] | null, isWanted: boolean, vocabulary: Vocabulary): string[] =>
  [...vocabulary.departments.values()]
    .filter(
      ({ department_id: id, hasFinalAccounts }) =>
        hasFinalAccounts === isWanted && (chosen === null || chosen.includes(id)),
    )
    .map(({ department_id: id }) => id)

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
      last && isOpen && !isNextBody ? last : { words: [], ids: null, kinds: null, ownPlace: null }
    if (group !== last) groups.push(group)
    isOpen = true
    group.words.push(word.text)
    if (evidence.kind === 'departmentKind') {
      group.kinds = evidence.kinds
      group.ownPlace = placeRightBefore(question, index) ?? group.ownPlace
    } else group.ids = commonIds(group.ids, evidence.ids)
  })
  return groups.map((group) => withKind(group, vocabulary))
}

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

const withKind = (group: Group, vocabulary: Vocabulary): Group => {
  if (group.ids === null || group.kinds === null) return group
  const { kinds, ownPlace } = group
  const ids = [...group.ids].filter((id) => {
    const department = vocabulary.departments.get(id)
    if (department === undefined || !kinds.includes(department.department_kind)) return false
    return ownPlace === null || ownPlace === (department.county ?? department.city ?? department.province)
  })
  return { ...group, ids: new Set(ids) }
}

/** Year words are relative to the newest year held, not to today; without one the newest year is meant. */
const hearYears = (
  question: HeardQuestion,
  vocabulary: Vocabulary,
  departments: readonly string[] | null,
): { readonly kind: 'years'; readonly years: number[] } | Extract<HeardScope, { kind: 'not-held' }> => {
  const held = departments
    ? departments.flatMap((id) => [...(vocabulary.departments.get(id)?.years ?? [])])
    : [...vocabulary.years]
  const newest = Math.max(...held)
  const explicit = question.evidence('year')
  const relative = question.evidence('role').filter(({ evidence }) => evidence.role === 'year')
  for (const { index } of [...explicit, ...relative]) question.use(index)
  const asked = [
    ...explicit.map(({ evidence }) => evidence.year),
    ...relative.map(({ evidence }) => (evidence.value === 'previous' ? newest - 1 : newest)),
  ]
  const missing = asked.filter((year) => !held.includes(year))
  if (missing.length > 0) return { kind: 'not-held', code: 'year-not-held', words: missing.map(String) }
  return { kind: 'years', years: asked.length > 0 ? [...new Set(asked)] : [newest] }
}

/** "Wuhan unions" are many; "the Wuhan Federation of Trade Unions" is one. */
const isPlural = (text: string): boolean => /[a-z]s$/iu.test(text) && !/federation of/iu.test(text)

const joinWords = (words: readonly string[]): string => words.join(words.some(hasChinese) ? '' : ' ')
