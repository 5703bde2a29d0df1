/**
 * What of a store a planning prompt names: bodies and items that the question or its thread may mean, found by the words
 * of the embedded planner and by parts of names. So the prompt grows with the question, not with the store.
 */
import type { Labels } from '../../db/domain/terms.ts'
import type { PlanningVocabulary } from '../../prompts/planning-vocabulary.ts'
import { hear } from '../understand/hear.ts'
import { lookupsOf } from '../understand/lookups.ts'
import { type HeldDepartment, hasOutturn, type Vocabulary } from '../understand/vocabulary.ts'
import { estimateTokens } from './estimate-tokens.ts'

/** As many bodies are named whether the question speaks of them or not. */
const mostNamed = { department: 6, item: 8 } as const
type NameKind = keyof typeof mostNamed

/**
 * `texts`: the question and the earlier ones of its thread; `spokenOf`: bodies of the last answer, by id. What is spoken of is
 * named before what may be meant; `mostTokens`: of all names together.
 */
export const nameCandidates = (
  texts: readonly string[],
  spokenOf: readonly string[],
  vocabulary: Vocabulary,
  mostTokens = Number.POSITIVE_INFINITY,
): PlanningVocabulary => {
  const heard = texts.flatMap((text) => hear(text, vocabulary, spokenOf)).flatMap(({ evidence }) => evidence)
  const heardBodies = heard.flatMap((it) => (it.kind === 'department' || it.kind === 'place' ? it.ids : []))
  const heardItems = heard.flatMap((it) => (it.kind === 'item' ? it.keys : []))
  const looked = new Set(texts.flatMap(lookupsOf))
  const { departments, items } = indexOf(vocabulary)
  const nameOf = {
    department: (id: string) => departmentName(vocabulary.departments.get(id), spokenOf.includes(id)),
    item: (key: string) => itemName(key, vocabulary.items.get(key)),
  }
  const all = (kind: NameKind, ids: Iterable<string>) => [...ids].map((id) => ({ kind, id }))
  const { department: named, item: keys } = fitting(
    [
      ...all('department', [...spokenOf, ...heardBodies]),
      ...all('item', heardItems),
      ...all('department', departments.nearest(looked)),
      ...all('item', items.nearest(looked)),
      ...all('department', vocabulary.departments.keys()),
    ],
    ({ kind, id }) => nameOf[kind](id),
    mostTokens,
  )
  return {
    departments: named.flatMap((id) => {
      const held = vocabulary.departments.get(id)
      return held
        ? [
            {
              id,
              name: held.department,
              englishName: held.english_name,
              kind: held.department_kind,
              hasFinalAccounts: hasOutturn(held),
            },
          ]
        : []
    }),
    otherDepartments: vocabulary.departments.size - named.length,
    items: keys.flatMap((key) => {
      const label = vocabulary.items.get(key)
      return label ? [{ key, label }] : []
    }),
    otherItems: vocabulary.items.size - keys.length,
    years: [...vocabulary.years].toSorted((left, right) => left - right),
  }
}

/** Whether the text says a part of the name of a body that no other body has in its name, or a part of its place. */
export const saysPartOf = (id: string, text: string, vocabulary: Vocabulary): boolean => {
  const held = vocabulary.departments.get(id)
  if (held === undefined) return false
  const { departments } = indexOf(vocabulary)
  const places = [held.province, held.city, held.county].flatMap((place) => (place === null ? [] : [place]))
  const telling = [
    ...places.flatMap(lookupsOf),
    ...namesOf(held)
      .flatMap(lookupsOf)
      .filter((part) => departments.idsWith(part).length === 1),
  ]
  const looked = new Set(lookupsOf(text))
  return telling.some((part) => looked.has(part))
}

/** What stands in a cell for a name may be anything: of two lines, a reply, a link. Such a thing is not named. */
const isName = (text: string): boolean =>
  text.length <= longestName && !/[\p{C}\p{Zl}\p{Zp}<>{}\\`]/u.test(text)
const longestName = 80

/** What is called so, and how many tokens of a prompt with its schema that takes. */
type Name = Readonly<{ texts: readonly string[]; tokens: number }>
type NameCandidate = Readonly<{ kind: NameKind; id: string }>

/** The first that have room and whose names are such as can be told, by their ids. */
const fitting = (
  candidates: readonly NameCandidate[],
  nameOf: (candidate: NameCandidate) => Name | null,
  mostTokens: number,
): Readonly<Record<NameKind, readonly string[]>> => {
  const named: Record<NameKind, string[]> = { department: [], item: [] }
  let room = mostTokens
  for (const candidate of candidates) {
    const { kind, id } = candidate
    if (named[kind].length === mostNamed[kind] || named[kind].includes(id)) continue
    const name = nameOf(candidate)
    if (name === null || name.tokens > room || !name.texts.every(isName)) continue
    named[kind].push(id)
    room -= name.tokens
  }
  return named
}

/** A body stands in the list, in the schema, and maybe among those that were spoken of. */
const departmentName = (held: HeldDepartment | undefined, isSpokenOf: boolean): Name | null =>
  held === undefined
    ? null
    : {
        texts: namesOf(held),
        tokens:
          12 +
          (isSpokenOf ? 3 : 2) * estimateTokens(held.department) +
          estimateTokens(held.english_name ?? ''),
      }

/** An item stands in the list with its label in one language, and in the schema. */
const itemName = (key: string, label: Labels | undefined): Name | null =>
  label === undefined
    ? null
    : {
        texts: [key, label.zh, label.en],
        tokens: 4 + 2 * estimateTokens(key) + Math.max(estimateTokens(label.zh), estimateTokens(label.en)),
      }

/** Names by the pairs of characters and the stems in them. */
type NameIndex = Readonly<{
  idsWith: (part: string) => readonly string[]
  /** Ids of names that share something with what is looked for, those that share most of themselves first. */
  nearest: (looked: ReadonlySet<string>) => readonly string[]
}>

/** What stands in more of the names than this says little. */
const mostSharing = 0.1
const leastSharing = 4

const makeIndex = (names: Iterable<readonly [id: string, texts: readonly string[]]>): NameIndex => {
  const idsByPart = new Map<string, string[]>()
  const sizeById = new Map<string, number>()
  for (const [id, texts] of names) {
    const parts = new Set(texts.flatMap(lookupsOf))
    sizeById.set(id, parts.size)
    for (const part of parts) {
      const ids = idsByPart.get(part)
      if (ids) ids.push(id)
      else idsByPart.set(part, [id])
    }
  }
  return {
    idsWith: (part) => idsByPart.get(part) ?? [],
    nearest: (looked) => {
      const shared = new Map<string, number>()
      for (const part of looked) {
        const ids = idsByPart.get(part) ?? []
        // 支出 and "affairs" tell nothing apart.
        if (ids.length > Math.max(leastSharing, mostSharing * sizeById.size)) continue
        for (const id of ids) shared.set(id, (shared.get(id) ?? 0) + 1)
      }
      const shareOf = ([id, weight]: readonly [string, number]) => weight / (sizeById.get(id) ?? 1)
      return [...shared].toSorted((left, right) => shareOf(right) - shareOf(left)).map(([id]) => id)
    },
  }
}

type Indexes = Readonly<{ departments: NameIndex; items: NameIndex }>
const indexesByVocabulary = new WeakMap<Vocabulary, Indexes>()

/** Made at the first question of a store. */
const indexOf = (vocabulary: Vocabulary): Indexes => {
  const known = indexesByVocabulary.get(vocabulary)
  if (known) return known
  const made: Indexes = {
    departments: makeIndex([...vocabulary.departments].map(([id, held]) => [id, namesOf(held)] as const)),
    items: makeIndex([...vocabulary.items].map(([key, { zh, en }]) => [key, [zh, en]] as const)),
  }
  indexesByVocabulary.set(vocabulary, made)
  return made
}

const namesOf = (held: HeldDepartment | undefined): readonly string[] =>
  held === undefined ? [] : [held.department, ...(held.english_name === null ? [] : [held.english_name])]
