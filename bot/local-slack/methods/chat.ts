import { z } from 'zod'
import type { Fields } from '../emulator.ts'
import { parseFields } from '../fields.ts'
import { botUserId } from '../identity.ts'
import { type MessageContent, readMessageContent } from '../message-content.ts'
import { type Method, type Slack, SlackError } from '../slack.ts'
import type { Message } from '../workspace.ts'

const placeSchema = z.object({ channel: z.string(), thread_ts: z.string().optional() })
const messageSchema = z.object({ channel: z.string(), ts: z.string() })

/** Passes a call on; throws the emulator's refusal. */
export const passOn = async (slack: Slack, method: string, fields: Fields) => {
  const reply = await slack.emulator.asBot(method, fields)
  if (reply.ok !== true) throw new SlackError(String(reply.error))
  return reply
}

/** Posts as the bot, without asking whether it is a member: what a response_url may do as well. */
export const postAsBot = async (
  slack: Slack,
  place: z.infer<typeof placeSchema>,
  content: MessageContent,
  fields: Fields = {},
) => {
  const reply = await passOn(slack, 'chat.postMessage', { ...fields, ...place, ...content })
  const { channel, ts } = parseFields(messageSchema, reply)
  const message: Message = { ...place, channel, ts, user: botUserId, ...content }
  slack.workspace.putMessage(message)
  return { reply, message }
}

export const postEphemeralAsBot = async (
  slack: Slack,
  place: z.infer<typeof placeSchema>,
  user: string,
  content: MessageContent,
): Promise<string> => {
  const reply = await passOn(slack, 'chat.postEphemeral', { ...place, user, ...content })
  const { message_ts } = parseFields(z.object({ message_ts: z.string() }), reply)
  slack.workspace.putMessage({ ...place, ts: message_ts, user: botUserId, ephemeralTo: user, ...content })
  return message_ts
}

export const updateAsBot = async (slack: Slack, message: Message, content: MessageContent) => {
  const reply = await passOn(slack, 'chat.update', { channel: message.channel, ts: message.ts, ...content })
  const edited = { user: botUserId, ts: message.ts }
  slack.workspace.putMessage({ ...message, blocks: undefined, ...content, edited })
  return reply
}

export const deleteAsBot = async (slack: Slack, message: Message) => {
  const reply = await passOn(slack, 'chat.delete', { channel: message.channel, ts: message.ts })
  slack.workspace.putMessage({ ...message, isDeleted: true })
  return reply
}

/** Slack's rule: members post; others only in public channels, and only with chat:write.public. */
const checkMembership = (slack: Slack, channelId: string): void => {
  const channel = slack.workspace.channel(channelId)
  if (channel === undefined || channel.hasBot) return
  const mayPostAnywhere = slack.manifest.oauth_config.scopes.bot.includes('chat:write.public')
  if (channel.kind !== 'public' || !mayPostAnywhere) throw new SlackError('not_in_channel', channel.name)
}

const existing = (slack: Slack, fields: Fields): Message => {
  const { channel, ts } = parseFields(messageSchema, fields)
  const message = slack.workspace.message(channel, ts)
  if (message === undefined || message.isDeleted || message.ephemeralTo !== undefined)
    throw new SlackError('message_not_found')
  return message
}

export const postMessage: Method = async (slack, fields) => {
  const place = parseFields(placeSchema, fields)
  const content = readMessageContent(slack, fields)
  checkMembership(slack, place.channel)
  return (await postAsBot(slack, place, content, fields)).reply
}

export const postEphemeral: Method = async (slack, fields) => {
  const place = parseFields(placeSchema, fields)
  const { user } = parseFields(z.object({ user: z.string() }), fields)
  const content = readMessageContent(slack, fields)
  checkMembership(slack, place.channel)
  return { ok: true, message_ts: await postEphemeralAsBot(slack, place, user, content) }
}

export const update: Method = async (slack, fields) => {
  const content = readMessageContent(slack, fields)
  return updateAsBot(slack, existing(slack, fields), content)
}

export const remove: Method = (slack, fields) => deleteAsBot(slack, existing(slack, fields))
