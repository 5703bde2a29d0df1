import { h } from '../dom.ts'
import { icon } from '../icons.ts'
import { say } from '../labels.ts'
import { theScreen } from '../screen.ts'
import { act } from '../server.ts'
import { everyone, theApp } from '../world.ts'

type Completion = Readonly<{ word: string; detail: string }>
export type Composer = Readonly<{
  element: HTMLElement
  /** Says where it writes to. */
  address: (name: string) => void
  write: (words: string) => void
  focus: () => void
}>

/** What may be completed: a command at the beginning, a mention anywhere. */
const completionsFor = (typed: string): Readonly<{ from: number; entries: readonly Completion[] }> => {
  const started = /(?:^(?<command>\/\S*)|(?:^|\s)(?<mention>@\S*))$/u.exec(typed)
  const word = started?.groups?.command ?? started?.groups?.mention
  if (word === undefined) return { from: 0, entries: [] }
  const entries = word.startsWith('/')
    ? theApp().commands.map(({ command, description, usage_hint }) => ({
        word: command,
        detail: [usage_hint, description].filter((each) => each !== '').join(' · '),
      }))
    : [
        { word: '@juesuan', detail: theApp().name },
        ...everyone().map(({ name, realName }) => ({ word: `@${name}`, detail: realName })),
      ]
  return { from: typed.length - word.length, entries: entries.filter((entry) => entry.word.startsWith(word)) }
}

const send = async (channel: string, threadTs: string | null, words: string): Promise<void> => {
  const user = theScreen().me
  const command = /^(?<command>\/\S+)\s*(?<rest>[\s\S]*)$/u.exec(words)?.groups
  if (command?.command !== undefined)
    await act({ kind: 'command', user, channel, command: command.command, words: command.rest ?? '' })
  else await act({ kind: 'say', user, channel, words, ...(threadTs === null ? {} : { threadTs }) })
}

/** A field to write in; where it sends to is asked at the moment of sending. */
export const createComposer = (
  destination: () => Readonly<{ channel: string; threadTs: string | null }>,
): Composer => {
  const field = h('textarea', { class: 'composer-field', rows: 1, enterkeyhint: 'send' })
  const list = h('ul', { class: 'completions', role: 'listbox', hidden: true })
  const button = h('button', { type: 'submit', class: 'send', 'aria-label': say().send }, icon('send'))
  let chosen = 0

  const grow = (): void => {
    field.style.height = 'auto'
    field.style.height = `${field.scrollHeight}px`
    button.disabled = field.value.trim() === ''
  }
  const accept = (): void => {
    const typed = field.value.slice(0, field.selectionStart)
    const { from, entries } = completionsFor(typed)
    const entry = entries[chosen]
    if (entry === undefined) return
    const after = field.value.slice(field.selectionStart)
    field.value = `${typed.slice(0, from)}${entry.word} ${after.trimStart()}`
    const end = from + entry.word.length + 1
    field.setSelectionRange(end, end)
    suggest()
    grow()
  }
  const suggest = (): void => {
    const { entries } = completionsFor(field.value.slice(0, field.selectionStart))
    chosen = Math.min(chosen, Math.max(0, entries.length - 1))
    list.hidden = entries.length === 0
    list.replaceChildren(
      ...entries.map(({ word, detail }, index) => {
        const entry = h(
          'li',
          { role: 'option', 'aria-selected': index === chosen ? 'true' : 'false' },
          h('strong', {}, word),
          h('small', {}, detail),
        )
        entry.addEventListener('pointerdown', (event) => {
          event.preventDefault()
          chosen = index
          accept()
        })
        return entry
      }),
    )
  }
  const submit = (): void => {
    const words = field.value.trim()
    if (words === '') return
    field.value = ''
    grow()
    const { channel, threadTs } = destination()
    void send(channel, threadTs, words)
  }

  field.addEventListener('input', () => {
    grow()
    suggest()
  })
  field.addEventListener('blur', () => {
    list.hidden = true
  })
  field.addEventListener('keydown', (event) => {
    if (event.isComposing) return
    const isCompleting = !list.hidden
    if (isCompleting && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault()
      chosen =
        (chosen + (event.key === 'ArrowDown' ? 1 : -1) + list.childElementCount) % list.childElementCount
      suggest()
    } else if (isCompleting && (event.key === 'Tab' || event.key === 'Enter')) {
      event.preventDefault()
      accept()
    } else if (isCompleting && event.key === 'Escape') {
      list.hidden = true
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      submit()
    }
  })
  const form = h(
    'form',
    { class: 'composer' },
    list,
    field,
    h('div', { class: 'composer-foot' }, h('small', {}), button),
  )
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    submit()
  })
  button.disabled = true

  return {
    element: form,
    address: (name) => {
      field.placeholder = name
      field.setAttribute('aria-label', name)
      const hint = form.querySelector('small')
      if (hint !== null) hint.textContent = say().composerHint
      button.setAttribute('aria-label', say().send)
    },
    write: (words) => {
      field.value = words
      grow()
      submit()
    },
    focus: () => field.focus(),
  }
}
