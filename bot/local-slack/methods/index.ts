import { z } from 'zod'
import { flag, parseFields } from '../fields.ts'
import { appToken } from '../identity.ts'
import type { Method } from '../slack.ts'
import * as chat from './chat.ts'
import * as files from './files.ts'
import * as threads from './threads.ts'
import * as views from './views.ts'

/** As Slack has it where the emulator says less: the language, when asked for. */
const userInfo: Method = async (slack, fields) => {
  const { user: id, include_locale } = parseFields(
    z.object({ user: z.string(), include_locale: flag.default(false) }),
    fields,
  )
  const reply = await chat.passOn(slack, 'users.info', fields)
  const user = z.record(z.string(), z.unknown()).parse(reply.user)
  const locale = slack.workspace.findPerson(id)?.locale ?? 'en-US'
  return { ok: true, user: { ...user, tz: 'Asia/Shanghai', ...(include_locale ? { locale } : {}) } }
}

/** The methods the front answers itself; every other is the emulator's. */
const methods: Readonly<Record<string, Method>> = {
  'assistant.threads.setStatus': threads.setStatus,
  'assistant.threads.setSuggestedPrompts': threads.setSuggestedPrompts,
  'assistant.threads.setTitle': threads.setTitle,
  'chat.postMessage': chat.postMessage,
  'chat.postEphemeral': chat.postEphemeral,
  'chat.update': chat.update,
  'chat.delete': chat.remove,
  'files.getUploadURLExternal': files.getUploadUrl,
  'files.completeUploadExternal': files.completeUpload,
  'files.info': files.info,
  'users.info': userInfo,
  'views.open': views.open,
  'views.push': views.push,
  'views.update': views.update,
  'views.publish': views.publish,
  'apps.connections.open': async (slack) => ({
    ok: true,
    url: `${slack.origin().replace('http', 'ws')}/link?ticket=${slack.nextId('ticket')}`,
  }),
}

export const methodNamed = (name: string): Method =>
  methods[name] ?? ((slack, fields) => chat.passOn(slack, name, fields))

/** Only opening a socket takes the app's token; every other method takes the bot's. */
export const takesAppToken = (name: string, token: string): boolean =>
  (name === 'apps.connections.open') === (token === appToken)
