/** What we read of Slack's payloads; everything else in them is let be. */
import { z } from 'zod'
import type { HandedFile } from '../fetch-file.ts'
import type { Place } from '../place.ts'

const messageSchema = z.object({
  channel: z.string(),
  ts: z.string(),
  thread_ts: z.string().nullish(),
  user: z.string().nullish(),
  text: z.string().nullish(),
  channel_type: z.string().nullish(),
  subtype: z.string().nullish(),
  bot_id: z.string().nullish(),
  edited: z.unknown().optional(),
})
export type SlackMessage = Readonly<z.infer<typeof messageSchema>>

export const deliverySchema = z.object({ event_id: z.string(), event: messageSchema })

/** A message that was edited, as the `message` event tells of it. */
export const changeSchema = z.object({
  event: z.object({
    subtype: z.literal('message_changed'),
    channel: z.string(),
    message: messageSchema.omit({ channel: true }),
  }),
})

export const homeOpenedSchema = z.object({
  event: z.object({ user: z.string(), channel: z.string().nullish(), tab: z.string().nullish() }),
})

export const commandSchema = z.object({
  user_id: z.string(),
  channel_id: z.string(),
  text: z.string().default(''),
  response_url: z.string(),
  trigger_id: z.string(),
})

const actionSchema = z.object({
  action_id: z.string(),
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
})

export const clickSchema = z.object({
  user: z.object({ id: z.string() }),
  trigger_id: z.string(),
  response_url: z.string().nullish(),
  channel: z.object({ id: z.string() }).nullish(),
  message: z.object({ ts: z.string(), thread_ts: z.string().nullish() }).nullish(),
  container: z.object({ is_ephemeral: z.boolean().nullish(), message_ts: z.string().nullish() }).nullish(),
  view: z.object({ id: z.string(), private_metadata: z.string().nullish() }).nullish(),
  actions: z.tuple([actionSchema]).rest(z.unknown()),
})
export type Click = Readonly<z.infer<typeof clickSchema>>

export const clickedValue = ({ actions: [action] }: Click): string =>
  action.value ?? action.selected_option?.value ?? ''

const fileSchema = z
  .object({
    name: z.string().nullish(),
    mimetype: z.string().nullish(),
    size: z.number().nullish(),
    url_private: z.string().nullish(),
    url_private_download: z.string().nullish(),
  })
  .transform(
    (file): HandedFile => ({
      name: file.name ?? '',
      url: file.url_private_download ?? file.url_private ?? '',
      mimeType: file.mimetype ?? '',
      sizeBytes: file.size ?? 0,
    }),
  )

const inputSchema = z.object({
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_conversation: z.string().nullish(),
  selected_date: z.string().nullish(),
  files: z.array(fileSchema).nullish(),
})

export const submissionSchema = z.object({
  user: z.object({ id: z.string() }),
  view: z.object({
    id: z.string(),
    private_metadata: z.string().default(''),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), inputSchema)) }),
  }),
})
export type Submission = Readonly<z.infer<typeof submissionSchema>>

/** What was entered in the input of this id; empty when nothing was. */
export const enteredIn = ({ view }: Submission, id: string): string => {
  const entered = view.state.values[id]?.[id]
  return (
    entered?.value ??
    entered?.selected_option?.value ??
    entered?.selected_conversation ??
    entered?.selected_date ??
    ''
  )
}

/** The files that were chosen in the input of this id. */
export const filesIn = ({ view }: Submission, id: string): readonly HandedFile[] =>
  view.state.values[id]?.[id]?.files ?? []

export const shortcutSchema = z.object({
  user: z.object({ id: z.string() }),
  channel: z.object({ id: z.string() }),
  message: z.object({ ts: z.string(), text: z.string().default('') }),
  response_url: z.string(),
})

/** The place of the message that was clicked; null when it was no message. */
export const placeOfClick = ({ channel, message, container, response_url }: Click): Place | null => {
  if (container?.is_ephemeral === true && response_url != null)
    return { kind: 'private', channel: channel?.id ?? '', responseUrl: response_url }
  if (channel == null || message == null) return null
  return {
    kind: 'thread',
    channel: channel.id,
    threadTs: message.thread_ts ?? message.ts,
  }
}
