import { economicEntries } from '../../db/domain/classification.ts'
import type { FigureKey, Item, PrintReading } from '../../db/domain/figure.ts'
import { partsOfExpenditure, partsOfRevenue } from '../../db/domain/measure-parts.ts'
import { isMoneyUnit, parseAmount } from '../../db/domain/money.ts'
import { type Fund, keysOf, type Measure, measures, type Stage } from '../../db/domain/terms.ts'
import { withoutSpace } from '../intermediate.ts'
import type { Identity } from '../reading.ts'
import { fundNamedIn } from '../tables/match-label.ts'
import { type Flow, sectionOf } from './flow.ts'

/**
 * Amounts that a sentence states of a measure by its name: "公务接待费预算数为 0.00 万元，支出决算数为 0.00 万元",
 * "其中：政府采购货物支出 3.37 万元". An amount is read only where nothing but words of stage and form stand between the
 * name and it; a change on the year, a share, a part of a reason is not what the name states, and stays unread here.
 */
type Subject = Readonly<{ measure: Measure; item: Item | null }>

/** What each kind of section speaks of, by the words of its heading. */
const topics: readonly Readonly<{ heading: RegExp; measures: readonly Measure[] }>[] = [
  {
    heading: /三公/u,
    measures: [
      'threePublicExpenses',
      'officialOverseasTravel',
      'officialVehicles',
      'officialVehiclePurchase',
      'officialVehicleOperation',
      'officialReceptions',
    ],
  },
  { heading: /基本支出/u, measures: ['basicExpenditure', 'personnelExpenses', 'nonPersonnelExpenses'] },
  { heading: /机关运行/u, measures: ['agencyOperatingExpenses'] },
  {
    heading: /采购/u,
    measures: [
      'governmentProcurement',
      'procurementGoods',
      'procurementWorks',
      'procurementServices',
      'procurementSme',
      'procurementMicro',
    ],
  },
]

/** 二、收入决算情况说明 and 三、支出决算情况说明, of all funds. */
const ofYear: typeof topics = [
  { heading: /^(?:[一二三四五六七八九十]+、)?收入决算情况/u, measures: ['revenue', ...partsOfRevenue] },
  {
    heading: /^(?:[一二三四五六七八九十]+、)?支出决算情况/u,
    measures: ['expenditure', ...partsOfExpenditure],
  },
]

const otherParts = /绩效|名词解释|附件|职责|概况/u

const economicSubjects: readonly (readonly [string, Subject])[] = economicEntries.map(({ code, zh }) => [
  zh,
  {
    measure: 'basicExpenditure',
    item: { classification: 'economic', code, name: zh, level: code.length === 3 ? 1 : 2 },
  },
])

const foldBrackets = (text: string): string => text.replace(/\(/gu, '（').replace(/\)/gu, '）')

/** Names, the longest first: 公务用车购置费 is no 公务用车购置及运行费. */
const namesIn = (path: readonly string[]): readonly (readonly [string, Subject])[] => {
  const topic = [...topics, ...ofYear].find(({ heading }) => path.some((text) => heading.test(text)))
  if (!topic || path.some((text) => otherParts.test(text))) return []
  const named = keysOf(measures)
    .filter((measure) => topic.measures.includes(measure))
    .flatMap((measure) =>
      measures[measure].printed.map((form): readonly [string, Subject] => [form, { measure, item: null }]),
    )
  const economic = topic.measures.includes('basicExpenditure') ? economicSubjects : []
  return [...named, ...economic].toSorted((a, b) => b[0].length - a[0].length)
}

/** `start`: where the name begins in the words; null where the name before goes on. */
type Lead = Readonly<{ subject: Subject; stage: Stage | null; start: number | null }>

/** Words of form between a name and its amount. */
const formWords =
  /^(?:财政拨款)?(?:支出)?(?:(?<stage>年初预算|全年预算|调整预算|预算|决算)(?:数|金额)?)?(?:总额|金额)?(?:安排|共计安排|共计|合计|总计|支出)?(?:均?为|是|[:：])?$/u

/** The same name goes on: "，支出决算为", "比年初预算的". */
const continuation =
  /^[，,、；;]?(?:(?:比|与)(?<compared>年初预算)数?的?|(?:支出)?(?:(?<stage>年初预算|全年预算|调整预算|预算|决算)(?:数|金额)?)(?:均?为|是)?)$/u

const stageOf = (word: string | undefined, topicFund: Fund, identity: Identity): Stage | null => {
  if (identity.kind === 'budget') return word === '决算' ? null : 'initialBudget'
  if (word === undefined || word === '决算') return 'finalAccounts'
  if (word === '年初预算') return 'initialBudget'
  if (word === '全年预算' || word === '调整预算') return 'adjustedBudget'
  // A bare 预算 of “three public” expenses is the one their table calls 全年预算数; of anything else it stays open.
  return topicFund === 'fiscalAppropriation' ? 'adjustedBudget' : null
}

const amountPattern = /(-?\d[\d,，]*(?:\.[\d.]*\d)?)\s*(万\s*元|亿\s*元|千\s*元|元)/dgu

const sentencesOf = (text: string): readonly Readonly<{ start: number; end: number }>[] => {
  const sentences: { start: number; end: number }[] = []
  let start = 0
  for (const stop of text.matchAll(/[。；;]|\n(?=\s*(?:[（(]?\d{1,2}\s*[）)、.．]|\p{Script=Han}))|$/gu)) {
    if (stop.index > start) sentences.push({ start, end: stop.index })
    start = stop.index + stop[0].length
  }
  return sentences
}

type Names = ReturnType<typeof namesIn>

/** What the words before an amount say it is of; null where they say something else. */
const readLead = (
  words: string,
  names: Names,
  before: Subject | null,
  stageFor: (word: string | undefined) => Stage | null,
): Lead | null => {
  const folded = foldBrackets(withoutSpace(words))
  const ends = names
    .flatMap(([name, subject]) => {
      const at = folded.lastIndexOf(name)
      return at === -1 ? [] : [{ name, subject, at, end: at + name.length }]
    })
    .toSorted((a, b) => b.end - a.end || b.name.length - a.name.length)
  const [nearest] = ends
  if (nearest) {
    const form = formWords.exec(folded.slice(nearest.end))
    if (!form) return null
    const start = [...words.matchAll(/\S/gu)][nearest.at]?.index ?? 0
    return { subject: nearest.subject, stage: stageFor(form.groups?.stage), start }
  }
  const form = before === null ? null : continuation.exec(folded)
  return before !== null && form
    ? { subject: before, stage: stageFor(form.groups?.compared ?? form.groups?.stage), start: null }
    : null
}

const readFlow = (flow: Flow, identity: Identity): readonly PrintReading[] => {
  const names = namesIn(flow.path)
  if (names.length === 0) return []
  const heading = flow.path.toReversed().find((text) => fundNamedIn(text) !== null)
  const fund = heading === undefined ? 'all' : (fundNamedIn(heading) ?? 'all')
  const prints: PrintReading[] = []
  for (const { start, end } of sentencesOf(flow.text)) {
    let subject: Subject | null = null
    let from = start
    let named = start
    for (const match of flow.text.slice(start, end).matchAll(amountPattern)) {
      const at = start + match.index
      const lead = readLead(flow.text.slice(from, at), names, subject, (word) =>
        stageOf(word, fund, identity),
      )
      const before = from
      from = at + match[0].length
      if (lead === null) continue
      subject = lead.subject
      if (lead.start !== null) named = before + lead.start
      if (lead.stage === null) continue
      prints.push(printOf(flow, match, { named, at, fund, identity }, lead.subject, lead.stage))
    }
  }
  return prints
}

/** `named`: where the name begins that the amount is of. */
type Place = Readonly<{ named: number; at: number; fund: Fund; identity: Identity }>

const printOf = (
  flow: Flow,
  match: RegExpExecArray,
  { named, at, fund, identity }: Place,
  { measure, item }: Subject,
  stage: Stage,
): PrintReading => {
  const [text, digits = '', unitText = ''] = match
  const unit = withoutSpace(unitText)
  const parsed = isMoneyUnit(unit) ? parseAmount(digits, unit) : null
  const amountFen = parsed?.kind === 'amount' ? parsed.fen : null
  const key: FigureKey = {
    fiscalYear: identity.fiscalYear,
    stage,
    fund,
    measure,
    item,
    subject: null,
    aspect: 'amount',
  }
  return {
    print: {
      page: null,
      lines: flow.linesOf(named, at + text.length),
      tableTitle: null,
      section: sectionOf(flow.path),
      rowLabel: item?.name ?? measures[measure].label.zh,
      columnLabel: '',
      printedText: digits,
      printedUnit: unit,
      state: amountFen === null ? 'unreadable' : amountFen === 0 ? 'zero' : 'amount',
      qualifier: null,
      quote: flow.quoteOf(named, at + text.length, at),
    },
    figures: [key],
    amountFen,
    quantity: null,
    isTotal: false,
    rank: 2,
  }
}

/** Reads the amounts of the sections on revenue and expenditure, basic expenditure, “three public” and agency expenses, and procurement. */
export const readAmounts = (flows: readonly Flow[], identity: Identity): readonly PrintReading[] =>
  flows.flatMap((flow) => readFlow(flow, identity))
