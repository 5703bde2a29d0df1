/** All surfaces that can be heard, in one tree over tokens: the store's terms and the authored function words. */
import { isDeepStrictEqual } from 'node:util'
import type { DepartmentKind, Fund, Labels, Measure, Stage } from '../../db/domain/terms.ts'
import { hasChinese } from '../../db/domain/text.ts'
import type { DepartmentTable, FigureTable, ItemTable, TermTable } from '../../db/schema/tables.ts'
import glossary from './glossary.json' with { type: 'json' }
import grammar from './grammar.json' with { type: 'json' }
import { lookupsOf } from './lookups.ts'
import { type MatchSlip, makeMatchSlip } from './name-slips.ts'
import { type MatchProjects, makeMatchProjects, type ProjectName } from './project-names.ts'
import { emptyTree, grow, matchFrom } from './surface-tree.ts'
import { nothingTaught, type Taught } from './teach.ts'
import { type Token, tokenize } from './tokens.ts'
import { wordingsOf } from './wordings.ts'

type Grammar = typeof grammar
export type Role = keyof Grammar

/** What a span of the question may mean. */
export type Evidence =
  | { readonly kind: 'department'; readonly ids: readonly string[] }
  | { readonly kind: 'place'; readonly place: string; readonly ids: readonly string[] }
  | { readonly kind: 'departmentKind'; readonly kinds: readonly DepartmentKind[] }
  | { readonly kind: 'measure'; readonly measure: Measure }
  | { readonly kind: 'item'; readonly keys: readonly string[] }
  | { readonly kind: 'stage'; readonly stage: Stage }
  | { readonly kind: 'fund'; readonly fund: Fund }
  | { readonly kind: 'role'; readonly role: Role; readonly value: string }
  /** A word of the work that the bodies do, under the forms in which documents print it and what it is in English. */
  | { readonly kind: 'concept'; readonly forms: readonly string[]; readonly gloss: string }

export type HeldDepartment = Pick<
  DepartmentTable,
  'department_id' | 'department' | 'english_name' | 'department_kind' | 'province' | 'city' | 'county'
> &
  Readonly<{
    years: readonly number[]
    /** Those of the years that it has published final accounts for. */
    outturnYears: readonly number[]
  }>

/** Whether a body has final accounts for one of the years; `years` null: for any. */
export const hasOutturn = (
  { outturnYears }: Pick<HeldDepartment, 'outturnYears'>,
  years: readonly number[] | null = null,
): boolean => (years === null ? outturnYears.length > 0 : outturnYears.some((year) => years.includes(year)))

/** The same of some of them. */
export const haveOutturn = (
  ids: readonly string[],
  years: readonly number[] | null,
  { departments }: Pick<Vocabulary, 'departments'>,
): boolean =>
  ids.some((id) => {
    const department = departments.get(id)
    return department !== undefined && hasOutturn(department, years)
  })

/** What the planner knows of the store: its words, departments and years. */
export type Vocabulary = Readonly<{
  /** Every surface that starts at `index`, the longest first. */
  match: (
    tokens: readonly Token[],
    index: number,
  ) => readonly { length: number; evidence: readonly Evidence[] }[]
  /** The same for misspelt names of bodies and places. */
  matchSlip: MatchSlip
  /** Parts of the names of the projects of some bodies. */
  matchProjects: MatchProjects
  /** Projects by body, as printed. */
  projects: ReadonlyMap<string, readonly ProjectName[]>
  departments: ReadonlyMap<string, HeldDepartment>
  /** What an item is called, by its key. */
  items: ReadonlyMap<string, Readonly<Labels>>
  /** What words of the bodies' work are in English. */
  glosses: ReadonlyMap<string, string>
  /** Whether some department among `ids` states its total of the measure at that stage. */
  states: (ids: readonly string[], measure: Measure, stage: Stage) => boolean
  /** Whether some department among `ids` prints a rate of execution of its total of the measure. */
  printsExecution: (ids: readonly string[], measure: Measure) => boolean
  /** How many departments among `ids` state their total of the measure. */
  countStating: (ids: readonly string[], measure: Measure) => number
  /** Whether some department among `ids` states one of the items at that stage. */
  statesItem: (ids: readonly string[], keys: readonly string[], stage: Stage) => boolean
  /** How many departments among `ids` state one of the items. */
  countWithItems: (ids: readonly string[], keys: readonly string[]) => number
  /** How many departments among `ids` set their total of the measure against the year before. */
  countComparing: (ids: readonly string[], measure: Measure) => number
  newestYear: number
  years: ReadonlySet<number>
  /** What can be looked up in the findings that are held: pairs of characters and stems. */
  findingWords: ReadonlySet<string>
  /** The same of everything that documents say in words. */
  passageWords: ReadonlySet<string>
}>

/** Columns of a figure with the department that states it. */
export type StatedFigure<Column extends keyof (FigureTable & ItemTable)> = Readonly<
  { department_id: string } & Pick<FigureTable & ItemTable, Column>
>

/** Totals and items that departments state. */
export type Stated = Readonly<{
  totals: readonly (StatedFigure<'measure' | 'stage'> & { isCompared: boolean })[]
  items: readonly StatedFigure<'item_key' | 'stage'>[]
  projects: readonly ProjectName[]
  executions: readonly StatedFigure<'measure'>[]
}>

const keyOf = (...parts: readonly string[]): string => parts.join(' ')

export const buildVocabulary = (
  terms: readonly Pick<TermTable, 'surface' | 'target_kind' | 'target' | 'source' | 'language'>[],
  departments: readonly HeldDepartment[],
  stated: Stated = { totals: [], items: [], projects: [], executions: [] },
  findings: readonly string[] = [],
  passages: readonly string[] = [],
  taught: Taught = nothingTaught,
): Vocabulary => {
  const root = emptyTree<Evidence>()
  const add = (surface: string, evidence: Evidence): void =>
    grow(root, tokenize(surface), (known) => mergeEvidence(known, evidence))
  const idsByPlace = placesOf(departments)
  for (const term of [...terms, ...taught.terms]) add(term.surface, termEvidence(term, idsByPlace))
  for (const [role, values] of Object.entries(grammar))
    for (const [value, { zh, en }] of Object.entries(
      values as Record<string, { zh: string[]; en: string[] }>,
    )) // one shape throughout
      for (const surface of [...zh, ...en].flatMap(wordingsOf))
        add(surface, { kind: 'role', role: role as Role, value }) // keys of this very file
  const totals = new Set(
    stated.totals.map(({ department_id: id, measure, stage }) => keyOf(id, measure, stage)),
  )
  const measured = new Set(stated.totals.map(({ department_id: id, measure }) => keyOf(id, measure)))
  const compared = new Set(
    stated.totals.flatMap(({ department_id: id, measure, isCompared }) =>
      isCompared ? [keyOf(id, measure)] : [],
    ),
  )
  const executed = new Set(stated.executions.map(({ department_id: id, measure }) => keyOf(id, measure)))
  for (const { zh, en } of glossary)
    for (const surface of [...zh, ...en]) add(surface, { kind: 'concept', forms: zh, gloss: en[0] ?? '' })
  const glosses = glossesWith(taught)
  for (const { forms, surfaces } of taught.concepts)
    for (const surface of surfaces)
      add(surface, { kind: 'concept', forms, gloss: glosses.get(forms[0] ?? '') ?? '' })
  const withItems = new Set(stated.items.map(({ department_id: id, item_key: key }) => keyOf(id, key)))
  const itemStages = new Set(
    stated.items.map(({ department_id: id, item_key: key, stage }) => keyOf(id, key, stage)),
  )
  const isWord = (part: readonly Token[]): boolean =>
    matchFrom(root, part, 0).some(
      ({ length, evidence }) => length === part.length && evidence.some(({ kind }) => kind !== 'concept'),
    )
  const matchSlip = once(() => makeMatchSlip(namesIn([...terms, ...taught.terms], idsByPlace)))
  const findingWords = once(() => new Set(findings.flatMap(lookupsOf)))
  const passageWords = once(() => new Set(passages.flatMap(lookupsOf)))
  const years = new Set(departments.flatMap((department) => department.years))
  return {
    match: (tokens, index) => matchFrom(root, tokens, index),
    matchSlip: (tokens, index) => matchSlip()(tokens, index),
    matchProjects: makeMatchProjects(stated.projects, isWord),
    projects: Map.groupBy(stated.projects, ({ departmentId }) => departmentId),
    items: itemLabels(terms),
    glosses,
    states: (ids, measure, stage) => ids.some((id) => totals.has(keyOf(id, measure, stage))),
    printsExecution: (ids, measure) => ids.some((id) => executed.has(keyOf(id, measure))),
    countStating: (ids, measure) => ids.filter((id) => measured.has(keyOf(id, measure))).length,
    statesItem: (ids, keys, stage) =>
      ids.some((id) => keys.some((key) => itemStages.has(keyOf(id, key, stage)))),
    countWithItems: (ids, keys) =>
      ids.filter((id) => keys.some((key) => withItems.has(keyOf(id, key)))).length,
    countComparing: (ids, measure) => ids.filter((id) => compared.has(keyOf(id, measure))).length,
    departments: new Map(departments.map((department) => [department.department_id, department])),
    newestYear: Math.max(...years),
    years,
    get findingWords() {
      return findingWords()
    },
    get passageWords() {
      return passageWords()
    },
  }
}

/** The glossary's own English first; a word that only a file teaches is called as it is typed in English. */
const glossesWith = (taught: Taught): ReadonlyMap<string, string> =>
  new Map([
    ...taught.concepts.flatMap(({ forms, surfaces }) => {
      const english = surfaces.find((surface) => !hasChinese(surface))
      return english === undefined ? [] : forms.map((form) => [form, english] as const)
    }),
    ...glossary.flatMap(({ zh, en }) => zh.map((form) => [form, en[0] ?? ''] as const)),
  ])

/** Most questions have no slip: what is needed to hear one is made at the first. */
const once = <Value>(make: () => Value): (() => Value) => {
  let made: Value | undefined
  return () => (made ??= make())
}

const namesIn = (
  terms: readonly Pick<TermTable, 'surface' | 'target_kind' | 'target'>[],
  idsByPlace: ReadonlyMap<string, readonly string[]>,
) =>
  terms
    .filter(({ target_kind: kind }) => kind === 'department' || kind === 'place')
    .map((term) => ({ surface: term.surface, evidence: termEvidence(term, idsByPlace) }))

/** The printed name of each item, and the English one of the classification (the Chinese one where there is none). */
const itemLabels = (
  terms: readonly Pick<TermTable, 'surface' | 'target_kind' | 'target' | 'source' | 'language'>[],
): ReadonlyMap<string, Labels> => {
  const labels = new Map<string, { zh?: string; en?: string; generated?: string }>()
  for (const { target_kind: kind, target, surface, source, language } of terms) {
    if (kind !== 'item' || /^\d+$/u.test(surface)) continue
    const known = labels.get(target) ?? {}
    labels.set(target, known)
    if (language === 'en') known.en ??= surface
    else if (source === 'printed') known.zh ??= surface
    else known.generated ??= surface
  }
  return new Map(
    [...labels].map(([key, { zh: printed, en, generated }]) => {
      const zh = printed ?? generated
      return [key, { zh: zh ?? en ?? key, en: en ?? zh ?? key }]
    }),
  )
}

const placesOf = (departments: readonly HeldDepartment[]): ReadonlyMap<string, readonly string[]> => {
  const located = departments.flatMap(({ department_id: id, province, city, county }) =>
    [...new Set([province, city, county])].flatMap((place) => (place === null ? [] : [{ id, place }])),
  )
  return new Map(
    [...Map.groupBy(located, ({ place }) => place)].map(([place, own]) => [place, own.map(({ id }) => id)]),
  )
}

const termEvidence = (
  { target_kind: kind, target }: Pick<TermTable, 'target_kind' | 'target'>,
  idsByPlace: ReadonlyMap<string, readonly string[]>,
): Evidence => {
  switch (kind) {
    case 'department':
      return { kind, ids: [target] }
    case 'place':
      return { kind, place: target, ids: idsByPlace.get(target) ?? [] }
    case 'departmentKind':
      return { kind, kinds: [target as DepartmentKind] } // terms of this kind are the keys of departmentKinds
    case 'measure':
      return { kind, measure: target as Measure } // as above
    case 'item':
      return { kind, keys: [target] }
    case 'stage':
      return { kind, stage: target as Stage } // as above
    case 'fund':
      return { kind, fund: target as Fund } // as above
  }
}

/** A name of several items, departments or kinds is one piece of evidence for all of them. */
const mergeEvidence = (known: readonly Evidence[], added: Evidence): Evidence[] => {
  if (known.some((evidence) => isDeepStrictEqual(evidence, added))) return [...known]
  const index = known.findIndex((evidence) => evidence.kind === added.kind && added.kind !== 'role')
  const same = known[index]
  if (!same) return [...known, added]
  const merged = mergeSame(same, added)
  return merged ? known.map((evidence, at) => (at === index ? merged : evidence)) : [...known, added]
}

const mergeSame = (left: Evidence, right: Evidence): Evidence | null => {
  const union = <Value>(one: readonly Value[], other: readonly Value[]) => [...new Set([...one, ...other])]
  if (left.kind === 'item' && right.kind === 'item') return { ...left, keys: union(left.keys, right.keys) }
  if (left.kind === 'department' && right.kind === 'department')
    return { ...left, ids: union(left.ids, right.ids) }
  if (left.kind === 'place' && right.kind === 'place') return { ...left, ids: union(left.ids, right.ids) }
  if (left.kind === 'departmentKind' && right.kind === 'departmentKind')
    return { ...left, kinds: union(left.kinds, right.kinds) }
  if (left.kind === 'concept' && right.kind === 'concept')
    return { ...left, forms: union(left.forms, right.forms) }
  return null
}
