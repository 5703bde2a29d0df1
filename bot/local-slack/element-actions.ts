import type { SlackBlock } from './limits/blocks.ts'
import { type ChosenFile, fileInputRefusal } from './limits/file-input.ts'

/** Elements a person can use, and what Slack tells of their use. */
type Blocks = readonly SlackBlock[]
type Actions = Extract<SlackBlock, { type: 'actions' }>['elements'][number]
type Feedback = Extract<SlackBlock, { type: 'context_actions' }>['elements'][number]
type Input = Extract<SlackBlock, { type: 'input' }>['element']
export type UsableElement = Actions | Feedback | Input
type Placed = Readonly<{ blockId: string; element: UsableElement }>

const isUsable = (element: Readonly<{ type: string }>): element is UsableElement => element.type !== 'image'

export const usableElements = (blocks: Blocks): readonly Placed[] =>
  blocks.flatMap((block) => {
    const blockId = block.block_id ?? ''
    const placed = (element: UsableElement): Placed => ({ blockId, element })
    switch (block.type) {
      case 'actions':
        return block.elements.map(placed)
      case 'context_actions':
        return block.elements.map(placed)
      case 'input':
        return [placed(block.element)]
      case 'section':
        return block.accessory !== undefined && isUsable(block.accessory) ? [placed(block.accessory)] : []
      default:
        return []
    }
  })

const optionsOf = (element: UsableElement) => {
  if (!('options' in element || 'option_groups' in element)) return []
  if (element.type !== 'static_select') return element.options
  return element.options ?? element.option_groups?.flatMap((group) => group.options) ?? []
}

const optionWith = (element: UsableElement, value: string) => {
  const option = optionsOf(element).find((each) => each.value === value)
  if (option === undefined) throw new Error(`${element.type} ${element.action_id} has no option ${value}`)
  return option
}

/** A person's choice: an option's value, a conversation's id, typed text, file ids; 'positive' or 'negative'. */
export type Choice = string | readonly string[]

const one = (choice: Choice | undefined): string => {
  if (typeof choice === 'string') return choice
  throw new Error('choose one')
}
const many = (choice: Choice | undefined): readonly string[] =>
  typeof choice === 'string' ? [choice] : (choice ?? [])

/** The entry of `actions` in a block_actions payload. */
export const actionOf = ({ blockId, element }: Placed, choice: Choice | undefined, actionTs: string) => {
  const common = {
    type: element.type,
    action_id: element.action_id,
    block_id: blockId,
    action_ts: actionTs,
  }
  switch (element.type) {
    case 'button':
      return { ...common, text: element.text, value: element.value, style: element.style }
    case 'feedback_buttons': {
      const side = one(choice) === 'positive' ? element.positive_button : element.negative_button
      return { ...common, text: side.text, value: side.value }
    }
    default:
      return { ...common, ...stateOf(element, choice) }
  }
}

const noFile = (id: string): ChosenFile => {
  throw new Error(`there is no file ${id}`)
}

/** What stands in `state.values` for an element; its initial value where the person chose nothing. */
export const stateOf = (
  element: UsableElement,
  choice: Choice | undefined,
  fileOf: (id: string) => ChosenFile = noFile,
): Readonly<Record<string, unknown>> => {
  const { type } = element
  switch (type) {
    case 'static_select':
    case 'radio_buttons':
      return {
        type,
        selected_option:
          choice === undefined ? (element.initial_option ?? null) : optionWith(element, one(choice)),
      }
    case 'overflow':
      return { type, selected_option: optionWith(element, one(choice)) }
    case 'checkboxes':
      return {
        type,
        selected_options:
          choice === undefined
            ? (element.initial_options ?? [])
            : many(choice).map((value) => optionWith(element, value)),
      }
    case 'conversations_select':
      return { type, selected_conversation: choice ?? element.initial_conversation ?? null }
    case 'datepicker':
      return { type, selected_date: choice ?? element.initial_date ?? null }
    case 'plain_text_input':
      return { type, value: choice ?? element.initial_value ?? null }
    case 'file_input': {
      const files = many(choice).map(fileOf)
      const refusal = fileInputRefusal(element, files)
      if (refusal !== null) throw new Error(refusal)
      return { type, files }
    }
    case 'button':
    case 'feedback_buttons':
      return {}
  }
}

/** Whether an element has a state a view submits. */
export const hasState = ({ element }: Placed): boolean =>
  !['button', 'feedback_buttons', 'overflow'].includes(element.type)
