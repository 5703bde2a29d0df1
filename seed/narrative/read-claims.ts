import type { CodeBook } from '../../db/domain/classification.ts'
import {
  type FigureKey,
  keyTextOf,
  type PrintReading,
  type Quantity,
  type StatementReading,
} from '../../db/domain/figure.ts'
import { wholesOf } from '../../db/domain/measure-parts.ts'
import { isMoneyUnit, parseAmount } from '../../db/domain/money.ts'
import {
  type Aspect,
  type Fund,
  type Measure,
  measures,
  type PrintState,
  type Stage,
} from '../../db/domain/terms.ts'
import { stripNumbering } from '../../db/domain/text.ts'
import { withoutSpace } from '../intermediate.ts'
import type { Identity } from '../reading.ts'
import { fundNamedIn } from '../tables/match-label.ts'
import { type Flow, reach, type Spans, sectionOf, withinAny } from './flow.ts'
import { executionSpans } from './read-execution.ts'
import { reasonStart } from './read-reason.ts'
import {
  type Base,
  directionAtEnd,
  isOfForm,
  lastBase,
  lastName,
  type NamedBase,
  type NamedSubject,
  sameAsBase,
  sentencesOf,
  type Words,
  wordsOf,
} from './sentence-words.ts'
import {
  isOtherPart,
  type Subject,
  subjectOf,
  type Topic,
  titleAtHead,
  topicOf,
  wholeNamed,
} from './topics.ts'

/**
 * What sentences claim of their subjects: amounts, changes on the year, shares, rates and counts, and the reason after
 * a change. A number is read only where the words before it name what it is of, or carry on with the subject before,
 * and say nothing that is not understood; every other number stays unread here.
 */
export type ClaimsReading = Readonly<{
  prints: readonly PrintReading[]
  statements: readonly StatementReading[]
  /** Where the numbers stand that were read. */
  read: ReadonlyMap<Flow, Spans>
}>

/** What a number says of its subject. */
type Meaning = Readonly<{
  isPreviousYear: boolean
  stage: Stage
  aspect: Aspect
  whole: Measure | null
  sign: 1 | -1
}>

/** A number with its unit; 50万元以上 is part of a name. */
const claimPattern =
  /(-?(?<!\d[,，]*)\d[\d,，]*(?:\.[\d.]{0,60}\d)?)\s*(万\s*元|亿\s*元|千\s*元|元|万(?=\s*[（(，,；;。])|[%％]|人\s*次|批\s*次|台\s*[（(]\s*套\s*[）)]|[个人台辆批])(?!\s*(?:[（(]\s*含\s*[）)]\s*)?以\s*[上下])/gu

/** 。支出较上年减少: a new sentence, of all of one side. */
const sideComparedIn = (lead: string): NamedSubject | null => {
  const found = [...lead.matchAll(/(?<=^|[。；;]\s*)(?:本年)?(?<side>收入|支出)(?=[较比与同])/gu)].at(-1)
  if (!found) return null
  const subject = subjectOf(found.groups?.side === '收入' ? 'revenue' : 'expenditure')
  return { start: found.index, end: found.index + found[0].length, subject }
}

/** A number with its unit, or words that stand for one: no change, none. */
type Printed = Readonly<{
  kind: 'number' | 'same' | 'none'
  text: string
  unit: string
  start: number
  end: number
}>

/** 0.39 万（含外宾接待支出）: 元 goes without saying. */
const unitOf = (printed: string): string => {
  const unit = withoutSpace(printed).replace('(', '（').replace(')', '）')
  return unit === '万' ? '万元' : unit
}

const isPercent = (unit: string): boolean => unit === '%' || unit === '％'

/** 没有政府性基金收入, 无国有资本经营预算财政拨款收入和支出 */
const noneStated = /(?:没有|无|未发生|未安排|未使用)[^，,。；]{0,25}?(?:收支|收入[和及、]?支出|收入|支出)/gu

/** 财政拨款支出主要内容如下： the paragraphs after it speak of that fund. */
const fundOfWhatFollows = /财政拨款支出(?:预算)?(?:的?主要内容|具体?情况)?如下[:：]?$/u

const itemLevels =
  /(?<=^|[。；;：:，,、“”"（）]|（款）支出)(?<class>[^。；;：:，,、“”"（）]+)（类）(?:支出)?(?<section>[^。；;：:，,、“”"（）]+)（款）(?:支出)?(?:(?<item>[^。；;：:，,、“”"（）]+(?:（[^（）]*）[^（）]*)?)（项）)?/gu

/** 教育支出（205）普通教育（02）学前教育（01）: each code in full, or what it adds to the one before. */
const codedLevels =
  /(?<=^|[。；;：:，,、．.“”"\s])(?<class>[^。；;：:，,、．.“”"（）\d]+)（(?<classCode>\d{3})）(?<section>[^。；;：:，,、“”"（）]+)（(?<sectionCode>\d{2}|\d{5})）(?:(?<item>[^。；;：:，,、“”"（）]+)（(?<itemCode>\d{2}|\d{7})）)?/gu

/** A count of persons goes on from the groups before it: 团组 0 个，累计 0 人次. */
const personsOf: Partial<Record<Measure, Measure>> = {
  overseasGroups: 'overseasPersons',
  foreignReceptionGroups: 'foreignReceptionPersons',
  domesticReceptionGroups: 'domesticReceptionPersons',
}

/** Guests under 外宾接待支出 are foreign ones. */
const foreignOf: Partial<Record<Measure, Measure>> = {
  domesticReceptionGroups: 'foreignReceptionGroups',
  domesticReceptionPersons: 'foreignReceptionPersons',
}

/** 公务接待费 0.45 万元，2023年为 0.60 万元. */
const lastYear = (words: string): number | null => {
  const year = [...words.matchAll(/(20\d{2})年/gu)].at(-1)?.[1]
  return year === undefined ? null : Number(year)
}

/** 货物采购授予中小企业合同金额 is not all that was awarded to them. */
const isOfPart = /(?:货物|工程|服务)(?:类)?(?:采购|支出)?(?:项目)?中?授予/u

/** Of white space and the words that open a bracket. */
const longestBracket = 30

const nextReason = /[；;](?=[^；;]*主\s*要\s*原\s*因)/u

/** Of a paragraph that neither its headings nor its own head place. */
const noTopic: Topic = { names: new Map(), wholeOf: () => null, isAdjusted: false, isOfAssets: false }

type Context = Readonly<{ identity: Identity; codeBook: CodeBook }>

class ClaimReader {
  readonly prints: PrintReading[] = []
  readonly statements: StatementReading[] = []
  /** Where the numbers stand that were read. */
  readonly spans: (readonly [start: number, end: number])[] = []
  readonly #flow: Flow
  readonly #topicOfFlow: Topic | null
  #topic: Topic
  readonly #identity: Identity
  readonly #codeBook: CodeBook
  #fund: Fund
  #subject: Subject = subjectOf()
  /** Where the subject, and what it is compared with, were named. */
  #named = 0
  /** The first subject of a sentence: the next one goes on with it, not with the last of its parts. */
  #main: Readonly<{ subject: Subject; named: number }> | null = null
  #base: Base | null = null
  /** What the last sentence with a comparison set against a year or budget, for the reason after it. */
  #compared: FigureKey[] = []
  #comparedBefore: readonly FigureKey[] = []
  #isMainOpen = true
  #isForeign = false
  /** In this sentence. */
  #isForeignHere = false
  /** What the sentence has said so far, by what it is of. */
  readonly #said = new Map<string, string>()
  #isOfPurchase = false
  /** The sentence states an initial budget. */
  #namesInitial = false

  constructor(flow: Flow, topic: Topic | null, { identity, codeBook }: Context) {
    this.#flow = flow
    this.#topicOfFlow = topic
    this.#topic = topic ?? noTopic
    this.#identity = identity
    this.#codeBook = codeBook
    const heading = flow.path.findLast((text) => fundNamedIn(text) !== null)
    this.#fund = (heading === undefined ? null : fundNamedIn(heading)) ?? 'all'
  }

  read(): void {
    const { text } = this.#flow
    const isTaken = withinAny(executionSpans(this.#flow))
    for (const { start, end, isFirst } of sentencesOf(text)) {
      if (isFirst) this.#topic = this.#topicOfParagraph(start)
      if (this.#topic === noTopic) continue
      this.#beginSentence(isFirst)
      this.#namesInitial = /年\s*初\s*预\s*算\s*数?\s*为/u.test(text.slice(start, end))
      this.#readSentence(start, end, isTaken)
      if (fundOfWhatFollows.test(wordsOf(text, start, end).text)) this.#fund = 'fiscalAppropriation'
    }
  }

  /** A title at the head of a paragraph says what it speaks of, else the headings over it do. */
  #topicOfParagraph(start: number): Topic {
    const title = titleAtHead(this.#flow.text.slice(start).split('\n', 1)[0] ?? '')
    return (title === null ? null : topicOf([title])) ?? this.#topicOfFlow ?? noTopic
  }

  #readSentence(start: number, end: number, isTaken: (place: number) => boolean): void {
    const { text } = this.#flow
    let from: number | null = start
    while (from !== null) {
      const reason = reasonStart(text.slice(from, end), this.#comparedBefore.length > 0)
      const claimsEnd: number = reason === null ? end : from + reason
      for (const part of partsOf(text, from, claimsEnd)) this.#readClaims(...part, isTaken)
      // 主要原因是…；公务用车运行费…，主要原因是…: the next one has a reason of its own.
      const next: number | undefined = nextReason.exec(text.slice(claimsEnd, end))?.index
      if (reason === null) this.#readNone(from, end)
      else if (next === undefined) this.#addReason(claimsEnd, text[end] === '。' ? end + 1 : end)
      else {
        this.#addReason(claimsEnd, claimsEnd + next)
        this.#compared = []
        this.#comparedBefore = []
      }
      from = reason === null || next === undefined ? null : claimsEnd + next + 1
    }
  }

  #beginSentence(isFirst: boolean): void {
    const carried = isFirst ? null : this.#main
    this.#subject = carried?.subject ?? subjectOf()
    this.#named = carried?.named ?? 0
    this.#main = carried
    this.#isMainOpen = true
    this.#base = null
    this.#comparedBefore = isFirst ? [] : this.#comparedNow()
    this.#compared = []
    this.#isOfPurchase = false
    this.#isForeignHere = false
    if (isFirst) {
      this.#isForeign = false
      this.#said.clear()
    }
  }

  #comparedNow(): readonly FigureKey[] {
    return this.#compared.length > 0 ? this.#compared : this.#comparedBefore
  }

  #readClaims(start: number, end: number, isTaken: (place: number) => boolean): void {
    const { text } = this.#flow
    let from = start
    for (const match of text.slice(start, end).matchAll(claimPattern)) {
      const at = start + match.index
      const printed: Printed = {
        kind: 'number',
        text: match[1] ?? '',
        unit: unitOf(match[2] ?? ''),
        start: at,
        end: at + match[0].length,
      }
      if (isTaken(at)) this.#subject = subjectOf()
      else this.#readClaim(wordsOf(text, from, at), printed)
      from = printed.end
    }
    this.#readSame(wordsOf(text, from, end))
  }

  #readClaim(words: Words, printed: Printed): void {
    const share = isPercent(printed.unit) ? /占([^占]*?)(?:的(?:比例|比重)?)?为?$/u.exec(words.text) : null
    const lead = share ? words.text.slice(0, share.index) : words.text
    const { rest, base } = this.#hear(words, lead, printed.unit)
    // 其中财政拨款 55.70 万元: a part without a name is not the whole.
    if (rest === lead && /其中/u.test(lead)) return
    if (this.#subject.measures.length === 0 || (isMoneyUnit(printed.unit) && isOfPart.test(lead))) return
    const meaning = share
      ? this.#shareOf(share[1] ?? '')
      : isPercent(printed.unit)
        ? this.#rateOf(rest, base)
        : this.#amountOf(rest, base)
    if (meaning && this.#canCount(printed.unit)) this.#addPrint(meaning, printed)
  }

  /** Money is no number of persons, and persons are no money; a percentage may be of either. */
  #canCount(unit: string): boolean {
    if (isPercent(unit)) return true
    return this.#subject.measures.every((measure) => (measures[measure].unit === null) === isMoneyUnit(unit))
  }

  /** 政府采购预算: in final accounts, a name that says it is of the budget. */
  #stageInName(name: string): string {
    return this.#identity.kind !== 'budget' && name.endsWith('预算') ? '预算' : ''
  }

  /** Notes the subject and the base that the words name; the words after them are `rest`. */
  #hear(words: Words, lead: string, unit: string): Readonly<{ rest: string; base: NamedBase | null }> {
    const named = this.#subjectIn(lead, unit)
    const rest = named ? this.#stageInName(lead.slice(named.start, named.end)) + lead.slice(named.end) : lead
    const before = named && lastBase(lead.slice(0, named.start), this.#identity)
    const base = lastBase(rest, this.#identity)
    if (named) {
      this.#subject = named.subject
      this.#named = words.at(before ? Math.min(before.start, named.start) : named.start)
      if (this.#isMainOpen) this.#main = { subject: this.#subject, named: this.#named }
      this.#isMainOpen = false
      if (isMoneyUnit(unit)) {
        this.#isForeign = named.subject.measures.includes('foreignReceptions')
        this.#isForeignHere = this.#isForeign
      }
    }
    const last = base ?? before
    if (last) this.#base = last.base
    if (last?.isKnown === false) this.#subject = subjectOf()
    return { rest, base }
  }

  /** The last name in the words; names listed before it with 、 are meant, too, where the words say so (均为, 各). */
  #subjectIn(lead: string, unit: string): NamedSubject | null {
    const name = lastName(this.#topic.names, lead)
    const item = this.#itemIn(lead)
    const last = item && item.end > (name?.end ?? 0) ? item : name
    if (last === null)
      return isMoneyUnit(unit) || isPercent(unit) ? sideComparedIn(lead) : this.#countedIn(lead, unit)
    const all = [last]
    if (/均|各|都/u.test(lead.slice(last.end)))
      for (let first = last; lead[first.start - 1] === '、'; ) {
        const before = lastName(this.#topic.names, lead.slice(0, first.start - 1))
        if (before?.end !== first.start - 1) break
        all.unshift(before)
        first = before
      }
    const of = all.flatMap(({ subject }) => subject.measures)
    return {
      start: all[0]?.start ?? last.start,
      end: last.end,
      subject: {
        ...last.subject,
        measures: this.#isForeign ? of.map((measure) => foreignOf[measure] ?? measure) : of,
      },
    }
  }

  /** “社会保障和就业支出（类）行政事业单位养老支出（款）事业单位离退休（项）” */
  #itemIn(lead: string): NamedSubject | null {
    const match = [...lead.matchAll(itemLevels), ...lead.matchAll(codedLevels)]
      .toSorted((one, other) => one.index - other.index)
      .at(-1)
    const { class: ofClass = '', section = '', item = null, classCode, ...codes } = match?.groups ?? {}
    if (!match) return null
    const path = { class: stripNumbering(ofClass), section, item }
    const within = (above: string, code: string | undefined) =>
      code === undefined ? above : code.length > 2 ? code : `${above}${code}`
    return {
      start: match.index,
      end: match.index + match[0].length,
      subject: {
        ...subjectOf('expenditure'),
        item: {
          classification: 'function',
          code:
            classCode === undefined
              ? this.#codeBook.codeAtPath(path)
              : within(within(classCode, codes.sectionCode), codes.itemCode),
          name: item ?? section,
          level: item === null ? 2 : 3,
        },
      },
    }
  }

  /** Groups received and persons after their groups; and kinds of vehicles and equipment, which are what the sentence calls them. */
  #countedIn(lead: string, unit: string): NamedSubject | null {
    const [groups] = this.#subject.measures
    const persons = groups && personsOf[groups]
    if (persons && isOfForm(lead)) return { start: 0, end: lead.length, subject: subjectOf(persons) }
    const received = /^批次?$/u.test(unit)
      ? /(?:(?<foreign>外宾接待|接待外宾)|(?:公务)?接待)$/u.exec(lead)
      : null
    if (received) {
      const isForeign = received.groups?.foreign !== undefined || this.#isForeignHere
      const measure = isForeign ? 'foreignReceptionGroups' : 'domesticReceptionGroups'
      // 全年国内公务接待 86 批次。上级检查指导接待 52 批次: some of them, and so are the persons after it.
      const isPart = this.#hasPrinted(measure) && !isOfForm(lead.slice(0, received.index))
      if (isPart) return { start: 0, end: lead.length, subject: subjectOf() }
      return { start: received.index, end: lead.length, subject: subjectOf(measure) }
    }
    if (!this.#topic.isOfAssets) return null
    // 预算安排购置车辆 0 辆: what is to be bought is not what is there.
    this.#isOfPurchase ||= /购置|新购/u.test(lead)
    const thing = /[^，,、；;：:。]*(?<kind>用车|车辆?|设备)(?:（[^（）]*）)?$/u.exec(lead)
    if (!thing) return null
    const isEquipment = thing.groups?.kind === '设备'
    if (this.#isOfPurchase) return isEquipment ? null : this.#purchaseOf(thing[0], thing.index, lead.length)
    const subject = subjectOf(isEquipment ? 'equipment' : 'vehicles')
    return { start: thing.index, end: lead.length, subject: { ...subject, thing: thing[0] } }
  }

  /** What a budget provides for: 预算安排购置车辆 0 辆，其中：机要通信用车 0 辆. */
  #purchaseOf(thing: string, start: number, end: number): NamedSubject | null {
    if (this.#identity.kind !== 'budget') return null
    const isAll = /(?:购置|新购)(?:公务用)?车辆?$/u.test(thing)
    return { start, end, subject: { ...subjectOf('vehiclesPurchased'), thing: isAll ? null : thing } }
  }

  #hasPrinted(measure: Measure): boolean {
    return this.prints.some(({ figures: [key] }) => key?.measure === measure)
  }

  get #ownStage(): Stage {
    return this.#identity.kind === 'budget' ? 'initialBudget' : 'finalAccounts'
  }

  #meaning(aspect: Aspect, more: Partial<Meaning> = {}): Meaning {
    return { isPreviousYear: false, stage: this.#ownStage, aspect, whole: null, sign: 1, ...more }
  }

  #shareOf(words: string): Meaning | null {
    const bare = words.replace(/^(?:\d{4}|本|当)年度?(?=.)/u, '')
    const whole =
      bare === ''
        ? this.#topic.wholeOf(this.#subject)
        : (wholeNamed(bare) ?? wholeNamed(bare.replace(/(?:支出)?决算数$/u, '')))
    return whole && this.#meaning('share', { whole })
  }

  #rateOf(rest: string, base: NamedBase | null): Meaning | null {
    const completed = /完成(?:了)?(年初|全年|年度|调整后?)?预算数?的?$/u.exec(rest)
    if (completed) {
      const isInitial = completed[1] === undefined ? this.#isOfInitial : completed[1] === '年初'
      return this.#meaning(isInitial ? 'completionRate' : 'executionRate')
    }
    return this.#changeOf(base ? rest.slice(base.end) : rest, 'Rate')
  }

  /** Whether 预算 by itself is the initial one: the sentence says 年初预算 before, or its section knows no other. */
  get #isOfInitial(): boolean {
    return this.#namesInitial || !this.#topic.isAdjusted
  }

  /** 增加 X, 下降 X%: against the base that was named. */
  #changeOf(words: string, suffix: '' | 'Rate'): Meaning | null {
    const direction = directionAtEnd(words)
    if (!direction || !isOfForm(words.slice(0, direction.start))) return null
    if (this.#base === null || this.#base === 'otherBudget') return null
    const what = this.#base === 'previousYear' ? 'change' : 'budgetDifference'
    return this.#meaning(`${what}${suffix}`, { sign: direction.sign })
  }

  #amountOf(rest: string, base: NamedBase | null): Meaning | null {
    const after = base ? rest.slice(base.end) : rest
    if (directionAtEnd(after)) return this.#changeOf(after, '')
    const year = base === null ? lastYear(rest) : null
    if (year !== null && year !== this.#identity.fiscalYear) return this.#amountOfYear(year, rest)
    if (!isOfForm(base ? rest.slice(0, base.start) : rest) || !isOfForm(after)) return null
    if (base && after === '') {
      if (base.base === 'previousYear') return this.#meaning('amount', { isPreviousYear: true })
      return base.base === 'initialBudget' ? this.#meaning('amount', { stage: 'initialBudget' }) : null
    }
    const stage = this.#stageOf(after)
    return stage && this.#meaning('amount', { stage })
  }

  /** The year before, in its own stage; beside a budget the outturn of that year, unless it is an estimate. */
  #amountOfYear(year: number, rest: string): Meaning | null {
    if (year !== this.#identity.fiscalYear - 1 || !isOfForm(rest)) return null
    const isOutturn = this.#identity.kind === 'budget' && /决算|执行/u.test(rest)
    if (isOutturn && /预计|估计/u.test(rest)) return null
    return this.#meaning('amount', { isPreviousYear: true, ...(isOutturn ? { stage: 'finalAccounts' } : {}) })
  }

  #stageOf(words: string): Stage | null {
    const isOutturn = /决算|执行/u.test(words)
    if (this.#identity.kind === 'budget') return isOutturn ? null : 'initialBudget'
    if (isOutturn) return 'finalAccounts'
    if (/年初/u.test(words)) return 'initialBudget'
    if (/全年预算|调整后?的?预算/u.test(words)) return 'adjustedBudget'
    if (/预算/u.test(words)) return this.#topic.isAdjusted ? 'adjustedBudget' : null
    return 'finalAccounts'
  }

  /** 与上年决算数持平: no change, said without a number. */
  #readSame(words: Words): void {
    const same = sameAsBase.exec(words.text)
    if (!same) return
    const { rest, base } = this.#hear(words, words.text.slice(0, same.index), '元')
    const isSame = this.#base === 'previousYear' && isOfForm(rest.slice(base ? base.end : 0))
    if (!isSame || this.#subject.measures.length === 0) return
    const last = words.at(same.index + same[0].length - 1) + 1
    this.#addPrint(this.#meaning('change'), {
      kind: 'same',
      text: same[0],
      unit: '',
      start: last - 1,
      end: last,
    })
  }

  /** 本单位无政府性基金收支: a section on one fund says in words that there is none. */
  #readNone(start: number, end: number): void {
    if (this.#fund === 'all' || this.prints.some(({ print }) => print.state !== 'none')) return
    const words = wordsOf(this.#flow.text, start, end)
    for (const { index, 0: text } of words.text.matchAll(noneStated)) {
      this.#subject = subjectOf(
        ...(/收/u.test(text) ? (['revenue'] as const) : []),
        ...(/支/u.test(text) ? (['expenditure'] as const) : []),
      )
      this.#named = words.at(index)
      const last = words.at(index + text.length - 1)
      this.#addPrint(this.#meaning('amount'), { kind: 'none', text, unit: '', start: last, end: last + 1 })
    }
  }

  /** The fiscal appropriation in the section of one of its funds is that fund. */
  #fundOf({ fund }: Subject): Fund {
    return fund === null || (fund === 'fiscalAppropriation' && this.#fund !== 'all') ? this.#fund : fund
  }

  #addPrint(meaning: Meaning, printed: Printed): void {
    const keys = this.#keysOf(meaning, printed)
    if (this.#isSaidOtherwise(keys, printed)) return
    if (/^(?:change|budgetDifference)/u.test(meaning.aspect)) this.#compared.push(...keys)
    const [measure] = this.#subject.measures
    const value = readValue(printed, meaning.sign)
    const start = Math.max(this.#named, printed.start - reach)
    this.spans.push([printed.start, printed.end])
    this.prints.push({
      print: {
        page: null,
        lines: this.#flow.linesOf(start, printed.end),
        tableTitle: null,
        section: sectionOf(this.#flow.path),
        rowLabel:
          this.#subject.thing ?? this.#subject.item?.name ?? (measure ? measures[measure].label.zh : ''),
        columnLabel: '',
        printedText: printed.text,
        printedUnit: printed.unit === '' ? null : printed.unit,
        ...value.print,
        qualifier: null,
        quote: this.#flow.quoteOf(start, printed.end, printed.start),
      },
      figures: keys,
      ...value.value,
      isTotal: false,
      rank: 2,
    })
  }

  /** 收入 100 万元（含上年结转 5 万元）: all revenue, and not the year's own. */
  #takesInCarryover({ end }: Printed): boolean {
    return /^\s*[（(](?:其中[:：]?)?(?:含|包括|包含)上年(?:财政拨款)?结转/u.test(
      this.#flow.text.slice(end, end + longestBracket),
    )
  }

  #keysOf(meaning: Meaning, printed: Printed): readonly FigureKey[] {
    const isWhole =
      this.#subject.item === null && meaning.aspect === 'amount' && this.#takesInCarryover(printed)
    return this.#subject.measures.map(
      (measure): FigureKey => ({
        fiscalYear: this.#identity.fiscalYear - (meaning.isPreviousYear ? 1 : 0),
        stage: meaning.stage,
        fund: this.#fundOf(this.#subject),
        measure: isWhole && measure === 'revenue' ? 'totalRevenue' : measure,
        item: this.#subject.item,
        subject: this.#subject.thing,
        aspect: meaning.aspect,
        whole: meaning.whole,
      }),
    )
  }

  /** One sentence does not say two values of one thing: the other is of something that its words name and nothing here knows. */
  #isSaidOtherwise(keys: readonly FigureKey[], { text, unit }: Printed): boolean {
    const value = `${text.replace(/[,，]/gu, '')}${unit}`
    const known = keys.map((key) => this.#said.get(keyTextOf(key)) ?? value)
    for (const key of keys) this.#said.set(keyTextOf(key), value)
    return known.some((before) => before !== value)
  }

  /** What a reason is given for: what its words name of the things last compared (公务接待费支出减少的主要原因), else all. */
  #comparedFor(start: number): readonly FigureKey[] {
    const all = this.#comparedNow()
    const before = this.#flow.text.slice(Math.max(0, start - reach), start)
    const lead = wordsOf(
      before,
      Math.max(before.lastIndexOf('。'), before.lastIndexOf('，')) + 1,
      before.length,
    )
    const name = lastName(this.#topic.names, lead.text)
    const named = all.filter(({ measure }) => name?.subject.measures.some((own) => own === measure))
    return named.length > 0 ? named : all
  }

  /** The reason of what was last compared, to the end of its sentence; of a whole rather than of its parts (其中：…). */
  #addReason(start: number, end: number): void {
    const named = this.#comparedFor(start)
    const wholes = new Set(named.map(({ measure }) => measure))
    const compared = named.filter(({ measure }) => !wholesOf(measure).some((whole) => wholes.has(whole)))
    const isEmpty = /^(?:的?主要原因|原因)?[是为：:。]*$/u.test(wordsOf(this.#flow.text, start, end).text)
    if (compared.length === 0 || isEmpty) return
    const about = compared.flatMap((key): readonly FigureKey[] =>
      key.aspect.startsWith('change')
        ? [key]
        : [
            { ...key, aspect: 'amount', stage: 'initialBudget' },
            { ...key, aspect: 'amount' },
          ],
    )
    this.statements.push({
      kind: 'reason',
      text: this.#flow.text.slice(start, end).replace(/\n/gu, ''),
      section: sectionOf(this.#flow.path),
      page: null,
      lines: this.#flow.linesOf(start, end),
      quote: this.#flow.quoteOf(start, end, start),
      about,
    })
  }
}

/** Parts of a sentence between ； */
const partsOf = (text: string, start: number, end: number): readonly (readonly [number, number])[] => {
  const stops = [...text.slice(start, end).matchAll(/[；;]/gu)].map(({ index }) => start + index)
  return [...stops, end].map((stop, index) => [index === 0 ? start : (stops[index - 1] ?? start) + 1, stop])
}

type Value = Readonly<{
  print: Readonly<{ state: PrintState }>
  value: Readonly<{ amountFen: number | null; quantity: Quantity | null }>
}>

const stateOf = (value: number | null): PrintState =>
  value === null ? 'unreadable' : value === 0 ? 'zero' : 'amount'

const readValue = ({ kind, text, unit }: Printed, sign: 1 | -1): Value => {
  if (kind === 'same') return { print: { state: 'zero' }, value: { amountFen: 0, quantity: null } }
  if (kind === 'none') return { print: { state: 'none' }, value: { amountFen: null, quantity: null } }
  if (isMoneyUnit(unit)) {
    const parsed = parseAmount(text, unit)
    const amountFen = parsed?.kind === 'amount' ? sign * parsed.fen + 0 : null // no −0
    return { print: { state: stateOf(amountFen) }, value: { amountFen, quantity: null } }
  }
  const printed = /^-?\d+(?:\.\d+)?$/u.test(text) ? sign * Number(text) + 0 : Number.NaN
  const number = Math.abs(printed) <= Number.MAX_SAFE_INTEGER ? printed : null
  return {
    print: { state: stateOf(number) },
    value: { amountFen: null, quantity: number === null ? null : { value: number, unit } },
  }
}

/** Reads the sections on revenue and expenditure, basic expenditure, “three public” and agency expenses, procurement and assets. */
export const readClaims = (flows: readonly Flow[], context: Context): ClaimsReading => {
  const readers = flows.flatMap((flow) => {
    return isOtherPart(flow.path)
      ? []
      : [{ flow, reader: new ClaimReader(flow, topicOf(flow.path), context) }]
  })
  for (const { reader } of readers) reader.read()
  return {
    prints: readers.flatMap(({ reader }) => reader.prints),
    statements: readers.flatMap(({ reader }) => reader.statements),
    read: new Map(readers.map(({ flow, reader }) => [flow, reader.spans])),
  }
}
