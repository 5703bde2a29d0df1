import type { CodeBook } from '../../db/domain/classification.ts'
import type {
  FigureKey,
  FindingReading,
  Item,
  PrintReading,
  StatementReading,
} from '../../db/domain/figure.ts'
import { isMoneyUnit, parseAmount } from '../../db/domain/money.ts'
import type { Aspect, FindingCode, Fund, PrintState, Severity, Stage } from '../../db/domain/terms.ts'
import { type LineSpan, withoutSpace } from '../intermediate.ts'
import type { Identity } from '../reading.ts'
import { fundNamedIn } from '../tables/match-label.ts'
import { type Flow, sectionOf } from './flow.ts'
import { type Naming, readNaming } from './item-naming.ts'
import { readReason } from './read-reason.ts'

/**
 * Execution against the initial budget: "年初预算为 26.19 万元，支出决算为 36.17 万元，完成年初预算的 138.11%", said of a
 * fund's expenditure in total and of each of its items, with the reason for the difference after it.
 */
export type ExecutionReading = Readonly<{
  prints: readonly PrintReading[]
  statements: readonly StatementReading[]
  findings: readonly FindingReading[]
}>

/** Lets white space stand anywhere within printed words. */
const loose = (words: string): string => [...words].join('\\s*')

const amountNamed = (name: 'initial' | 'final'): string =>
  `(?<${name}>[-\\d.,，．\\s]*\\d)\\s*(?<${name}Unit>万\\s*元|亿\\s*元|千\\s*元|元)`

const stop = '\\s*[，,；;、]\\s*'
const initialClause = `${loose('年初预算')}\\s*数?\\s*[为是：:]?\\s*${amountNamed('initial')}`
/** 年初未安排预算. */
const noInitialClause = `(?<none>${loose('年初')}\\s*(?:${loose('预算')}\\s*)?(?:未|没有|无)\\s*(?:${loose('安排')}\\s*)?(?:${loose('预算')})?)`
const adjustedClause = `(?:${loose('全年')}|${loose('调整')}\\s*后?的?)\\s*${loose('预算')}\\s*数?\\s*[为是：:]?\\s*[-\\d.,\\s]+(?:[万亿千]\\s*)?元`
const finalClause = `(?:${loose('支出')}\\s*)?${loose('决算')}\\s*数?\\s*[为是：:]?\\s*${amountNamed('final')}`
const completionClause = `\\s*[，,；;、。]?\\s*${loose('完成')}\\s*(?:${loose('年初')})?\\s*${loose('预算')}\\s*数?\\s*[的为]?\\s*(?<completion>[\\d.,]+)\\s*[%％]`

/** Either amount may come first. */
const executionPattern = new RegExp(
  `(?:(?:${initialClause}|${noInitialClause})${stop}(?:${adjustedClause}${stop})?${finalClause}|${finalClause}${stop}${initialClause})(?:${completionClause})?`,
  'dgu',
)

/** Sections whose sentences look alike but speak of something else. */
const otherSubjects = /三公|基本支出|机关运行|采购|绩效|公务|接待/u

const fundOfPath = (path: readonly string[]): Fund | null => {
  for (const heading of path.toReversed()) {
    const fund = fundNamedIn(heading)
    if (fund !== null) return fund
  }
  return null
}

type Value = Readonly<{ state: PrintState; amountFen: number | null }>

const readMoney = (text: string, unit: string): Value => {
  if (!/\d/u.test(text)) return { state: 'none', amountFen: null }
  const parsed = isMoneyUnit(unit) ? parseAmount(text, unit) : null
  if (parsed?.kind !== 'amount') return { state: 'unreadable', amountFen: null }
  return { state: parsed.fen === 0 ? 'zero' : 'amount', amountFen: parsed.fen }
}

const itemOf = (naming: Naming, codeBook: CodeBook): Item | null => {
  if (naming.kind !== 'item') return null
  const { path } = naming
  const level = path.item !== null ? 3 : path.section !== null ? 2 : 1
  return {
    classification: 'function',
    code: naming.code ?? codeBook.codeAtPath(path),
    name: path.item ?? path.section ?? path.class,
    level,
  }
}

type Context = Readonly<{ identity: Identity; codeBook: CodeBook }>

/** One sentence: whose amounts, where, and what stands in it. */
type Sentence = Readonly<{
  lines: LineSpan
  naming: Exclude<Naming, { kind: 'unknown' }>
  item: Item | null
  initial: Printed
  final: Printed
  completion: Printed | null
}>

type Printed = Readonly<{ text: string; unit: string; quote: string }>

type Amount = Readonly<{
  columnLabel: string
  printed: Printed
  stage: Stage
  aspect: Aspect
  value: Value & { readonly quantity: PrintReading['quantity'] }
}>

const moneyAmount = (columnLabel: string, stage: Stage, printed: Printed): Amount => ({
  columnLabel,
  printed,
  stage,
  aspect: 'amount',
  value: { ...readMoney(printed.text, printed.unit), quantity: null },
})

const completionAmount = (printed: Printed): Amount => {
  const value = /^\d+(?:\.\d+)?$/u.test(printed.text) ? Number(printed.text) : null
  return {
    columnLabel: '完成年初预算',
    printed,
    stage: 'finalAccounts',
    aspect: 'completionRate',
    value: {
      state: value === null ? 'unreadable' : value === 0 ? 'zero' : 'amount',
      amountFen: null,
      quantity: value === null ? null : { value, unit: printed.unit },
    },
  }
}

const amountsOf = ({ initial, final, completion }: Sentence): readonly Amount[] => [
  moneyAmount('年初预算', 'initialBudget', initial),
  moneyAmount('支出决算', 'finalAccounts', final),
  ...(completion === null ? [] : [completionAmount(completion)]),
]

/** Reads the sentences of one fund's section. */
const readFlow = (flow: Flow, fund: Fund, { identity, codeBook }: Context): ExecutionReading => {
  const prints: PrintReading[] = []
  const statements: StatementReading[] = []
  const findings: FindingReading[] = []
  const section = sectionOf(flow.path)
  const rank = flow.path.some((heading) => /^附件?/u.test(heading)) ? 3 : 2
  /** 一般公共预算财政拨款支出年初预算为…: under a heading of all fiscal appropriation, the fund of what follows. */
  let ofFund = fund

  const keyOf = (item: Item | null, stage: Stage, aspect: Aspect): FigureKey => ({
    fiscalYear: identity.fiscalYear,
    stage,
    fund: ofFund,
    measure: 'expenditure',
    item,
    subject: null,
    aspect,
    whole: null,
  })

  const addPrint = ({ lines, naming, item }: Sentence, amount: Amount) => {
    const { columnLabel, printed, value } = amount
    const rowLabel = rowLabelOf(naming)
    prints.push({
      print: {
        page: null,
        lines,
        tableTitle: null,
        section,
        rowLabel,
        columnLabel,
        printedText: printed.text,
        printedUnit: printed.unit,
        state: value.state,
        qualifier: null,
        quote: printed.quote,
      },
      figures: [keyOf(item, amount.stage, amount.aspect)],
      amountFen: value.amountFen,
      quantity: value.quantity,
      isTotal: naming.kind === 'total',
      rank,
    })
    if (value.state === 'unreadable')
      findings.push({
        ...note('malformed-amount', 'soft', {
          line: lines[0],
          text: printed.text,
          row: rowLabel,
          column: columnLabel,
        }),
        sides: [[prints.length - 1]],
      })
  }

  const matches = [...flow.text.matchAll(executionPattern)]
  const namings = matches.map((match, index) => {
    const before = matches[index - 1]
    return readNaming(flow.text, before ? before.index + before[0].length : 0, match.index)
  })

  matches.forEach((match, index) => {
    const naming = namings[index]
    const end = match.index + match[0].length
    const lines = flow.linesOf(match.index, end)
    if (!naming || naming.kind === 'unknown') {
      findings.push(note('unattached-amount', 'soft', { line: lines[0], text: withoutSpace(match[0]) }))
      return
    }
    if (naming.kind === 'total' && fund === 'fiscalAppropriation')
      ofFund = fundNamedIn(withoutSpace(flow.text.slice(naming.start, match.index))) ?? fund
    const item = itemOf(naming, codeBook)
    if (item?.code === null)
      findings.push(note('unresolved-item', 'label', { line: lines[0], label: rowLabelOf(naming) }))
    const said = match.groups ?? {}
    const printedAt = (name: 'initial' | 'none' | 'final' | 'completion', unit: string): Printed => ({
      text: (said[name] ?? '').trim(),
      unit: withoutSpace(unit),
      quote: flow.quoteOf(match.index, end, (match.indices?.groups?.[name]?.[1] ?? end) - 1),
    })
    const sentence: Sentence = {
      lines,
      naming,
      item,
      initial: said.none === undefined ? printedAt('initial', said.initialUnit ?? '') : printedAt('none', ''),
      final: printedAt('final', said.finalUnit ?? ''),
      completion: said.completion === undefined ? null : printedAt('completion', '%'),
    }
    for (const amount of amountsOf(sentence)) addPrint(sentence, amount)

    const limit = namings[index + 1]?.start ?? flow.text.length
    const reason = readReason(flow.text, end, limit, said.completion !== undefined)
    if (reason)
      statements.push({
        kind: 'reason',
        text: reason.text,
        section,
        page: null,
        lines: flow.linesOf(reason.start, reason.end),
        quote: flow.quoteOf(reason.start, reason.end, reason.start),
        about: [keyOf(item, 'initialBudget', 'amount'), keyOf(item, 'finalAccounts', 'amount')],
      })
  })
  return { prints, statements, findings }
}

const rowLabelOf = (naming: Naming): string => (naming.kind === 'item' ? withoutSpace(naming.printed) : '')

const note = (code: FindingCode, severity: Severity, details: FindingReading['details']): FindingReading => ({
  code,
  severity,
  sides: [],
  sizeFen: null,
  details,
})

const executionFund = (flow: Flow): Fund | null =>
  flow.path.some((heading) => otherSubjects.test(heading)) ? null : fundOfPath(flow.path)

/** Where the sentences stand that are read here, so that no other reader takes their amounts. */
export const executionSpans = (flow: Flow): readonly (readonly [start: number, end: number])[] =>
  executionFund(flow) === null
    ? []
    : [...flow.text.matchAll(executionPattern)].map(({ index, 0: text }) => [index, index + text.length])

/** Reads every section that sets a fund's expenditure against its initial budget. */
export const readExecution = (flows: readonly Flow[], context: Context): ExecutionReading => {
  const readings = flows.flatMap((flow) => {
    const fund = executionFund(flow)
    return fund === null ? [] : [readFlow(flow, fund, context)]
  })
  return joinReadings(readings)
}

/** Joins readings; findings go on pointing at their own prints. */
export const joinReadings = (
  readings: readonly (Pick<ExecutionReading, 'prints' | 'findings'> & Partial<ExecutionReading>)[],
): ExecutionReading => {
  const prints: PrintReading[] = []
  const statements: StatementReading[] = []
  const findings: FindingReading[] = []
  for (const reading of readings) {
    const offset = prints.length
    prints.push(...reading.prints)
    statements.push(...(reading.statements ?? []))
    findings.push(
      ...reading.findings.map((finding) => ({
        ...finding,
        sides: finding.sides.map((side) => side.map((index) => index + offset)),
      })),
    )
  }
  return { prints, statements, findings }
}
