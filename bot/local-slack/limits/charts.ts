import { z } from 'zod'
import { allDiffer, blockId, text } from './text.ts'

/** https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block */
const label = text(20)

const pie = z
  .strictObject({
    type: z.literal('pie'),
    segments: z
      .array(z.strictObject({ label, value: z.number().positive() }))
      .min(1)
      .max(6),
  })
  .refine(({ segments }) => allDiffer(segments.map((each) => each.label)), 'labels must differ')

const series = z.strictObject({
  name: label,
  data: z
    .array(z.strictObject({ label, value: z.number() }))
    .min(1)
    .max(20),
})
const plot = <Kind extends string>(kind: Kind) =>
  z
    .strictObject({
      type: z.literal(kind),
      series: z.array(series).min(1).max(6),
      axis_config: z.strictObject({
        categories: z.array(label).min(1).max(20),
        x_label: text(50).optional(),
        y_label: text(50).optional(),
      }),
    })
    .refine((chart) => allDiffer(chart.series.map((each) => each.name)), 'names of series must differ')
    .refine((chart) => allDiffer(chart.axis_config.categories), 'categories must differ')
    .refine((chart) => {
      const expected = chart.axis_config.categories.toSorted().join('\n')
      return chart.series.every(
        ({ data }) =>
          data
            .map((point) => point.label)
            .toSorted()
            .join('\n') === expected,
      )
    }, 'every series must have one value for each category')

export const dataVisualization = z.strictObject({
  type: z.literal('data_visualization'),
  title: text(50),
  chart: z.discriminatedUnion('type', [pie, plot('bar'), plot('line'), plot('area')]),
  ...blockId,
})
export type Chart = z.infer<typeof dataVisualization>['chart']
