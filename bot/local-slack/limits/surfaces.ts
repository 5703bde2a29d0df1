import { z } from 'zod'
import { messageBlock, type SlackBlock, viewBlock } from './blocks.ts'
import { allDiffer, plainText, text } from './text.ts'

const blockIdsDiffer = (blocks: readonly SlackBlock[]): boolean =>
  allDiffer(blocks.map((each) => each.block_id))

const total = (texts: readonly string[]): number => texts.reduce((sum, each) => sum + each.length, 0)

const countOf = (blocks: readonly SlackBlock[], ...types: readonly SlackBlock['type'][]): number =>
  blocks.filter((each) => types.includes(each.type)).length

const visibleKeys = ['text', 'caption', 'title', 'label', 'name', 'x_label', 'y_label', 'alt_text']

/** Every string a person reads, wherever it stands. */
const visibleTexts = (part: unknown): readonly string[] => {
  if (Array.isArray(part)) return part.flatMap(visibleTexts)
  if (typeof part !== 'object' || part === null) return []
  return Object.entries(part).flatMap(([key, value]) =>
    typeof value === 'string' ? (visibleKeys.includes(key) ? [value] : []) : visibleTexts(value),
  )
}

/** All the text of a message's blocks; above some 13,200 Slack answers msg_blocks_too_long. */
export const visibleTextOf = (blocks: readonly SlackBlock[]): number => total(visibleTexts(blocks))

export const slackVisibleTextLimit = 13_200
export const slackMessageTextLimit = 40_000

/** The blocks of one message. */
export const slackBlocksSchema = z
  .array(messageBlock)
  .max(50)
  .refine(blockIdsDiffer, 'block ids must differ')
  .refine((blocks) => countOf(blocks, 'data_table', 'table') <= 1, 'one table per message')
  .refine((blocks) => countOf(blocks, 'data_visualization') <= 2, 'two charts per message')
  .refine(
    (blocks) =>
      total(
        visibleTexts(
          blocks.flatMap((each) => (each.type === 'data_table' || each.type === 'table' ? each.rows : [])),
        ),
      ) <= 10_000,
    'table cells hold at most 10,000 characters together',
  )
  .refine(
    (blocks) => total(blocks.flatMap((each) => (each.type === 'markdown' ? [each.text] : []))) <= 12_000,
    'markdown blocks hold at most 12,000 characters together',
  )

const viewFields = {
  private_metadata: z.string().max(3_000).optional(),
  callback_id: text(255).optional(),
  external_id: text(255).optional(),
}
const viewBlocks = z.array(viewBlock).max(100).refine(blockIdsDiffer, 'block ids must differ')

export const modalSchema = z
  .strictObject({
    type: z.literal('modal'),
    title: plainText(24),
    submit: plainText(24).optional(),
    close: plainText(24).optional(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
    ...viewFields,
    blocks: viewBlocks,
  })
  .refine(
    ({ blocks, submit }) => submit !== undefined || countOf(blocks, 'input') === 0,
    'a modal with an input needs submit',
  )

export const homeSchema = z
  .strictObject({ type: z.literal('home'), ...viewFields, blocks: viewBlocks })
  .refine(
    ({ blocks }) => !blocks.some((each) => each.type === 'input' && each.element.type === 'file_input'),
    'a file_input is for modals',
  )

export type Modal = z.infer<typeof modalSchema>
export type Home = z.infer<typeof homeSchema>
