/** Who is who on the local Slack. The tokens are good here only. */
export const botToken = 'xoxb-local-bot'
export const appToken = 'xapp-local-app'
export const botUserId = 'U00000BOT'
export const botId = 'B00000BOT'
export const appId = 'A00000APP'
/** The emulator has one team and one first channel; these are their ids. */
export const teamId = 'T000000001'
export const teamDomain = 'local'
export const generalChannelId = 'C000000001'

export type PersonSeed = Readonly<{
  name: string
  realName: string
  locale: 'zh-CN' | 'en-US'
  isAdmin?: boolean
}>
export type ChannelSeed = Readonly<{ name: string; isPrivate?: boolean; hasBot?: boolean }>

export type Person = Readonly<{
  id: string
  name: string
  realName: string
  locale: 'zh-CN' | 'en-US'
  isAdmin: boolean
  /** The channel of the direct messages between the person and the bot. */
  directChannel: string
}>
export type Channel = Readonly<{
  id: string
  name: string
  kind: 'public' | 'private' | 'direct'
  hasBot: boolean
}>

export const defaultPeople: readonly PersonSeed[] = [
  { name: 'jordan', realName: 'Jordan Lee', locale: 'en-US' },
  { name: 'lin', realName: '林晓', locale: 'zh-CN' },
  { name: 'chen', realName: '陈主任', locale: 'zh-CN', isAdmin: true },
]
export const defaultChannels: readonly ChannelSeed[] = [{ name: '预算公开', hasBot: true }]

/** As many people as a load needs, half of them writing Chinese. */
export const manyPeople = (count: number): readonly PersonSeed[] =>
  Array.from({ length: count }, (_, index) => ({
    name: `person-${index + 1}`,
    realName: `Person ${index + 1}`,
    locale: index % 2 === 0 ? ('zh-CN' as const) : ('en-US' as const),
  }))
