/** A chart as ECharts' plain description of it. */
import type { EChartsOption } from 'echarts'
import type { Chart, Series } from './chart.ts'
import { chartFontFamily } from './chart-font.ts'
import { innerWidth, type Layout, margin, sizes, textWidth, width } from './layout.ts'
import { chartPhrases } from './phrases.ts'

/** Okabe and Ito's colours: told apart with any colour vision. Lines also differ in their marks. */
const colours = ['#0072B2', '#E69F00', '#009E73', '#CC79A7', '#56B4E9', '#D55E00']
const marks = ['circle', 'rect', 'triangle', 'diamond', 'pin', 'arrow']
const ink = '#24292f'
const grey = '#57606a'
const faint = '#d8dee4'

export const chartOption = (chart: Chart, layout: Layout): EChartsOption => ({
  animation: false,
  backgroundColor: '#ffffff',
  color: colours,
  textStyle: { fontFamily: chartFontFamily, color: ink },
  graphic: layout.texts.map(({ text, top, size, isFoot }) => ({
    type: 'text',
    left: margin,
    top,
    style: { text, fontSize: size, fontFamily: chartFontFamily, fill: isFoot ? grey : ink },
  })),
  ...(chart.kind === 'pie' ? pie(chart, layout) : axes(chart, layout)),
})

const numberFormat = new Intl.NumberFormat('en-US', { maximumFractionDigits: 20 })

/** Thousands in groups; no digit is added or lost. */
const numberText = (value: number, unit: string): string =>
  `${numberFormat.format(value)}${unit === '%' ? '%' : ''}`

const pie = ({ categories, series, unit }: Chart, { top, bottom, height }: Layout): EChartsOption => ({
  series:
    (series[0]?.values ?? []).length === 0
      ? []
      : [
          {
            type: 'pie',
            radius: '72%',
            top: top - sizes.label * 2,
            bottom,
            height: height - top - bottom + sizes.label * 2,
            itemStyle: { borderColor: '#ffffff', borderWidth: 2 },
            label: {
              fontSize: sizes.label,
              color: ink,
              formatter: ({ name, value }) => `${name}  ${numberText(Number(value), unit)}`,
            },
            labelLine: { length: 24, length2: 24 },
            data: categories.map((name, index) => ({ name, value: series[0]?.values[index] ?? 0 })),
          },
        ],
})

const axes = (chart: Chart, layout: Layout): EChartsOption => {
  const { categories, series, unit, language } = chart
  const { isHorizontal } = layout
  const names = {
    type: 'category' as const,
    data: categories.map((name) => name),
    inverse: isHorizontal,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: grey } },
    axisLabel: {
      interval: 0,
      fontSize: sizes.label,
      lineHeight: sizes.label * 1.25,
      color: ink,
      formatter: layout.wrapName,
    },
  }
  const values = {
    type: 'value' as const,
    name: chartPhrases[language].unitOf(unit),
    nameLocation: 'end' as const,
    nameTextStyle: { fontSize: sizes.label, color: grey, align: 'left' as const },
    // Room below for the numbers under negative bars.
    boundaryGap: [isNegative(chart) ? '14%' : 0, '10%'] as [string | number, string],
    splitNumber: 4,
    splitLine: { lineStyle: { color: faint } },
    axisLabel: {
      fontSize: sizes.label,
      color: grey,
      formatter: (value: number) => numberText(value, unit),
      hideOverlap: true,
    },
  }
  return {
    legend: {
      show: series.length > 1,
      top: layout.legendTop,
      left: margin,
      width: innerWidth,
      itemGap: 32,
      itemWidth: 34,
      itemHeight: 20,
      textStyle: { fontSize: sizes.label, color: ink },
    },
    grid: {
      top: layout.top,
      left: margin,
      right: isHorizontal ? 150 : margin,
      bottom: layout.bottom,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    xAxis: isHorizontal ? { ...values, nameLocation: 'start', name: '' } : names,
    yAxis: isHorizontal
      ? {
          ...names,
          name: values.name,
          nameLocation: 'start',
          nameTextStyle: { ...values.nameTextStyle, align: 'right' },
        }
      : values,
    series: series.map((one, index) =>
      chart.kind === 'line' ? lineOf(one, index, chart) : barsOf(one, chart, layout),
    ),
  }
}

const isNegative = ({ series }: Chart): boolean =>
  series.some(({ values }) => values.some((value) => value !== null && value < 0))

const lineOf = ({ name, values }: Series, index: number, { series, unit }: Chart) => ({
  type: 'line' as const,
  name,
  data: values.map((value) => value),
  connectNulls: false,
  symbol: marks[index] ?? 'circle',
  symbolSize: 14,
  lineStyle: { width: 4 },
  label: {
    show: series.length < 3,
    position: 'top' as const,
    fontSize: sizes.label,
    color: ink,
    formatter: ({ value }: { value?: unknown }) => (typeof value === 'number' ? numberText(value, unit) : ''),
  },
})

const barsOf = ({ name, values }: Series, chart: Chart, { isHorizontal }: Layout) => {
  const [outward, inward] = isHorizontal ? (['right', 'left'] as const) : (['top', 'bottom'] as const)
  const isRoomy = isHorizontal || hasRoom(chart)
  return {
    type: 'bar' as const,
    name,
    barMaxWidth: isHorizontal ? 38 : 110,
    barGap: '12%',
    data: values.map((value) =>
      value === null
        ? gap(chart, outward)
        : {
            value,
            label: {
              show: isRoomy,
              position: value < 0 ? inward : outward,
              fontSize: sizes.label,
              color: ink,
              formatter: numberText(value, chart.unit),
            },
          },
    ),
  }
}

/** No bar, and a word where it would be: a bar of nothing would read as 0. */
const gap = ({ language }: Chart, position: 'right' | 'top') => ({
  value: 0,
  itemStyle: { color: 'transparent' },
  label: {
    show: true,
    position,
    fontSize: sizes.label,
    color: grey,
    formatter: chartPhrases[language].blank,
  },
})

/** Whether the widest number fits above its bar. */
const hasRoom = ({ categories, series, unit }: Chart): boolean => {
  const slot = (width - 2 * margin - 130) / categories.length / (series.length + 0.5)
  const texts = series.flatMap(({ values }) =>
    values.map((value) => (value === null ? '' : numberText(value, unit))),
  )
  return Math.max(...texts.map((text) => textWidth(text, sizes.label))) <= slot
}
