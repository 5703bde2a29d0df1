import { botUserId, type Channel, type Person } from './identity.ts'
import type { MessageBlock } from './limits/blocks.ts'
import type { Home, Modal } from './limits/surfaces.ts'

/** What is on the screens of the local Slack, indexed by channel and thread, with word of every change. */
export type Message = Readonly<{
  channel: string
  ts: string
  user: string
  text: string
  blocks?: readonly MessageBlock[] | undefined
  thread_ts?: string | undefined
  files?: readonly SharedFile[] | undefined
  edited?: Readonly<{ user: string; ts: string }> | undefined
  /** The one person who sees it. */
  ephemeralTo?: string | undefined
  isDeleted?: boolean | undefined
}>
export type View = (Modal | Home) &
  Readonly<{
    id: string
    team_id: string
    user_id: string
    hash: string
    root_view_id: string
    previous_view_id: string | null
    app_id: string
    bot_id: string
  }>
export type SharedFile = Readonly<{
  id: string
  name: string
  title: string
  mimetype: string
  filetype: string
  size: number
  user: string
  url_private: string
  url_private_download: string
}>
export type Status = Readonly<{
  channel: string
  thread_ts: string
  status: string
  loading_messages: readonly string[]
}>
export type Prompts = Readonly<{
  channel: string
  thread_ts: string | null
  title: string
  prompts: readonly Readonly<{ title: string; message: string }>[]
}>

export type Change =
  | Readonly<{ kind: 'message'; message: Message }>
  | Readonly<{ kind: 'status'; status: Status }>
  | Readonly<{ kind: 'prompts'; prompts: Prompts }>
  | Readonly<{ kind: 'title'; channel: string; thread_ts: string; title: string }>
  | Readonly<{ kind: 'home'; view: View }>
  | Readonly<{ kind: 'modals'; userId: string; views: readonly View[] }>
  | Readonly<{ kind: 'file'; file: SharedFile }>
  | Readonly<{ kind: 'refusal'; method: string; error: string; why: string }>

export type Workspace = ReturnType<typeof createWorkspace>

const keyOf = (channel: string, ts: string): string => `${channel}:${ts}`

export const createWorkspace = (people: readonly Person[], channels: readonly Channel[]) => {
  const personById = new Map(people.map((person) => [person.id, person]))
  const channelById = new Map(channels.map((channel) => [channel.id, channel]))
  const messages = new Map<string, Message>()
  const rootsByChannel = new Map<string, string[]>()
  const repliesByThread = new Map<string, string[]>()
  const statuses = new Map<string, Status>()
  const prompts = new Map<string, Prompts>()
  const titles = new Map<string, string>()
  const homes = new Map<string, View>()
  const modals = new Map<string, readonly View[]>()
  const files = new Map<string, Readonly<{ file: SharedFile; bytes: Uint8Array }>>()
  const refusals: Readonly<{ method: string; error: string; why: string }>[] = []
  const listeners = new Set<(change: Change) => void>()

  const tell = (change: Change): void => {
    for (const listener of [...listeners]) listener(change)
  }
  const messagesOf = (keys: readonly string[] = []): readonly Message[] =>
    keys.flatMap((key) => {
      const message = messages.get(key)
      return message === undefined || message.isDeleted ? [] : [message]
    })
  const clearStatus = (channel: string, threadTs: string): void => {
    const status = statuses.get(keyOf(channel, threadTs))
    if (status === undefined) return
    statuses.delete(keyOf(channel, threadTs))
    tell({ kind: 'status', status: { ...status, status: '', loading_messages: [] } })
  }
  const listed = (index: Map<string, string[]>, key: string): string[] => {
    const list = index.get(key) ?? []
    index.set(key, list)
    return list
  }

  return {
    people,
    channels,
    person: (id: string): Person => {
      const person = personById.get(id)
      if (person === undefined) throw new Error(`there is no person ${id}`)
      return person
    },
    findPerson: (id: string) => personById.get(id),
    channel: (id: string) => channelById.get(id),

    message: (channel: string, ts: string) => messages.get(keyOf(channel, ts)),
    /** The messages of a channel that begin a thread or stand alone, in order of arrival. */
    messagesIn: (channel: string) => messagesOf(rootsByChannel.get(channel)),
    /** The replies of a thread, in order of arrival. */
    repliesIn: (channel: string, ts: string) => messagesOf(repliesByThread.get(keyOf(channel, ts))),
    allMessages: () => messagesOf([...messages.keys()]),
    statuses: (): readonly Status[] => [...statuses.values()],
    prompts: (): readonly Prompts[] => [...prompts.values()],
    title: (channel: string, threadTs: string) => titles.get(keyOf(channel, threadTs)),
    home: (userId: string) => homes.get(userId),
    /** The person's open modals, the topmost last. */
    modals: (userId: string): readonly View[] => modals.get(userId) ?? [],
    findView: (matches: (view: View) => boolean): View | undefined =>
      [...homes.values(), ...[...modals.values()].flat()].find(matches),
    file: (id: string) => files.get(id),
    files: (): readonly SharedFile[] => [...files.values()].map(({ file }) => file),
    refusals: () => refusals,

    /** Puts a new message, or a new state of one. */
    putMessage: (message: Message): void => {
      const key = keyOf(message.channel, message.ts)
      const isNew = !messages.has(key)
      messages.set(key, message)
      if (isNew) {
        const isReply = message.thread_ts !== undefined && message.thread_ts !== message.ts
        listed(
          isReply ? repliesByThread : rootsByChannel,
          isReply ? keyOf(message.channel, message.thread_ts ?? '') : message.channel,
        ).push(key)
      }
      tell({ kind: 'message', message })
      if (isNew && message.user === botUserId) clearStatus(message.channel, message.thread_ts ?? message.ts)
    },
    putStatus: (status: Status): void => {
      if (status.status === '') {
        clearStatus(status.channel, status.thread_ts)
        return
      }
      statuses.set(keyOf(status.channel, status.thread_ts), status)
      tell({ kind: 'status', status })
    },
    putPrompts: (offered: Prompts): void => {
      prompts.set(keyOf(offered.channel, offered.thread_ts ?? ''), offered)
      tell({ kind: 'prompts', prompts: offered })
    },
    putTitle: (channel: string, threadTs: string, title: string): void => {
      titles.set(keyOf(channel, threadTs), title)
      tell({ kind: 'title', channel, thread_ts: threadTs, title })
    },
    putHome: (view: View): void => {
      homes.set(view.user_id, view)
      tell({ kind: 'home', view })
    },
    putModals: (userId: string, views: readonly View[]): void => {
      modals.set(userId, views)
      tell({ kind: 'modals', userId, views })
    },
    putFile: (file: SharedFile, bytes: Uint8Array): void => {
      files.set(file.id, { file, bytes })
      tell({ kind: 'file', file })
    },
    putRefusal: (method: string, error: string, why: string): void => {
      refusals.push({ method, error, why })
      tell({ kind: 'refusal', method, error, why })
    },

    /** Calls the listener on every change; returns how to stop. */
    onChange: (listener: (change: Change) => void): (() => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    /** Resolves with what `find` finds, now or after a change; null and false are nothing. */
    until: <Found>(find: () => Found | null | undefined | false): Promise<Found> =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          try {
            const found = find()
            if (found === null || found === undefined || found === false) return
            listeners.delete(look)
            resolve(found)
          } catch (fault) {
            listeners.delete(look)
            reject(fault)
          }
        }
        listeners.add(look)
        look()
      }),
  }
}
