import { z } from 'zod'
import type { Deliver, Route } from './delivery.ts'
import type { Choice } from './element-actions.ts'
import { escapeText } from './escape-text.ts'
import { appId, botUserId, type Person, teamId } from './identity.ts'
import * as payloads from './interactions.ts'
import { modalSchema } from './limits/surfaces.ts'
import { uploadAsPerson } from './methods/files.ts'
import { pushModal, replaceModal } from './methods/views.ts'
import { answerResponseUrl } from './response-urls.ts'
import { type Slack, SlackError } from './slack.ts'
import type { Message, SharedFile, View } from './workspace.ts'

export type SlackEvent = Readonly<{ type: string } & Record<string, unknown>>
type Place = Readonly<{ channel: string; ts: string }>

/** What a modal's acknowledgement may ask for. */
const viewAnswerSchema = z
  .discriminatedUnion('response_action', [
    z.object({ response_action: z.literal('errors'), errors: z.record(z.string(), z.string()) }),
    z.object({ response_action: z.literal('update'), view: modalSchema }),
    z.object({ response_action: z.literal('push'), view: modalSchema }),
    z.object({ response_action: z.literal('clear') }),
  ])
  .or(z.strictObject({}).transform(() => ({ response_action: 'close' as const })))
export type ViewAnswer = z.infer<typeof viewAnswerSchema>

const acknowledgedSchema = z.union([
  z.looseObject({ text: z.string() }),
  z.looseObject({ blocks: z.array(z.unknown()) }),
])
const tsSchema = z.object({ ts: z.string() })

/** What people do on the local Slack, and the events and interactions that follow from it. */
export const createPeopleActs = (slack: Slack, deliver: Deliver) => {
  const { workspace, manifest, emulator } = slack
  const [first] = workspace.people
  if (first === undefined) throw new Error('a local Slack needs a person')
  /** Who acts where nobody is named: in direct messages the one they belong to, elsewhere the first of all. */
  const personIn = (channel: string | null, id: string | undefined): Person =>
    id === undefined
      ? (workspace.people.find(({ directChannel }) => directChannel === channel) ?? first)
      : workspace.person(id)
  const subscribes = (event: string): boolean =>
    manifest.settings.event_subscriptions.bot_events.includes(event)
  const interact = (payload: Readonly<Record<string, unknown>>): Promise<unknown> =>
    deliver({ type: 'interactive', payload })

  const deliverEvent = async (
    event: SlackEvent,
    {
      eventId = slack.nextId('Ev'),
      retry = 0,
      route,
    }: Readonly<{ eventId?: string; retry?: number; route?: Route }> = {},
  ): Promise<void> => {
    const eventTs = String(event.event_ts ?? event.ts ?? (slack.clock() / 1_000).toFixed(6))
    const payload = {
      type: 'event_callback',
      team_id: teamId,
      api_app_id: appId,
      event_id: eventId,
      event_time: Math.floor(Number(eventTs)),
      authorizations: [{ team_id: teamId, user_id: botUserId, is_bot: true }],
      event: { event_ts: eventTs, ...event },
    }
    await deliver({ type: 'events_api', payload, retry }, route)
  }

  /** The event of a message that was written or edited, where the manifest asks for one. */
  const deliverMessage = async ({ channel, ...message }: Message): Promise<void> => {
    const isDirect = workspace.channel(channel)?.kind === 'direct'
    const event = { channel, team: teamId, ...message }
    if (isDirect) {
      if (subscribes('message.im')) await deliverEvent({ type: 'message', channel_type: 'im', ...event })
      return
    }
    if (subscribes('app_mention') && message.text.includes(`<@${botUserId}>`))
      await deliverEvent({ type: 'app_mention', ...event })
    if (subscribes('message.channels'))
      await deliverEvent({ type: 'message', channel_type: 'channel', ...event })
  }

  /** The event of a change to an earlier message; only direct messages have one without further scopes. */
  const deliverChange = async (subtype: string, before: Message, rest: Readonly<Record<string, unknown>>) => {
    if (workspace.channel(before.channel)?.kind !== 'direct' || !subscribes('message.im')) return
    await deliverEvent({
      type: 'message',
      subtype,
      channel: before.channel,
      channel_type: 'im',
      hidden: true,
      ts: (slack.clock() / 1_000).toFixed(6),
      previous_message: payloads.shownMessage(before),
      ...rest,
    })
  }

  const writtenBy = ({ channel, ts }: Place): Readonly<{ message: Message; author: Person }> => {
    const message = workspace.message(channel, ts)
    if (message === undefined) throw new Error(`there is no message ${ts}`)
    return { message, author: workspace.person(message.user) }
  }
  const textOf = (words: string): string => escapeText(words).replaceAll('@juesuan', `<@${botUserId}>`)

  /** A person who is named in a command, as Slack writes it where the manifest has `should_escape`. */
  const namesToIds = (words: string): string =>
    words.replace(/@(?<name>[\w.-]+)/gu, (typed, typedName: string) => {
      const person = workspace.people.find(({ name }) => name === typedName)
      return person === undefined ? typed : `<@${person.id}|${typedName}>`
    })

  /** A command may be acknowledged with a message: Slack shows it as if it had come to the response_url. */
  const showAcknowledgement = async (responseUrl: string, acknowledgement: unknown): Promise<void> => {
    const message = acknowledgedSchema.safeParse(acknowledgement)
    if (!message.success) return
    await answerResponseUrl(slack, new URL(responseUrl).pathname, message.data)
  }

  const closeTop = (person: Person, view: View): void =>
    workspace.putModals(
      person.id,
      workspace.modals(person.id).filter(({ id }) => id !== view.id),
    )
  const applyAnswer = (person: Person, view: View, answer: ViewAnswer): void => {
    switch (answer.response_action) {
      case 'errors':
        break
      case 'update':
        replaceModal(slack, view, answer.view)
        break
      case 'push':
        pushModal(slack, person.id, answer.view)
        break
      case 'clear':
        workspace.putModals(person.id, [])
        break
      case 'close':
        closeTop(person, view)
        break
    }
  }

  return {
    deliver: deliverEvent,

    /** A person writes; `@juesuan` mentions the bot. Resolves when the bot has acknowledged, with the message's ts. */
    say: async (
      words: string,
      { channel, threadTs, user }: Readonly<{ channel: string; threadTs?: string; user?: string }>,
    ): Promise<string> => {
      const thread = threadTs === undefined ? {} : { thread_ts: threadTs }
      const person = personIn(channel, user)
      const text = textOf(words)
      const stored = await emulator.asPerson(person, 'chat.postMessage', { channel, text, ...thread })
      const message = { channel, user: person.id, text, ts: tsSchema.parse(stored).ts, ...thread }
      workspace.putMessage(message)
      await deliverMessage(message)
      return message.ts
    },
    /** The author of a message edits it. */
    edit: async (place: Place, words: string): Promise<void> => {
      const { message, author } = writtenBy(place)
      const text = textOf(words)
      await emulator.asPerson(author, 'chat.update', { channel: place.channel, ts: place.ts, text })
      const edited = { user: author.id, ts: (slack.clock() / 1_000).toFixed(6) }
      const now = { ...message, text, edited }
      workspace.putMessage(now)
      if (workspace.channel(place.channel)?.kind === 'direct')
        await deliverChange('message_changed', message, { message: payloads.shownMessage(now) })
      else await deliverMessage(now)
    },
    /** The author of a message deletes it. */
    remove: async (place: Place): Promise<void> => {
      const { message, author } = writtenBy(place)
      await emulator.asPerson(author, 'chat.delete', { channel: place.channel, ts: place.ts })
      workspace.putMessage({ ...message, isDeleted: true })
      await deliverChange('message_deleted', message, { deleted_ts: message.ts })
    },
    /** A person types a slash command; resolves with the acknowledgement. */
    command: async (
      words: string,
      { channel, user, command = '/juesuan' }: Readonly<{ channel: string; user?: string; command?: string }>,
    ): Promise<unknown> => {
      if (!manifest.features.slash_commands.some((each) => each.command === command))
        throw new Error(`the manifest has no command ${command}`)
      const text = namesToIds(words)
      const payload = payloads.slashCommand(slack, personIn(channel, user), channel, command, text)
      const acknowledgement = await deliver({ type: 'slash_commands', payload })
      await showAcknowledgement(payload.response_url, acknowledgement)
      return acknowledgement
    },
    /** A person uses a message shortcut. */
    shortcut: async (
      callbackId: string,
      place: Place,
      { user }: Readonly<{ user?: string }> = {},
    ): Promise<unknown> => {
      if (!manifest.features.shortcuts.some((each) => each.callback_id === callbackId))
        throw new Error(`the manifest has no shortcut ${callbackId}`)
      const message = workspace.message(place.channel, place.ts)
      if (message === undefined) throw new Error(`there is no message ${place.ts}`)
      return interact(payloads.messageShortcut(slack, personIn(place.channel, user), message, callbackId))
    },
    /** A person opens the app's home or messages tab. */
    openHome: async (user?: string, tab: 'home' | 'messages' = 'home'): Promise<void> => {
      const { id, directChannel } = personIn(null, user)
      if (!subscribes('app_home_opened')) return
      const view = tab === 'home' ? workspace.home(id) : undefined
      const event = { type: 'app_home_opened', user: id, channel: directChannel, tab }
      await deliverEvent(view === undefined ? event : { ...event, view })
    },
    /** A person uses the element with this action id; `choose` for all but buttons. */
    click: async (
      target: Place | View,
      actionId: string,
      {
        user,
        choose,
        answers = {},
      }: Readonly<{ user?: string; choose?: Choice; answers?: payloads.Answers }> = {},
    ): Promise<unknown> => {
      if ('id' in target) {
        const person = workspace.person(target.user_id)
        return interact(payloads.clickOnView(slack, person, target, actionId, choose, answers))
      }
      const message = workspace.message(target.channel, target.ts)
      if (message === undefined) throw new Error(`there is no message ${target.ts}`)
      const person = personIn(target.channel, user ?? message.ephemeralTo)
      return interact(payloads.clickOnMessage(slack, person, message, actionId, choose))
    },
    /** The person submits a modal, with answers by action id or block id; what the bot asked for has happened. */
    submit: async (view: View, answers: payloads.Answers = {}): Promise<ViewAnswer> => {
      const person = workspace.person(view.user_id)
      const reply = await interact(payloads.submission(slack, person, view, answers))
      const parsed = viewAnswerSchema.safeParse(reply ?? {})
      if (!parsed.success) {
        workspace.putRefusal('view_submission', 'invalid_response', z.prettifyError(parsed.error))
        throw new SlackError('invalid_response', z.prettifyError(parsed.error))
      }
      applyAnswer(person, view, parsed.data)
      return parsed.data
    },
    /** The person closes the topmost modal, or all of them. */
    closeModal: async (user: string, { all = false }: Readonly<{ all?: boolean }> = {}): Promise<void> => {
      const person = workspace.person(user)
      const open = workspace.modals(user)
      const top = open.at(-1)
      if (top === undefined) return
      const clears = all || (top.type === 'modal' && top.clear_on_close === true)
      const closed = clears ? open.toReversed() : [top]
      workspace.putModals(user, clears ? [] : open.slice(0, -1))
      for (const view of closed)
        if (view.type === 'modal' && view.notify_on_close)
          await interact(payloads.closing(slack, person, view, clears))
    },
    /** A person's client uploads a file, for a file_input. */
    upload: (file: Readonly<{ name: string; bytes: Uint8Array }>, user?: string): SharedFile =>
      uploadAsPerson(slack, personIn(null, user).id, file),
  }
}
