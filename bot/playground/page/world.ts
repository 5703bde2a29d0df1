import type { Change, Channel, Message, Person, Prompts, Status, View } from '../../local-slack/index.ts'
import type { PageNews, PageState } from '../page-state.ts'

/** The workspace as the server tells of it, indexed for drawing. */
type App = PageState['app']

const nobody: App = { name: '', userId: '', hasHome: false, prompts: [], commands: [], shortcuts: [] }

let app = nobody
let people = new Map<string, Person>()
let channels = new Map<string, Channel>()
let messages = new Map<string, Message>()
let homes = new Map<string, View>()
let modals = new Map<string, readonly View[]>()
let statuses = new Map<string, Status>()
let prompts = new Map<string, Prompts>()

const keyOf = (channel: string, ts: string): string => `${channel}:${ts}`

const takeState = (state: PageState): void => {
  app = state.app
  people = new Map(state.people.map((each) => [each.id, each]))
  channels = new Map(state.channels.map((each) => [each.id, each]))
  messages = new Map(state.messages.map((each) => [keyOf(each.channel, each.ts), each]))
  homes = new Map(state.homes.map((each) => [each.user_id, each]))
  modals = new Map(state.modals.map(({ userId, views }) => [userId, views]))
  statuses = new Map(state.statuses.map((each) => [keyOf(each.channel, each.thread_ts), each]))
  prompts = new Map(state.prompts.map((each) => [each.channel, each]))
}

const takeChange = (change: Change): void => {
  switch (change.kind) {
    case 'message': {
      const { message } = change
      const key = keyOf(message.channel, message.ts)
      if (message.isDeleted) messages.delete(key)
      else messages.set(key, message)
      break
    }
    case 'status': {
      const key = keyOf(change.status.channel, change.status.thread_ts)
      if (change.status.status === '') statuses.delete(key)
      else statuses.set(key, change.status)
      break
    }
    case 'prompts':
      prompts.set(change.prompts.channel, change.prompts)
      break
    case 'home':
      homes.set(change.view.user_id, change.view)
      break
    case 'modals':
      modals.set(change.userId, change.views)
      break
    case 'title':
    case 'file':
    case 'refusal':
      break
  }
}

export const takeNews = (news: PageNews): void => {
  if (news.kind === 'state') takeState(news.state)
  else takeChange(news)
}

export const theApp = (): App => app
export const everyone = (): readonly Person[] => [...people.values()]
export const personWith = (id: string): Person | undefined => people.get(id)
export const namedChannels = (): readonly Channel[] =>
  [...channels.values()].filter(({ kind }) => kind !== 'direct')
export const channelWith = (id: string): Channel | undefined => channels.get(id)
export const messageWith = (channel: string, ts: string): Message | undefined =>
  messages.get(keyOf(channel, ts))

const isFor = (message: Message, userId: string): boolean =>
  message.ephemeralTo === undefined || message.ephemeralTo === userId
const isReply = (message: Message): boolean =>
  message.thread_ts !== undefined && message.thread_ts !== message.ts
const byTime = (one: Message, other: Message): number => (one.ts < other.ts ? -1 : 1)

/** What a person sees in a channel outside its threads. */
export const messagesIn = (channel: string, userId: string): readonly Message[] =>
  [...messages.values()]
    .filter((each) => each.channel === channel && !isReply(each) && isFor(each, userId))
    .sort(byTime)
export const repliesTo = (channel: string, ts: string, userId: string): readonly Message[] =>
  [...messages.values()]
    .filter(
      (each) => each.channel === channel && each.thread_ts === ts && isReply(each) && isFor(each, userId),
    )
    .sort(byTime)
export const homeOf = (userId: string): View | undefined => homes.get(userId)
export const modalsOf = (userId: string): readonly View[] => modals.get(userId) ?? []
export const statusIn = (channel: string, ts: string): Status | undefined => statuses.get(keyOf(channel, ts))
export const promptsIn = (channel: string): Prompts | undefined => prompts.get(channel)

/** The name a person or the app is shown under. */
export const nameOf = (userId: string): string =>
  userId === app.userId ? app.name : (people.get(userId)?.realName ?? userId)
