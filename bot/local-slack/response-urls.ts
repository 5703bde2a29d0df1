import { z } from 'zod'
import { flag, parseFields } from './fields.ts'
import { readMessageContent } from './message-content.ts'
import { deleteAsBot, postAsBot, postEphemeralAsBot, updateAsBot } from './methods/chat.ts'
import { type Slack, SlackError } from './slack.ts'
import type { Message } from './workspace.ts'

/** The addresses an interaction brings along: five answers within thirty minutes. */
const maxUses = 5
const lifeMs = 30 * 60 * 1_000

type Place = Readonly<{ channel: string; userId: string; message: Message | null }>

export const createResponseUrls = (clock: () => number) => {
  const minted = new Map<string, Place & { readonly expiresAt: number; uses: number }>()
  return {
    /** The path of a new address. */
    mint: (place: Place): string => {
      const path = `/response/${minted.size + 1}`
      minted.set(path, { ...place, expiresAt: clock() + lifeMs, uses: 0 })
      return path
    },
    use: (path: string): Place => {
      const found = minted.get(path)
      if (found === undefined || clock() >= found.expiresAt) throw new SlackError('expired_url')
      if (found.uses >= maxUses) throw new SlackError('used_url')
      found.uses += 1
      return found
    },
  }
}
export type ResponseUrls = ReturnType<typeof createResponseUrls>

const answerSchema = z.object({
  response_type: z.enum(['ephemeral', 'in_channel']).default('ephemeral'),
  replace_original: flag.default(false),
  delete_original: flag.default(false),
  thread_ts: z.string().optional(),
})

/** What a POST to a response_url does; throws SlackError. */
export const answerResponseUrl = async (
  slack: Slack,
  path: string,
  fields: Readonly<Record<string, unknown>>,
): Promise<void> => {
  const place = slack.responseUrls.use(path)
  const answer = parseFields(answerSchema, fields)
  // The message as it is by now: the bot may have changed it since.
  const original = place.message && slack.workspace.message(place.channel, place.message.ts)
  if (answer.delete_original) return original ? removeOriginal(slack, original) : undefined
  const content = readMessageContent(slack, fields)
  if (answer.replace_original && original) {
    if (original.ephemeralTo === undefined) await updateAsBot(slack, original, content)
    else slack.workspace.putMessage({ ...original, blocks: undefined, ...content })
    return
  }
  const thread = answer.thread_ts ?? original?.thread_ts
  const where = { channel: place.channel, ...(thread === undefined ? {} : { thread_ts: thread }) }
  if (answer.response_type === 'in_channel') await postAsBot(slack, where, content)
  else await postEphemeralAsBot(slack, where, place.userId, content)
}

const removeOriginal = async (slack: Slack, original: Message): Promise<void> => {
  if (original.ephemeralTo === undefined) await deleteAsBot(slack, original)
  else slack.workspace.putMessage({ ...original, isDeleted: true })
}
