import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { randomAnswer } from '../slack/testing/random-answers.ts'
import type { Chart } from './chart.ts'
import { checkChartFont } from './chart-font.ts'
import { chartOf } from './chart-of.ts'
import { chartSvg, drawChart } from './draw-chart.ts'

const chart = (changes: Partial<Chart> = {}): Chart => ({
  kind: 'bar',
  language: 'zh',
  title: '2023年 本年支出：决算数',
  unit: '万元',
  categoryLabel: '部门',
  categories: ['甲区总工会', '乙区总工会', '丙区总工会'],
  series: [{ name: '决算数', values: [14_295.6, null, -36.17] }],
  reading: '本年支出：决算数；2023年',
  notes: ['空缺处没有数字，不是0'],
  source: '来源：甲.txt；数据版本 1',
  ...changes,
})

const sizeOf = (png: Uint8Array): readonly [width: number, height: number] => {
  const view = new DataView(png.buffer, png.byteOffset)
  return [view.getUint32(16), view.getUint32(20)]
}
const pngMark = [0x89, 0x50, 0x4e, 0x47]

it('says the title, the unit, the names, every value, the gap and the source', async () => {
  const svg = await chartSvg(chart())
  for (const said of [
    '2023年 本年支出：决算数',
    '单位：万元',
    '甲区总工会',
    '14,295.6',
    '-36.17',
    '（空）',
    '空缺处没有数字',
    '来源：甲.txt',
  ])
    expect(svg).toContain(said)
})

it('speaks English, and writes the shares at their slices', async () => {
  const svg = await chartSvg(
    chart({
      kind: 'pie',
      language: 'en',
      unit: '%',
      categories: ['Basic', 'Project'],
      series: [{ name: 'Share', values: [60.5, 39.5] }],
      reading: 'share of expenditure',
    }),
  )
  for (const said of ['60.5%', '39.5%', 'Basic', 'Read as: share of expenditure']) expect(svg).toContain(said)
  expect(svg).not.toMatch(/单位|理解为/u)
})

it('interrupts a line where there is no number', async () => {
  const strokes = async (values: readonly (number | null)[]) => {
    const svg = await chartSvg(
      chart({
        kind: 'line',
        categories: ['2020', '2021', '2022', '2023', '2024'],
        series: [{ name: '决算数', values }],
      }),
    )
    return [...svg.matchAll(/<path d="([^"]*)" [^>]*stroke="#0072B2" stroke-width="4"/gu)].flatMap(
      ([, path = '']) => path.match(/M/gu) ?? [],
    ).length
  }
  expect(await strokes([1, 2, 3, 4, 5])).toBe(1)
  expect(await strokes([1, 2, null, 4, 5])).toBe(2)
})

it('is 1200 by 675, and taller for many bars', async () => {
  const png = await drawChart(chart())
  expect([...png.slice(0, 4)]).toEqual(pngMark)
  expect(sizeOf(png)).toEqual([1_200, 675])
  const many = Array.from({ length: 20 }, (_, index) => `部门${index}`)
  const tall = await drawChart(
    chart({ categories: many, series: [{ name: '数', values: many.map((_, index) => index) }] }),
  )
  expect(sizeOf(tall)[0]).toBe(1_200)
  expect(sizeOf(tall)[1]).toBeGreaterThan(1_000)
})

it('draws a chart of any answer', async () => {
  const charts = Array.from({ length: 60 }, (_, seed) => chartOf(randomAnswer(seed))).filter(
    (one) => one !== null,
  )
  expect(charts.length).toBeGreaterThan(5)
  for (const one of charts) expect(await chartSvg(one)).toMatch(/^<svg .*<\/svg>$/su)
})

it('knows whether the font draws Chinese', async () => {
  expect(await checkChartFont()).toBeNull()
  expect(await checkChartFont('zh', 'nowhere.otf')).toBe('没有图表字体文件 nowhere.otf，图表画不出来')
  const noFont = fileURLToPath(import.meta.url)
  expect(await checkChartFont('en', noFont)).toContain('draws no Chinese characters')
})
