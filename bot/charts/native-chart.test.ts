import { expect, it } from 'vitest'
import { z } from 'zod'
import { randomAnswer } from '../slack/testing/random-answers.ts'
import type { Chart } from './chart.ts'
import { chartOf } from './chart-of.ts'
import { nativeChart } from './native-chart.ts'

/** Slack's own limits on the block, written apart from ours. */
const text = (max: number) => z.string().min(1).max(max)
const point = z.strictObject({ label: text(20), value: z.number() })
const slackChartSchema = z.strictObject({
  type: z.literal('data_visualization'),
  title: text(50),
  chart: z.union([
    z.strictObject({
      type: z.literal('pie'),
      segments: z
        .array(point.extend({ value: z.number().positive() }))
        .min(1)
        .max(6),
    }),
    z
      .strictObject({
        type: z.enum(['bar', 'line']),
        series: z
          .array(z.strictObject({ name: text(20), data: z.array(point).min(1).max(20) }))
          .min(1)
          .max(6),
        axis_config: z.strictObject({
          categories: z.array(text(20)).min(1).max(20),
          x_label: text(50).optional(),
          y_label: text(50).optional(),
        }),
      })
      .refine(({ series, axis_config }) =>
        series.every(
          ({ data }) => data.map(({ label }) => label).join('\n') === axis_config.categories.join('\n'),
        ),
      )
      .refine(({ series }) => new Set(series.map(({ name }) => name)).size === series.length)
      .refine(({ axis_config: { categories } }) => new Set(categories).size === categories.length),
  ]),
})

const chart = (changes: Partial<Chart> = {}): Chart => ({
  kind: 'bar',
  language: 'zh',
  title: '2023年 本年支出：决算数',
  unit: '万元',
  categoryLabel: '部门',
  categories: ['甲', '乙'],
  series: [{ name: '决算数', values: [429.56, 0] }],
  reading: '',
  notes: [],
  source: '',
  ...changes,
})

it('is the block that Slack documents', () => {
  expect(nativeChart(chart())).toEqual({
    type: 'data_visualization',
    title: '2023年 本年支出：决算数',
    chart: {
      type: 'bar',
      series: [
        {
          name: '决算数',
          data: [
            { label: '甲', value: 429.56 },
            { label: '乙', value: 0 },
          ],
        },
      ],
      axis_config: { categories: ['甲', '乙'], x_label: '部门', y_label: '万元' },
    },
  })
  expect(
    nativeChart(chart({ kind: 'pie', unit: '%', series: [{ name: '占比', values: [60, 40] }] })),
  ).toEqual({
    type: 'data_visualization',
    title: '2023年 本年支出：决算数 (%)',
    chart: {
      type: 'pie',
      segments: [
        { label: '甲', value: 60 },
        { label: '乙', value: 40 },
      ],
    },
  })
})

it('shortens names so that they still differ', () => {
  const block = nativeChart(
    chart({
      categories: [
        '中国共产党某某市某某区委员会 · 机关事业单位基本养老保险缴费支出',
        '中国共产党某某市某某区委员会 · 住房公积金',
      ],
      series: [
        { name: 'Project expenditure, adjusted budget', values: [2, 1] },
        { name: 'Project expenditure, final accounts', values: [1, 1] },
      ],
    }),
  )
  expect(block?.chart).toMatchObject({
    series: [{ name: 'adjusted budget' }, { name: 'final accounts' }],
    axis_config: { categories: ['机关事业单位基本养老保险缴费支出', '住房公积金'] },
  })
})

it.each([
  { what: 'a gap', changes: { series: [{ name: '数', values: [1, null] }] } },
  { what: 'a negative value', changes: { series: [{ name: '数', values: [1, -1] }] } },
  { what: 'a slice of nothing', changes: { kind: 'pie' as const } },
  {
    what: 'names that differ in the middle only',
    changes: {
      categories: ['乙', '丁'].map((middle) => `${'甲'.repeat(15)}${middle}${'丙'.repeat(15)}`),
    },
  },
  {
    what: 'too many points',
    changes: {
      categories: Array.from({ length: 21 }, (_, index) => `${index}`),
      series: [{ name: '数', values: Array.from({ length: 21 }, () => 1) }],
    },
  },
])('is not made of $what', ({ changes }) => {
  expect(nativeChart(chart(changes))).toBeNull()
})

it('stays within the limits of Slack for any answer', () => {
  let made = 0
  for (const seed of Array.from({ length: 300 }, (_, index) => index)) {
    const drawn = chartOf(randomAnswer(seed))
    const block = drawn === null ? null : nativeChart(drawn)
    if (block === null) continue
    made += 1
    expect(slackChartSchema.safeParse(block).error?.issues ?? [], `seed ${seed}`).toEqual([])
  }
  expect(made).toBeGreaterThan(0)
  expect(slackChartSchema.safeParse(nativeChart(chart())).error).toBeUndefined()
})
