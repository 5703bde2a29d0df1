import { z } from 'zod'

/**
 * Where an answer goes: into the thread of its question, seen by all there; or to the asker alone, through the address
 * that Slack gives with a command (five uses, half an hour).
 */
export const placeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('thread'),
    channel: z.string(),
    threadTs: z.string(),
  }),
  z.object({ kind: z.literal('private'), channel: z.string(), responseUrl: z.string() }),
])
export type Place = Readonly<z.infer<typeof placeSchema>>

export const surfaces = ['mention', 'direct', 'command', 'choice', 'example', 'shortcut'] as const
export type Surface = (typeof surfaces)[number]

/** What questions build on each other: those of one thread, or a person's commands in one channel. */
export const threadOf = (place: Place, userId: string): string =>
  place.kind === 'thread' ? `${place.channel}:${place.threadTs}` : `${place.channel}:command:${userId}`

/** Slack's channels of one person and the bot begin with D. */
export const isDirectChannel = (channel: string): boolean => channel.startsWith('D')

export const isDirectPlace = ({ channel }: Place): boolean => isDirectChannel(channel)
