import type { Answer } from '../answer/answer.ts'
import { cleanLine, cutText } from '../answer/plain-text.ts'
import { yearsOf } from '../files/file-name.ts'
import { labelsOf, nameRows, numberRepeats, tellApart } from './category-names.ts'
import type { Chart, Drawing, Series } from './chart.ts'
import { chartPhrases } from './phrases.ts'
import { type Plotted, plottedOf } from './plotted.ts'
import { seriesByYear } from './series-by-year.ts'

const mostCategories = 20
const mostSeries = 6
const mostFiles = 3
const mostTitle = 90
const mostName = 80

/** A chart of an answer's figures, or null where a picture would say nothing. */
export const chartOf = (answer: Answer): Chart | null => {
  const plotted = plottedOf(answer)
  if (plotted === null) return null
  const say = chartPhrases[answer.language]
  const drawing =
    seriesByYear(answer, plotted) ??
    (plotted.rows.length === 1 || plotted.columns.length > mostSeries
      ? columnsOfFirstRow(answer, plotted)
      : columnsSideBySide(answer, plotted))
  if (drawing === null) return null
  const { categories, series, notes, common, ...rest } = withinLimits(drawing, answer.language)
  const values = series.flatMap((one) => one.values)
  if (values.filter((value) => value !== null).length < 2) return null // what is left out may be all there was
  return {
    ...rest,
    language: answer.language,
    title: titleOf(answer, common),
    unit: plotted.unit,
    categories,
    series,
    reading: cleanLine(answer.restatement),
    notes: [
      ...notes,
      ...(values.includes(null) ? [say.gaps] : []),
      ...(answer.warnings.length > 0 ? [say.warned(answer.warnings.length)] : []),
    ],
    source: say.source(filesOf(answer, plotted), cleanLine(answer.dataVersion)),
  }
}

/** Each row is a category, each column a series; shares of one whole are a pie. null: two rows have one name. */
const columnsSideBySide = (answer: Answer, plotted: Plotted): Drawing | null => {
  const rows = distinctRows(answer, plotted)
  const numbers = rows.map(({ at }) => at)
  const { names, columns, common } = nameRows(answer, numbers)
  const series = plotted.columns.map(({ label }, index) => ({
    name: label,
    values: rows.map(({ values }) => values[index] ?? null),
  }))
  const categories = tellApart(answer, numbers, names)
  if (categories === null) return null
  const [only] = series
  const isPie = plotted.isShare && series.length === 1 && hasOneDepartment(answer, numbers) && isWhole(only)
  return {
    kind: isPie ? 'pie' : 'bar',
    categoryLabel: labelsOf(answer, columns),
    categories,
    series,
    common,
    notes: [],
  }
}

/** One row with several figures: its columns are the categories. */
const columnsOfFirstRow = (answer: Answer, { rows, columns }: Plotted): Drawing => {
  const [first] = rows
  const at = first?.at ?? 0
  const { names, common } = nameRows(answer, [at])
  const filled = columns.flatMap(({ label }, index) => {
    const value = first?.values[index] ?? null
    return value === null ? [] : [{ label, value }]
  })
  return {
    kind: 'bar',
    categoryLabel: '',
    categories: filled.map(({ label }) => label),
    series: [{ name: names[0] ?? '', values: filled.map(({ value }) => value) }],
    common,
    notes: [],
  }
}

/** Rows that say the same of the same are drawn once: an item with two reasons stands in two rows. */
const distinctRows = (answer: Answer, { rows }: Plotted): Plotted['rows'] => {
  const { names } = nameRows(
    answer,
    rows.map(({ at }) => at),
  )
  const keys = rows.map(({ at, values }, index) =>
    JSON.stringify([names[index], answer.rows[at]?.[answer.columns.indexOf('item_code')] ?? null, values]),
  )
  return rows.filter((_, index) => keys.indexOf(keys[index] ?? '') === index)
}

const hasOneDepartment = ({ columns, rows }: Answer, numbers: readonly number[]): boolean => {
  const at = columns.indexOf('department')
  return at >= 0 && new Set(numbers.map((row) => rows[row]?.[at])).size === 1
}

/** Percentages, rounded as printed, that add up to 100. */
const isWhole = (series: Series | undefined): boolean => {
  const values = series?.values ?? []
  const sum = values.reduce<number>((total, value) => total + (value ?? 0), 0)
  return (
    values.length > 1 &&
    values.length <= mostSeries &&
    values.every((value) => value !== null && value > 0) &&
    Math.abs(sum - 100) <= values.length * 0.005 + 1e-9
  )
}

const withinLimits = (drawing: Drawing, language: Answer['language']): Drawing => {
  const say = chartPhrases[language]
  const { categories, series } = drawing
  const shown = series.slice(0, mostSeries)
  const named = numberRepeats(shown.map(({ name }) => cutText(name, mostName)))
  return {
    ...drawing,
    categories: numberRepeats(categories.slice(0, mostCategories).map((name) => cutText(name, mostName))),
    series: shown.map(({ values }, index) => ({
      name: named[index] ?? '',
      values: values.slice(0, mostCategories),
    })),
    notes: [
      ...(categories.length > mostCategories ? [say.firstOf(mostCategories, categories.length)] : []),
      ...(series.length > mostSeries ? [say.firstSeriesOf(mostSeries, series.length)] : []),
    ],
  }
}

/** Whom, which year, what: the first part of the reading says what is measured. */
const titleOf = ({ restatement, language, ...answer }: Answer, common: readonly string[]): string => {
  const say = chartPhrases[language]
  const measure =
    cleanLine(restatement)
      .split(/[；;｜|]/u)[0]
      ?.trim() ?? ''
  const years = yearsOf({ restatement, language, ...answer })
  const year = years.length === 1 ? String(years[0]) : ''
  const whom = common.filter((text) => text !== year && !measure.includes(text)).join(say.namesGap)
  const parts = [whom, year === '' || measure.includes(year) ? '' : say.year(year), measure]
  return cutText(parts.filter((part) => part !== '').join(say.titleGap), mostTitle) || say.untitled
}

/** The documents behind what is drawn; where no cell names its own, all that the answer cites. */
const filesOf = (
  { citations, evidence, language }: Answer,
  { rows, columns }: Plotted,
): readonly string[] => {
  const cited = rows.flatMap((row) => columns.flatMap((column) => evidence[row.at]?.[column.at] ?? []))
  const behind = cited.flatMap((at) => citations[at] ?? [])
  const named = (behind.length > 0 ? behind : citations).map(({ file }) => cutText(cleanLine(file), mostName))
  const files = [...new Set(named)].filter((file) => file !== '')
  if (files.length <= mostFiles) return files
  return [...files.slice(0, mostFiles), chartPhrases[language].moreFiles(files.length - mostFiles)]
}
