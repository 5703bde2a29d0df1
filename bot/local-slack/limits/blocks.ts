import { z } from 'zod'
import { dataVisualization } from './charts.ts'
import {
  button,
  checkboxes,
  conversationsSelect,
  datePicker,
  feedbackButtons,
  fileInput,
  hasOneSource,
  imageElement,
  imageSource,
  overflow,
  plainTextInput,
  radioButtons,
  staticSelect,
} from './elements.ts'
import { richText } from './rich-text.ts'
import { dataTable, table } from './tables.ts'
import { allDiffer, blockId, mrkdwn, plainOrMrkdwn, plainText, text } from './text.ts'

const section = z
  .strictObject({
    type: z.literal('section'),
    text: plainOrMrkdwn(3_000).optional(),
    fields: z.array(plainOrMrkdwn(2_000)).min(1).max(10).optional(),
    accessory: z
      .discriminatedUnion('type', [
        button,
        overflow,
        staticSelect,
        conversationsSelect,
        radioButtons,
        checkboxes,
        imageElement,
      ])
      .optional(),
    expand: z.boolean().optional(),
    ...blockId,
  })
  .refine((each) => each.text !== undefined || each.fields !== undefined, 'needs text or fields')

const context = z.strictObject({
  type: z.literal('context'),
  elements: z
    .array(z.discriminatedUnion('type', [plainText(2_000), mrkdwn(2_000), imageElement]))
    .min(1)
    .max(10),
  ...blockId,
})

const header = z.strictObject({ type: z.literal('header'), text: plainText(150), ...blockId })
const divider = z.strictObject({ type: z.literal('divider'), ...blockId })

const actions = z.strictObject({
  type: z.literal('actions'),
  elements: z
    .array(
      z.discriminatedUnion('type', [
        button,
        staticSelect,
        overflow,
        conversationsSelect,
        radioButtons,
        checkboxes,
      ]),
    )
    .min(1)
    .max(25)
    .refine((elements) => allDiffer(elements.map((each) => each.action_id)), 'action ids must differ'),
  ...blockId,
})

const contextActions = z.strictObject({
  type: z.literal('context_actions'),
  elements: z.array(feedbackButtons).min(1).max(5),
  ...blockId,
})

const image = z
  .strictObject({
    type: z.literal('image'),
    ...imageSource,
    alt_text: text(2_000),
    title: plainText(2_000).optional(),
    ...blockId,
  })
  .refine(hasOneSource, 'either image_url or slack_file')

const markdown = z.strictObject({ type: z.literal('markdown'), text: text(12_000), ...blockId })

const input = z
  .strictObject({
    type: z.literal('input'),
    label: plainText(2_000),
    hint: plainText(2_000).optional(),
    optional: z.boolean().optional(),
    dispatch_action: z.boolean().optional(),
    element: z.discriminatedUnion('type', [
      plainTextInput,
      staticSelect,
      conversationsSelect,
      radioButtons,
      checkboxes,
      datePicker,
      fileInput,
    ]),
    ...blockId,
  })
  .refine(
    ({ element, dispatch_action }) => element.type !== 'file_input' || dispatch_action !== true,
    'a file_input dispatches no action',
  )

const everywhere = [section, context, header, divider, actions, image, richText] as const

/** Tables, charts, markdown and feedback are for messages; input is for views. */
export const messageBlock = z.discriminatedUnion('type', [
  ...everywhere,
  contextActions,
  dataTable,
  table,
  dataVisualization,
  markdown,
])
export const viewBlock = z.discriminatedUnion('type', [...everywhere, input])

export type MessageBlock = z.infer<typeof messageBlock>
export type ViewBlock = z.infer<typeof viewBlock>
export type SlackBlock = MessageBlock | ViewBlock
