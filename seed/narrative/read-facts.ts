import type { FigureKey, PrintReading, Quantity, StatementReading } from '../../db/domain/figure.ts'
import { isMoneyUnit, parseAmount } from '../../db/domain/money.ts'
import type { Aspect, FigureStage, Measure, PrintState } from '../../db/domain/terms.ts'
import { stripNumbering } from '../../db/domain/text.ts'
import { withoutSpace } from '../intermediate.ts'
import { type NumericToken, numericTokensOf } from '../numbers/numeric-tokens.ts'
import type { Identity } from '../reading.ts'
import { type Flow, reach, type Spans, sectionOf, withinAny } from './flow.ts'
import { reasonStart } from './read-reason.ts'
import { directionAtEnd } from './sentence-words.ts'
import { nameStated, type StatedName } from './stated-names.ts'
import { wholeNamed } from './topics.ts'

/**
 * Whatever else a text counts: "全年新建基层工会 562 家，其中村级建会 546 家". A number is known by the words of its clause;
 * the parts after 其中 by what they are parts of, and a clause that says little by the one before it. Numbers that
 * another reader took, and numbers that count nothing (dates, headings …), are left out.
 */
export type FactsContext = Readonly<{
  identity: Identity
  rank: 2 | 3
  /** False in a section that another reader reads by its measures: what it left is not certain to be one. */
  namesMeasures: boolean
  /** Of a text that stands in a table: what it is said of and where it stands; null for running text. */
  cell: Readonly<{
    subject: string
    aspect: Aspect
    tableTitle: string
    rowLabel: string
    columnLabel: string
  }> | null
}>

/** A number and its clause. `own` are the words around it; white space is left out. */
type Counted = Readonly<{ token: NumericToken; before: string; own: string; start: number }>

/** A paragraph, by where it stands. */
type Paragraph = Readonly<{ text: string; start: number; end: number }>

/** What is being said as a text goes on. */
type Said = {
  /** A short line of its own, or the first words of a numbered paragraph: what the text under it is about. */
  topic: string | null
  /** Whether the topic is what money is spent on. */
  isOfProject: boolean
  isTarget: boolean
  /** What 其中 divides. */
  whole: string | null
  /** 其中 with a colon divides to the end of the sentence, without one in a list with 、 only. */
  dividesSentence: boolean
  label: string
  /** The last thing counted: a change or a share after it is of it. */
  name: StatedName | null
  /** What the last change is taken to: 比年初预算数增加 …，增长了 …%. */
  base: 'change' | 'budgetDifference'
}

type Comparison = Readonly<{
  change: ReturnType<typeof directionAtEnd>
  share: RegExpExecArray | null
  whole: Measure | null
  /** The words say nothing but the comparison. */
  isOfLast: boolean
}>

type Fact = Readonly<{
  counted: Counted
  sentenceStart: number
  key: FigureKey
  /** The clause before it, and how its paragraph begins. */
  context: string
  opening: string
  rowLabel: string
  sign: 1 | -1
}>

const stops = /[。；;，,：:！？\n]/u

/** Words that say nothing of what is counted. */
const weakWords =
  /^(?:其中|共计|共|合计|总计|累计|约|为|达到|达|有|等|了|的|是|和|及|与|涉及|实际|资金|金额|项目|经费|预算|安排|支出|到位|执行|全年|年初|数|额|分别|均|各|年末|结余|结转|增加|增长|减少|下降|降低|上升|比|较|上年|[、（()）“”"])*$/u

const yearAtEnd = /(20\d{2})年(?:度|末|底)?(?:的|为|是|预算数?|决算数?|执行数?)*$/u

/** Years further back are of laws and plans. */
const farthestYear = 3

/** 年初预算安排项目 2 个，涉及资金 8 万元: a sum that the words before it say the stage of. */
const sumWords = /^(?:涉及)?(?:资金|金额|经费)(?:合计|共计|总额)?为?$/u
/** The last of them. */
const stageWords =
  /(?:年初预算|预算安排|安排预算|全年预算|调整后?预算|决算|实际支出|执行数|年中|追加|调[整增减])(?!.*(?:预算|支出|年中|追加|调[整增减]))/u

/** Words of budgets in general, with nothing that says whose. */
export const isWeak = (words: string): boolean => weakWords.test(words)

/** Shorter words need the clause before them: 参与职工. */
const shortestLabel = 6

const stageOf = (words: string): FigureStage => {
  if (/年初预算|预算安排|安排预算/u.test(words)) return 'initialBudget'
  if (/全年预算|调整后?预算/u.test(words)) return 'adjustedBudget'
  return /决算|实际支出|执行数|实际执行/u.test(words) ? 'finalAccounts' : 'none'
}

/** 困难职工帮扶项目, 劳模经费. */
const isProjectName = (topic: string): boolean => /(?:项目|经费|专项|资金|费)$/u.test(topic)
const statesTarget = (title: string): boolean => /目标/u.test(title) && !/完成|情况|管理/u.test(title)

/** 编报绩效目标的项目共 12 个，涉及项目预算资金: how much has targets, and no target. */
const countsTargets = /绩效目标的项目|项目预算资金|涉及(?:预算)?(?:资金|金额)/u

class FactReader {
  readonly facts: Fact[] = []
  readonly reasons: StatementReading[] = []
  readonly #flow: Flow
  readonly #context: FactsContext
  readonly #said: Said

  constructor(flow: Flow, context: FactsContext) {
    this.#flow = flow
    this.#context = context
    this.#said = {
      topic: null,
      isOfProject: false,
      isTarget: statesTarget(flow.path.at(-1) ?? '') || this.#isPlan(),
      whole: null,
      dividesSentence: false,
      label: '',
      name: null,
      base: 'change',
    }
  }

  /** What a budget says of performance is planned. */
  #isPlan(): boolean {
    return (
      this.#context.identity.kind === 'budget' && this.#flow.path.some((heading) => /绩效/u.test(heading))
    )
  }

  /** 绩效目标的完成情况. */
  #isOfResults(): boolean {
    return this.#flow.path.some((heading) => /完成情况/u.test(heading))
  }

  read(taken: Spans): void {
    const isTaken = withinAny(taken)
    const { text, numbers } = this.#flow
    const tokens = numbers.filter(({ kind }) => kind === null)
    let [start, first] = [0, 0]
    for (const paragraph of text.split('\n')) {
      const end = start + paragraph.length
      let after = first
      while ((tokens[after]?.start ?? end) < end) after += 1
      if (!isTemplateNote(paragraph))
        this.#readParagraph({ text: paragraph, start, end }, tokens.slice(first, after), isTaken)
      first = after
      start = end + 1
    }
  }

  #readParagraph(
    paragraph: Paragraph,
    tokens: readonly NumericToken[],
    isTaken: (place: number) => boolean,
  ): void {
    const { start, end } = paragraph
    if (tokens.length === 0) {
      const project = projectTitle.exec(paragraph.text)?.groups?.name
      if (project !== undefined) this.#openTopic(withoutSpace(project), true)
      else if (isShortTitle(paragraph.text)) this.#openTopic(stripNumbering(paragraph.text))
      return
    }
    const lead = leadOf(paragraph.text)
    const opening = firstWords(stripNumbering(paragraph.text.split('。', 1)[0] ?? ''))
    const outer = { ...this.#said }
    if (lead !== null) this.#openTopic(lead, true)
    const firstFact = this.facts.length
    let [sentenceStart, sentenceEnd] = [start, start]
    tokens.forEach((token, index) => {
      if (token.start >= sentenceEnd) {
        sentenceStart = this.#sentenceStart(sentenceEnd, token.start)
        this.#beginSentence(sentenceStart > start && this.#flow.text[sentenceStart - 1] !== '。')
        const stop = this.#flow.text.slice(token.start, end).search(/[。；;]/u)
        sentenceEnd = stop === -1 ? end : token.start + stop
      }
      const counted = this.#countedAt(token, tokens[index - 1], tokens[index + 1], start, end)
      this.#divide(this.#flow.text.slice(tokens[index - 1]?.wholeEnd ?? start, token.wholeStart))
      this.#hear(counted, sentenceStart, opening, isTaken(token.start))
    })
    if (lead !== null) Object.assign(this.#said, outer)
    this.#readReasons(start, end, firstFact)
  }

  /** Behind the last full stop or semicolon before `at`; none stands before `from`. */
  #sentenceStart(from: number, at: number): number {
    const { text } = this.#flow
    let start = at
    while (start > from && !/[。；;]/u.test(text[start - 1] ?? '')) start -= 1
    return start
  }

  /** 比上年增加 …，主要原因是 …: the reason of the changes in its stretch, or of those just before it. */
  #readReasons(start: number, end: number, firstFact: number): void {
    const { text } = this.#flow
    let changes: readonly FigureKey[] = []
    let [from, first] = [start, firstFact]
    for (const stop of text.slice(start, end).matchAll(/[。；;]|$/gu)) {
      const to = start + stop.index
      let after = first
      while ((this.facts[after]?.counted.token.start ?? to) < to) after += 1
      const own = this.facts
        .slice(first, after)
        .map(({ key }) => key)
        .filter(({ aspect, measure }) => aspect.startsWith('change') && measure !== 'stated')
      if (own.length > 0) changes = own
      const at = changes.length > 0 ? reasonStart(text.slice(from, to), true) : null
      if (at !== null) this.reasons.push(this.#reasonOf(from + at, to, changes))
      from = to + stop[0].length
      first = after
    }
  }

  #reasonOf(start: number, end: number, about: readonly FigureKey[]): StatementReading {
    return {
      kind: 'reason',
      text: this.#flow.text.slice(start, end),
      section: sectionOf(this.#flow.path),
      page: null,
      lines: this.#flow.linesOf(start, end),
      quote: this.#flow.quoteOf(start, end, start),
      about,
    }
  }

  /** What 其中： divides it divides to the full stop; everything else ends with a semicolon, too. */
  #beginSentence(isAfterSemicolon: boolean): void {
    const said = this.#said
    const goesOn = said.whole !== null && said.dividesSentence && isAfterSemicolon
    Object.assign(said, { name: null, base: 'change' }, goesOn ? {} : { whole: null, label: '' })
  }

  #openTopic(topic: string, isLead = false): void {
    this.#said.topic = topic
    this.#said.isOfProject = isLead || isProjectName(topic)
    if (!isLead) this.#said.isTarget = (statesTarget(topic) && !this.#isOfResults()) || this.#isPlan()
  }

  /** 其中 between two numbers begins the parts of the first; a new clause ends them. */
  #divide(between: string): void {
    const said = this.#said
    const divides = /其\s*中\s*([：:])?/u.exec(between)
    if (divides && said.label !== '') {
      said.whole = said.label
      said.dividesSentence = divides[1] !== undefined
    } else if (said.whole !== null && !said.dividesSentence && /[，,]/u.test(between)) said.whole = null
  }

  /** The words before and after a number, to the next stop or number. */
  #countedAt(
    token: NumericToken,
    previous: NumericToken | undefined,
    next: NumericToken | undefined,
    from: number,
    to: number,
  ): Counted {
    const { text } = this.#flow
    let start = token.wholeStart
    const earliest = Math.max(from, previous?.wholeEnd ?? from)
    while (start > earliest && !stops.test(text[start - 1] ?? '')) start -= 1
    let end = token.wholeEnd
    const isJoined = /^\s*(?:以及|[和及与])/u.test(text.slice(end, to))
    const latest = isJoined ? end : Math.min(to, next?.wholeStart ?? to)
    while (end < latest && !/[。；;，,：:！？\n、（(]/u.test(text[end] ?? '')) end += 1
    const follows = previous !== undefined && start === previous.wholeEnd
    const before = withoutJoint(cleanWords(text.slice(start, token.wholeStart)), follows)
    return { token, before, own: before + cleanWords(text.slice(token.wholeEnd, end)), start }
  }

  /** The clause before `at` in its sentence, numbers and brackets left out. */
  #clauseBefore(at: number, sentenceStart: number): string {
    const clauses = this.#flow.text
      .slice(Math.max(sentenceStart, at - reach), at)
      .replace(/[（(][^（()）]*[）)]/gu, '')
      .split(/[，,：:]/u)
    for (const clause of clauses.toReversed()) {
      const words = cleanWords(clause)
      if (words.length <= 1) continue
      const counted = numericTokensOf(words).filter(({ kind }) => kind === null)
      const bare = withoutTokens(words, counted)
      if (!weakWords.test(bare))
        return counted.length > 0 && this.#said.label !== '' ? this.#said.label : bare
    }
    return ''
  }

  #hear(counted: Counted, sentenceStart: number, opening: string, isTaken: boolean): void {
    const { text } = this.#flow
    const said = this.#said
    const { token, own } = counted
    const comparison = this.#comparisonOf(counted)
    const isWeak = weakWords.test(own)
    const context = this.#clauseBefore(counted.start, sentenceStart)
    const label = this.#labelOf(own, context, isWeak)
    const name = this.#nameOf(counted, comparison)
    const stretch = text.slice(Math.max(sentenceStart, token.start - reach), token.start)
    const key = this.#keyOf(counted, comparison, { name, label, stretch })
    if (comparison.change === null && comparison.share === null) said.name = name
    if (said.whole === null && !isWeak && comparison.share === null) said.label = own
    if (isTaken) return
    this.facts.push({
      counted,
      sentenceStart,
      key,
      context,
      opening,
      rowLabel: [this.#context.cell?.rowLabel, said.topic, label].filter(Boolean).join(' > '),
      sign: comparison.change?.sign ?? 1,
    })
  }

  /** 增加 287.95 万元, 占总支出的 97.15%: of what was counted before it, and against what. */
  #comparisonOf({ token, before }: Counted): Comparison {
    const { identity } = this.#context
    const isOfBudget = /预算/u.test(before)
    if (isOfBudget || /上年|去年|\d{4}年/u.test(before))
      this.#said.base = isOfBudget && identity.kind !== 'budget' ? 'budgetDifference' : 'change'
    const change = directionAtEnd(before)
    const share = token.unit === '%' ? /占([^占]*?)(?:的(?:比例|比重)?)?为?$/u.exec(before) : null
    return {
      change,
      share,
      whole: share && wholeOfWords(withoutSpace(share[1] ?? '')),
      isOfLast: change !== null && weakWords.test(withoutBase(before.slice(0, change.start))),
    }
  }

  #nameOf({ own, token }: Counted, { change }: Comparison): StatedName | null {
    const { identity, cell, namesMeasures } = this.#context
    if (!namesMeasures || cell !== null || change !== null) return null
    const { whole, topic, isOfProject } = this.#said
    return nameStated({ own, whole, project: isOfProject ? topic : null, unit: token.unit, identity })
  }

  #aspectOf({ token, before, own }: Counted, { change, share }: Comparison): Aspect {
    if (change) return `${this.#said.base}${token.unit === '%' ? 'Rate' : ''}`
    if (share) return 'share'
    const completed =
      token.unit === '%' ? /完成(?<base>年初)?(?:全年|年度|调整后?)?预算数?的?$/u.exec(before) : null
    if (completed) return completed.groups?.base === undefined ? 'executionRate' : 'completionRate'
    if (token.unit === '%' && /^(?:预算)?执行率[为是]?$/u.test(own)) return 'executionRate'
    if (/目标任务$/u.test(own)) return 'target'
    if (token.unit === '分' && /得分为?$/u.test(own)) return 'score'
    return (
      this.#context.cell?.aspect ?? (this.#said.isTarget && !countsTargets.test(own) ? 'target' : 'amount')
    )
  }

  #keyOf(
    counted: Counted,
    comparison: Comparison,
    { name, label, stretch }: Readonly<{ name: StatedName | null; label: string; stretch: string }>,
  ): FigureKey {
    const { identity, cell } = this.#context
    const common = {
      fiscalYear: comparison.change === null ? this.#yearOf(counted.before) : identity.fiscalYear,
      whole: null,
      aspect: this.#aspectOf(counted, comparison),
    }
    const last = this.#said.name
    if (last && comparison.isOfLast) return { ...common, ...last }
    if (last && (common.aspect === 'executionRate' || common.aspect === 'completionRate'))
      return { ...common, ...last, stage: 'finalAccounts' }
    if (last && comparison.whole) return { ...common, ...last, aspect: 'share', whole: comparison.whole }
    if (name) return { ...common, ...name, ...(name.measure === 'selfEvaluation' ? { aspect: 'score' } : {}) }
    return {
      ...common,
      whole: comparison.whole,
      measure: 'stated',
      fund: 'all',
      item: null,
      subject: withoutSpace([cell?.subject, label].filter(Boolean).join('·')),
      stage: this.#stageOf(counted, common.aspect, stretch),
    }
  }

  /** 基本支出由2023年的 276.16 万元增至 …, 上年末固定资产: what is told of an earlier year. */
  #yearOf(before: string): number {
    const { fiscalYear } = this.#context.identity
    if (/(?:上年|去年)末/u.test(before)) return fiscalYear - 1
    const named = Number(yearAtEnd.exec(before)?.[1] ?? fiscalYear)
    return named < fiscalYear && fiscalYear - named <= farthestYear ? named : fiscalYear
  }

  #stageOf({ token, own }: Counted, aspect: Aspect, stretch: string): FigureStage {
    if (aspect === 'executionRate' || aspect === 'completionRate') return 'finalAccounts'
    if (!isMoneyUnit(token.unit)) return 'none'
    const named = stageOf(own)
    if (named !== 'none') return named
    if (this.#context.identity.kind === 'budget') return /拟|计划/u.test(own) ? 'initialBudget' : 'none'
    if (/支出(?:总额|合计|共计)为?$/u.test(own)) return 'finalAccounts'
    return sumWords.test(own) ? stageOf(stageWords.exec(stretch)?.[0] ?? '') : 'none'
  }

  #labelOf(own: string, context: string, isWeak: boolean): string {
    const { whole, topic } = this.#said
    if (whole !== null) return `${whole}·${own}`
    if (isWeak && context === '' && topic !== null && this.#said.isOfProject) return `${topic}·${own}`
    const isShort = own.length < shortestLabel && context !== ''
    if (isWeak || isShort) return [context === '' ? topic : context, own].filter(Boolean).join('·')
    return own
  }
}

/** 占一般公共预算项目支出总额的. */
const wholeOfWords = (words: string): Measure | null =>
  wholeNamed(words) ?? wholeNamed(words.replace(/^.*预算(?=..支出)/u, '').replace(/总额$/u, ''))

const firstWords = (text: string): string => cleanWords(text.split(/[，,：:]/u, 1)[0] ?? '')

const withoutTokens = (words: string, tokens: readonly NumericToken[]): string =>
  tokens.reduceRight((rest, token) => rest.slice(0, token.wholeStart) + rest.slice(token.wholeEnd), words)

/** 比年初预算数, 比上年. */
const withoutBase = (words: string): string => words.replace(/[比较](?:上年度?|年初预算数?|预算数?)的?/gu, '')

/** 为禁毒宣传项目 2 万元和进小区工作项目 3.59 万元. */
const withoutJoint = (words: string, follows: boolean): string => {
  const joint = follows ? /^(?:以及|[和及与])(?=.)/u : /^为(?=.*(?:项目|经费|专项|资金)$)/u
  return words.replace(joint, '')
}

const cleanWords = (words: string): string =>
  withoutSpace(words)
    .replace(/^[、，,）)”：:①-⑳•·-]+|[（(“、]+$/gu, '')
    .replace(/^(?:[（(]\d{1,2}[）)]|\d{1,2}[、.．)）]|[一二三四五六七八九十]{1,3}[是、])/u, '')
    .replace(/^[（(]?含?(?=[^（()）]*$)/u, '')
    .replace(/^其中[：:]?/u, '')

/** 项目2：城乡环境卫生清扫保洁服务. */
const projectTitle = /^\s*项目\s*[一二三四五六七八九十\d]{1,3}\s*[：:、]\s*(?<name>[^，。；：:]{3,30})$/u

/** A line of its own without a stop: the title of what follows. */
const isShortTitle = (paragraph: string): boolean => {
  const words = withoutSpace(paragraph)
  return words.length > 1 && words.length <= 24 && !/[。；，：:]/u.test(words)
}

/** ①困难职工帮扶，预算安排 …: the numbered paragraph names first what money is spent on. */
const leadOf = (paragraph: string): string | null => {
  const lead =
    /^\s*(?:[①-⑳]|[（(]\d{1,2}[）)]|\d{1,2}[、.．])\s*(?<name>[^，。；：:,\d]{2,30})[，,：:。]\s*(?:该?项目)?(?:年初|全年|年度|调整后?)?(?:预算|实际|项目|执行|支出)/u
  const name = lead.exec(paragraph)?.groups?.name
  return name === undefined ? null : withoutSpace(name)
}

/** The arithmetic of a form, printed below it: 27 行 = (1+2+3) 行; 1 栏各行 = (2+3) 栏各行; how points are given. */
export const isTemplateNote = (paragraph: string): boolean =>
  /[行栏]\s*=|[行栏]\s*＝|[行栏]各行\s*=|计分原则|汇总原则|\$\s*\\(?:geq|leq)/u.test(paragraph)

type Value = Readonly<{ state: PrintState; amountFen: number | null; quantity: Quantity | null }>

/** A range (20-30) has no single value. */
export const readValue = ({ text, unit }: Pick<NumericToken, 'text' | 'unit'>, sign: 1 | -1): Value => {
  const parsed = isMoneyUnit(unit) ? parseAmount(text, unit) : null
  if (parsed?.kind === 'amount')
    return { state: parsed.fen === 0 ? 'zero' : 'amount', amountFen: sign * parsed.fen + 0, quantity: null }
  const number = Number(text.replace(/[,，]/gu, ''))
  if (Number.isNaN(number)) return { state: 'amount', amountFen: null, quantity: null } // a range: 20-30
  // A number of more digits than are held exactly is printed, but its value is not known.
  if (Math.abs(number) > Number.MAX_SAFE_INTEGER)
    return { state: 'unreadable', amountFen: null, quantity: null }
  return {
    state: number === 0 ? 'zero' : 'amount',
    amountFen: null,
    quantity: { value: sign * number + 0, unit },
  }
}

/** Two things counted in one text under the same words are told apart by their contexts, or by what they are counted in. */
const tellApart = (facts: readonly Fact[], text: string): readonly Fact[] => {
  const stated = facts.filter(({ key }) => key.measure === 'stated')
  const groups = Map.groupBy(stated, ({ key }) => JSON.stringify(key))
  const told = new Map(
    [...groups.values()].flatMap((group) => {
      if (group.length < 2) return []
      const contexts = contextsIn(text)
        .map((contextOf) => group.map(contextOf))
        .find((words) => new Set(words).size > 1)
      const units = new Set(group.map(({ counted }) => counted.token.unit))
      return group.map(
        (fact, index) => [fact, keyToldBy(fact, contexts?.[index] ?? '', units.size > 1)] as const,
      )
    }),
  )
  return facts.map((fact) => ({ ...fact, key: told.get(fact) ?? fact.key }))
}

/** What tells a thing from another of the same words: the clause before it, how its sentence begins, or its paragraph. */
const contextsIn = (text: string): readonly ((fact: Fact) => string)[] => [
  ({ context }) => context,
  ({ counted: { token }, sentenceStart }) =>
    firstWords(text.slice(sentenceStart, Math.min(token.start, sentenceStart + reach))),
  ({ opening }) => opening,
]

/** `context`: '' where none tells them apart. */
const keyToldBy = ({ key, counted }: Fact, context: string, isByUnit: boolean): FigureKey => {
  const { subject } = key
  const unit = isByUnit && counted.token.unit !== '' ? `（${counted.token.unit}）` : ''
  const parts = [subject?.startsWith(context) ? '' : context, subject]
  return { ...key, subject: withoutSpace(parts.filter(Boolean).join('·')) + unit }
}

export type FactsReading = Readonly<{
  prints: readonly PrintReading[]
  statements: readonly StatementReading[]
}>

export const readFacts = (flow: Flow, context: FactsContext, taken: Spans): FactsReading => {
  const reader = new FactReader(flow, context)
  reader.read(taken)
  return {
    prints: tellApart(reader.facts, flow.text).map((fact) => toPrint(flow, context, fact)),
    statements: reader.reasons,
  }
}

const toPrint = (
  flow: Flow,
  { rank, cell }: FactsContext,
  { counted, sentenceStart, key, rowLabel, sign }: Fact,
): PrintReading => {
  const { token } = counted
  const { text } = flow
  const value = readValue(token, sign)
  const start = Math.max(sentenceStart, token.start - reach)
  const farthest = Math.min(text.length, token.wholeEnd + reach)
  const stop = text.slice(token.wholeEnd, farthest).search(/[。；;\n]/u)
  const end = stop === -1 ? farthest : token.wholeEnd + stop
  return {
    print: {
      page: null,
      lines: flow.linesOf(start, end),
      tableTitle: cell?.tableTitle ?? null,
      section: sectionOf(flow.path),
      rowLabel,
      columnLabel: cell?.columnLabel ?? '',
      printedText: token.text,
      printedUnit: token.unit === '' ? null : token.unit,
      state: value.state,
      qualifier: token.qualifier,
      quote: flow.quoteOf(start, end, token.start),
    },
    figures: [key],
    amountFen: value.amountFen,
    quantity: value.quantity,
    isTotal: false,
    rank,
  }
}
