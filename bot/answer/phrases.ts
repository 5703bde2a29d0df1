/** Every sentence the bot says, per language. Codes and data come in; a missing sentence does not compile. */
import { type FormulaName, formulas } from '../../db/catalog/formulas.ts'
import type { StatementKind } from '../../db/domain/figure.ts'
import {
  type DepartmentKind,
  departmentKinds,
  type Fund,
  funds,
  type Labels,
  type Language,
  type Measure,
  measures,
  type ReportKind,
  reportKinds,
  stages,
} from '../../db/domain/terms.ts'
import type { Column, Comparator } from '../../db/plan/plan.ts'
import type { StopCode } from '../../db/run/query-runner.ts'
import type { Aggregation } from '../../db/sql-form/form.ts'
import type { UnusedCode } from '../model/model-planner.ts'
import type { ChoiceCode, NoDataCode, RefusalCode } from '../understand/outcome.ts'

/** Why a line of requests got no answer at all. */
export type UnansweredCode = 'bad-request' | 'failed'
export type Omission =
  | { readonly reason: 'not-of-kind'; readonly kinds: readonly DepartmentKind[] }
  | { readonly reason: 'budget-only' }
  | { readonly reason: 'not-stated' }
  | { readonly reason: 'zero-base' }
  | { readonly reason: 'condition'; readonly value: string }

export type Phrases = Readonly<{
  list: (parts: readonly string[]) => string
  either: (parts: readonly string[]) => string
  /** `whole`: what a share is taken of, by name. */
  columnLabel: (column: Column, whole: string) => string
  measure: (measure: Measure) => string
  condition: (label: string, isExcess: boolean, comparator: Comparator, value: string) => string
  /** Above or below what a formula sets the amount against, by whatever much. */
  signed: Readonly<Record<SignedBase, Readonly<Record<Comparator, string>>>>
  department: string
  year: string
  yearName: (year: number) => string
  itemCode: string
  item: string
  report: string
  file: string
  total: string
  average: string
  count: string
  difference: string
  multiple: string
  /** A difference of two percentages. */
  points: (value: number) => string
  ofMeasure: (measure: string, rest: string) => string
  /** All items of the economic classification. */
  economicItems: string
  /** Column headings with their unit. */
  inWanYuan: (label: string) => string
  inPercent: (label: string) => string
  /** How amounts are headed, behind the label. */
  headingUnits: Readonly<Record<'wanYuan' | 'yuan', string>>
  inCount: (label: string, unit: Labels) => string
  counted: (value: number, unit: Labels) => string
  departments: (count: number, kinds: readonly DepartmentKind[] | null) => string
  items: (count: number) => string
  none: (what: string) => string
  found: (count: number, noun: string, what: string) => string
  /** Of whom it is asked why it is missing: it is there. */
  listed: string
  /** Of those that a threshold is not reached by. */
  nearest: (what: string) => string
  row: (subject: string, values: readonly string[], marks: string) => string
  /** `whole`: what a share is taken of; `previousYear`: the year before, where it is one for all rows. */
  value: (column: Column, value: string, sign: number, whole: string, previousYear: number | null) => string
  /** An amount that no document prints, made from amounts that it does. */
  derived: (text: string) => string
  moreRows: (shown: number, count: number) => string
  headlineTotal: (what: string, value: string, count: number) => string
  headlineAverage: (what: string, value: string, count: number) => string
  headlineCount: (count: number, unit: 'departments' | 'items', what: string) => string
  headlineDifference: (
    first: string,
    second: string,
    amount: string,
    times: string | null,
    isHigher: boolean,
  ) => string
  /** `sign` of the posts less the staff. */
  posts: (count: string, sign: number) => string
  yes: string
  no: string
  /** Beside a budget that is set against an outturn. */
  otherStages: string
  ofStage: (department: string, stage: string) => string
  blank: string
  /** In the place of a value: the documents have no place for it. */
  notPrinted: string
  dash: string
  printedNone: string
  unreadable: string
  heading: (department: string) => string
  omitted: (parts: readonly string[]) => string
  omission: (names: string, omission: Omission) => string
  restatement: (parts: {
    measure: string
    items: readonly string[]
    column: string
    funds: readonly Fund[]
    years: readonly number[]
    /** The year that they are set against. */
    previousYear: number | null
    scope: string
    conditions: readonly string[]
    /** What is made of the rows. */
    made: readonly string[]
    order: 'ascending' | 'descending' | null
    limit: number | null
  }) => string
  /** Items that are not named one by one: a level of the classification, the lowest ones, projects. */
  allItems: (of: 'leaves' | 'projects' | 1 | 2 | 3) => string
  itemsUnder: (items: string) => string
  scopeAll: string
  scopeKinds: (kinds: readonly DepartmentKind[]) => string
  reasonColumn: string
  /** Why final accounts differ from the initial budget, or a year from the one before it. */
  reasonsAsked: Readonly<Record<'budget' | 'change', string>>
  reasons: Readonly<Record<'budget' | 'change', (department: string) => string>>
  changeColumn: string
  noReason: (department: string) => string
  reason: (item: string | null, values: string | null, text: string, marks: string) => string
  /** `bound`: a size as it is shown, or null. */
  findingsAsked: (topic: string, bound: string | null) => string
  /** `counts`: how many of each severity. */
  findings: (
    name: string,
    count: number,
    counts: readonly (readonly [label: string, count: number])[],
  ) => string
  /** `topic`: what was asked about; empty: anything. */
  noFinding: (scope: string, topic: string) => string
  severity: string
  finding: string
  findingSize: string
  /** Words of the question that the answer does not take into account. */
  notHeard: (words: string) => string
  /** `topics`: the words that were looked up. */
  passagesAsked: (kinds: readonly StatementKind[], topics: readonly string[]) => string
  notSaid: (scope: string, topics: readonly string[]) => string
  /** What Chinese words in a quote are in English. */
  keyTerms: (glosses: readonly string[]) => string
  /** Above sentences that a language model wrote of the answer's figures. */
  machineWritten: string
  /** Above what quotes are in English, as a language model puts them. */
  machineGlosses: string
  /** `of`: the mark of the quote's citation, or the quote itself. */
  machineGloss: (of: string, english: string) => string
  original: (quote: string) => string
  subject: string
  quoted: string
  /** Several readings of one question. */
  andAlso: (restatements: readonly string[]) => string
  printsAsked: (values: readonly string[]) => string
  valueNotPrinted: (scope: string, values: string) => string
  /** Above a list of places. */
  printedAt: string
  source: (file: string, where: string, place: string, quote: string) => string
  summaryAsked: string
  summaryOf: (name: string, years: readonly number[], isOfFinalAccounts: boolean) => string
  summaryOfMany: (count: number) => string
  largestOverruns: string
  unspentProjects: string
  reportsHeld: (count: number, departments: number) => string
  reportLine: (department: string, year: number, kind: ReportKind, marks: string) => string
  stageNotHeld: (department: string) => string
  noFigure: (department: string) => string
  /** Beside what is printed. */
  notPrintedOf: (names: readonly string[]) => string
  /** What a form prints under a heading of its own that does not say which budget it is. */
  unstaged: (department: string, form: string, column: string, measure: string, amount: string) => string
  contradiction: (department: string, message: string) => string
  doubt: (department: string, message: string) => string
  correction: (department: string, message: string) => string
  reorganisation: (message: string) => string
  recomputed: (subject: string, printed: string, recomputed: string) => string
  nothingToCompare: (rows: number) => string
  truncated: (rows: number) => string
  coarse: string
  /** Columns of a query in whose values its writer had a hand. */
  madeUp: (columns: readonly string[]) => string
  /** What a cell adds up or counts has one thing in it several times. */
  countedTwice: (columns: readonly string[]) => string
  /** How many places stand behind a cell of a column at most, and how many of them are cited. */
  manyBehind: (column: string, count: number, isMore: boolean, cited: number) => string
  refusal: Readonly<Record<RefusalCode, (words: string) => string>>
  noData: Readonly<Record<NoDataCode, (words: string, held: string) => string>>
  choice: Readonly<Record<ChoiceCode, string>>
  stopped: Readonly<Record<StopCode, string>>
  /** Beside a question that the model read. */
  readByModel: string
  /** Words that the rules do not know, and of which the model made what it did. */
  knownToModelOnly: (words: string) => string
  modelAgrees: string
  modelDeclines: string
  modelUnused: Readonly<Record<UnusedCode | 'not-configured', string>>
  /** A query of the model's own: its values, by what they are told, what it chooses. */
  adHocReading: (parts: {
    values: readonly string[]
    by: readonly string[]
    chosen: string
    isDefaultFund: boolean
    isEconomic: boolean
    order: Readonly<{ label: string; direction: 'ascending' | 'descending' }> | null
  }) => string
  adHoc: string
  /** Figures of such a query. */
  printed: (measure: string, stage: string) => string
  made: Readonly<Record<Aggregation, (of: string) => string>>
  reckoned: string
  sqlRefused: (code: string, detail: string) => string
  sqlRows: (count: number) => string
  heldYears: (years: readonly number[]) => string
  /** A place within a document. */
  lines: (first: number, last: number) => string
  page: (page: number) => string
  unanswered: Readonly<Record<UnansweredCode, string>>
  sources: string
  warnings: string
  readAs: string
}>

const zhComparators: Readonly<Record<Comparator, (value: string) => string>> = {
  gt: (value) => `超过${value}（不含）`,
  ge: (value) => `在${value}以上（含）`,
  lt: (value) => `低于${value}（不含）`,
  le: (value) => `在${value}以下（含）`,
  eq: (value) => `等于${value}`,
  ne: (value) => `不等于${value}`,
}
const enComparators: Readonly<Record<Comparator, (value: string) => string>> = {
  gt: (value) => `more than ${value}`,
  ge: (value) => `at least ${value}`,
  lt: (value) => `less than ${value}`,
  le: (value) => `at most ${value}`,
  eq: (value) => `equal to ${value}`,
  ne: (value) => `other than ${value}`,
}

const zhFunds = (all: readonly Fund[]) => all.map((fund) => funds[fund].label.zh).join('、')
const enFunds = (all: readonly Fund[]) => all.map((fund) => funds[fund].label.en).join(', ')

const columnLabel =
  (language: Language) =>
  (column: Column, wholeLabel: string): string => {
    const measureLabel = measures[column.measure].label[language]
    const isWhole = column.measure === 'expenditure'
    if (column.kind === 'figure') {
      if (column.measure === 'selfEvaluation' || isCounted(column)) return measureLabel
      const stage = stages[column.stage].label[language]
      if (isWhole) return stage
      return language === 'zh' ? `${measureLabel}${stage}` : `${measureLabel}, ${stage}`
    }
    const own = formulas[column.formula].label[language]
    const isShare = column.formula === 'sharePercent'
    const label = !isShare ? own : language === 'zh' ? `占${wholeLabel}的比例` : `share of ${wholeLabel}`
    if (isWhole) return label
    return language === 'zh' ? `${measureLabel}${label}` : `${measureLabel}: ${label}`
  }

/** What is counted at the end of the year is no outturn of a budget. */
const isCounted = ({ measure, stage }: Extract<Column, { kind: 'figure' }>): boolean =>
  measures[measure].unit !== null && stage === 'finalAccounts'

const statementKindLabels: Readonly<Record<StatementKind, Labels>> = {
  reason: { zh: '原因', en: 'reasons' },
  duty: { zh: '职责', en: 'duties' },
  organisation: { zh: '机构和人员', en: 'organisation' },
  definition: { zh: '名词解释', en: 'definition' },
  achievement: { zh: '工作完成情况', en: 'work done' },
  problem: { zh: '存在的问题', en: 'problems' },
  improvement: { zh: '改进措施', en: 'measures' },
  objective: { zh: '绩效目标', en: 'objectives' },
  note: { zh: '说明', en: 'notes' },
  explanation: { zh: '说明', en: 'explanations' },
}

/** What a difference is taken to. */
export type SignedBase = 'initialBudget' | 'adjustedBudget' | 'previousYear'

/** A derived value: what it is, without its sign; its sign; what a share is of; the year before. */
type Derived = Readonly<{ value: string; sign: number; whole: string; previousYear: number | null }>
type FormulaPhrases = Readonly<Record<FormulaName, (derived: Derived) => string>>

const zhPercentOver =
  (base: string) =>
  ({ value, sign }: Derived) =>
    sign === 0 ? `与${base}持平` : `${sign < 0 ? '低于' : '超出'}${base}${value}`
const zhAmountOver =
  (base: string) =>
  ({ value, sign }: Derived) =>
    sign === 0 ? `与${base}持平` : `比${base}${sign < 0 ? '少' : '多'}${value}`
const zhChanged = ({ value, sign }: Derived) =>
  sign === 0 ? '与上年持平' : `比上年${sign < 0 ? '减少' : '增加'}${value}`

const zhFormulas: FormulaPhrases = {
  completionPercent: ({ value }) => `完成年初预算的${value}`,
  overrunPercent: zhPercentOver('年初预算'),
  overrunAmount: zhAmountOver('年初预算'),
  executionPercent: ({ value }) => `完成调整预算的${value}`,
  overAdjustedPercent: zhPercentOver('调整预算'),
  overAdjustedAmount: zhAmountOver('调整预算'),
  sharePercent: ({ value, whole }) => `占${whole}的${value}`,
  perHeadAmount: ({ value, whole }) => `按${whole}平均${value}`,
  previousAmount: ({ value, previousYear }) =>
    `${previousYear === null ? '上年' : `${previousYear}年`}${value}`,
  changeAmount: zhChanged,
  changePercent: zhChanged,
}

const enPercentOver =
  (base: string) =>
  ({ value, sign }: Derived) =>
    sign === 0 ? `equal to ${base}` : `${value} ${sign < 0 ? 'under' : 'over'} ${base}`
const enAmountOver =
  (base: string) =>
  ({ value, sign }: Derived) =>
    sign === 0 ? `equal to ${base}` : `${value} ${sign < 0 ? 'less' : 'more'} than ${base}`
const enChanged = ({ value, sign }: Derived) =>
  sign === 0
    ? 'unchanged on the previous year'
    : `${sign < 0 ? 'decrease' : 'increase'} of ${value} on the previous year`

const enFormulas: FormulaPhrases = {
  completionPercent: ({ value }) => `${value} of the initial budget`,
  overrunPercent: enPercentOver('the initial budget'),
  overrunAmount: enAmountOver('the initial budget'),
  executionPercent: ({ value }) => `${value} of the adjusted budget`,
  overAdjustedPercent: enPercentOver('the adjusted budget'),
  overAdjustedAmount: enAmountOver('the adjusted budget'),
  sharePercent: ({ value, whole }) => `${value} of ${whole}`,
  perHeadAmount: ({ value, whole }) => `${value} per head (${whole})`,
  previousAmount: ({ value, previousYear }) => `${previousYear ?? 'previous year'} ${value}`,
  changeAmount: enChanged,
  changePercent: enChanged,
}

const kindNames = (kinds: readonly DepartmentKind[], language: Language) =>
  kinds.map((kind) => departmentKinds[kind].label[language])

const zhSigned = (base: string): Readonly<Record<Comparator, string>> => ({
  gt: `超出${base}`,
  ge: `不低于${base}`,
  lt: `低于${base}`,
  le: `不超出${base}`,
  eq: `与${base}相同`,
  ne: `与${base}不同`,
})

const zh: Phrases = {
  list: (parts) => parts.join('、'),
  either: (parts) => parts.join('或'),
  columnLabel: columnLabel('zh'),
  measure: (measure) => measures[measure].label.zh,
  condition: (label, _, comparator, value) => `${label}${zhComparators[comparator](value)}`,
  signed: {
    initialBudget: zhSigned('年初预算'),
    adjustedBudget: zhSigned('调整预算'),
    previousYear: {
      gt: '比上年增加',
      ge: '不少于上年',
      lt: '比上年减少',
      le: '不多于上年',
      eq: '与上年持平',
      ne: '与上年不同',
    },
  },
  department: '部门',
  year: '年度',
  yearName: (year) => `${year}年`,
  itemCode: '科目编码',
  item: '科目',
  report: '报告',
  file: '文件',
  total: '合计',
  average: '平均',
  count: '个数',
  difference: '相差',
  multiple: '倍数',
  points: (value) => `${value.toFixed(2)}个百分点`,
  ofMeasure: (measure, rest) => `${measure}${rest}`,
  economicItems: '按经济分类',
  inWanYuan: (label) => `${label}（万元）`,
  inPercent: (label) => `${label}（%）`,
  headingUnits: { wanYuan: '（万元）', yuan: '（元）' },
  inCount: (label, unit) => `${label}（${unit.zh}）`,
  counted: (value, unit) => `${value}${unit.zh}`,
  departments: (count, kinds) => `${count}个${kinds ? kindNames(kinds, 'zh').join('、') : '部门'}`,
  items: (count) => `${count}个科目`,
  none: (what) => `没有符合条件的：${what}。`,
  found: (_, noun, what) => `${noun}符合条件：${what}。`,
  nearest: (what) => `${what}，最接近的在前：`,
  listed: '已经列入：',
  row: (subject, values, marks) => `${subject}：${values.join('，')}${marks}`,
  value: (column, value, sign, whole, previousYear) => {
    const measure = column.measure === 'expenditure' ? '' : measures[column.measure].label.zh
    if (column.kind === 'figure')
      return `${measure}${isCounted(column) ? '' : stages[column.stage].label.zh}${value}`
    return `${measure}${zhFormulas[column.formula]({ value, sign, whole, previousYear })}`
  },
  derived: (text) => `${text}（推算，文件未直接印出）`,
  moreRows: (shown, count) => `以上为前${shown}行，共${count}行，其余见表。`,
  headlineTotal: (what, value, count) => `${what}合计${value}（${count}项相加）。`,
  headlineAverage: (what, value, count) => `${what}平均${value}（${count}项）。`,
  headlineCount: (count, unit, what) => `共${count}个${unit === 'departments' ? '部门' : '科目'}：${what}。`,
  headlineDifference: (first, second, amount, times, isHigher) =>
    isHigher
      ? `${first}比${second}高${amount}${times === null ? '' : `，前者是后者的${times}倍`}。`
      : `${first}与${second}相同，相差${amount}。`,
  posts: (count, sign) => (sign === 0 ? '满编，没有空编。' : sign > 0 ? `空编${count}。` : `超编${count}。`),
  yes: '是的。',
  no: '不是。',
  otherStages: '一个是预算，一个是决算，口径不同，仅供参考。',
  ofStage: (department, stage) => `${department}的${stage}`,
  blank: '空白（未填列，不等于0）',
  notPrinted: '文件没有印出',
  dash: '印为横线（不等于0）',
  printedNone: '印为“无”',
  unreadable: '印制有误或无法辨认，不能确认',
  heading: (department) => `${department}：`,
  omitted: (parts) => `未列入：${parts.join('；')}。`,
  omission: (names, omission) => {
    switch (omission.reason) {
      case 'not-of-kind':
        return `${names}不是${kindNames(omission.kinds, 'zh').join('、')}`
      case 'budget-only':
        return `${names}只公布了预算，没有决算`
      case 'not-stated':
        return `${names}没有印出所需的数`
      case 'zero-base':
        return `${names}年初预算为0，无法计算比例`
      case 'condition':
        return `${names}未达到条件（${omission.value}）`
    }
  },
  restatement: ({
    measure,
    items,
    column,
    funds,
    years,
    previousYear,
    scope,
    conditions,
    made,
    order,
    limit,
  }) =>
    [
      [
        measure,
        ...(items.length > 0 ? [`（${items.join('、')}）`] : []),
        column === '' ? '' : `：${column}`,
      ].join(''),
      ...(funds.length > 0 ? [`资金：${zhFunds(funds)}`] : []),
      `${years.join('、')}年${previousYear === null ? '' : `（上年：${previousYear}年）`}`,
      `范围：${scope}`,
      ...(conditions.length > 0 ? [`条件：${conditions.join('，')}`] : []),
      ...(made.length > 0 ? [`计算：${made.join('、')}`] : []),
      ...(order === null
        ? []
        : [`${order === 'descending' ? '从高到低' : '从低到高'}${limit === null ? '' : `，取前${limit}`}`]),
    ].join('；'),
  allItems: (of) =>
    typeof of === 'number'
      ? `全部${['类', '款', '项'][of - 1]}级科目`
      : { leaves: '全部末级科目', projects: '各项目' }[of],
  itemsUnder: (items) => `${items}之下`,
  scopeAll: '全部已入库部门',
  scopeKinds: (kinds) => kindNames(kinds, 'zh').join('、'),
  reasonColumn: '原因',
  reasonsAsked: {
    budget: '决算与年初预算差异的原因（按文件原文）',
    change: '比上年增减的原因（按文件原文）',
  },
  reasons: {
    budget: (department) => `${department}在文件中说明的决算与年初预算差异原因：`,
    change: (department) => `${department}在文件中说明的比上年增减原因：`,
  },
  changeColumn: '比上年增减额',
  noReason: (department) => `${department}的文件没有印出这方面的原因。`,
  reason: (item, values, text, marks) =>
    `${item ?? '总额'}${values === null ? '' : `（${values}）`}：${text}${marks}`,
  findingsAsked: (topic, bound) =>
    `前后不一致之处${topic === '' ? '' : `（${topic}）`}${bound === null ? '' : `，相差超过${bound}`}`,
  findings: (name, count, counts) =>
    `${name}：核对出${count}处不一致（${counts.map(([label, own]) => `${label}${own}`).join('，')}）：`,
  noFinding: (scope, topic) =>
    `在${scope}的文件中，按规则没有核对出${topic === '' ? '' : `与“${topic}”有关的`}不一致。规则没有核对的不在其内。`,
  severity: '性质',
  finding: '不一致之处',
  findingSize: '差额',
  notHeard: (words) => `没有认出“${words}”，回答没有考虑这部分。`,
  passagesAsked: (kinds, topics) =>
    `文件原文${kinds.length === 0 ? '' : `：${kinds.map((kind) => statementKindLabels[kind].zh).join('、')}`}${topics.length === 0 ? '' : `（${topics.join('、')}）`}`,
  notSaid: (scope, topics) =>
    topics.length > 1
      ? `${scope}的文件没有在一处同时说到${topics.map((topic) => `“${topic}”`).join('、')}。`
      : `${scope}的文件没有说到${topics.length === 0 ? '这方面' : `“${topics[0]}”`}。`,
  keyTerms: (glosses) => glosses.join('；'),
  machineWritten: '以下由语言模型根据下列数据改写，每个数字均已与数据核对：',
  machineGlosses: '以下英文由语言模型翻译，每个数字均已与原文核对：',
  machineGloss: (of, english) => `• ${of} ${english}`,
  original: (quote) => `原文：“${quote}”`,
  subject: '事项',
  quoted: '原文',
  andAlso: (restatements) => restatements.join('｜'),
  printsAsked: (values) => `文件在哪里印出${values.join('、')}`,
  valueNotPrinted: (scope, values) => `${scope}的文件没有印出${values}。`,
  printedAt: '出处：',
  source: (file, where, place, quote) => `${file} ${where}，${place}：“${quote}”`,
  summaryAsked: '主要数据概述',
  summaryOf: (name, years, isOfFinalAccounts) =>
    `${name}${years.join('、')}年${isOfFinalAccounts ? '决算' : '预算（没有公布决算，预算不等于实际执行）'}主要数据：`,
  summaryOfMany: (count) => `${count}个部门的主要数据：`,
  largestOverruns: '• 超出年初预算最多的科目：',
  unspentProjects: '• 有预算而没有支出的项目：',
  reportsHeld: (count, departments) => `已入库${count}份报告，涉及${departments}个部门：`,
  reportLine: (department, year, kind, marks) =>
    `${department}：${year}年${reportKinds[kind].label.zh}${marks}`,
  stageNotHeld: (department) => `${department}在这一年只公布了预算，没有决算数。预算不等于实际执行。`,
  noFigure: (department) => `${department}的文件没有印出这个数。`,
  notPrintedOf: (names) => `文件没有印出：${names.join('、')}。`,
  unstaged: (department, form, column, measure, amount) =>
    `${department}的“${form}”在“${column}”下印出${measure}${amount}，没有写明是年初预算还是调整后的预算`,
  contradiction: (department, message) => `${department}的文件前后不一致：${message}。`,
  doubt: (department, message) => `${department}的文件有两处不同，可能只是口径或尾数：${message}。`,
  correction: (department, message) => `${department}的一个数经管理员更正：${message}。`,
  reorganisation: (message) => `${message}。`,
  recomputed: (subject, printed, recomputed) =>
    `${subject}：文件印为${printed}，按所印金额重算为${recomputed}。`,
  nothingToCompare: (rows) => `要比较的应是两个数，这里找到${rows}个，请说明是哪两个。`,
  truncated: (rows) => `结果过多，只取前${rows}行。`,
  coarse: '出处较粗：只列出查询所涉的文件，未逐格对应。',
  madeUp: (columns) =>
    `${columns.map((column) => `“${column}”`).join('、')}列含有查询语句自己写入或改动的值，不是文件所印，也不是由所印的数算出。`,
  countedTwice: (columns) =>
    `${columns.map((column) => `“${column}”`).join('、')}列的合计或计数把同一个数或同一处算了不止一次：一件事可能占表中几行，或连接使行重复。`,
  manyBehind: (column, count, isMore, cited) =>
    `“${column}”列的一格最多由${isMore ? '超过' : ''}${count}处得出，每格只列出其中${cited}处，数额大的在前。`,
  refusal: {
    empty: () => '请输入一个问题，例如：哪些工会超出年初预算50%以上？',
    'too-long': () => '问题太长了，请控制在2000字以内。',
    'off-topic': () => '我只回答已公布的部门预算、决算方面的问题，例如：哪些工会超出年初预算50%以上？',
    write: (words) => `我只能查询，不能修改或删除数据（“${words}”）。`,
    secret: (words) => `我不能提供系统信息或凭据（“${words}”）。`,
    instruction: (words) => `我不执行问题里夹带的指令（“${words}”）。请直接问预算或决算的数字。`,
  },
  noData: {
    'unknown-word': (words) =>
      `“${words}”没有收录或没有认出，所以不作猜测。目前可查：收支、按功能和经济分类的支出、“三公”经费、机关运行经费、政府采购、预算与决算和与上年的比较及其原因。`,
    'department-not-held': (words, held) => `没有收录“${words}”。已收录：${held}。`,
    'year-not-held': (words, held) => `没有收录${words}年的数据。已收录的年度：${held}。`,
    'unclear-threshold': () => '没有弄清这个比例或金额是对什么而言的，请说明，例如“超出年初预算50%以上”。',
    'nothing-asked': () => '没有弄清要查哪个数，请说明，例如“支出决算”“基本支出”“完成年初预算”。',
    'store-empty': () => '还没有收录任何文件。请先运行 npm run seed。',
  },
  choice: {
    'which-department': '请问是指哪一个？',
    'which-reading': '这句话有几种读法，结果不同。请问是指哪一种？',
  },
  stopped: {
    time: '查询超过时限，已中止。请缩小范围再试。',
    memory: '查询占用内存过多，已中止。请缩小范围再试。',
    crash: '查询进程意外结束，请再试一次。',
  },
  readByModel: '这个问题是由语言模型理解的，请核对上面的读法；数字都取自文件。',
  knownToModelOnly: (words) => `内置规则不认识“${words}”，只由语言模型理解：请对照读法，看所答是否就是所问。`,
  modelAgrees: '语言模型的理解得到同样的结果。',
  modelDeclines: '语言模型也没有理解这个问题。',
  modelUnused: {
    unreachable: '没有用上语言模型（连接不上），由内置规则作答。',
    timeout: '没有用上语言模型（超过时限），由内置规则作答。',
    'rate-limited': '没有用上语言模型（请求过多），由内置规则作答。',
    'service-error': '没有用上语言模型（服务出错），由内置规则作答。',
    rejected: '没有用上语言模型（服务不接受请求，请管理员检查密钥和模型名称），由内置规则作答。',
    refused: '没有用上语言模型（模型拒绝回答），由内置规则作答。',
    empty: '没有用上语言模型（没有内容），由内置规则作答。',
    'cut-off': '没有用上语言模型（回复不完整），由内置规则作答。',
    'too-large': '没有用上语言模型（回复过长），由内置规则作答。',
    garbled: '没有用上语言模型（回复无法读取），由内置规则作答。',
    paused: '没有用上语言模型（多次出错，暂停使用），由内置规则作答。',
    busy: '没有用上语言模型（排队过多），由内置规则作答。',
    'budget-spent': '没有用上语言模型（今天的用量已满），由内置规则作答。',
    'no-reply-kept': '没有用上语言模型（没有保存的回复），由内置规则作答。',
    'wrong-reply': '没有用上语言模型（它的读法没有通过核对），由内置规则作答。',
    'question-too-long': '没有用上语言模型（问题太长，没有发给它），由内置规则作答。',
    'not-configured': '没有配置语言模型，由内置规则作答。',
  },
  adHocReading: ({ values, by, chosen, isDefaultFund, isEconomic, order }) =>
    [
      `语言模型写的临时查询：${values.join('、')}${by.length > 0 ? `，按${by.join('、')}` : ''}`,
      chosen,
      '只计印出此数的',
      ...(isEconomic ? ['按经济分类'] : []),
      ...(isDefaultFund ? ['资金：各取所印最全的口径'] : []),
      ...(order ? [`按${order.label}${order.direction === 'descending' ? '从高到低' : '从低到高'}`] : []),
    ].join('；'),
  adHoc: '没有现成的读法能表达这个问题，下面是语言模型写的临时查询的结果。',
  printed: (measure, stage) => `${measure}${stage}`,
  made: {
    sum: (of) => `${of}合计`,
    average: (of) => `${of}平均`,
    median: (of) => `${of}中位数`,
    least: (of) => `${of}最低`,
    greatest: (of) => `${of}最高`,
  },
  reckoned: '计算值',
  sqlRefused: (code, detail) => `这条SQL不予执行（${code}）：${detail}`,
  sqlRows: (count) => `查询返回${count}行。`,
  heldYears: (years) => years.join('、'),
  lines: (first, last) => (first === last ? `第${first}行` : `第${first}–${last}行`),
  page: (page) => `第${page}页`,
  unanswered: {
    'bad-request': '这一行不是有效的请求。',
    failed: '处理时出错，数据没有变化。',
  },
  sources: '出处',
  warnings: '注意',
  readAs: '理解为',
}

const plural = (count: number, word: string, many = `${word}s`) => `${count} ${count === 1 ? word : many}`
const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1)

const enSigned = (base: string): Readonly<Record<Comparator, string>> => ({
  gt: `over ${base}`,
  ge: `no less than ${base}`,
  lt: `under ${base}`,
  le: `not over ${base}`,
  eq: `equal to ${base}`,
  ne: `other than ${base}`,
})

const en: Phrases = {
  list: (parts) => parts.join(', '),
  either: (parts) => parts.join(' or '),
  columnLabel: columnLabel('en'),
  measure: (measure) => measures[measure].label.en,
  condition: (label, isExcess, comparator, value) =>
    `${label} ${isExcess ? 'by ' : ''}${enComparators[comparator](value)}`,
  signed: {
    initialBudget: enSigned('the initial budget'),
    adjustedBudget: enSigned('the adjusted budget'),
    previousYear: {
      gt: 'more than in the previous year',
      ge: 'no less than in the previous year',
      lt: 'less than in the previous year',
      le: 'no more than in the previous year',
      eq: 'as much as in the previous year',
      ne: 'not as much as in the previous year',
    },
  },
  department: 'Department',
  year: 'Year',
  yearName: String,
  itemCode: 'Item code',
  item: 'Item',
  report: 'Report',
  file: 'File',
  total: 'Total',
  average: 'Average',
  count: 'Count',
  difference: 'Difference',
  multiple: 'Multiple',
  points: (value) => `${value.toFixed(2)} percentage points`,
  ofMeasure: (measure, rest) => `${measure}: ${rest}`,
  economicItems: 'by economic classification',
  inWanYuan: (label) => `${capital(label)} (10,000 yuan)`,
  inPercent: (label) => `${capital(label)} (%)`,
  headingUnits: { wanYuan: '(10,000 yuan)', yuan: '(yuan)' },
  inCount: (label, unit) => `${capital(label)} (${unit.en})`,
  counted: (value, unit) => `${value} ${value === 1 ? unit.en.replace(/s$/u, '') : unit.en}`,
  departments: (count, kinds) =>
    kinds ? plural(count, kindNames(kinds, 'en').join(' or ')) : plural(count, 'department'),
  items: (count) => plural(count, 'item'),
  none: (what) => `None: ${what}.`,
  found: (count, noun, what) => `${noun} ${count === 1 ? 'matches' : 'match'}: ${what}.`,
  nearest: (what) => `Nearest first, ${what}:`,
  listed: 'It is listed:',
  row: (subject, values, marks) => `${subject}: ${values.join(', ')}${marks}`,
  value: (column, value, sign, whole, previousYear) => {
    const measure = column.measure === 'expenditure' ? '' : `${measures[column.measure].label.en}: `
    if (column.kind === 'figure')
      return isCounted(column) ? `${measure}${value}` : `${measure}${stages[column.stage].label.en} ${value}`
    return `${measure}${enFormulas[column.formula]({ value, sign, whole, previousYear })}`
  },
  derived: (text) => `${text} (derived, not printed as such)`,
  moreRows: (shown, count) => `These are the first ${shown} of ${count} rows; the table has the rest.`,
  headlineTotal: (what, value, count) => `Total ${what}: ${value} (${plural(count, 'figure')} added).`,
  headlineAverage: (what, value, count) => `Average ${what}: ${value} (over ${plural(count, 'figure')}).`,
  headlineCount: (count, unit, what) =>
    `${plural(count, unit === 'departments' ? 'department' : 'item')}: ${what}.`,
  headlineDifference: (first, second, amount, times, isHigher) =>
    isHigher
      ? `${first} is ${amount} higher than ${second}${times === null ? '' : `: ${times} times as much`}.`
      : `${first} and ${second} are the same: a difference of ${amount}.`,
  posts: (count, sign) =>
    sign === 0
      ? 'Every post is filled and none exceeded.'
      : sign > 0
        ? `Posts not filled: ${count}.`
        : `Staff beyond the posts: ${count}.`,
  yes: 'Yes.',
  no: 'No.',
  otherStages: 'One is a budget and the other an outturn: they are not of the same kind.',
  ofStage: (department, stage) => `${stage} of ${department}`,
  blank: 'blank (left empty, which is not zero)',
  notPrinted: 'not printed',
  dash: 'a dash (which is not zero)',
  printedNone: 'printed as "none" (无)',
  unreadable: 'misprinted or not readable, not certain',
  heading: (department) => `${department}:`,
  omitted: (parts) => `Not listed: ${parts.join('; ')}.`,
  omission: (names, omission) => {
    switch (omission.reason) {
      case 'not-of-kind':
        return `${names} (not a ${kindNames(omission.kinds, 'en').join(' or ')})`
      case 'budget-only':
        return `${names} (published a budget only, no final accounts)`
      case 'not-stated':
        return `${names} (does not print the figures needed)`
      case 'zero-base':
        return `${names} (initial budget of zero, so there is no percentage)`
      case 'condition':
        return `${names} (does not meet the condition: ${omission.value})`
    }
  },
  restatement: ({
    measure,
    items,
    column,
    funds,
    years,
    previousYear,
    scope,
    conditions,
    made,
    order,
    limit,
  }) =>
    [
      capital(
        [
          measure,
          ...(items.length > 0 ? [`(${items.join(', ')})`] : []),
          ...(column === '' ? [] : ['·', column]),
        ].join(' '),
      ),
      ...(funds.length > 0 ? [`fund: ${enFunds(funds)}`] : []),
      `${years.join(', ')}${previousYear === null ? '' : ` (previous year: ${previousYear})`}`,
      `scope: ${scope}`,
      ...(conditions.length > 0 ? [`condition: ${conditions.join(', ')}`] : []),
      ...(made.length > 0 ? [`calculated: ${made.join(', ').toLowerCase()}`] : []),
      ...(order === null
        ? []
        : [
            `${order === 'descending' ? 'highest first' : 'lowest first'}${limit === null ? '' : `, the first ${limit}`}`,
          ]),
    ].join('; '),
  allItems: (of) =>
    typeof of === 'number'
      ? `by ${['class', 'section', 'item'][of - 1]}`
      : { leaves: 'by the lowest items', projects: 'by project' }[of],
  itemsUnder: (items) => `under ${items}`,
  scopeAll: 'all departments held',
  scopeKinds: (kinds) =>
    kindNames(kinds, 'en')
      .map((kind) => `${kind}s`)
      .join(', '),
  reasonColumn: 'Reason',
  reasonsAsked: {
    budget: 'why final accounts differ from the initial budget, as printed',
    change: 'why the year differs from the previous one, as printed',
  },
  reasons: {
    budget: (department) => `Why final accounts differ from the initial budget, as ${department} prints it:`,
    change: (department) => `Why the year differs from the previous one, as ${department} prints it:`,
  },
  changeColumn: 'change on the previous year',
  noReason: (department) => `${department} prints no reason for this.`,
  reason: (item, values, text, marks) =>
    `${item ?? 'Total'}${values === null ? '' : ` (${values})`}: ${text}${marks}`,
  findingsAsked: (topic, bound) =>
    `inconsistencies${topic === '' ? '' : ` (${topic})`}${bound === null ? '' : `, more than ${bound} apart`}`,
  findings: (name, count, counts) =>
    `${name}: the checks found ${count} ${count === 1 ? 'inconsistency' : 'inconsistencies'} (${counts.map(([label, own]) => `${label} ${own}`).join(', ')}):`,
  noFinding: (scope, topic) =>
    `The rules found no inconsistency${topic === '' ? '' : ` about “${topic}”`} in the documents of ${scope}. What no rule checks is not covered.`,
  severity: 'kind',
  finding: 'inconsistency',
  findingSize: 'difference',
  notHeard: (words) => `“${words}” was not understood; the answer leaves it out of account.`,
  passagesAsked: (kinds, topics) =>
    `what the documents say${kinds.length === 0 ? '' : ` · ${kinds.map((kind) => statementKindLabels[kind].en).join(', ')}`}${topics.length === 0 ? '' : ` (${topics.join(', ')})`}`,
  notSaid: (scope, topics) =>
    topics.length > 1
      ? `The documents of ${scope} do not speak of ${topics.map((topic) => `“${topic}”`).join(' and ')} in one place.`
      : `The documents of ${scope} do not speak of ${topics.length === 0 ? 'this' : `“${topics[0]}”`}.`,
  keyTerms: (glosses) => `Key terms: ${glosses.join('; ')}.`,
  machineWritten: 'Written by a language model from the figures below; each number was checked against them:',
  machineGlosses:
    'Translated by a language model; each number was checked against the Chinese, which stands:',
  machineGloss: (of, english) => `• ${of} ${english}`,
  original: (quote) => `In the document: “${quote}”`,
  subject: 'Subject',
  quoted: 'As printed',
  andAlso: (restatements) => restatements.join(' | '),
  printsAsked: (values) => `where the documents print ${values.join(', ')}`,
  valueNotPrinted: (scope, values) => `The documents of ${scope} do not print ${values}.`,
  printedAt: 'Printed at:',
  source: (file, where, place, quote) => `${file}, ${where}, ${place}: “${quote}”`,
  summaryAsked: 'headline figures',
  summaryOf: (name, years, isOfFinalAccounts) =>
    `${name}, ${years.join(', ')} ${isOfFinalAccounts ? 'final accounts' : 'budget (no final accounts published; a budget is not an outturn)'}:`,
  summaryOfMany: (count) => `Headline figures of ${plural(count, 'department')}:`,
  largestOverruns: '• Furthest over the initial budget:',
  unspentProjects: '• Projects with a budget and no spending:',
  reportsHeld: (count, departments) =>
    `${plural(count, 'report')} from ${plural(departments, 'department')}:`,
  reportLine: (department, year, kind, marks) =>
    `${department}: ${year} ${reportKinds[kind].label.en}${marks}`,
  stageNotHeld: (department) =>
    `${department} published only a budget for this year, no final accounts. A budget is not an outturn.`,
  noFigure: (department) => `${department} does not print this figure.`,
  notPrintedOf: (names) => `Not printed: ${names.join(', ')}.`,
  unstaged: (department, form, column, measure, amount) =>
    `${department}: the form “${form}” prints ${amount} of ${measure} under “${column}” without saying whether it is the initial or the adjusted budget`,
  contradiction: (department, message) => `The documents of ${department} do not agree: ${message}.`,
  doubt: (department, message) =>
    `Two places in the documents of ${department} differ, perhaps in scope or rounding only: ${message}.`,
  correction: (department, message) => `A figure of ${department} was corrected: ${message}.`,
  reorganisation: (message) => `${message}.`,
  recomputed: (subject, printed, recomputed) =>
    `${subject}: the document prints ${printed}; recomputed from its own amounts it is ${recomputed}.`,
  nothingToCompare: (rows) => `A comparison needs two figures, but ${rows} were found; please say which two.`,
  truncated: (rows) => `Too many results: only the first ${rows} rows were taken.`,
  coarse: 'The citation is coarse: it names the documents that were read, not each cell.',
  madeUp: (columns) =>
    `${columns.map((column) => `"${column}"`).join(', ')}: the query itself wrote or changed values here; they are neither printed in a document nor computed from what is.`,
  countedTwice: (columns) =>
    `${columns.map((column) => `"${column}"`).join(', ')}: one and the same figure or place is added or counted more than once: a relation may have several rows of one thing, or a join repeat them.`,
  manyBehind: (column, count, isMore, cited) =>
    `"${column}": up to ${isMore ? 'more than ' : ''}${count} places stand behind one cell; ${cited} are cited for each, the largest first.`,
  refusal: {
    empty: () => 'Please ask a question, for example: which unions exceeded initial budget by over 50%?',
    'too-long': () => 'That question is too long; please keep it under 2,000 characters.',
    'off-topic': () =>
      'I answer questions about published departmental budgets and final accounts only, for example: which unions exceeded initial budget by over 50%?',
    write: (words) => `I can only read: nothing can be changed or deleted ("${words}").`,
    secret: (words) => `I cannot give system information or credentials ("${words}").`,
    instruction: (words) =>
      `I do not follow instructions inside a question ("${words}"). Please ask for a figure directly.`,
  },
  noData: {
    'unknown-word': (words) =>
      `"${words}" is not held, or was not understood, so I will not guess. I can answer on revenue and expenditure, expenditure by function and by economic classification, "three public" and agency operating expenses, procurement, and the budget or the previous year against final accounts with the printed reasons.`,
    'department-not-held': (words, held) => `"${words}" is not held. Held: ${held}.`,
    'year-not-held': (words, held) => `The year ${words} is not held. Years held: ${held}.`,
    'unclear-threshold': () =>
      'It is not clear what that percentage or amount is of; please say, for example "over 50% above the initial budget".',
    'nothing-asked': () =>
      'It is not clear which figure is asked for; please name one, for example "final expenditure", "basic expenditure" or "completion of the initial budget".',
    'store-empty': () => 'No document is held yet. Please run npm run seed first.',
  },
  choice: {
    'which-department': 'Which one do you mean?',
    'which-reading': 'This can be read in several ways, with different results. Which one do you mean?',
  },
  stopped: {
    time: 'The query took too long and was stopped. Please narrow it down.',
    memory: 'The query needed too much memory and was stopped. Please narrow it down.',
    crash: 'The query process ended unexpectedly; please try again.',
  },
  readByModel:
    'A language model read this question: please check the reading above. The figures are from the documents.',
  knownToModelOnly: (words) =>
    `The built-in rules do not know “${words}”; only the language model read it: see by the reading whether this is what was asked.`,
  modelAgrees: 'A language model reads it with the same result.',
  modelDeclines: 'A language model did not understand the question either.',
  modelUnused: {
    unreachable: 'The language model was not used (it cannot be reached); the built-in rules answered.',
    timeout: 'The language model was not used (it took too long); the built-in rules answered.',
    'rate-limited': 'The language model was not used (too many requests); the built-in rules answered.',
    'service-error': 'The language model was not used (its service failed); the built-in rules answered.',
    rejected:
      'The language model was not used (its service does not accept the request: an administrator may check the key and the model’s name); the built-in rules answered.',
    refused: 'The language model was not used (it declined to reply); the built-in rules answered.',
    empty: 'The language model was not used (it said nothing); the built-in rules answered.',
    'cut-off': 'The language model was not used (its reply was cut off); the built-in rules answered.',
    'too-large': 'The language model was not used (its reply was too long); the built-in rules answered.',
    garbled: 'The language model was not used (its reply could not be read); the built-in rules answered.',
    paused:
      'The language model was not used (it failed several times and is left alone for a while); the built-in rules answered.',
    busy: 'The language model was not used (too many questions wait for it); the built-in rules answered.',
    'budget-spent':
      'The language model was not used (today’s allowance is spent); the built-in rules answered.',
    'no-reply-kept':
      'The language model was not used (no reply is kept for it); the built-in rules answered.',
    'wrong-reply':
      'The language model was not used (its reading did not pass the checks); the built-in rules answered.',
    'question-too-long':
      'The language model was not used (the question is too long to be sent to it); the built-in rules answered.',
    'not-configured': 'No language model is configured; the built-in rules answered.',
  },
  adHocReading: ({ values, by, chosen, isDefaultFund, isEconomic, order }) =>
    [
      `A query that the language model wrote: ${values.join(', ')}${by.length > 0 ? `, by ${by.join(', ')}` : ''}`,
      chosen,
      'of those only that print it',
      ...(isEconomic ? ['by economic classification'] : []),
      ...(isDefaultFund ? ['fund: of each the most general that is printed'] : []),
      ...(order
        ? [`by ${order.label}, ${order.direction === 'descending' ? 'highest' : 'lowest'} first`]
        : []),
    ].join('; '),
  adHoc:
    'No ready reading can express this question; below is the result of a query that the language model wrote for it.',
  printed: (measure, stage) => `${measure} (${stage})`,
  made: {
    sum: (of) => `total of ${of}`,
    average: (of) => `average of ${of}`,
    median: (of) => `median of ${of}`,
    least: (of) => `lowest of ${of}`,
    greatest: (of) => `highest of ${of}`,
  },
  reckoned: 'calculated value',
  sqlRefused: (code, detail) => `This SQL is not run (${code}): ${detail}`,
  sqlRows: (count) => `The query returned ${plural(count, 'row')}.`,
  heldYears: (years) => years.join(', '),
  lines: (first, last) => (first === last ? `line ${first}` : `lines ${first}–${last}`),
  page: (page) => `page ${page}`,
  unanswered: {
    'bad-request':
      'This line is not a request: expected a JSON object {"question": "…"}, {"turns": ["…"]} or {"sql": "…"}.',
    failed: 'Something failed while answering; nothing was changed.',
  },
  sources: 'Sources',
  warnings: 'Note',
  readAs: 'Read as',
}

export const phrases: Readonly<Record<Language, Phrases>> = { zh, en }
