import type { Answer } from '../answer/answer.ts'
import { cleanLine } from '../answer/plain-text.ts'
import { labelsOf, nameRows } from './category-names.ts'
import type { Drawing } from './chart.ts'
import type { Plotted } from './plotted.ts'

/**
 * Figures of several years: the years in order are the categories, and a line goes through each column of one body, or
 * through one column of each body. null: the rows are not of several years, or are told apart by more than that.
 */
export const seriesByYear = (answer: Answer, { rows, columns }: Plotted): Drawing | null => {
  const yearColumn = answer.columns.indexOf('fiscal_year')
  const yearOf = (row: number): number | null => {
    const year = answer.rows[row]?.[yearColumn]
    return typeof year === 'number' ? year : null
  }
  const years = [...new Set(rows.map(({ at }) => yearOf(at)))]
    .filter((year) => year !== null)
    .sort((a, b) => a - b)
  if (years.length < 2 || rows.some(({ at }) => yearOf(at) === null)) return null
  const { names, common } = nameRows(
    answer,
    rows.map(({ at }) => at),
    [yearColumn],
  )
  const bodies = [...new Set(names)]
  if (bodies.length > 1 && columns.length > 1) return null
  const isRepeated = rows.length > new Set(rows.map(({ at }, index) => `${yearOf(at)} ${names[index]}`)).size
  if (isRepeated) return null
  const valueIn = (year: number, body: string, column: number): number | null =>
    rows.find(({ at }, index) => yearOf(at) === year && names[index] === body)?.values[column] ?? null
  const lines =
    bodies.length > 1
      ? bodies.map((body) => ({ name: body, body, column: 0 }))
      : columns.map(({ label }, column) => ({ name: label, body: bodies[0] ?? '', column }))
  return {
    kind: 'line',
    categoryLabel: labelsOf(answer, [yearColumn]),
    categories: years.map((year) => cleanLine(String(year))),
    series: lines.map(({ name, body, column }) => ({
      name,
      values: years.map((year) => valueIn(year, body, column)),
    })),
    common: bodies.length > 1 ? [] : common,
    notes: [],
  }
}
