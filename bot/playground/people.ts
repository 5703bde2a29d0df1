import type { ChannelSeed, PersonSeed } from '../local-slack/index.ts'

/** Whom a visitor may act as, and where. */
export const playgroundPeople: readonly PersonSeed[] = [
  { name: 'jordan', realName: 'Jordan Lee', locale: 'en-US' },
  { name: 'lin', realName: '林晓', locale: 'zh-CN' },
  { name: 'chen', realName: '陈主任', locale: 'zh-CN', isAdmin: true },
]
export const playgroundChannels: readonly ChannelSeed[] = [{ name: '预算公开', hasBot: true }]
