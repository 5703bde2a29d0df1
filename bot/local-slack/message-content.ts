import { z } from 'zod'
import type { Fields } from './emulator.ts'
import { json, parseFields } from './fields.ts'
import type { MessageBlock } from './limits/blocks.ts'
import {
  slackBlocksSchema,
  slackMessageTextLimit,
  slackVisibleTextLimit,
  visibleTextOf,
} from './limits/surfaces.ts'
import { type Slack, SlackError } from './slack.ts'

const contentSchema = z.object({ text: z.string().default(''), blocks: json(slackBlocksSchema).optional() })
export type MessageContent = Readonly<{ text: string; blocks?: readonly MessageBlock[] }>

/** Text and blocks of a message, with the block ids Slack makes up; refuses what Slack would not take. */
export const readMessageContent = (slack: Slack, fields: Fields): MessageContent => {
  const { text, blocks } = parseFields(contentSchema, fields, 'invalid_blocks')
  if (text.length > slackMessageTextLimit) throw new SlackError('msg_too_long', 'text')
  if (blocks === undefined) return { text }
  const visible = visibleTextOf(blocks)
  if (visible > slackVisibleTextLimit) throw new SlackError('msg_blocks_too_long', `${visible}`)
  checkFiles(slack, blocks)
  return { text, blocks: withBlockIds(slack, blocks) }
}

/** Refuses images of files that nobody uploaded. */
export const checkFiles = (slack: Slack, blocks: readonly unknown[]): void => {
  for (const [, id] of JSON.stringify(blocks).matchAll(/"slack_file":\{"id":"(?<id>[^"]+)"/gu))
    if (slack.workspace.file(`${id}`) === undefined) throw new SlackError('invalid_blocks', `no file ${id}`)
}

export const withBlockIds = <Block extends Readonly<{ block_id?: string | undefined }>>(
  slack: Slack,
  blocks: readonly Block[],
): readonly Block[] =>
  blocks.map((block) => ({ ...block, block_id: block.block_id ?? slack.nextId('block') }))
