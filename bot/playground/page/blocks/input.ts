import type { SlackBlock } from '../../../local-slack/index.ts'
import { h } from '../dom.ts'
import { icon } from '../icons.ts'
import { say } from '../labels.ts'
import { upload } from '../server.ts'
import { drawChoices, drawConversationsSelect, drawStaticSelect } from './elements.ts'
import { fileSize } from './file.ts'
import type { Surface } from './surface.ts'

type Input = Extract<SlackBlock, { type: 'input' }>
type TextInput = Extract<Input['element'], { type: 'plain_text_input' }>
type DatePicker = Extract<Input['element'], { type: 'datepicker' }>
type FileInput = Extract<Input['element'], { type: 'file_input' }>

const drawTextInput = (element: TextInput, surface: Surface, hears: boolean): HTMLElement => {
  const attributes = {
    class: 'text-input',
    placeholder: element.placeholder?.text,
    maxlength: element.max_length ?? 3_000,
    rows: element.multiline ? 4 : undefined,
  }
  const field = element.multiline ? h('textarea', attributes) : h('input', { type: 'text', ...attributes })
  field.value = element.initial_value ?? ''
  const actionId = element.action_id ?? ''
  field.addEventListener('input', () => {
    if (surface.answers !== null) surface.answers[actionId] = field.value
  })
  if (hears) field.addEventListener('change', () => surface.use(actionId, field.value))
  return field
}

const drawDatePicker = (element: DatePicker, surface: Surface, hears: boolean): HTMLElement => {
  const field = h('input', { type: 'date', class: 'text-input' })
  field.value = element.initial_date ?? ''
  const actionId = element.action_id ?? ''
  field.addEventListener('change', () => {
    if (surface.answers !== null) surface.answers[actionId] = field.value
    if (hears) surface.use(actionId, field.value)
  })
  return field
}

const drawFileInput = (element: FileInput, surface: Surface): HTMLElement => {
  const actionId = element.action_id ?? ''
  const ids: string[] = []
  const remember = (): void => {
    if (surface.answers !== null) surface.answers[actionId] = [...ids]
  }
  const list = h('ul', { class: 'picked-files' })
  const picker = h('input', {
    type: 'file',
    class: 'visually-hidden',
    multiple: (element.max_files ?? 10) > 1,
    accept: element.filetypes?.map((type) => `.${type}`).join(','),
  })
  picker.addEventListener('change', async () => {
    for (const picked of picker.files ?? []) {
      const file = await upload(picked, surface.uploadedBy)
      ids.push(file.id)
      const entry = h('li', {}, icon('file'), h('span', {}, file.name), h('small', {}, fileSize(file.size)))
      const removal = h(
        'button',
        { type: 'button', class: 'quiet', 'aria-label': say().removeFile(file.name) },
        icon('close'),
      )
      removal.addEventListener('click', () => {
        ids.splice(ids.indexOf(file.id), 1)
        entry.remove()
        remember()
      })
      entry.append(removal)
      list.append(entry)
    }
    picker.value = ''
    remember()
  })
  return h('div', {}, h('label', { class: 'button file-button' }, picker, say().addFiles), list)
}

const drawField = ({ element, dispatch_action = false }: Input, surface: Surface): HTMLElement => {
  switch (element.type) {
    case 'plain_text_input':
      return drawTextInput(element, surface, dispatch_action)
    case 'datepicker':
      return drawDatePicker(element, surface, dispatch_action)
    case 'static_select':
      return drawStaticSelect(element, surface, dispatch_action)
    case 'conversations_select':
      return drawConversationsSelect(element, surface, dispatch_action)
    case 'radio_buttons':
    case 'checkboxes':
      return drawChoices(element, surface, dispatch_action)
    case 'file_input':
      return drawFileInput(element, surface)
  }
}

/** An input with its label; the place for its error is filled when a submission is refused. */
export const drawInput = (block: Input, surface: Surface): HTMLElement => {
  const label = h(
    'span',
    { class: 'input-label' },
    block.label.text,
    block.optional && h('small', {}, ` ${say().optional}`),
  )
  const isOneField = ['plain_text_input', 'datepicker'].includes(block.element.type)
  return h(
    isOneField ? 'label' : 'div',
    { class: 'input', 'data-block': block.block_id },
    label,
    drawField(block, surface),
    h('span', { class: 'input-error', role: 'alert' }),
    block.hint !== undefined && h('small', { class: 'input-hint' }, block.hint.text),
  )
}
