/** What the words over a column of a form say of the cells below it. */
import type { Aspect, FigureStage } from '../../../db/domain/terms.ts'
import { withoutSpace } from '../../intermediate.ts'

/** 'label' names a row, 'number' and 'value' hold what is read, 'text' explains. A value may be words: 目标值 高质量. */
export type ColumnKind = 'label' | 'number' | 'value' | 'text'

export type ColumnMeaning = Readonly<{
  kind: ColumnKind
  aspect: Aspect
  stage: FigureStage
  /** A budget or an outturn, whatever its stage: 2023 年预算数 does not say which budget. */
  isMoney: boolean
  /** 1 to 3: the column of that level of indicators. */
  level: number | null
}>

const meaning = (
  kind: ColumnKind,
  aspect: Aspect = 'amount',
  more: Partial<ColumnMeaning> = {},
): ColumnMeaning => ({
  kind,
  aspect,
  stage: 'none',
  isMoney: (more.stage ?? 'none') !== 'none',
  level: null,
  ...more,
})

/** A number of whatever its header calls it. */
export const plainNumber: ColumnMeaning = meaning('number')

/** Header words, uppermost first; white space, brackets and what stands in them are left out. */
const headers: readonly (readonly [pattern: RegExp, meaning: ColumnMeaning])[] = [
  [/^一级指标$/u, meaning('label', 'amount', { level: 1 })],
  [/^二级指标$/u, meaning('label', 'amount', { level: 2 })],
  [/^三级指标$/u, meaning('label', 'amount', { level: 3 })],
  [/^(?:年度|年初)?(?:绩效)?(?:目标|指标)值A?$/u, meaning('value', 'target')],
  [/^实际完成(?:指标)?值B?$|^完成值$/u, meaning('value', 'actual')],
  [
    /^(?:.*原因.*措施|.*情况说明|存在问题.*|.*描述|.*依据|主要内容|实际完成情况|预期目标|备注|是否.*)$/u,
    meaning('text'),
  ],
  [/^(?:绩效)?评价$|^(?:评价|评定|自评|评分|绩效)?(?:等级|等次)$/u, meaning('value', 'grade')],
  [/^(?:评级)?分值$|^权重$|^满分$/u, meaning('number', 'weight')],
  [/得分率$/u, meaning('number', 'scoreRate')],
  [/^(?:自评|评价|实际)?得分$/u, meaning('number', 'score')],
  [/执行率$/u, meaning('number', 'executionRate', { stage: 'finalAccounts' })],
  [/^偏差(?:度|率)$/u, meaning('number', 'deviation')],
  [/^(?:全年|调整后?的?|本年)预算数?$|^预算数A$/u, meaning('number', 'amount', { stage: 'adjustedBudget' })],
  [/^\d{4}年度?预算数?$/u, meaning('number', 'amount', { isMoney: true })],
  [/^(?:年初)?预算(?:数|安排|金额|资金)?$/u, meaning('number', 'amount', { stage: 'initialBudget' })],
  [/(?:执行数|决算数|支出数)(?:B)?$|^实际支出$/u, meaning('number', 'amount', { stage: 'finalAccounts' })],
  [/(?:编制|在职|实有)(?:人)?数$|人数$/u, meaning('number')],
  [/(?:控制率|比例|占比|比率)$|^(?:数量|单价|价值|金额|份额|面积)$|(?:规模|投资)$/u, meaning('number')],
  [
    /(?:名称|编码|代码|序号|类型|处室|性质|规格|形式)$|^(?:项目|类别|行次|计量单位)$|^评价指标$/u,
    meaning('label'),
  ],
  [/^增减额$/u, meaning('number', 'change')],
  [/^增减(?:率|幅度?)$/u, meaning('number', 'changeRate')],
]

/** 预算数(A), 得分(20分*执行率), 执行率 %, 2023 年预算数, 批复规模（m²）. */
export const foldHeader = (text: string): string =>
  withoutSpace(text)
    .replace(/[（(]([AB])[）)]/gu, '$1')
    .replace(/[（(][^（()）]*[）)]/gu, '')
    .replace(/[%％：:]+$/u, '')

/** null: not a word of a form's header. */
export const columnMeaningOf = (text: string): ColumnMeaning | null => {
  const folded = foldHeader(text)
  return headers.find(([pattern]) => pattern.test(folded))?.[1] ?? null
}

export const isHeaderText = (text: string): boolean => columnMeaningOf(text) !== null

const unitWord = /^(?:人次|万元|千元|亿元|元|人|名|个|次|家|户|场|%|㎡|m²|分|辆|台|套|份|项|篇)$/u

/** 项目资金（万元）, 批复规模（m²）, 财政供养人员情况（人）: the unit in the words over a column. */
export const unitInHeader = (text: string): string | null => {
  const folded = withoutSpace(text).replace('金额单位：', '').replace('单位：', '')
  const units = [...folded.matchAll(/[（(]([^（()）]+)[）)]/gu)].map(([, unit = '']) => unit)
  return units.find((unit) => unitWord.test(unit)) ?? (/[%％]$/u.test(folded) ? '%' : null)
}

const valuePattern =
  /^(?:[≥≤=＝<>＜＞]\s*)?-?\d[\d,]*(?:\.\d+)?\s*(?:[%％]|(?:万|亿)?(?:人次|场次|批次|元|人|名|个|次|家|户|场|篇|份|项|辆|台|套|期|天|月|年|分|小时|平方米|公里)(?:\/.)?)?$/u

export const isDash = (text: string): boolean => /^[-—–－/]+[%％]?$/u.test(withoutSpace(text))

/** A number with its unit, or a dash. */
export const isValueText = (text: string): boolean => valuePattern.test(withoutSpace(text)) || isDash(text)

/** Names of the levels of indicators in the common framework for performance targets (绩效指标体系). */
const firstLevels =
  /^(?:产出|效益|满意度|成本|投入(?:管理)?|过程|效果|管理|决策)指标$|^(?:投入|过程|产出|效果|效益|决策)$/u
const secondLevels =
  /^(?:数量|质量|时效|经济效益|社会效益|生态效益|可持续影响|服务对象满意度|经济成本|社会成本|生态环境成本|社会公众满意度)(?:指标|指)$|^(?:成本指标|工作目标管理|预算和财务管理|绩效管理|重点工作任务完成|履职目标实现|履职效益|满意度)$/u

/** Which levels a printed name can be of by its words alone; none for any other words. */
export const levelsOf = (text: string): readonly number[] => {
  const folded = withoutPoints(text)
  return [firstLevels.test(folded) ? 1 : 0, secondLevels.test(folded) ? 2 : 0].filter((level) => level > 0)
}

/** 产出指标 (40 分) is 产出指标. */
export const withoutPoints = (text: string): string =>
  withoutSpace(text).replace(/[（(]\d+(?:\.\d+)?分[）)]/gu, '')

/** 产出指标 (40 分): the points that a heading within the form carries. */
export const pointsIn = (text: string): string | null =>
  /[（(]\s*(\d+(?:\.\d+)?)\s*分\s*[）)]/u.exec(text)?.[1] ?? null

/** The row that adds up the form. */
export const isTotalLabel = (text: string): boolean =>
  /^(?:总分|合计|总计|综合绩效|自评总分|总得分)$/u.test(withoutSpace(text))
