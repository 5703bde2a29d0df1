import type { Edition, ReportKind } from '../../db/domain/terms.ts'
import { type IntermediateDocument, tablesOf, withoutSpace } from '../intermediate.ts'
import type { Identity, IdentityDoubt, UnreadableCode } from '../reading.ts'
import { chooseName, isVariantOf, shortFormsOf } from './choose-name.ts'
import { departmentKindOf } from './department-kind.ts'
import {
  coverOf,
  type NameCandidate,
  type NameSource,
  nameCandidates,
  titleLineOf,
} from './name-candidates.ts'
import { placeOf } from './place.ts'

export type IdentityOutcome =
  | { readonly kind: 'identified'; readonly identity: Identity }
  | { readonly kind: 'unreadable'; readonly code: UnreadableCode }

const chineseDigits = '〇一二三四五六七八九'

const yearIn = (text: string): number | null => {
  const arabic = /(20\d{2})年/u.exec(text)?.[1]
  if (arabic !== undefined) return Number(arabic)
  const chinese = /二[〇○零][〇○零一二三四五六七八九]{2}(?=年度)/u.exec(text)?.[0]
  if (chinese === undefined) return null
  return Number([...chinese.replace(/[○零]/gu, '〇')].map((digit) => chineseDigits.indexOf(digit)).join(''))
}

/** The year of the amounts, not the date of printing: "20xx 年度", or 预算年度. */
const yearInCaption = (text: string): number | null => {
  const folded = withoutSpace(text)
  const year =
    /(20\d{2})年度/u.exec(folded)?.[1] ??
    /年度[:：](20\d{2})/u.exec(folded)?.[1] ??
    /^(20\d{2})年$/u.exec(folded)?.[1]
  return year === undefined ? null : Number(year)
}

const mostCommon = <Value>(values: readonly Value[]): Value | null => {
  const groups = [...Map.groupBy(values, (value) => value)]
  return groups.toSorted((a, b) => b[1].length - a[1].length)[0]?.[0] ?? null
}

/** Funds have 预算 in their names; they say nothing about the report. */
const fundWords =
  /一般公共预算|政府性?基金预算|国有资本经营预算|社会保险基金预算|全年预算|年初预算|预算单位|预决算/gu

const kindIn = (text: string): ReportKind | null => {
  const bare = text.replace(fundWords, '')
  const [finalAccounts, budget] = [bare.includes('决算'), bare.includes('预算')]
  if (finalAccounts === budget) return null
  return finalAccounts ? 'finalAccounts' : 'budget'
}

const editionIn = (text: string): Edition =>
  /单位(?:预算|决算)/u.test(text) && !/部门(?:预算|决算)/u.test(text) ? 'unit' : 'department'

const present = <Value>(values: readonly (Value | null)[]): readonly Value[] =>
  values.flatMap((value) => (value === null ? [] : [value]))

/** The ws-free text with the line of every character. */
const squeezeText = (lines: readonly string[]) => {
  const starts: { offset: number; line: number }[] = []
  let text = ''
  lines.forEach((line, index) => {
    const squeezed = withoutSpace(line).replaceAll('**', '')
    if (squeezed === '') return
    starts.push({ offset: text.length, line: index + 1 })
    text += squeezed
  })
  return { text, lineAt: (offset: number) => starts.findLast((start) => start.offset <= offset)?.line ?? 1 }
}

const titleText = (cover: string): string =>
  /^.*?(?:部门|单位)?(?:预算|决算)(?:信息)?(?:公开)?(?:情况)?(?:说明|报告|书)?/u.exec(cover)?.[0] ?? cover

/** Who disclosed what for which year; nothing is invented, a missing part is an outcome with its code. */
export const readIdentity = (document: IntermediateDocument): IdentityOutcome => {
  const { text, lineAt } = squeezeText(document.lines)
  if (!/预算|决算/u.test(text)) return { kind: 'unreadable', code: 'not-a-disclosure' }

  const tables = tablesOf(document)
  const cover = coverOf(document)?.text ?? ''
  const isTitled = /预算|决算/u.test(cover)
  const titleLine = titleLineOf(document, cover)
  const title = isTitled ? titleText(cover) : (titleLine ?? tables[0]?.title ?? '')
  const tableTitles = tables.map((table) => withoutSpace(table.title))

  const kindInTitle = kindIn(isTitled ? cover : title)
  const kind = kindInTitle ?? mostCommon(present(tableTitles.map(kindIn)))
  if (kind === null) return { kind: 'unreadable', code: 'no-report-kind' }

  const captions = tables.flatMap((table) => table.captions.map((caption) => yearInCaption(caption.text)))
  const yearInTitle = yearIn(title)
  const yearOfCaptions = mostCommon(present(captions))
  const fiscalYear = yearInTitle ?? yearOfCaptions ?? mostCommon(present(tableTitles.map(yearIn)))
  if (fiscalYear === null) return { kind: 'unreadable', code: 'no-fiscal-year' }

  const candidates = nameCandidates(document, cover, titleLine)
  const department = chooseName(candidates, text)
  if (department === null) return { kind: 'unreadable', code: 'no-department' }

  const variants = candidates.map(({ name }) => name).filter((name) => isVariantOf(name, department))
  const shortForms = shortFormsOf(department).filter((form) => standsAlone(text, form, department))
  const printedNames = [...new Set([department, ...variants, ...shortForms])]
    .map((name) => ({ name, at: text.indexOf(name) }))
    .filter(({ at }) => at !== -1)
    .map(({ name, at }) => ({ name, line: lineAt(at) }))

  return {
    kind: 'identified',
    identity: {
      department,
      printedNames,
      departmentKind: departmentKindOf(department),
      ...placeOf(department, text),
      fiscalYear,
      kind,
      edition: editionIn(`${title}${cover}`),
      title,
      recognisedBy: {
        department: sourceOf(department, candidates),
        fiscalYear: yearInTitle !== null ? 'title' : yearOfCaptions !== null ? 'caption' : 'tableTitle',
        kind: kindInTitle !== null ? 'title' : 'tableTitle',
      },
      doubts: [
        ...doubtOf('department', department, namesInCaptions(candidates), isVariantOf),
        ...doubtOf('fiscalYear', String(fiscalYear), present(captions).map(String)),
        ...doubtOf('kind', kind, present(tableTitles.map(kindIn))),
      ],
    },
  }
}

const namesInCaptions = (candidates: readonly NameCandidate[]): readonly string[] =>
  candidates.flatMap(({ name, source }) => (source === 'caption' ? [name] : []))

/** One table alone may be a form about something else. */
const fewestAgainst = 2

const doubtOf = (
  part: IdentityDoubt['part'],
  taken: string,
  said: readonly string[],
  isSame: (one: string, taken: string) => boolean = (one) => one === taken,
): readonly IdentityDoubt[] => {
  if (said.some((one) => isSame(one, taken))) return []
  const other = mostCommon(said)
  const against = said.filter((one) => one === other).length
  return other === null || against < fewestAgainst ? [] : [{ part, taken, other }]
}

const sourcesByCare: readonly NameSource[] = ['title', 'cover', 'heading', 'caption', 'cell']

/** The most careful place that names the department, in full or in short. */
const sourceOf = (department: string, candidates: readonly NameCandidate[]): NameSource => {
  const own = candidates.filter(({ name }) => department.endsWith(name) || name.endsWith(department))
  return sourcesByCare.find((source) => own.some((candidate) => candidate.source === source)) ?? 'cell'
}

/** Whether a short form stands in the text other than as the end of the full name. */
const standsAlone = (text: string, form: string, full: string): boolean => {
  const lead = full.at(-form.length - 1)
  for (let at = text.indexOf(form); at !== -1; at = text.indexOf(form, at + 1))
    if (text[at - 1] !== lead) return true
  return false
}
