import { z } from 'zod'

/**
 * Slack's own limits on a message, for tests and for the local stand-in: Slack's emulators check none of them.
 *
 * The numbers are Slack's documentation, written apart from ours in limits.ts so that one slip cannot hide in both.
 * Only the blocks we send are known; any other is refused.
 */
const wellFormed = z.string().refine((text) => text.isWellFormed(), 'lone surrogate')
const text = (max: number) =>
  wellFormed.max(max).refine((value) => value.trim().length > 0, 'must have at least one character')
const plainText = (max: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: text(max), emoji: z.boolean().optional() })
const blockId = { block_id: text(255).optional() }

const section = z.strictObject({ type: z.literal('section'), text: plainText(3_000), ...blockId })

const context = z.strictObject({
  type: z.literal('context'),
  elements: z.array(plainText(2_000)).min(1).max(10),
  ...blockId,
})

const actions = z.strictObject({
  type: z.literal('actions'),
  elements: z
    .array(
      z.strictObject({
        type: z.literal('button'),
        action_id: text(255),
        text: plainText(75),
        value: text(2_000),
      }),
    )
    .min(1)
    .max(25)
    .refine(
      (buttons) => new Set(buttons.map((button) => button.action_id)).size === buttons.length,
      'action ids must differ',
    ),
  ...blockId,
})

const rawText = z.strictObject({ type: z.literal('raw_text'), text: text(10_000) })
const rawNumber = z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: text(10_000) })

const dataTable = z
  .strictObject({
    type: z.literal('data_table'),
    caption: text(1_000),
    page_size: z.number().int().min(1).max(100).optional(),
    row_header_column_index: z.number().int().min(0).optional(),
    // The heading and 1 to 100 rows of 1 to 20 columns.
    rows: z
      .array(
        z
          .array(z.union([rawText, rawNumber]))
          .min(1)
          .max(20),
      )
      .min(2)
      .max(101),
    ...blockId,
  })
  .refine(({ rows }) => new Set(rows.map((row) => row.length)).size === 1, 'rows must be of one length')

const block = z.discriminatedUnion('type', [section, context, actions, dataTable])
type Block = z.infer<typeof block>

const tableTexts = (blocks: readonly Block[]): readonly string[] =>
  blocks.flatMap((each) => (each.type === 'data_table' ? each.rows.flat().map((cell) => cell.text) : []))

const textsOf = (each: Block): readonly string[] => {
  switch (each.type) {
    case 'section':
      return [each.text.text]
    case 'context':
      return each.elements.map((element) => element.text)
    case 'actions':
      return each.elements.map((element) => element.text.text)
    case 'data_table':
      return [each.caption, ...each.rows.flat().map((cell) => cell.text)]
  }
}

const total = (texts: readonly string[]): number => texts.reduce((sum, each) => sum + each.length, 0)

export const slackBlocksSchema = z
  .array(block)
  .max(50)
  .refine(
    (blocks) => blocks.filter((each) => each.type === 'data_table').length <= 1,
    'one table per message',
  )
  .refine(
    (blocks) => total(tableTexts(blocks)) <= 10_000,
    'table cells hold at most 10,000 characters together',
  )

/** All the text of a message's blocks; above some 13,200 Slack answers msg_blocks_too_long. */
export const visibleTextOf = (blocks: z.infer<typeof slackBlocksSchema>): number =>
  total(blocks.flatMap(textsOf))

export const slackVisibleTextLimit = 13_200
export const slackMessageTextLimit = 40_000
