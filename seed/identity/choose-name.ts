import type { NameCandidate, NameSource } from './name-candidates.ts'
import { endsLikeDivision, isDivisionName, splitPlace } from './place.ts'

/**
 * One canonical name out of many printed ones. Titles name the department with more care than captions, which are
 * copied from table to table with their misspellings; so titles decide where there are any. The winner is then
 * completed to the longest form in which the document prints it.
 */
const weightBySource: Readonly<Record<NameSource, number>> = {
  cover: 3,
  title: 3,
  heading: 1,
  caption: 0,
  cell: 0,
}

const mostVoted = (
  candidates: readonly NameCandidate[],
  weight: (source: NameSource) => number,
): string | null => {
  const votes = new Map<string, number>()
  for (const { name, source } of candidates) votes.set(name, (votes.get(name) ?? 0) + weight(source))
  const ranked = [...votes].filter(([, count]) => count > 0)
  return ranked.toSorted((a, b) => b[1] - a[1] || b[0].length - a[0].length)[0]?.[0] ?? null
}

const isPlaceAlone = (text: string): boolean => {
  const { rest, province, city, county } = splitPlace(text)
  return rest === '' && (province ?? city ?? county) !== null
}

/** How far in front of a name its place may begin. */
const longestDivision = 12

/** The shortest division name that these words end with. */
const divisionAtEnd = (words: string): string => {
  for (let length = 2; length <= words.length; length += 1)
    if (isDivisionName(words.slice(-length))) return words.slice(-length)
  return ''
}

const longestForm = (name: string, candidates: readonly NameCandidate[], text: string): string => {
  const forms = candidates
    .map((candidate) => candidate.name)
    .filter((form) => form.endsWith(name) && form !== name && isPlaceAlone(form.slice(0, -name.length)))
  const before = new Set<string>()
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1))
    before.add(text.slice(Math.max(0, at - longestDivision), at))
  const placed = [...before]
    .filter(endsLikeDivision)
    .map(divisionAtEnd)
    .filter((division) => division !== '')
    .map((division) => `${division}${name}`)
  return [name, ...forms, ...placed].toSorted((a, b) => b.length - a.length)[0] ?? name
}

/** `text` is the whole document, white space removed. */
export const chooseName = (candidates: readonly NameCandidate[], text: string): string | null => {
  const name =
    mostVoted(candidates, (source) => weightBySource[source]) ??
    mostVoted(candidates, (source) => (source === 'caption' ? 1 : 0))
  return name === null ? null : longestForm(name, candidates, text)
}

const commonLength = (a: string, b: string): number => {
  let row = new Array<number>(b.length + 1).fill(0)
  for (const character of a) {
    const next = [0]
    for (let index = 0; index < b.length; index += 1)
      next.push(
        b[index] === character ? (row[index] ?? 0) + 1 : Math.max(next[index] ?? 0, row[index + 1] ?? 0),
      )
    row = next
  }
  return row[b.length] ?? 0
}

/** Whether a printed name is the canonical one misspelt, and not another department's. */
export const isVariantOf = (name: string, canonical: string): boolean =>
  canonical.endsWith(name) || commonLength(name, canonical) / Math.max(name.length, canonical.length) >= 0.75

/** Forms without the outer place, as running text uses them: 中站区总工会, 区总工会. */
export const shortFormsOf = (canonical: string): readonly string[] => {
  const { county, city, rest } = splitPlace(canonical)
  if (!canonical.endsWith(rest) || /^(?:中国|中共)/u.test(canonical)) return []
  const place = county ?? city
  return place === null ? [] : [`${place}${rest}`, `${place.at(-1)}${rest}`]
}
