/** What the bench and the local Slack, in a process of its own, say to each other. */
import { z } from 'zod'

/** Questions of one person, asked one after another in one thread. */
const conversationSchema = z.object({
  person: z.number().int(),
  place: z.enum(['channel', 'direct']),
  turns: z.array(z.string()).min(1).readonly(),
})
export type Conversation = Readonly<z.infer<typeof conversationSchema>>

/** To the local Slack. `everyMs`: a question every so often; null: everybody at once, each as fast as Slack lets them. */
export const loadSchema = z.object({
  conversations: z.array(conversationSchema).readonly(),
  everyMs: z.number().nullable(),
})
export type Load = Readonly<z.infer<typeof loadSchema>>

/** From the local Slack, first. */
export const addressSchema = z.object({ apiUrl: z.string(), botToken: z.string(), appToken: z.string() })
export type Address = Readonly<z.infer<typeof addressSchema>>

/** From the local Slack, after each load. `replies`: of each conversation, the texts of the bot's messages. */
export const outcomeSchema = z.object({
  replies: z.array(z.array(z.string())),
  /** From an event being delivered to the answer being stored; of what was answered. */
  answerMs: z.array(z.number()),
  totalMs: z.number(),
})
export type Outcome = Readonly<z.infer<typeof outcomeSchema>>
