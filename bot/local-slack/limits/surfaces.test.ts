import { describe, expect, it } from 'vitest'
import { homeSchema, modalSchema, slackBlocksSchema, visibleTextOf } from './surfaces.ts'

const plain = (text: string) => ({ type: 'plain_text', text })
const raw = (text: string) => ({ type: 'raw_text', text })
const button = (extra = {}) => ({ type: 'button', action_id: 'a', text: plain('按'), ...extra })
const option = (value: string) => ({ text: plain(value), value })
const actions = (...elements: readonly unknown[]) => ({ type: 'actions', elements })
const table = (extra = {}) => ({
  type: 'data_table',
  caption: '表',
  rows: [[raw('部门')], [raw('甲')]],
  ...extra,
})
const series = (name: string, ...labels: readonly string[]) => ({
  name,
  data: labels.map((label) => ({ label, value: 1 })),
})
const chart = (extra = {}) => ({
  type: 'data_visualization',
  title: '图',
  chart: {
    type: 'bar',
    series: [series('甲', '一', '二')],
    axis_config: { categories: ['一', '二'] },
    ...extra,
  },
})
const pie = (count: number, value = 1) => ({
  type: 'data_visualization',
  title: '图',
  chart: {
    type: 'pie',
    segments: Array.from({ length: count }, (_, index) => ({ label: `${index}`, value })),
  },
})
const feedback = { text: plain('好'), value: 'good' }
const input = (element: unknown) => ({ type: 'input', label: plain('名'), element })
const textInput = { type: 'plain_text_input', action_id: 'a' }
const modal = (blocks: readonly unknown[], extra = {}) => ({
  type: 'modal',
  title: plain('题'),
  submit: plain('好'),
  blocks,
  ...extra,
})

describe('a message', () => {
  it.each([
    ['a section with an accessory', { type: 'section', text: plain('甲'), accessory: button() }],
    ['fields', { type: 'section', fields: [{ type: 'mrkdwn', text: '*甲*' }] }],
    ['a select', actions({ type: 'static_select', options: [option('甲')], placeholder: plain('选') })],
    ['an overflow menu', actions({ type: 'overflow', options: [option('甲')] })],
    ['a conversation select', actions({ type: 'conversations_select', filter: { include: ['public'] } })],
    [
      'feedback buttons',
      {
        type: 'context_actions',
        elements: [{ type: 'feedback_buttons', positive_button: feedback, negative_button: feedback }],
      },
    ],
    ['a data table', table()],
    ['a bar chart', chart()],
    ['a pie of six', pie(6)],
    ['an image', { type: 'image', alt_text: '图', image_url: 'https://example.org/a.png' }],
    [
      'rich text',
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'select 1' }] }],
      },
    ],
    ['markdown', { type: 'markdown', text: '**甲**' }],
    ['a divider', { type: 'divider' }],
  ])('may hold %s', (_, block) => {
    expect(slackBlocksSchema.safeParse([block]).error?.message).toBeUndefined()
  })

  it.each([
    ['an unknown block', [{ type: 'video' }]],
    ['an unknown key', [{ type: 'divider', colour: 'red' }]],
    ['an empty text', [{ type: 'section', text: plain(' ') }]],
    ['a lone surrogate', [{ type: 'section', text: plain('\ud83d') }]],
    ['a section of nothing', [{ type: 'section' }]],
    ['eleven fields', [{ type: 'section', fields: Array.from({ length: 11 }, () => plain('甲')) }]],
    ['a header too long', [{ type: 'header', text: plain('甲'.repeat(151)) }]],
    ['a button label too long', [actions(button({ text: plain('甲'.repeat(76)) }))]],
    ['a button value too long', [actions(button({ value: '甲'.repeat(2_001) }))]],
    ['two elements of one action id', [actions(button(), button())]],
    [
      'two blocks of one id',
      [
        { type: 'divider', block_id: 'a' },
        { type: 'divider', block_id: 'a' },
      ],
    ],
    ['a confirmation without words', [actions(button({ confirm: { title: plain('真的？') } }))]],
    [
      'six options of an overflow menu',
      [actions({ type: 'overflow', options: ['1', '2', '3', '4', '5', '6'].map(option) })],
    ],
    [
      '101 options',
      [actions({ type: 'static_select', options: Array.from({ length: 101 }, (_, i) => option(`${i}`)) })],
    ],
    [
      'a choice that is none',
      [actions({ type: 'static_select', options: [option('甲')], initial_option: option('乙') })],
    ],
    ['an input', [input(textInput)]],
    ['two tables', [table(), table()]],
    ['a table of uneven rows', [table({ rows: [[raw('甲')], []] })]],
    ['a table of a heading only', [table({ rows: [[raw('甲')]] })]],
    ['a table of 102 rows', [table({ rows: Array.from({ length: 102 }, () => [raw('甲')]) })]],
    [
      'a table of 21 columns',
      [table({ rows: [1, 2].map(() => Array.from({ length: 21 }, () => raw('甲'))) })],
    ],
    [
      'too much text in a table',
      [table({ rows: Array.from({ length: 3 }, () => [raw('甲'.repeat(4_000))]) })],
    ],
    ['three charts', [chart(), chart(), chart()]],
    ['a series without a category', [chart({ series: [series('甲', '一')] })]],
    ['two series of one name', [chart({ series: [series('甲', '一', '二'), series('甲', '一', '二')] })]],
    ['seven series', [chart({ series: Array.from({ length: 7 }, (_, i) => series(`${i}`, '一', '二')) })]],
    ['a chart label too long', [chart({ axis_config: { categories: ['一', '二'.repeat(21)] } })]],
    ['a pie of seven', [pie(7)]],
    ['a slice of nothing', [pie(1, 0)]],
    ['markdown too long together', [1, 2].map(() => ({ type: 'markdown', text: '甲'.repeat(6_001) }))],
    ['an image of two sources', [{ type: 'image', alt_text: '图', image_url: 'a', slack_file: { id: 'F' } }]],
  ])('may not hold %s', (_, blocks) => {
    expect(slackBlocksSchema.safeParse(blocks).success).toBe(false)
  })

  it('counts every text a person reads', () => {
    const blocks = slackBlocksSchema.parse([
      { type: 'section', text: plain('一二'), accessory: button({ text: plain('三') }) },
      table({ caption: '四', rows: [[raw('五')], [raw('六')]] }),
    ])
    expect(visibleTextOf(blocks)).toBe(6)
  })
})

describe('a view', () => {
  it.each([
    [
      'a modal with inputs of every kind',
      modalSchema,
      modal([
        input(textInput),
        input({ type: 'file_input', filetypes: ['pdf'], max_files: 10 }),
        input({ type: 'radio_buttons', options: [option('甲')] }),
        input({ type: 'checkboxes', options: [option('甲')], initial_options: [option('甲')] }),
      ]),
    ],
    ['a home tab', homeSchema, { type: 'home', blocks: [actions(button())] }],
  ])('may be %s', (_, schema, view) => {
    expect(schema.safeParse(view).error?.message).toBeUndefined()
  })

  it.each([
    ['a modal title too long', modalSchema, modal([], { title: plain('甲'.repeat(25)) })],
    ['101 blocks', modalSchema, modal(Array.from({ length: 101 }, () => ({ type: 'divider' })))],
    ['an input without a way to submit', modalSchema, { ...modal([input(textInput)]), submit: undefined }],
    ['metadata too long', modalSchema, modal([], { private_metadata: '甲'.repeat(3_001) })],
    ['eleven files', modalSchema, modal([input({ type: 'file_input', max_files: 11 })])],
    ['a table', modalSchema, modal([table()])],
    ['feedback', homeSchema, { type: 'home', blocks: [{ type: 'context_actions', elements: [] }] }],
    ['a file input at home', homeSchema, { type: 'home', blocks: [input({ type: 'file_input' })] }],
  ])('may not be %s', (_, schema, view) => {
    expect(schema.safeParse(view).success).toBe(false)
  })
})
