import type { SlackBlock } from '../../../local-slack/index.ts'
import { h, svg } from '../dom.ts'
import { currentLanguage } from '../labels.ts'

type Block = Extract<SlackBlock, { type: 'data_visualization' }>
type Pie = Extract<Block['chart'], { type: 'pie' }>
type Plot = Exclude<Block['chart'], { type: 'pie' }>

const height = 280
const margin = { top: 12, right: 12, bottom: 46, left: 62 }
const innerHeight = height - margin.top - margin.bottom
/** Narrower than this a category cannot be told from the next: the chart scrolls instead. */
const narrowestBand = 40
const tickCount = 4

const colourOf = (index: number): string => `var(--chart-${(index % 6) + 1})`
const short = (value: number): string =>
  new Intl.NumberFormat(currentLanguage(), { notation: 'compact', maximumFractionDigits: 1 }).format(value)
const whole = (value: number): string => new Intl.NumberFormat(currentLanguage()).format(value)

/** Round steps of 1, 2 or 5 that cover the values and zero. */
const ticksFor = (values: readonly number[]): readonly number[] => {
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)]
  const rough = (high - low || 1) / tickCount
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 5, 10].find((each) => each * power >= rough) ?? 10) * power
  const first = Math.floor(low / step)
  const last = Math.ceil(high / step)
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step)
}

const label = (text: string, x: number, y: number, anchor: string, className = 'tick') =>
  svg('text', { x, y, 'text-anchor': anchor, class: className }, text)

const cut = (text: string, room: number): string => {
  const letters = [...text]
  return letters.length > room ? `${letters.slice(0, room - 1).join('')}…` : text
}

/** Drawn for the width there is, so that letters keep their size. */
const drawPlot = (chart: Plot, room: number): SVGElement => {
  const { categories, x_label, y_label } = chart.axis_config
  const values = chart.series.flatMap(({ data }) => data.map(({ value }) => value))
  const ticks = ticksFor(values)
  const [low = 0, high = 1] = [ticks[0], ticks.at(-1)]
  const innerWidth = Math.max(room - margin.left - margin.right, narrowestBand * categories.length)
  const width = innerWidth + margin.left + margin.right
  const band = innerWidth / categories.length
  const y = (value: number): number => margin.top + innerHeight * (1 - (value - low) / (high - low || 1))
  const x = (index: number): number => margin.left + band * (index + 0.5)
  const valueAt = (series: Plot['series'][number], category: string): number =>
    series.data.find((point) => point.label === category)?.value ?? 0
  const tip = (name: string, category: string, value: number) =>
    svg('title', {}, `${name} · ${category}: ${whole(value)}`)

  const axes = [
    ...ticks.flatMap((tick) => [
      svg('line', {
        x1: margin.left,
        x2: width - margin.right,
        y1: y(tick),
        y2: y(tick),
        class: tick === 0 ? 'axis zero' : 'axis',
      }),
      label(short(tick), margin.left - 8, y(tick) + 4, 'end'),
    ]),
    ...categories.map((category, index) =>
      label(
        cut(category, Math.max(3, Math.floor(band / 12))),
        x(index),
        height - margin.bottom + 18,
        'middle',
      ),
    ),
  ]
  if (x_label !== undefined)
    axes.push(label(x_label, margin.left + innerWidth / 2, height - 6, 'middle', 'axis-title'))
  if (y_label !== undefined) {
    const middle = margin.top + innerHeight / 2
    const title = label(y_label, 14, middle, 'middle', 'axis-title')
    title.setAttribute('transform', `rotate(-90 14 ${middle})`)
    axes.push(title)
  }

  const bars = () => {
    const thickness = Math.min(46, (band * 0.72) / chart.series.length)
    return chart.series.flatMap((series, position) =>
      categories.map((category, index) => {
        const value = valueAt(series, category)
        const left = x(index) + (position - chart.series.length / 2) * thickness
        return svg(
          'rect',
          {
            x: left + 1,
            y: Math.min(y(value), y(0)),
            width: Math.max(1, thickness - 2),
            height: Math.max(1, Math.abs(y(value) - y(0))),
            rx: 2,
            fill: colourOf(position),
          },
          tip(series.name, category, value),
        )
      }),
    )
  }
  const lines = () =>
    chart.series.flatMap((series, position) => {
      const points = categories.map((category, index) => ({
        category,
        value: valueAt(series, category),
        at: [x(index), y(valueAt(series, category))] as const,
      }))
      const path = points.map(({ at }, index) => `${index === 0 ? 'M' : 'L'}${at[0]} ${at[1]}`).join('')
      const area = `${path}L${x(categories.length - 1)} ${y(0)}L${x(0)} ${y(0)}Z`
      return [
        ...(chart.type === 'area' ? [svg('path', { d: area, fill: colourOf(position), opacity: 0.22 })] : []),
        svg('path', { d: path, class: 'line', stroke: colourOf(position) }),
        ...points.map(({ at, category, value }) =>
          svg(
            'circle',
            { cx: at[0], cy: at[1], r: 4, fill: colourOf(position) },
            tip(series.name, category, value),
          ),
        ),
      ]
    })

  return svg(
    'svg',
    { viewBox: `0 0 ${width} ${height}`, width, height, class: 'plot' },
    ...axes,
    ...(chart.type === 'bar' ? bars() : lines()),
  )
}

const drawPie = (chart: Pie): SVGElement => {
  const radius = 100
  const sum = chart.segments.reduce((total, { value }) => total + value, 0)
  let from = -Math.PI / 2
  const slices = chart.segments.map(({ label: name, value }, index) => {
    const to = from + (value / sum) * Math.PI * 2
    const at = (angle: number) => `${110 + radius * Math.cos(angle)} ${110 + radius * Math.sin(angle)}`
    const isLarge = to - from > Math.PI ? 1 : 0
    const shape =
      chart.segments.length === 1
        ? svg('circle', { cx: 110, cy: 110, r: radius, fill: colourOf(index) })
        : svg('path', {
            d: `M110 110L${at(from)}A${radius} ${radius} 0 ${isLarge} 1 ${at(to)}Z`,
            fill: colourOf(index),
            class: 'slice',
          })
    shape.append(svg('title', {}, `${name}: ${whole(value)} (${((value / sum) * 100).toFixed(1)}%)`))
    from = to
    return shape
  })
  return svg('svg', { viewBox: '0 0 220 220', class: 'pie' }, ...slices)
}

const legendOf = (chart: Block['chart']): HTMLElement => {
  const sum = chart.type === 'pie' ? chart.segments.reduce((total, { value }) => total + value, 0) : 0
  const names =
    chart.type === 'pie'
      ? chart.segments.map((each) => `${each.label} · ${((each.value / sum) * 100).toFixed(1)}%`)
      : chart.series.map(({ name }) => name)
  const entries = names.map((name, index) => {
    const swatch = h('span', { class: 'swatch' })
    swatch.style.background = colourOf(index)
    return h('li', {}, swatch, name)
  })
  return h('ul', { class: 'legend' }, ...entries)
}

/** Keeps a plot as wide as its frame. */
const fitPlot = (frame: HTMLElement, chart: Plot, named: (drawing: SVGElement) => SVGElement): void => {
  let drawn = 0
  new ResizeObserver(([entry]) => {
    const room = Math.floor(entry?.contentRect.width ?? 0)
    if (room === drawn || room === 0) return
    drawn = room
    frame.replaceChildren(named(drawPlot(chart, room)))
  }).observe(frame)
}

export const drawChart = ({ title, chart }: Block): HTMLElement => {
  const named = (drawing: SVGElement): SVGElement => {
    drawing.setAttribute('role', 'img')
    drawing.setAttribute('aria-label', title)
    return drawing
  }
  const frame = h('div', { class: 'chart-scroll' })
  if (chart.type === 'pie') frame.append(named(drawPie(chart)))
  else fitPlot(frame, chart, named)
  return h(
    'figure',
    { class: `chart chart-${chart.type}` },
    h('figcaption', {}, title),
    frame,
    legendOf(chart),
  )
}
