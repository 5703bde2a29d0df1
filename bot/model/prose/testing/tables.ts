/** Answers of an invented store to write sentences of: one body with its items, two bodies, two years. */
import type { Language } from '../../../../db/domain/terms.ts'
import type { AnswerCell } from '../../../answer/answer.ts'
import { smallDepartments, smallTerms } from '../../../testing/small-vocabulary.ts'
import { buildVocabulary, type Vocabulary } from '../../../understand/vocabulary.ts'
import type { TableOfAnswer } from '../prose-source.ts'

const englishNames: Readonly<Record<string, string>> = {
  'river-union': 'Hekou District trade union, Qingshan City',
  'city-union': 'Qingshan City trade union',
  'lake-union': 'Nanping County trade union, Baihu City',
}

export const proseVocabulary: Vocabulary = buildVocabulary(
  smallTerms,
  smallDepartments.map((body) => ({ ...body, english_name: englishNames[body.department_id] ?? null })),
)

type Column = readonly [name: string, zh: string, en: string]
const columns: readonly Column[] = [
  ['department', '部门', 'Department'],
  ['fiscal_year', '年度', 'Year'],
  ['item_code', '科目编码', 'Item code'],
  ['item', '科目', 'Item'],
  ['revenue_final_accounts_wan_yuan', '本年收入决算数（万元）', 'Revenue, final accounts (10,000 yuan)'],
  ['final_accounts_wan_yuan', '本年支出决算数（万元）', 'Expenditure: final accounts (10,000 yuan)'],
  ['basic_wan_yuan', '基本支出决算数（万元）', 'Basic expenditure, final accounts (10,000 yuan)'],
  ['project_wan_yuan', '项目支出决算数（万元）', 'Project expenditure, final accounts (10,000 yuan)'],
  ['completion_percent', '完成年初预算的比例（%）', 'Completion of the initial budget (%)'],
  ['initial_budget_wan_yuan', '年初预算数（万元）', 'Initial budget (10,000 yuan)'],
  ['change_percent', '比上年增减的比例（%）', 'Change on the previous year (%)'],
  ['change_amount_wan_yuan', '比上年增减额（万元）', 'Change on the previous year (10,000 yuan)'],
  ['previous_amount_wan_yuan', '上年数（万元）', 'Previous year (10,000 yuan)'],
  [
    'three_public_wan_yuan',
    '“三公”经费决算数（万元）',
    '"three public" expenses, final accounts (10,000 yuan)',
  ],
  [
    'closing_carryover_wan_yuan',
    '年末结转和结余决算数（万元）',
    'Closing carryover, final accounts (10,000 yuan)',
  ],
  ['staff_count', '在职人员（人）', 'Staff in post (persons)'],
  ['overrun_percent', '超出年初预算的比例（%）', 'Over the initial budget (%)'],
  [
    'execution_percent',
    '项目支出完成调整预算的比例（%）',
    'Project expenditure: execution of the adjusted budget (%)',
  ],
  ['adjusted_wan_yuan', '项目支出调整预算数（万元）', 'Project expenditure, adjusted budget (10,000 yuan)'],
  ['reason', '原因', 'Reason'],
]

type RowByName = Readonly<Record<string, AnswerCell>>

const tableOf = (rows: readonly RowByName[], language: Language): TableOfAnswer => ({
  columns: columns.map(([name]) => name),
  labels: columns.map(([, zh, en]) => (language === 'zh' ? zh : en)),
  rows: rows.map((row) => columns.map(([name]) => row[name] ?? null)),
  restatement: language === 'zh' ? '主要数据概述；2023年；范围：全部' : 'Headline figures; 2023; scope: all',
})

export const reason =
  '决算数大于年初预算数的主要原因是：年中增拨工会经费 40% 部分，并补发 2020 年绩效 18.87 万元。'

const river = { department: '青山市河口区总工会' }
const administration = { ...river, item_code: '2012901', item: '行政运行' }
const city = { department: '青山市总工会' }
const lake = { department: '白湖市南屏县总工会' }

const rows = {
  one: [
    {
      ...river,
      revenue_final_accounts_wan_yuan: 530.12,
      final_accounts_wan_yuan: 528.47,
      basic_wan_yuan: 401.35,
      project_wan_yuan: 127.12,
      three_public_wan_yuan: 3.6,
      closing_carryover_wan_yuan: -5.2,
      staff_count: 12,
    },
    { ...river, final_accounts_wan_yuan: 528.47, completion_percent: 146.8, initial_budget_wan_yuan: 360 },
    {
      ...river,
      final_accounts_wan_yuan: 528.47,
      change_percent: -8.25,
      change_amount_wan_yuan: -47.53,
      previous_amount_wan_yuan: 576,
    },
    { ...administration, final_accounts_wan_yuan: 128.4, initial_budget_wan_yuan: 96.8, reason },
    {
      ...administration,
      final_accounts_wan_yuan: 128.4,
      initial_budget_wan_yuan: 96.8,
      overrun_percent: 32.64,
    },
    {
      ...river,
      item: '2023年劳模疗休养项目',
      execution_percent: 0,
      adjusted_wan_yuan: 10,
      project_wan_yuan: 0,
    },
  ],
  two: [
    { ...city, final_accounts_wan_yuan: 812.5, three_public_wan_yuan: 12.22 },
    { ...lake, final_accounts_wan_yuan: 96.04, three_public_wan_yuan: 0 },
    { ...city, final_accounts_wan_yuan: 812.5, completion_percent: 98.17, initial_budget_wan_yuan: 827.65 },
    {
      ...lake,
      final_accounts_wan_yuan: 96.04,
      change_percent: 4.5,
      change_amount_wan_yuan: 4.14,
      previous_amount_wan_yuan: 91.9,
    },
  ],
  years: [
    { ...city, fiscal_year: 2022, final_accounts_wan_yuan: 790.16 },
    { ...city, fiscal_year: 2023, final_accounts_wan_yuan: 812.5 },
  ],
} as const satisfies Readonly<Record<string, readonly RowByName[]>>

export type TableName = keyof typeof rows
export const proseTable = (name: TableName, language: Language): TableOfAnswer =>
  tableOf(rows[name], language)
