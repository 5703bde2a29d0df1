import economic from './classification/economic.json' with { type: 'json' }
import functional from './classification/functional.json' with { type: 'json' }
import { stripNumbering } from './text.ts'

/** One line of the functional classification of government expenditure (支出功能分类科目). */
export type FunctionEntry = Readonly<{
  /** 3, 5 or 7 digits: class 类, section 款, item 项. Null: documents print the name, no code is known for it. */
  code: string | null
  /** Names, the usual one first. */
  zh: readonly string[]
  en: string
  enSynonyms: readonly string[]
  /** Short forms that people type. */
  zhSynonyms?: readonly string[]
  status: string
}>

export const functionEntries: readonly FunctionEntry[] = functional

/** One line of the economic classification that departments use (部门预算支出经济分类科目); governments use another list. */
export type EconomicEntry = Readonly<{
  code: string
  zh: string
  en: string
  enSynonyms: readonly string[]
  /** Short forms that people type. */
  zhSynonyms?: readonly string[]
}>

export const economicEntries: readonly EconomicEntry[] = economic

const economicEntryByCode = new Map(economicEntries.map((entry) => [entry.code, entry]))
export const economicEntryOf = (code: string): EconomicEntry | undefined => economicEntryByCode.get(code)

const levelByCodeLength: Readonly<Record<number, number>> = { 3: 1, 5: 2, 7: 3 }

/** 1 class, 2 section, 3 item; null where the digits are no function code. */
export const functionLevelOf = (code: string): number | null =>
  /^2\d+$/u.test(code) ? (levelByCodeLength[code.length] ?? null) : null

/** Level of a code of the departments' economic classification: 3 digits a class, 5 a section; null for anything else. */
export const economicLevelOf = (code: string): number | null =>
  /^3\d+$/u.test(code) && code.length <= 5 ? (levelByCodeLength[code.length] ?? null) : null

/** The codes of the class and the section above a section or an item. */
export const codesAbove = (code: string): readonly string[] =>
  [code.slice(0, 3), code.slice(0, 5)].filter((above) => above !== code)

/** A name for comparison: no numbering, no white space, no final 支出, which documents add and leave out freely. */
const foldFunctionName = (name: string): string => {
  const bare = stripNumbering(name)
  return bare.length > 3 ? bare.replace(/支出$/u, '') : bare
}

/** Code and name pairs: what one document prints, or the standing list. */
export type CodedName = Readonly<{ code: string; name: string }>

const standingNames: readonly CodedName[] = functionEntries.flatMap(({ code, zh }) =>
  code === null ? [] : zh.map((name) => ({ code, name })),
)

export type NamePath = Readonly<{ class: string; section: string | null; item: string | null }>

/** Look-ups over the standing classification and the codes that one document prints, which come first. */
export type CodeBook = Readonly<{
  nameOf: (code: string) => string | null
  /** Every code of that level which bears the name. */
  codesNamed: (name: string, level: number) => readonly string[]
  /** Null where the names leave it open. */
  codeAtPath: (path: NamePath) => string | null
}>

/** `printed`: the codes and names of one document, which come before the standing list. */
export const makeCodeBook = (printed: readonly CodedName[] = []): CodeBook => {
  const names = [...printed, ...standingNames]
  const nameByCode = new Map<string, string>()
  const codesByName = new Map<string, string[]>()
  for (const { code, name } of names) {
    const level = functionLevelOf(code)
    if (level === null) continue
    if (!nameByCode.has(code)) nameByCode.set(code, name)
    const key = `${level}:${foldFunctionName(name)}`
    const codes = codesByName.get(key) ?? []
    if (!codes.includes(code)) codesByName.set(key, [...codes, code])
  }
  const printedCodes = new Set(printed.map(({ code }) => code))

  const codesNamed = (name: string, level: number) =>
    codesByName.get(`${level}:${foldFunctionName(name)}`) ?? []

  const only = (codes: readonly string[]): string | null => (codes.length === 1 ? (codes[0] ?? null) : null)

  /** The one candidate; or, among several, the one that the document itself prints. */
  const settle = (codes: readonly string[]): string | null =>
    only(codes) ?? only(codes.filter((code) => printedCodes.has(code)))

  /** A document may cut an item's name short; the cut is read only where one printed name begins with it. */
  const codesBeginningWith = (name: string, parents: readonly string[]) => {
    const start = foldFunctionName(name)
    if (start.length < 4) return []
    return [
      ...new Set(names.filter((entry) => foldFunctionName(entry.name).startsWith(start)).map((e) => e.code)),
    ]
      .filter((code) => functionLevelOf(code) === 3)
      .filter((code) => parents.some((parent) => code.startsWith(parent)))
  }

  const codeAtPath = (path: NamePath): string | null => {
    const classes = codesNamed(path.class, 1)
    if (path.section === null) return settle(classes)
    // Classes are renamed over the years; under an unknown name, section and item together still say which.
    const isUnderClass = (code: string) =>
      classes.length === 0 || classes.some((parent) => code.startsWith(parent))
    const sections = codesNamed(path.section, 2).filter(isUnderClass)
    if (path.item === null) return classes.length === 0 ? null : settle(sections)
    const items = codesNamed(path.item, 3).filter(isUnderClass)
    const inSection = items.filter((code) => sections.some((parent) => code.startsWith(parent)))
    if (inSection.length > 0 || classes.length === 0) return settle(inSection)
    const cutShort = settle(codesBeginningWith(path.item, sections))
    if (cutShort !== null) return cutShort
    // The section's name is not known, or misnamed: an item name that the class has only once still decides.
    return only(items)
  }

  return { nameOf: (code) => nameByCode.get(code) ?? null, codesNamed, codeAtPath }
}

const entryByCode = new Map(
  functionEntries.flatMap((entry) => (entry.code === null ? [] : [[entry.code, entry] as const])),
)

export const functionEntryOf = (code: string): FunctionEntry | undefined => entryByCode.get(code)
