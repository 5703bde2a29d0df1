import type { Choice, View } from '../../../local-slack/index.ts'
import { h } from '../dom.ts'
import { icon } from '../icons.ts'
import { currentLanguage, say } from '../labels.ts'
import { theScreen } from '../screen.ts'
import { act } from '../server.ts'
import { modalsOf, theApp } from '../world.ts'
import { plainAnswers } from './answers.ts'
import { avatar } from './avatar.ts'
import { drawViewBlocks } from './view-blocks.ts'

/** A person's open modals: the topmost is shown, those below wait with what was typed in them. */
type Drawn = Readonly<{
  hash: string
  language: string
  answers: Record<string, Choice>
  element: HTMLElement
}>

const errorsOf = (result: unknown): Readonly<Record<string, string>> | null => {
  if (typeof result !== 'object' || result === null || !('errors' in result)) return null
  // ViewAnswer of the local Slack, which has checked it.
  return result.errors as Record<string, string>
}

const showErrors = (form: HTMLElement, errors: Readonly<Record<string, string>>): void => {
  for (const input of form.querySelectorAll<HTMLElement>('[data-block]')) {
    const slot = input.querySelector('.input-error')
    if (slot !== null) slot.textContent = errors[input.dataset.block ?? ''] ?? ''
  }
  form.querySelector('.input-error:not(:empty)')?.scrollIntoView({ block: 'center' })
}

/** Slack itself asks for what is not optional. */
const missingFields = (view: View, answers: Readonly<Record<string, Choice>>): Record<string, string> => {
  const missing: Record<string, string> = {}
  for (const block of view.blocks) {
    if (block.type !== 'input' || block.optional) continue
    const { element } = block
    const hasInitial =
      ('initial_value' in element && Boolean(element.initial_value)) ||
      ('initial_option' in element && element.initial_option !== undefined) ||
      ('initial_options' in element && element.initial_options !== undefined) ||
      ('initial_conversation' in element && element.initial_conversation !== undefined)
    const answer = answers[element.action_id ?? '']
    const isEmpty = answer === undefined ? !hasInitial : answer.length === 0
    if (isEmpty) missing[block.block_id ?? ''] = say().required
  }
  return missing
}

const drawModal = (view: View, isStacked: boolean): Drawn => {
  const answers: Record<string, Choice> = {}
  const { me } = theScreen()
  const close = (): void => void act({ kind: 'close', user: me })
  const title = view.type === 'modal' ? view.title.text : ''
  const submit = view.type === 'modal' ? view.submit?.text : undefined
  const closing = view.type === 'modal' ? view.close?.text : undefined
  const form = h(
    'form',
    { class: 'modal', novalidate: true },
    h(
      'header',
      { class: 'dialog-head' },
      isStacked
        ? h(
            'button',
            { type: 'button', class: 'quiet', 'aria-label': say().back, click: close },
            icon('back'),
          )
        : avatar(theApp().userId, 'small'),
      h('h2', {}, title),
      h('button', { type: 'button', class: 'quiet', 'aria-label': say().close, click: close }, icon('close')),
    ),
    h('div', { class: 'dialog-body' }, drawViewBlocks(view, answers, me)),
    h(
      'footer',
      { class: 'dialog-foot' },
      h('button', { type: 'button', class: 'button', click: close }, closing ?? say().close),
      submit !== undefined && h('button', { type: 'submit', class: 'button primary' }, submit),
    ),
  )
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const missing = missingFields(view, answers)
    showErrors(form, missing)
    if (Object.keys(missing).length > 0) return
    const reply = await act({ kind: 'submit', viewId: view.id, answers: plainAnswers(answers) })
    showErrors(form, errorsOf(reply?.result) ?? {})
  })
  return { hash: view.hash, language: currentLanguage(), answers, element: form }
}

export const createModals = () => {
  const dialog = h('dialog', { class: 'dialog' })
  const drawn = new Map<string, Drawn>()
  dialog.addEventListener('cancel', (event) => {
    // Escape leaves the topmost modal; the dialog itself closes when none is left.
    event.preventDefault()
    void act({ kind: 'close', user: theScreen().me })
  })
  return {
    element: dialog,
    draw: (): void => {
      const open = modalsOf(theScreen().me)
      const top = open.at(-1)
      for (const id of drawn.keys()) if (!open.some((view) => view.id === id)) drawn.delete(id)
      if (top === undefined) {
        dialog.close()
        return
      }
      const known = drawn.get(top.id)
      const isCurrent = known?.hash === top.hash && known.language === currentLanguage()
      const now = known !== undefined && isCurrent ? known : drawModal(top, open.length > 1)
      drawn.set(top.id, now)
      if (dialog.firstElementChild !== now.element) dialog.replaceChildren(now.element)
      dialog.setAttribute('aria-label', top.type === 'modal' ? top.title.text : '')
      if (!dialog.open) dialog.showModal()
    },
  }
}
