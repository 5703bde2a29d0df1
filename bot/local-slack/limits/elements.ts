import { z } from 'zod'
import { slackFileInput } from './file-input.ts'
import { actionId, mrkdwn, plainOrMrkdwn, plainText, text } from './text.ts'

const colour = z.enum(['primary', 'danger'])

const confirm = z.strictObject({
  title: plainText(100),
  text: plainOrMrkdwn(300),
  confirm: plainText(30),
  deny: plainText(30),
  style: colour.optional(),
})
const confirmable = { ...actionId, confirm: confirm.optional() }
const focusable = { focus_on_load: z.boolean().optional() }
const placeholder = { placeholder: plainText(150).optional() }

const optionFields = { value: text(150), description: plainText(75).optional() }
const option = z.strictObject({ text: plainText(75), ...optionFields })
const linkedOption = z.strictObject({ text: plainText(75), ...optionFields, url: text(3_000).optional() })
const choiceOption = z.strictObject({
  text: z.discriminatedUnion('type', [plainText(75), mrkdwn(75)]),
  ...optionFields,
})
type Option = z.infer<typeof choiceOption>

export const button = z.strictObject({
  type: z.literal('button'),
  ...confirmable,
  text: plainText(75),
  value: text(2_000).optional(),
  url: text(3_000).optional(),
  style: colour.optional(),
  accessibility_label: text(75).optional(),
})

export const staticSelect = z
  .strictObject({
    type: z.literal('static_select'),
    ...confirmable,
    ...focusable,
    ...placeholder,
    options: z.array(option).min(1).max(100).optional(),
    option_groups: z
      .array(z.strictObject({ label: plainText(75), options: z.array(option).min(1).max(100) }))
      .min(1)
      .max(100)
      .optional(),
    initial_option: option.optional(),
  })
  .refine(
    ({ options, option_groups }) => (options === undefined) !== (option_groups === undefined),
    'either options or option_groups',
  )
  .refine(
    ({ options, option_groups, initial_option }) =>
      isOneOf(initial_option, options ?? option_groups?.flatMap((group) => group.options) ?? []),
    'initial_option must be one of the options',
  )

export const overflow = z.strictObject({
  type: z.literal('overflow'),
  ...confirmable,
  options: z.array(linkedOption).min(1).max(5),
})

export const conversationsSelect = z.strictObject({
  type: z.literal('conversations_select'),
  ...confirmable,
  ...focusable,
  ...placeholder,
  initial_conversation: text(255).optional(),
  default_to_current_conversation: z.boolean().optional(),
  response_url_enabled: z.boolean().optional(),
  filter: z
    .strictObject({
      include: z
        .array(z.enum(['im', 'mpim', 'private', 'public']))
        .min(1)
        .optional(),
      exclude_external_shared_channels: z.boolean().optional(),
      exclude_bot_users: z.boolean().optional(),
    })
    .optional(),
})

export const radioButtons = z
  .strictObject({
    type: z.literal('radio_buttons'),
    ...confirmable,
    ...focusable,
    options: z.array(choiceOption).min(1).max(10),
    initial_option: choiceOption.optional(),
  })
  .refine(
    ({ options, initial_option }) => isOneOf(initial_option, options),
    'initial_option must be one of the options',
  )

export const checkboxes = z
  .strictObject({
    type: z.literal('checkboxes'),
    ...confirmable,
    ...focusable,
    options: z.array(choiceOption).min(1).max(10),
    initial_options: z.array(choiceOption).min(1).optional(),
  })
  .refine(
    ({ options, initial_options = [] }) => initial_options.every((initial) => isOneOf(initial, options)),
    'initial_options must be among the options',
  )

export const plainTextInput = z
  .strictObject({
    type: z.literal('plain_text_input'),
    ...actionId,
    ...focusable,
    ...placeholder,
    initial_value: z.string().max(3_000).optional(),
    multiline: z.boolean().optional(),
    min_length: z.number().int().min(0).max(3_000).optional(),
    max_length: z.number().int().min(1).max(3_000).optional(),
    dispatch_action_config: z
      .strictObject({
        trigger_actions_on: z.array(z.enum(['on_enter_pressed', 'on_character_entered'])).min(1),
      })
      .optional(),
  })
  .refine(
    ({ min_length = 0, max_length = 3_000 }) => min_length <= max_length,
    'min_length must not be above max_length',
  )

export const datePicker = z.strictObject({
  type: z.literal('datepicker'),
  ...confirmable,
  ...focusable,
  ...placeholder,
  initial_date: z.iso.date().optional(),
})

export const fileInput = z.strictObject({
  type: z.literal('file_input'),
  ...actionId,
  filetypes: z.array(text(50)).min(1).optional(),
  max_files: z.number().int().min(1).max(slackFileInput.mostFiles).optional(),
})

const feedbackButton = z.strictObject({
  text: plainText(75),
  value: text(2_000),
  accessibility_label: text(75).optional(),
})
export const feedbackButtons = z.strictObject({
  type: z.literal('feedback_buttons'),
  ...actionId,
  positive_button: feedbackButton,
  negative_button: feedbackButton,
})

const slackFile = z.strictObject({ id: text(255).optional(), url: text(3_000).optional() })
export const imageSource = { image_url: text(3_000).optional(), slack_file: slackFile.optional() }
export const hasOneSource = (image: {
  readonly image_url?: string | undefined
  readonly slack_file?: unknown
}): boolean => (image.image_url === undefined) !== (image.slack_file === undefined)

export const imageElement = z
  .strictObject({ type: z.literal('image'), ...imageSource, alt_text: text(2_000) })
  .refine(hasOneSource, 'either image_url or slack_file')

function isOneOf(initial: Option | undefined, options: readonly Option[]): boolean {
  return initial === undefined || options.some((each) => each.value === initial.value)
}
