import type { Message } from '../../../local-slack/index.ts'
import { drawBlocks } from '../blocks/draw-block.ts'
import { drawFile } from '../blocks/file.ts'
import { h } from '../dom.ts'
import { icon } from '../icons.ts'
import { currentLanguage, say } from '../labels.ts'
import { openThread, theScreen } from '../screen.ts'
import { act } from '../server.ts'
import { mrkdwnLines } from '../text/mrkdwn.ts'
import { nameOf, repliesTo, statusIn, theApp } from '../world.ts'
import { chosen } from './answers.ts'
import { avatar } from './avatar.ts'
import { confirm } from './confirm.ts'
import { type MenuEntry, openMenu } from './menu.ts'
import { drawStatus } from './status.ts'
import { clockTime, fullTime } from './time.ts'

/** One message with its blocks, files and actions. In a thread's own pane the summary of replies is left out. */
const contentOf = (message: Message): HTMLElement => {
  const { me } = theScreen()
  if (message.blocks === undefined || message.blocks.length === 0)
    return h('div', { class: 'words' }, ...mrkdwnLines(message.text))
  return drawBlocks(message.blocks, {
    use: (actionId, choose) =>
      void act({
        kind: 'click',
        user: me,
        channel: message.channel,
        ts: message.ts,
        actionId,
        ...chosen(choose),
      }),
    answers: null,
    uploadedBy: me,
  })
}

const edit = (message: Message, body: HTMLElement): void => {
  const field = h('textarea', { class: 'text-input', rows: 3, 'aria-label': say().edit })
  field.value = wordsOf(message)
  const shown = [...body.childNodes]
  const stop = (): void => body.replaceChildren(...shown)
  const save = async (): Promise<void> => {
    const words = field.value.trim()
    stop()
    if (words !== '' && words !== wordsOf(message))
      await act({ kind: 'edit', channel: message.channel, ts: message.ts, words })
  }
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') stop()
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault()
      void save()
    }
  })
  body.replaceChildren(
    field,
    h(
      'div',
      { class: 'edit-foot' },
      h('button', { type: 'button', class: 'button', click: stop }, say().cancel),
      h('button', { type: 'button', class: 'button primary', click: () => void save() }, say().save),
    ),
  )
  field.focus()
}

/** The words as they were typed. */
const wordsOf = ({ text }: Message): string =>
  text
    .replaceAll(`<@${theApp().userId}>`, '@juesuan')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

const remove = async (message: Message): Promise<void> => {
  const isSure = await confirm({
    title: say().remove,
    text: [say().removeAsk],
    yes: say().remove,
    no: say().cancel,
    isDanger: true,
  })
  if (isSure) await act({ kind: 'remove', channel: message.channel, ts: message.ts })
}

const toolsOf = (message: Message, body: HTMLElement): HTMLElement => {
  const { me } = theScreen()
  const place = { channel: message.channel, ts: message.ts }
  const shortcuts: readonly MenuEntry[] = theApp().shortcuts.map(({ name, callback_id }) => ({
    label: name,
    detail: theApp().name,
    choose: () => void act({ kind: 'shortcut', user: me, ...place, callbackId: callback_id }),
  }))
  const own: readonly MenuEntry[] =
    message.user === me
      ? [
          { label: say().edit, choose: () => edit(message, body) },
          { label: say().remove, isDanger: true, choose: () => void remove(message) },
        ]
      : []
  const reply = h(
    'button',
    {
      type: 'button',
      class: 'quiet',
      title: say().replyInThread,
      'aria-label': say().replyInThread,
      click: () => openThread(message.channel, message.thread_ts ?? message.ts),
    },
    icon('reply'),
  )
  const entries = [...shortcuts, ...own]
  const more = h(
    'button',
    {
      type: 'button',
      class: 'quiet',
      title: say().moreActions,
      'aria-label': say().moreActions,
      'aria-haspopup': 'menu',
    },
    icon('more'),
  )
  more.addEventListener('click', () => openMenu(more, entries))
  return h('div', { class: 'tools' }, reply, entries.length > 0 && more)
}

const summaryOf = (message: Message): HTMLElement | null => {
  const replies = repliesTo(message.channel, message.ts, theScreen().me)
  const last = replies.at(-1)
  if (last === undefined) return null
  const authors = [...new Set(replies.map(({ user }) => user))].slice(0, 3)
  return h(
    'button',
    { type: 'button', class: 'reply-summary', click: () => openThread(message.channel, message.ts) },
    h('span', { class: 'faces' }, ...authors.map((user) => avatar(user, 'small'))),
    h('strong', {}, say().replies(replies.length)),
    h('small', {}, say().lastReply(clockTime(last.ts))),
  )
}

const draw = (message: Message, isInThread: boolean): HTMLElement => {
  const isApp = message.user === theApp().userId
  const isEphemeral = message.ephemeralTo !== undefined
  const body = h(
    'div',
    { class: 'message-content' },
    contentOf(message),
    message.edited !== undefined && !isApp && h('small', { class: 'edited' }, say().edited),
  )
  const status = statusIn(message.channel, message.ts)
  return h(
    'article',
    { class: isEphemeral ? 'message ephemeral' : 'message', 'data-ts': message.ts },
    isEphemeral && h('small', { class: 'only-you' }, icon('spark'), say().onlyYou),
    avatar(message.user),
    h(
      'div',
      { class: 'message-body' },
      h(
        'header',
        {},
        h('strong', {}, nameOf(message.user)),
        isApp && h('span', { class: 'badge' }, say().app),
        h('time', { title: fullTime(message.ts) }, clockTime(message.ts)),
      ),
      body,
      ...(message.files ?? []).map(drawFile),
      !isInThread && status !== undefined && drawStatus(status),
      !isInThread && summaryOf(message),
    ),
    !isEphemeral && toolsOf(message, body),
  )
}

type Drawn = Readonly<{ message: Message; signature: string; element: HTMLElement }>

/** Draws messages once, and again only when something of them has changed: a table keeps its page, a field its text. */
export const createMessageDrawer = (isInThread: boolean) => {
  const drawn = new Map<string, Drawn>()
  return (message: Message): HTMLElement => {
    const { me } = theScreen()
    const replies = isInThread ? [] : repliesTo(message.channel, message.ts, me)
    const status = isInThread ? undefined : statusIn(message.channel, message.ts)
    const signature = [me, currentLanguage(), replies.length, replies.at(-1)?.ts, status?.status].join('|')
    const key = `${message.channel}:${message.ts}`
    const known = drawn.get(key)
    if (known?.message === message && known.signature === signature) return known.element
    const element = draw(message, isInThread)
    drawn.set(key, { message, signature, element })
    return element
  }
}
