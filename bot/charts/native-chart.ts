import { cutText, lengthOf } from '../answer/plain-text.ts'
import type { Chart } from './chart.ts'
import { shortNames } from './short-names.ts'

/**
 * Slack's `data_visualization` block, of the summer of 2026; `@slack/types` does not have it yet.
 * Source: docs.slack.dev/reference/block-kit/blocks/data-visualization-block
 */
export type NativeChart = Readonly<{
  type: 'data_visualization'
  title: string
  chart:
    | Readonly<{ type: 'pie'; segments: readonly Point[] }>
    | Readonly<{
        type: 'bar' | 'line'
        series: readonly Readonly<{ name: string; data: readonly Point[] }>[]
        axis_config: Readonly<{ categories: readonly string[]; x_label?: string; y_label?: string }>
      }>
}>

type Point = Readonly<{ label: string; value: number }>

const most = { title: 50, name: 20, axisLabel: 50, series: 6, points: 20, segments: 6 } as const

/** The chart as a block of Slack's, or null where it does not fit: gaps, negative values, names, too much of anything. */
export const nativeChart = (chart: Chart): NativeChart | null => {
  const categories = shortNames(chart.categories, most.name)
  const names = shortNames(
    chart.series.map(({ name }) => name || chart.unit),
    most.name,
  )
  if (categories === null || names === null) return null
  if (categories.length > most.points || names.length > most.series) return null
  const series = chart.series.flatMap(({ values }, index) => {
    const data = values.flatMap((value, at) =>
      value === null || value < 0 ? [] : [{ label: categories[at] ?? '', value }],
    )
    return data.length === categories.length ? [{ name: names[index] ?? '', data }] : []
  })
  const [first] = series
  if (first === undefined || series.length < chart.series.length) return null
  const block = { type: 'data_visualization', title: titleWithUnit(chart) } as const
  if (chart.kind !== 'pie') {
    const labels = { ...axisLabel('x_label', chart.categoryLabel), ...axisLabel('y_label', chart.unit) }
    return { ...block, chart: { type: chart.kind, series, axis_config: { categories, ...labels } } }
  }
  const fits = first.data.length <= most.segments && first.data.every(({ value }) => value > 0)
  return fits ? { ...block, chart: { type: 'pie', segments: first.data } } : null
}

/** A pie has no axis to say its unit at. */
const titleWithUnit = ({ kind, title, unit }: Chart): string => {
  const tail = kind === 'pie' && lengthOf(unit) < most.title / 2 ? ` (${unit})` : ''
  return `${cutText(title, most.title - lengthOf(tail))}${tail}`
}

const axisLabel = (name: 'x_label' | 'y_label', text: string): Partial<Record<typeof name, string>> =>
  text === '' ? {} : { [name]: cutText(text, most.axisLabel) }
