import { z } from 'zod'
import type { SlackFront } from '../local-slack/index.ts'

/** What the page asks for on a person's behalf. */
const place = { channel: z.string(), ts: z.string() }
const choice = z.union([z.string(), z.array(z.string())])
const answers = z.record(z.string(), choice)

const actSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('say'),
    user: z.string(),
    channel: z.string(),
    words: z.string().min(1),
    threadTs: z.string().optional(),
  }),
  z.object({
    kind: z.literal('command'),
    user: z.string(),
    channel: z.string(),
    command: z.string(),
    words: z.string(),
  }),
  z.object({ kind: z.literal('edit'), ...place, words: z.string().min(1) }),
  z.object({ kind: z.literal('remove'), ...place }),
  z.object({ kind: z.literal('shortcut'), user: z.string(), ...place, callbackId: z.string() }),
  z.object({ kind: z.literal('home'), user: z.string(), tab: z.enum(['home', 'messages']) }),
  z.object({
    kind: z.literal('click'),
    user: z.string(),
    ...place,
    actionId: z.string(),
    choose: choice.optional(),
  }),
  z.object({
    kind: z.literal('click-view'),
    viewId: z.string(),
    actionId: z.string(),
    choose: choice.optional(),
    answers,
  }),
  z.object({ kind: z.literal('submit'), viewId: z.string(), answers }),
  z.object({ kind: z.literal('close'), user: z.string() }),
])
export type PageAct = z.infer<typeof actSchema>
export const parsePageAct = (value: unknown): PageAct => actSchema.parse(value)

/** Does it; resolves with what the page is to know of it. */
export const doPageAct = async (front: SlackFront, act: PageAct): Promise<unknown> => {
  const viewWith = (id: string) => {
    const view = front.workspace.findView((each) => each.id === id)
    if (view === undefined) throw new Error('this view is no longer open')
    return view
  }
  switch (act.kind) {
    case 'say': {
      const { user, channel, words, threadTs } = act
      return {
        ts: await front.say(words, { user, channel, ...(threadTs === undefined ? {} : { threadTs }) }),
      }
    }
    case 'command':
      return front.command(act.words, { user: act.user, channel: act.channel, command: act.command })
    case 'edit':
      return front.edit(act, act.words)
    case 'remove':
      return front.remove(act)
    case 'shortcut':
      return front.shortcut(act.callbackId, act, { user: act.user })
    case 'home':
      return front.openHome(act.user, act.tab)
    case 'click':
      return front.click({ channel: act.channel, ts: act.ts }, act.actionId, {
        user: act.user,
        ...(act.choose === undefined ? {} : { choose: act.choose }),
      })
    case 'click-view':
      return front.click(viewWith(act.viewId), act.actionId, {
        answers: act.answers,
        ...(act.choose === undefined ? {} : { choose: act.choose }),
      })
    case 'submit':
      return front.submit(viewWith(act.viewId), act.answers)
    case 'close':
      return front.closeModal(act.user)
  }
}
