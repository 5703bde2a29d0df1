/**
 * The vocabulary that questions are read with, built from what was loaded, so that a department or an item that a new
 * document prints can be asked about at once: printed names, their short forms, pinyin and English.
 */

import { codesAbove, economicEntryOf, functionEntryOf } from '../db/domain/classification.ts'
import { countedKindOf } from '../db/domain/counted-kinds.ts'
import { functionKeyOf, isEconomicKey } from '../db/domain/figure.ts'
import {
  type Concept,
  departmentKinds,
  funds,
  keysOf,
  type Language,
  measures,
  stages,
  statedMeasures,
} from '../db/domain/terms.ts'
import { stripNumbering } from '../db/domain/text.ts'
import type { DepartmentTable, ItemTable, TermTable, TermTarget } from '../db/schema/tables.ts'
import { bodyNamesOf, shortBodyNamesOf } from './body-words.ts'
import { placeWordsOf } from './place-words.ts'

export type Term = Omit<TermTable, 'term_id'>

/** What is loaded of the names of bodies and items. */
export type NamingRows = Readonly<{
  department: readonly Omit<DepartmentTable, 'department_number'>[]
  department_name: readonly Readonly<{ department_id: string; name: string }>[]
  item: readonly (Omit<ItemTable, 'item_number' | 'department_number'> & { item_name: string })[]
}>

/** Shape: each surface once for each thing it points to. */
export const buildTerms = (rows: NamingRows): readonly Term[] => {
  const terms = [
    ...conceptTerms(),
    ...departmentTerms(rows),
    ...placeTerms(rows),
    ...itemTerms(rows),
    ...subjectTerms(rows),
  ]
  return uniqueTerms(terms)
}

/** The first of several terms that say the same: what is printed comes before what is generated. */
const uniqueTerms = (terms: readonly Term[]): readonly Term[] => {
  const unique = new Map<string, Term>()
  for (const term of terms) {
    const key = JSON.stringify([term.surface, term.target_kind, term.target])
    if (term.surface.trim() !== '' && !unique.has(key)) unique.set(key, term)
  }
  return [...unique.values()]
}

const conceptTerms = (): readonly Term[] => [
  ...authored('measure', measures),
  ...surfacesAsPrinted('measure', measures),
  ...authored('stage', stages),
  ...authored('fund', funds),
  ...authored('departmentKind', departmentKinds),
]

const authored = (targetKind: TermTarget, concepts: Readonly<Record<string, Concept>>): readonly Term[] =>
  Object.entries(concepts).flatMap(([target, concept]) => [
    ...surfaces('zh', targetKind, target, 'authored', [concept.label.zh, ...concept.synonyms.zh]),
    ...surfaces('en', targetKind, target, 'authored', [concept.label.en, ...concept.synonyms.en]),
  ])

/**
 * Labels of tables that name a measure; those of stages (金额) and kinds (局) are too general for a question, 支出合计
 * asks for a sum where several bodies are named, and 政府采购预算 names a stage beside the measure.
 */
const surfacesAsPrinted = (
  targetKind: TermTarget,
  concepts: Readonly<Record<string, Concept>>,
): readonly Term[] =>
  Object.entries(concepts).flatMap(([target, { printed }]) =>
    surfaces(
      'zh',
      targetKind,
      target,
      'authored',
      printed.filter((label) => !/^..合计$|(?:预算|决算)$/u.test(label)),
    ),
  )

const surfaces = (
  language: Language,
  targetKind: TermTarget,
  target: string,
  source: Term['source'],
  words: readonly string[],
): readonly Term[] => words.map((surface) => ({ language, surface, target_kind: targetKind, target, source }))

/** A department is known by every name that a document printed for it. Short forms come from its place and kind. */
const departmentTerms = (rows: NamingRows): readonly Term[] => {
  const namesByDepartment = Map.groupBy(rows.department_name, (row) => row.department_id)
  return rows.department.flatMap((department) => {
    const printed = (namesByDepartment.get(department.department_id) ?? []).map((row) => row.name)
    return [
      ...surfaces('zh', 'department', department.department_id, 'printed', [
        department.department,
        ...printed,
      ]),
      ...surfaces('zh', 'department', department.department_id, 'generated', [
        ...shortNamesOf(
          withoutPlace(department.department, [department.province, department.city, department.county]),
        ),
        ...shortBodyNamesOf(department.department),
      ]).filter(({ surface }) => !isKindWord(surface)),
      ...surfaces(
        'en',
        'department',
        department.department_id,
        'generated',
        // Also those of names that it had before.
        [department.department, ...printed].flatMap((name) =>
          englishNamesOf({ ...department, department: name }),
        ),
      ),
    ]
  })
}

/** 望鹤镇人民政府 is 望鹤镇 and 望鹤镇政府, 曹杨街道办事处 is 曹杨街道. */
const shortNamesOf = (name: string): readonly string[] => {
  const place = /^(?<place>.+(?:镇|乡|街道))(?:人民政府|办事处)$/u.exec(name)?.groups?.place
  if (place === undefined) return [name]
  return [name, place, ...(name.endsWith('政府') ? [`${place}政府`] : [`${place}办`])]
}

/** 云溪县教育局 is the Yunxi education bureau, the Yunxi County education bureau, the education bureau of Yunxi … */
const englishNamesOf = ({
  department,
  city,
  county,
}: NamingRows['department'][number]): readonly string[] => {
  const place = county ?? city
  if (place === null) return bodyNamesOf(department)
  return bodyNamesOf(department).flatMap((body) =>
    placeWordsOf(place).en.flatMap((name) => [`${name} ${body}`, `${body} of ${name}`]),
  )
}

/** 青山市云溪县总工会 in 青山市, 云溪县 → 总工会, which names a kind and not a department. */
const withoutPlace = (name: string, places: readonly (string | null)[]): string =>
  places.reduce<string>((rest, place) => (place ? rest.replace(place, '') : rest), name)

const kindWords: ReadonlySet<string> = new Set(
  keysOf(departmentKinds).flatMap((kind) => {
    const words: Concept = departmentKinds[kind]
    return [words.label.zh, ...words.synonyms.zh, ...words.printed]
  }),
)
const isKindWord = (word: string) => kindWords.has(word)

/** A place points to the departments in it. */
const placeTerms = (rows: NamingRows): readonly Term[] => {
  const places = new Set(
    rows.department.flatMap(({ province, city, county }) =>
      [province, city, county].filter((it) => it !== null),
    ),
  )
  return [...places].flatMap((place) => {
    const { zh, en } = placeWordsOf(place)
    return [
      ...surfaces('zh', 'place', place, 'generated', zh),
      ...surfaces('en', 'place', place, 'generated', en),
    ]
  })
}

type KnownNames = Readonly<{ zh: readonly string[]; en: readonly string[] }>

const knownNamesOf = (itemKey: string, code: string | null): KnownNames => {
  if (code === null) return { zh: [], en: [] }
  const known = isEconomicKey(itemKey) ? economicEntryOf(code) : functionEntryOf(code)
  return known
    ? {
        zh: [known.zh, known.zhSynonyms ?? []].flat(),
        en: [known.en, ...known.enSynonyms],
      }
    : { zh: [], en: [] }
}

/** 维修（护）费 is typed 维修费 and 维修护费, too. */
const withoutBrackets = (name: string): readonly string[] =>
  /[（(]/u.test(name) ? [name.replace(/[（(][^）)]*[）)]/gu, ''), name.replace(/[（()）]/gu, '')] : []

/** Items by code and name as printed, with and without 支出, and by the English names of the classifications. */
const itemTerms = (rows: NamingRows): readonly Term[] => {
  const items = [
    ...new Map(
      rows.item.flatMap((named) =>
        named.subject === null ? [[named.item_key + named.item_name, named] as const] : [],
      ),
    ).values(),
  ].map((named) => ({ ...named, printed: stripNumbering(named.item_name) }))
  const functions = items.filter(({ item_key: key }) => !isEconomicKey(key))
  const ancestors = ancestorTerms(functions.flatMap(({ item_code: code }) => (code === null ? [] : [code])))
  const names = new Set(items.flatMap(({ printed }) => [printed, printed.replace(/支出$/u, '')]))
  const parts = partsOfOneItem(
    functions.map(({ item_key: key, printed }) => ({ key, name: printed })),
    names,
  )
  const own = items.flatMap(({ item_key: key, item_code: code, item_level: level, printed }) => {
    const short = printed.replace(/支出$/u, '')
    const known = knownNamesOf(key, code)
    return [
      ...surfaces('zh', 'item', key, 'printed', [printed, ...(code === null ? [] : [code])]),
      ...surfaces('zh', 'item', key, 'generated', [
        ...(short.length >= 2 ? [short, ...(level === 1 ? [`${short}类`] : [])] : []),
        ...withoutBrackets(printed),
        printed.replaceAll('的', ''),
        ...known.zh,
        ...(parts.get(key) ?? []),
      ]),
      ...surfaces('en', 'item', key, 'authored', known.en),
    ]
  })
  return [...own, ...ancestors]
}

/** Of a name without its place that means no kind of body. */
const shortestSubject = 4
const longestPlace = 12

/** 青山市云溪县花果山林场 → 花果山林场 */
const behindPlaces = (name: string, places: ReadonlySet<string | null>): string => {
  for (let length = Math.min(longestPlace, name.length - 1); length > 1; length -= 1)
    if (places.has(name.slice(0, length))) return behindPlaces(name.slice(length), places)
  return name
}

/** Kinds of vehicles, equipment and posts, as printed and by their usual names; projects; units without their place. */
const subjectTerms = (rows: NamingRows): readonly Term[] => {
  const places = new Set(rows.department.flatMap(({ province, city, county }) => [province, city, county]))
  return rows.item.flatMap(({ measure, subject, item_key: key }) => {
    // What sentences and forms name themselves is no measure that could be asked for.
    if (subject === null || Object.hasOwn(statedMeasures, measure)) return []
    const kind = countedKindOf(subject)
    const short = behindPlaces(subject, places)
    const isName = short !== subject && short.length >= shortestSubject && !isKindWord(short)
    return [
      ...surfaces('zh', 'item', key, 'printed', [subject]),
      ...surfaces('zh', 'item', key, 'generated', [...(kind?.zh ?? []), ...(isName ? [short] : [])]),
      ...surfaces('en', 'item', key, 'authored', kind?.en ?? []),
    ]
  })
}

/** Classes and sections that stand above a held item, so that "农业农村的行政运行" is heard though only the item is printed. */
const ancestorTerms = (codes: readonly string[]): readonly Term[] => {
  const held = new Set(codes)
  const above = new Set(codes.flatMap(codesAbove).filter((code) => !held.has(code)))
  return [...above].flatMap((code) => {
    const known = functionEntryOf(code)
    const key = functionKeyOf(code)
    return [
      ...surfaces('zh', 'item', key, 'generated', [...(known?.zh ?? []), ...(known?.zhSynonyms ?? [])]),
      ...surfaces('en', 'item', key, 'authored', known ? [known.en, ...known.enSynonyms] : []),
    ]
  })
}

const shortestPart = 4

/** Parts of a name that belong to one item only and are no name themselves: 职业年金 of 机关事业单位职业年金缴费支出. */
const partsOfOneItem = (
  items: readonly Readonly<{ key: string; name: string }>[],
  names: ReadonlySet<string>,
): ReadonlyMap<string, readonly string[]> => {
  const keysByPart = new Map<string, Set<string>>()
  for (const { key, name } of items)
    for (let start = 0; start + shortestPart <= name.length; start += 1)
      for (let end = start + shortestPart; end <= name.length; end += 1) {
        const part = name.slice(start, end)
        keysByPart.set(part, (keysByPart.get(part) ?? new Set()).add(key))
      }
  const owned = [...keysByPart].flatMap(([part, keys]) => {
    const [key] = keys
    const isUsable =
      !isMadeOfConcepts(part) &&
      key !== undefined &&
      keys.size === 1 &&
      !names.has(part) &&
      /^\p{Script=Han}+$/u.test(part)
    return isUsable ? [{ key, part }] : []
  })
  const byKey = Map.groupBy(owned, ({ key }) => key)
  return new Map([...byKey].map(([key, group]) => [key, group.map(({ part }) => part)]))
}

const conceptWords: ReadonlySet<string> = new Set(conceptTerms().map(({ surface }) => surface))

/** 预算支出 is a stage and a measure, whatever longer name it stands in. */
const isMadeOfConcepts = (part: string): boolean =>
  [...part].some(
    (_, index) => index > 0 && conceptWords.has(part.slice(0, index)) && conceptWords.has(part.slice(index)),
  )
