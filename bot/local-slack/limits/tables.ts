import { z } from 'zod'
import { richText } from './rich-text.ts'
import { blockId, text } from './text.ts'

const rawText = z.strictObject({ type: z.literal('raw_text'), text: text(10_000) })
const rawNumber = z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: text(10_000) })
const cell = z.discriminatedUnion('type', [rawText, rawNumber, richText])
export type TableCell = z.infer<typeof cell>

const row = z.array(cell).min(1).max(20)
const areOfOneLength = (rows: readonly (readonly TableCell[])[]): boolean =>
  new Set(rows.map((each) => each.length)).size === 1

/** A grid that can be sorted and paged: the heading and 1 to 100 rows of 1 to 20 columns. */
export const dataTable = z
  .strictObject({
    type: z.literal('data_table'),
    caption: text(1_000),
    page_size: z.number().int().min(1).max(100).optional(),
    row_header_column_index: z.number().int().min(0).max(19).optional(),
    rows: z.array(row).min(2).max(101),
    ...blockId,
  })
  .refine(({ rows }) => areOfOneLength(rows), 'rows must be of one length')
  .refine(
    ({ rows }) => (rows[0] ?? []).every((heading) => heading.type !== 'rich_text'),
    'a heading cannot be rich_text',
  )

export const table = z
  .strictObject({
    type: z.literal('table'),
    rows: z.array(row).min(1).max(100),
    column_settings: z
      .array(
        z
          .strictObject({
            align: z.enum(['left', 'center', 'right']).optional(),
            is_wrapped: z.boolean().optional(),
          })
          .nullable(),
      )
      .max(20)
      .optional(),
    ...blockId,
  })
  .refine(({ rows }) => areOfOneLength(rows), 'rows must be of one length')
