import type { Answer } from '../../answer/answer.ts'

/** An answer with one cited row, in the shape of a real one. */
export const sampleAnswer = (changes: Partial<Answer> = {}): Answer => ({
  version: 1,
  status: 'answer',
  code: null,
  language: 'zh',
  text: '株洲市天元区总工会决算数429.56万元，超出年初预算203.34%。',
  restatement: '2023年 · 支出 · 决算数与年初预算数之比 · 全部工会',
  plan: null,
  columns: ['department', 'initial_budget_wan_yuan', 'final_accounts_wan_yuan', 'overrun_percent'],
  labels: ['部门', '年初预算数（万元）', '决算数（万元）', '超出（%）'],
  rows: [['株洲市天元区总工会', 141.61, 429.56, 203.34]],
  evidence: [[[], [0], [0], [0]]],
  sql: null,
  parameters: [],
  citations: [
    {
      file: '003_52168a6d5cc201e6.txt',
      lines: [407, 407],
      page: null,
      place: '第三部分 五（三）',
      quote: '年初预算数为141.61万元，支出决算数为429.56万元，完成年初预算的303.34%',
    },
  ],
  warnings: ['表7与正文的数字相差0.01万元'],
  choices: [],
  planner: 'embedded',
  dataVersion: 'test',
  elapsedMs: 1,
  ...changes,
})

/** What came of asking a model, as an answer tells it. */
export const modelPart = (
  changes: Partial<NonNullable<Answer['model']>> = {},
): NonNullable<Answer['model']> => ({
  code: 'used',
  note: '这个问题是由语言模型理解的',
  name: 'a-model',
  promptTokens: 900,
  completionTokens: 100,
  cost: 0.002,
  elapsedMs: 15_000,
  ...changes,
})
