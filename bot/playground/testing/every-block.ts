import type { MessageBlock, ViewBlock } from '../../local-slack/index.ts'

/** One of each block the page must draw. */
const plain = (text: string) => ({ type: 'plain_text' as const, text })
const option = (label: string) => ({ text: plain(label), value: label })
const raw = (text: string) => ({ type: 'raw_text' as const, text })
const number = (value: number) => ({ type: 'raw_number' as const, value, text: value.toFixed(2) })
const years = ['2021', '2022', '2023']
const series = (name: string, ...values: readonly number[]) => ({
  name,
  data: values.map((value, index) => ({ label: years[index] ?? '', value })),
})

const controls: MessageBlock & ViewBlock = {
  type: 'actions',
  block_id: 'controls',
  elements: [
    { type: 'button', action_id: 'sources', text: plain('Sources'), value: 'sources' },
    {
      type: 'button',
      action_id: 'erase',
      text: plain('Erase'),
      style: 'danger',
      confirm: {
        title: plain('Erase the draft?'),
        text: plain('It cannot be brought back.'),
        confirm: plain('Erase'),
        deny: plain('Keep'),
        style: 'danger',
      },
    },
    { type: 'static_select', action_id: 'pick', placeholder: plain('Year'), options: years.map(option) },
    { type: 'overflow', action_id: 'more', options: [option('Export'), option('Share')] },
  ],
}

export const tableAndText: readonly MessageBlock[] = [
  { type: 'header', text: plain('Overspent unions 超支的工会') },
  {
    type: 'section',
    text: {
      type: 'mrkdwn',
      text: '*Seven* of `12` unions exceeded <https://example.org/a|their budget>.\n&gt; 年初预算数为141.61万元\n_Rounded_ ~never~ :white_check_mark:',
    },
    accessory: { type: 'button', action_id: 'why', text: plain('Why?') },
  },
  { type: 'section', fields: [plain('Budget\n141.61'), plain('Spent\n429.56')] },
  { type: 'context', elements: [plain('2023 · final accounts · 万元')] },
  {
    type: 'data_table',
    caption: 'Final accounts and budget, in 万元',
    page_size: 5,
    rows: [
      [raw('部门 Department'), raw('预算 Budget'), raw('决算 Final'), raw('备注')],
      ...[141.61, 370.76, 58.2, 1_204.5, 92.07, 33.3, 610].map((budget, index) => [
        raw(['天元区总工会', '新洲区总工会', 'Union of Pingxiang County', '芦淞区总工会'][index % 4] ?? ''),
        number(budget),
        index === 4 ? raw('—') : number(budget * (1 + index / 5)),
        raw(index % 2 === 0 ? '基础绩效补发' : '—'),
      ]),
    ],
  },
  controls,
  {
    type: 'context_actions',
    elements: [
      {
        type: 'feedback_buttons',
        action_id: 'rate',
        positive_button: { text: plain('Good answer'), value: 'good' },
        negative_button: { text: plain('Bad answer'), value: 'bad' },
      },
    ],
  },
]

const plot = (type: 'bar' | 'line' | 'area'): MessageBlock => ({
  type: 'data_visualization',
  title: `Budget and final accounts (${type})`,
  chart: {
    type,
    series: [series('年初预算', 141.61, 150.2, 171), series('决算', 429.56, 399, -40)],
    axis_config: { categories: years, x_label: 'Year', y_label: '万元' },
  },
})

export const charts: readonly MessageBlock[] = [plot('bar'), plot('area')]
export const otherBlocks: readonly MessageBlock[] = [
  {
    type: 'data_visualization',
    title: 'What it was spent on',
    chart: {
      type: 'pie',
      segments: [
        { label: '基本支出', value: 320 },
        { label: '项目支出', value: 109.56 },
        { label: '其他', value: 12 },
      ],
    },
  },
  {
    type: 'markdown',
    text: '### Summary\nThe union **overspent** by 203.34% [1].\n\n- wages 工资\n- a `grant`\n\n1. first\n2. second\n\n| year | amount |\n|---|---|\n| 2023 | 429.56 |',
  },
  {
    type: 'rich_text',
    elements: [
      { type: 'rich_text_section', elements: [{ type: 'text', text: 'Query ', style: { bold: true } }] },
      {
        type: 'rich_text_preformatted',
        elements: [{ type: 'text', text: 'select department\nfrom spending' }],
      },
      {
        type: 'rich_text_list',
        style: 'bullet',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'one 一' }] }],
      },
    ],
  },
  { type: 'divider' },
  {
    type: 'table',
    rows: [
      [raw('项目'), raw('金额')],
      [raw('因公出国（境）费'), number(0)],
    ],
  },
]

export const form = (title: string) => ({
  type: 'modal' as const,
  callback_id: 'form',
  title: plain(title),
  submit: plain('Send'),
  close: plain('Cancel'),
  blocks: [
    { type: 'section' as const, text: plain('Tell us what is wrong with this figure.') },
    {
      type: 'input' as const,
      block_id: 'words',
      label: plain('Your words'),
      hint: plain('At most a few sentences.'),
      element: { type: 'plain_text_input' as const, action_id: 'typed', multiline: true },
    },
    {
      type: 'input' as const,
      block_id: 'kind',
      label: plain('Kind'),
      element: {
        type: 'radio_buttons' as const,
        action_id: 'kind',
        options: ['Wrong figure', 'Wrong source'].map(option),
        initial_option: option('Wrong figure'),
      },
    },
    {
      type: 'input' as const,
      block_id: 'files',
      optional: true,
      label: plain('Documents'),
      element: { type: 'file_input' as const, action_id: 'files', filetypes: ['txt', 'pdf'] },
    },
  ],
})

export const homeBlocks: readonly ViewBlock[] = [
  { type: 'header', text: plain('Juesuan 决算') },
  { type: 'section', text: { type: 'mrkdwn', text: 'Five disclosures, *2 of them* budgets.' } },
  { type: 'divider' },
  controls,
]
