import type { SlackBlock } from '../../../local-slack/index.ts'
import { h, isHarmless, link } from '../dom.ts'
import { icon } from '../icons.ts'
import { say } from '../labels.ts'
import { confirm } from '../parts/confirm.ts'
import { openMenu } from '../parts/menu.ts'
import { toast } from '../parts/toast.ts'
import { namedChannels } from '../world.ts'
import type { Surface } from './surface.ts'
import { drawText } from './text.ts'

type ActionElement = Extract<SlackBlock, { type: 'actions' }>['elements'][number]
type Button = Extract<ActionElement, { type: 'button' }>
type Overflow = Extract<ActionElement, { type: 'overflow' }>
type StaticSelect = Extract<ActionElement, { type: 'static_select' }>
type ConversationsSelect = Extract<ActionElement, { type: 'conversations_select' }>
type Choices = Extract<ActionElement, { type: 'radio_buttons' | 'checkboxes' }>
type Feedback = Extract<SlackBlock, { type: 'context_actions' }>['elements'][number]

/** Asks what an element wants asked; true where it asks nothing. */
const agreed = async ({ confirm: question }: Pick<ActionElement, 'confirm'>): Promise<boolean> =>
  question === undefined ||
  confirm({
    title: question.title.text,
    text: drawText(question.text),
    yes: question.confirm.text,
    no: question.deny.text,
    isDanger: question.style === 'danger',
  })

const useOf = (surface: Surface, element: ActionElement) => async (choice?: string | readonly string[]) => {
  if (await agreed(element)) surface.use(element.action_id ?? '', choice)
}

const drawButton = (element: Button, surface: Surface): HTMLElement => {
  const use = useOf(surface, element)
  const words = h('span', {}, ...drawText(element.text))
  if (element.url !== undefined) {
    const anchor = link(element.url, words)
    anchor.className = `button ${element.style ?? ''}`
    anchor.addEventListener('click', () => void use())
    return anchor
  }
  return h(
    'button',
    {
      type: 'button',
      class: `button ${element.style ?? ''}`,
      'aria-label': element.accessibility_label,
      click: () => void use(),
    },
    words,
  )
}

const drawOverflow = (element: Overflow, surface: Surface): HTMLElement => {
  const use = useOf(surface, element)
  const button = h(
    'button',
    { type: 'button', class: 'button square', 'aria-haspopup': 'menu', 'aria-label': say().moreActions },
    icon('more'),
  )
  button.addEventListener('click', () =>
    openMenu(
      button,
      element.options.map(({ text, value, description, url }) => ({
        label: text.text,
        ...(description === undefined ? {} : { detail: description.text }),
        choose: () => {
          if (url !== undefined && isHarmless(url)) window.open(url, '_blank', 'noreferrer')
          void use(value)
        },
      })),
    ),
  )
  return button
}

/** Remembers a view's answer, and uses the element where its block is to hear of changes. */
const answer = (surface: Surface, actionId: string, choice: string | readonly string[]): void => {
  if (surface.answers !== null) surface.answers[actionId] = choice
}

const select = (
  element: StaticSelect | ConversationsSelect,
  surface: Surface,
  options: readonly HTMLElement[],
  hint: string,
  hears: boolean,
): HTMLElement => {
  const empty = h('option', { value: '', disabled: true, selected: true, hidden: true }, hint)
  const box = h('select', { class: 'select', 'aria-label': hint }, empty, ...options)
  const actionId = element.action_id ?? ''
  const chosen = options.find((option) => option instanceof HTMLOptionElement && option.defaultSelected)
  if (chosen instanceof HTMLOptionElement) box.value = chosen.value
  box.addEventListener('change', async () => {
    answer(surface, actionId, box.value)
    if (hears && (await agreed(element))) surface.use(actionId, box.value)
    // In a message a choice is done with once it is made.
    if (surface.answers === null) box.value = ''
  })
  return h('span', { class: 'select-frame' }, box)
}

export const drawStaticSelect = (element: StaticSelect, surface: Surface, hears = true): HTMLElement => {
  const option = ({ text, value }: Readonly<{ text: { text: string }; value: string }>) =>
    h('option', { value, selected: value === element.initial_option?.value }, text.text)
  const options =
    element.options?.map(option) ??
    element.option_groups?.map((group) =>
      h('optgroup', { label: group.label.text }, ...group.options.map(option)),
    ) ??
    []
  return select(element, surface, options, element.placeholder?.text ?? say().choose, hears)
}

export const drawConversationsSelect = (
  element: ConversationsSelect,
  surface: Surface,
  hears = true,
): HTMLElement =>
  select(
    element,
    surface,
    namedChannels().map(({ id, name }) =>
      h('option', { value: id, selected: id === element.initial_conversation }, `# ${name}`),
    ),
    element.placeholder?.text ?? say().chooseChannel,
    hears,
  )

let groups = 0
export const drawChoices = (element: Choices, surface: Surface, hears = true): HTMLElement => {
  const isOne = element.type === 'radio_buttons'
  const initial = isOne
    ? [element.initial_option?.value]
    : (element.initial_options?.map(({ value }) => value) ?? [])
  groups += 1
  const group = `group-${groups}`
  const box = h('div', { class: 'choices', role: isOne ? 'radiogroup' : 'group' })
  for (const { text, value, description } of element.options)
    box.append(
      h(
        'label',
        { class: 'choice' },
        h('input', {
          type: isOne ? 'radio' : 'checkbox',
          name: group,
          value,
          checked: initial.includes(value),
        }),
        h(
          'span',
          {},
          h('span', {}, ...drawText(text)),
          description !== undefined && h('small', {}, description.text),
        ),
      ),
    )
  box.addEventListener('change', async () => {
    const chosen = [...box.querySelectorAll('input')]
      .filter((input) => input.checked)
      .map(({ value }) => value)
    const choice = isOne ? (chosen[0] ?? '') : chosen
    answer(surface, element.action_id ?? '', choice)
    if (hears && (await agreed(element))) surface.use(element.action_id ?? '', choice)
  })
  return box
}

export const drawFeedback = (element: Feedback, surface: Surface): HTMLElement => {
  const side = (name: 'positive' | 'negative') => {
    const { text, accessibility_label } = element[`${name}_button`]
    const button = h(
      'button',
      {
        type: 'button',
        class: `thumb ${name}`,
        title: text.text,
        'aria-label': accessibility_label ?? text.text,
        'aria-pressed': 'false',
      },
      icon('up'),
    )
    button.addEventListener('click', () => {
      for (const each of box.querySelectorAll('button'))
        each.setAttribute('aria-pressed', `${each === button}`)
      surface.use(element.action_id ?? '', name)
      toast(say().thanks)
    })
    return button
  }
  const box = h('span', { class: 'feedback' })
  box.append(side('positive'), side('negative'))
  return box
}

export const drawElement = (element: ActionElement, surface: Surface): HTMLElement => {
  switch (element.type) {
    case 'button':
      return drawButton(element, surface)
    case 'overflow':
      return drawOverflow(element, surface)
    case 'static_select':
      return drawStaticSelect(element, surface)
    case 'conversations_select':
      return drawConversationsSelect(element, surface)
    case 'radio_buttons':
    case 'checkboxes':
      return drawChoices(element, surface)
  }
}
