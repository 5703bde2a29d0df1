import { z } from 'zod'
import { json, parseFields } from '../fields.ts'
import type { Method } from '../slack.ts'

/** Status, prompts and title of a thread: the emulator has none of them. */
const statusFields = z.object({
  channel_id: z.string(),
  thread_ts: z.string(),
  status: z.string(),
  loading_messages: json(z.array(z.string().min(1)).max(10)).default([]),
})
const promptFields = z.object({
  channel_id: z.string(),
  thread_ts: z.string().optional(),
  title: z.string().default(''),
  prompts: json(
    z
      .array(z.object({ title: z.string().min(1), message: z.string().min(1) }))
      .min(1)
      .max(4),
  ),
})
const titleFields = z.object({ channel_id: z.string(), thread_ts: z.string(), title: z.string().min(1) })

export const setStatus: Method = async (slack, fields) => {
  const { channel_id, ...status } = parseFields(statusFields, fields)
  slack.workspace.putStatus({ channel: channel_id, ...status })
  return { ok: true }
}

export const setSuggestedPrompts: Method = async (slack, fields) => {
  const { channel_id, thread_ts = null, title, prompts } = parseFields(promptFields, fields)
  slack.workspace.putPrompts({ channel: channel_id, thread_ts, title, prompts })
  return { ok: true }
}

export const setTitle: Method = async (slack, fields) => {
  const { channel_id, thread_ts, title } = parseFields(titleFields, fields)
  slack.workspace.putTitle(channel_id, thread_ts, title)
  return { ok: true }
}
