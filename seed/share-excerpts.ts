/** Where things are printed is kept once for all that is printed there: most cells of a row share its line and its table. */
import type { ExcerptTable, PlaceTable } from '../db/schema/tables.ts'
import type { Mutable, StoreRows } from './store-rows.ts'

/** Lines of a document, what they are part of and what is quoted of them. */
export type Where = Readonly<
  Omit<PlaceTable, 'place_number' | 'report_number'> & Omit<ExcerptTable, 'excerpt_number' | 'place_number'>
>

/** Shape: gives the number of the excerpt, and adds to the rows what is not there yet. */
export const openExcerpts = (
  { place, excerpt }: Pick<Mutable<StoreRows>, 'place' | 'excerpt'>,
  reportNumber: number,
): ((where: Where) => number) => {
  const placeNumbers = new Map<string, number>()
  const excerptNumbers = new Map<string, number>()
  const placeOf = ({ section, table_title }: Where): number => {
    const key = `${section}\n${table_title}`
    const known = placeNumbers.get(key)
    if (known !== undefined) return known
    const number = place.length + 1
    placeNumbers.set(key, number)
    place.push({ place_number: number, report_number: reportNumber, section, table_title })
    return number
  }
  return (where) => {
    const placeNumber = placeOf(where)
    const { page, line_start, line_end, quote } = where
    const key = `${placeNumber} ${page} ${line_start} ${line_end} ${quote}`
    const known = excerptNumbers.get(key)
    if (known !== undefined) return known
    const number = excerpt.length + 1
    excerptNumbers.set(key, number)
    excerpt.push({ excerpt_number: number, place_number: placeNumber, page, line_start, line_end, quote })
    return number
  }
}
