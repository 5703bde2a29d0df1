import { economicEntries } from '../../db/domain/classification.ts'
import type { Item } from '../../db/domain/figure.ts'
import { partsOfBasicExpenditure, partsOfExpenditure, partsOfRevenue } from '../../db/domain/measure-parts.ts'
import { isMoneyUnit } from '../../db/domain/money.ts'
import {
  type FigureMeasure,
  type FigureStage,
  type Fund,
  funds,
  keysOf,
  type Measure,
  measures,
} from '../../db/domain/terms.ts'
import type { Identity } from '../reading.ts'

/** A measure of the field that the words of a clause name, whole; null for everything that has its own words only. */
export type StatedName = Readonly<{
  measure: FigureMeasure
  /** Named with the measure: 一般公共预算支出. */
  fund: Fund
  item: Item | null
  subject: string | null
  /** Of money that says no stage. */
  stage: FigureStage
}>

const ofMoney: readonly Measure[] = [
  'revenue',
  'expenditure',
  ...partsOfRevenue,
  ...partsOfExpenditure,
  ...partsOfBasicExpenditure,
  'agencyOperatingExpenses',
  'threePublicExpenses',
  'totalAssets',
  'currentAssets',
  'fixedAssets',
  'totalLiabilities',
  'netAssets',
]
const ofPersons: readonly Measure[] = ['posts', 'staff', 'retirees']

const formsOf = (of: readonly Measure[]): readonly (readonly [form: string, measure: Measure])[] =>
  of
    .flatMap((measure) => measures[measure].printed.map((form) => [form, measure] as const))
    .toSorted((a, b) => b[0].length - a[0].length)

const moneyForms = [
  ...formsOf(ofMoney),
  ['收入', 'revenue'] as const,
  ['支出', 'expenditure'] as const,
  ['整体支出', 'expenditure'] as const,
  ['行政事业类项目支出', 'projectExpenditure'] as const,
]
const personForms = formsOf(ofPersons)

/** 对个人和家庭补助支出 is 对个人和家庭的补助. */
const foldItem = (name: string): string => name.replaceAll('的', '').replace(/支出$/u, '')

const projectForms: ReadonlySet<string> = new Set(['项目支出', '行政事业类项目支出'])

const itemByName: ReadonlyMap<string, Item> = new Map(
  economicEntries.flatMap(({ code, zh, zhSynonyms }) =>
    [zh, ...(zhSynonyms ?? [])].map((name) => [
      foldItem(name),
      { classification: 'economic', code, name: zh, level: code.length === 3 ? 1 : 2 },
    ]),
  ),
)

/** What is said of the money of a project, whole clauses. */
const stagesOfProject: readonly (readonly [clause: RegExp, stage: FigureStage])[] = [
  [/^(?:该?项目)?(?:年初预算(?:数|安排|资金)?|年初安排|预算安排|安排预算)为?$/u, 'initialBudget'],
  [/^(?:该?项目)?(?:全年|年度|调整后?的?)预算(?:数|资金)?为?$/u, 'adjustedBudget'],
  [
    /^(?:该?项目)?(?:全年|实际)?(?:执行数?|支出数?|执行金额|支出金额)为?$|^项目支出$|^(?:实际)?(?:支出)?决算数?为?$/u,
    'finalAccounts',
  ],
]

/** What a whole says of the stage of its parts: 全年预算数 1270 万元，其中：基本支出 920 万元. */
const stageOfWhole = (whole: string): FigureStage | null => {
  if (/年初预算/u.test(whole)) return 'initialBudget'
  return /(?:全年|年度|调整后?的?)预算/u.test(whole) ? 'adjustedBudget' : null
}

type Said = Readonly<{
  /** The words of the clause without the number. */
  own: string
  /** What 其中 divides. */
  whole: string | null
  /** What the money is spent on. */
  project: string | null
  unit: string
  identity: Identity
}>

/** Years, the body's own name, and words of form around the name of a measure. */
const bare = (words: string, { printedNames }: Identity): string =>
  printedNames
    .map(({ name }) => name)
    .toSorted((a, b) => b.length - a.length)
    .reduce((rest, name) => rest.replace(name, ''), words)
    .replace(/^(?:\d{4}年度?|全年|本年|本?部门|本?单位)*(?:部门)?(?:决算|预算)?/u, '')

const withoutForm = (words: string): string =>
  words.replace(/(?:共计|合计|总计|总额|为|是|共|金额|涉及资金)+$/u, '')

export const nameStated = ({ own, whole, project, unit, identity }: Said): StatedName | null => {
  const words = bare(own, identity)
  const ownStage: FigureStage = identity.kind === 'budget' ? 'initialBudget' : 'finalAccounts'
  const stage = (whole === null ? null : stageOfWhole(whole)) ?? ownStage
  if (unit === '人' || unit === '名') {
    const counted = personsNamed(words, whole === null ? null : bare(whole, identity))
    return counted && { ...counted, stage }
  }
  if (unit === '分' && /整体(?:支出)?(?:绩效)?(?:自评|评价)/u.test(words))
    return { measure: 'selfEvaluation', fund: 'all', item: null, subject: null, stage: 'none' }
  if (unit === '分' && project !== null && /^(?:自评|评价|绩效)*得分[为是]?$/u.test(own))
    return { measure: 'selfEvaluation', fund: 'all', item: null, subject: project, stage: 'none' }
  if (!isMoneyUnit(unit)) return null
  if (project !== null) {
    const spent = stagesOfProject.find(([pattern]) => pattern.test(own))?.[1]
    return spent
      ? { measure: 'projectExpenditure', fund: 'all', item: null, subject: project, stage: spent }
      : null
  }
  // 项目支出总额 23 万元，其中：困难职工帮扶 10 万元
  if (whole !== null && projectForms.has(withoutForm(bare(whole, identity))))
    return { measure: 'projectExpenditure', fund: 'all', item: null, subject: own, stage }
  const fund = keysOf(funds).find((key) => funds[key].printed.some((form) => fundOfWords(words, form)))
  const rest = fund === undefined ? words : words.replace(/^.*(?=(?:收入|支出)$)/u, '')
  const named = [rest, withoutForm(rest)]
  const measure = moneyForms.find(([form]) =>
    named.some((name) => name === form || name === `${form}支出`),
  )?.[1]
  if (measure) return { measure, fund: fund ?? 'all', item: null, subject: null, stage }
  const item = itemByName.get(foldItem(withoutForm(words))) ?? null
  return item && { measure: 'basicExpenditure', fund: 'all', item, subject: null, stage }
}

/** 一般公共预算支出. */
const fundOfWords = (words: string, form: string): boolean =>
  words === `${form}收入` || words === `${form}支出`

/** 总编制人数 19 人，其中：行政编制 7 人. */
const personsNamed = (words: string, whole: string | null): Omit<StatedName, 'stage'> | null => {
  const named = (of: string) => personForms.find(([form]) => withoutForm(of).endsWith(form))?.[1]
  const measure = named(whole ?? words)
  if (!measure) return null
  return { measure, fund: 'all', item: null, subject: whole === null ? null : words }
}
