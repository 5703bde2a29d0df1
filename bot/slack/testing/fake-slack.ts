import type { Message, OutgoingFile, SlackApi } from '../slack-api.ts'

export type Sent = Readonly<{ to: string; message: Message; replacing: string | null }>

/** A Slack that takes everything and remembers it; `refuse` is asked before each message. */
export const fakeSlack = (refuse: (sent: Sent) => Error | null = () => null) => {
  const sent: Sent[] = []
  const statuses: string[] = []
  const files: OutgoingFile[] = []
  let lastTs = 0
  const take = (to: string, message: Message, replacing: string | null = null): string => {
    const each = { to, message, replacing }
    const refusal = refuse(each)
    if (refusal !== null) throw refusal
    sent.push(each)
    lastTs += 1
    return `${lastTs}.0`
  }
  const api: SlackApi = {
    post: async (place, message) => {
      if (place.kind === 'thread') return take(`${place.channel}:${place.threadTs}`, message)
      take(place.responseUrl, message)
      return null
    },
    postTo: async (channel, message) => take(channel, message),
    replace: async (channel, ts, message) => {
      take(channel, message, ts)
    },
    whisper: async (responseUrl, message) => {
      take(responseUrl, message)
    },
    showWorking: async (_, text) => {
      statuses.push(text)
    },
    openDirect: async (userId) => `D-${userId}`,
    languageOf: async () => 'en',
    nameOf: async () => 'Ann Hill',
    openView: async () => {},
    updateView: async () => {},
    publishHome: async () => {},
    suggestPrompts: async () => {},
    upload: async (_, __, file) => {
      files.push(file)
    },
    fetchFile: async () => ({ kind: 'not-fetched', code: 'not-sent' }),
  }
  return { api, sent, statuses, files }
}
