import { economicEntries, functionEntries, functionLevelOf } from '../../db/domain/classification.ts'
import type { Item } from '../../db/domain/figure.ts'
import {
  partsOfBasicExpenditure,
  partsOfExpenditure,
  partsOfFiscalAppropriation,
  partsOfRevenue,
} from '../../db/domain/measure-parts.ts'
import { type Fund, funds, type Measure, measures } from '../../db/domain/terms.ts'
import { foldBody } from './sentence-words.ts'

/** What an amount in a sentence is of. Several measures: 收、支总计 says one amount of two things. */
export type Subject = Readonly<{
  measures: readonly Measure[]
  item: Item | null
  /** Named with the subject (一般公共预算财政拨款收入); null: the fund of the section. */
  fund: Fund | null
  /** A kind of vehicle or equipment, as printed. */
  thing: string | null
}>

/** A name as it may stand in a sentence, white space left out and brackets wide. */
export type Name = readonly [text: string, subject: Subject]

/** Names by their first characters: of all that a topic has, few can stand in a sentence. */
export type Names = ReadonlyMap<string, readonly Name[]>

/** What the sections of one kind speak of. */
export type Topic = Readonly<{
  names: Names
  /** What a share is taken of where the sentence does not say. */
  wholeOf: (subject: Subject) => Measure | null
  /** Whether a bare 预算 is the adjusted one, as in the table of “three public” expenses. */
  isAdjusted: boolean
  /** Vehicles by kind and equipment are named by whatever the sentence calls them. */
  isOfAssets: boolean
}>

export const subjectOf = (...of: readonly Measure[]): Subject => ({
  measures: of,
  item: null,
  fund: null,
  thing: null,
})

const namesOf = (of: readonly Measure[]): readonly Name[] =>
  of.flatMap((measure) => measures[measure].printed.map((form): Name => [form, subjectOf(measure)]))

const aliases = (subject: Subject, ...texts: readonly string[]): readonly Name[] =>
  texts.map((text): Name => [text, subject])

const bothTotals = subjectOf('totalRevenue', 'totalExpenditure')
const bothOfYear = subjectOf('revenue', 'expenditure')

/** A document may lose the first character of a long name: 有资本经营预算财政拨款. */
const withLostFirst = (form: string): readonly string[] => (form.length < 8 ? [form] : [form, form.slice(1)])

/** 一般公共预算财政拨款支出: a fund's expenditure or revenue. */
const fundNames: readonly Name[] = partsOfFiscalAppropriation.flatMap((fund) =>
  funds[fund].printed.flatMap(withLostFirst).flatMap((form): readonly Name[] => [
    [`${form}收入`, { ...subjectOf('revenue'), fund }],
    [`${form}支出`, { ...subjectOf('expenditure'), fund }],
    [`${form}收支`, { ...bothOfYear, fund }],
    [`${form}收入支出`, { ...bothOfYear, fund }],
  ]),
)

const economicNames: readonly Name[] = economicEntries.map(({ code, zh }) => [
  zh,
  {
    ...subjectOf('basicExpenditure'),
    item: { classification: 'economic', code, name: zh, level: code.length === 3 ? 1 : 2 },
  },
])

/** Classes of expenditure by function: 一般公共服务（类）支出, 社会保障和就业支出（类）, 教育支出. */
const classNames: readonly Name[] = functionEntries.flatMap(({ code, zh }) => {
  const [name] = zh
  if (code === null || name === undefined || functionLevelOf(code) !== 1) return []
  const item: Item = { classification: 'function', code, name, level: 1 }
  return [...new Set(zh.flatMap((form) => [form, form.replace(/支出$/u, '')]))].flatMap(
    (form): readonly Name[] =>
      // 教育 alone may be of anything.
      [...(form.length > 2 ? [''] : []), '（类）', '支出（类）', '（类）支出', `（${code}）`].map(
        (mark): Name => [`${form}${mark}`, { ...subjectOf('expenditure'), item }],
      ),
  )
})

const ofYear: readonly Name[] = [
  ...namesOf(['totalRevenue', 'totalExpenditure', 'revenue', 'expenditure']),
  ...namesOf([...partsOfRevenue, ...partsOfExpenditure, 'openingCarryover', 'closingCarryover']),
  ...namesOf(['nonFiscalSurplusUsed']),
  ...namesOf(partsOfBasicExpenditure),
  ...aliases(
    bothTotals,
    '收支总预算',
    '收支总决算',
    '收、支总计',
    '收支总计',
    '收入、支出总计',
    '收、支决算总计',
    '收入支出总计',
    '收入、支出决算总计',
    '收支决算总计',
    '收支预算总计',
  ),
  ...aliases(subjectOf('totalRevenue'), '收入决算总计', '收入预算总计', '收入总预算', '收入总决算'),
  ...aliases(subjectOf('totalExpenditure'), '支出决算总计', '支出预算总计', '支出总预算', '支出总决算'),
  ...aliases(bothOfYear, '收支安排'),
  ...aliases(subjectOf('revenue'), '预算收入', '总收入', '收入预算', '收入决算'),
  ...aliases(subjectOf('expenditure'), '预算支出', '总支出', '支出预算'),
  ...aliases({ ...subjectOf('expenditure'), fund: 'fiscalAppropriation' }, '财政拨款支出'),
  ...aliases(subjectOf('otherRevenue'), '其他来源收入'),
  ...aliases({ ...subjectOf('revenue'), fund: 'governmentManagedFunds' }, '基金预算收入'),
  ...fundNames,
  ...classNames,
]

const ofRevenue: ReadonlySet<Measure> = new Set(partsOfRevenue)
const wholeOfYear = ({ measures: [measure] }: Subject): Measure | null => {
  if (measure === undefined) return null
  return measure === 'revenue' || ofRevenue.has(measure) ? 'revenue' : 'expenditure'
}

const topic = (
  names: readonly Name[],
  wholeOf: Topic['wholeOf'],
  more: Partial<Pick<Topic, 'isAdjusted' | 'isOfAssets'>> = {},
): Topic => ({
  names: Map.groupBy(
    names.map(([text, subject]): Name => [foldBody(text), subject]),
    ([text]) => text.charAt(0),
  ),
  wholeOf,
  isAdjusted: false,
  isOfAssets: false,
  ...more,
})

const topics: readonly Readonly<{ heading: RegExp; topic: Topic }>[] = [
  {
    heading: /三公/u,
    topic: topic(
      [
        ...namesOf([
          'threePublicExpenses',
          'officialOverseasTravel',
          'officialVehicles',
          'officialVehiclePurchase',
          'officialVehicleOperation',
          'officialReceptions',
          'foreignReceptions',
          'domesticReceptions',
          'overseasGroups',
          'vehiclesPurchased',
          'officialVehiclesHeld',
          'foreignReceptionGroups',
          'foreignReceptionPersons',
          'domesticReceptionGroups',
          'domesticReceptionPersons',
        ]),
        ...aliases(subjectOf('domesticReceptionGroups'), '来访团组'),
        ...aliases(subjectOf('domesticReceptionPersons'), '来宾'),
      ],
      () => 'threePublicExpenses',
      { isAdjusted: true },
    ),
  },
  {
    heading: /基本支出/u,
    topic: topic(
      [...namesOf(['basicExpenditure', ...partsOfBasicExpenditure]), ...economicNames],
      () => 'basicExpenditure',
    ),
  },
  { heading: /机关运行/u, topic: topic(namesOf(['agencyOperatingExpenses']), () => null) },
  {
    heading: /一般性支出|会议费|培训费/u,
    topic: topic(namesOf(['conferenceExpenses', 'trainingExpenses', 'trainingParticipants']), () => null),
  },
  {
    heading: /采购/u,
    topic: topic(
      namesOf([
        'governmentProcurement',
        'procurementGoods',
        'procurementWorks',
        'procurementServices',
        'procurementSme',
        'procurementMicro',
      ]),
      () => 'governmentProcurement',
    ),
  },
  {
    heading: /国有资产|固定资产|车辆/u,
    topic: topic(namesOf(['vehicles']), () => null, { isOfAssets: true }),
  },
  {
    heading: /收入|支出|收支|拨款|预算安排|编制(?:情况)?的?说明|国有资本经营|政府性基金/u,
    topic: topic(ofYear, wholeOfYear),
  },
]

/** Parts with tables, sentences and rules of their own. */
const otherParts = /绩效|名词解释|附件|职责|概况|目录/u

export const isOtherPart = (path: readonly string[]): boolean =>
  path.some((heading) => otherParts.test(heading))

/** （一）机关运行经费。2024年…: a title at the head of its own paragraph, without its number; null where there is none. */
export const titleAtHead = (paragraph: string): string | null =>
  /^\s*(?:[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|\d{1,2}[、.．])\s*(?<title>[^。：:，,；;\d]{2,24})[。：:]\s*\S/u.exec(
    paragraph,
  )?.groups?.title ?? null

/** What a section speaks of, by its headings, the innermost first; null for a part that is read otherwise. */
export const topicOf = (path: readonly string[]): Topic | null => {
  if (isOtherPart(path)) return null
  for (const heading of path.toReversed()) {
    const found = topics.find((candidate) => candidate.heading.test(heading))
    if (found) return found.topic
  }
  return null
}

/** 占基本支出的…, 占政府采购支出总额的…: what the words after 占 call the whole. */
const wholes: ReadonlyMap<string, Measure> = new Map(
  [
    ...namesOf(['revenue', 'expenditure', 'basicExpenditure', 'projectExpenditure', 'threePublicExpenses']),
    ...namesOf(['governmentProcurement', 'procurementSme', 'officialVehicles']),
    ...aliases(subjectOf('revenue'), '总收入', '收入'),
    ...aliases(subjectOf('expenditure'), '总支出', '支出', '支出总额'),
    ...aliases(subjectOf('procurementGoods'), '货物支出金额', '政府采购货物支出', '货物采购'),
    ...aliases(subjectOf('procurementWorks'), '工程支出金额', '政府采购工程支出', '工程采购'),
    ...aliases(subjectOf('procurementServices'), '服务支出金额', '政府采购服务支出', '服务采购'),
  ].flatMap(
    ([
      text,
      {
        measures: [measure],
      },
    ]) => (measure === undefined ? [] : [[text, measure] as const]),
  ),
)

/** null: the words name nothing that a share is known of. */
export const wholeNamed = (words: string): Measure | null => wholes.get(words) ?? null
