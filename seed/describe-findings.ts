/** What each finding says, in both languages: what the thing is, what is printed on either side, and where it stands. */

import { isEconomicKey } from '../db/domain/figure.ts'
import { fenByUnit, formatAmount, isMoneyUnit } from '../db/domain/money.ts'
import {
  aspects,
  type Concept,
  type FigureMeasure,
  type FindingCode,
  figureMeasures,
  findingCodes,
  type Labels,
  type Language,
  printStates,
  stages,
  statedMeasures,
} from '../db/domain/terms.ts'
import type { FindingTable } from '../db/schema/tables.ts'
import { withoutSpace } from './intermediate.ts'
import { pageOfLine } from './page-starts.ts'
import { type FigureRow, type Mutable, type PrintRow, printsById, type StoreRows } from './store-rows.ts'

type Source = Readonly<{ file: string; pageStarts: readonly number[] }>
type Cited = Readonly<{ print: PrintRow; figure: FigureRow | null; source: Source }>
type Side = readonly [Cited, ...Cited[]]
/** What the checks found out, each by its own names. */
type Details = Readonly<
  Partial<{
    table: string | null
    line: number
    otherLine: number
    otherText: string
    row: string
    column: string
    label: string
    text: string
    rule: string
    listed: number
    sumFen: number
    sum: number
    due: string
    base: string
    printedFollowsFrom: string | null
    recomputed: string
    amountFen: number | null
    quantity: number | null
    printedThen: string
    reason: string
    by: string
    at: string
    from: string
    to: string
    since: string
  }>
>
type Said = Readonly<{ message: Labels; figures: readonly string[] }>
type Finding = Readonly<{ row: FindingTable; source: Source; details: Details; sides: readonly Side[] }>

/** The columns of a finding's row that are filled in once all rows are there. */
export const notYetDescribed = {
  is_known: 0,
  line: 0,
  message_zh: '',
  message_en: '',
  figures: '[]',
  quote: '',
  about: '',
} as const

const noSource: Source = { file: '', pageStarts: [] }

/** The first figure that each of the prints states. */
const firstFigures = (rows: StoreRows, prints: ReadonlySet<number>): ReadonlyMap<number, FigureRow> => {
  const stating = rows.figure_print.filter(({ print_id }) => prints.has(print_id))
  const isStated = new Set(stating.map(({ figure_number }) => figure_number))
  const figureByNumber = new Map(
    rows.figure.flatMap((row) =>
      isStated.has(row.figure_number) ? [[row.figure_number, row] as const] : [],
    ),
  )
  return new Map(
    stating.toReversed().flatMap(({ print_id, figure_number }) => {
      const figure = figureByNumber.get(figure_number)
      return figure ? [[print_id, figure] as const] : []
    }),
  )
}

/** Fills in what the rows of findings leave open; it needs the rows of all reports. */
export const describeFindings = (rows: Mutable<StoreRows>): void => {
  const cited = new Set(rows.finding_print.map(({ print_id }) => print_id))
  const printById = printsById(rows.print, cited)
  const figureByPrint = firstFigures(rows, cited)
  const sourceByDocument = new Map(
    rows.document.map((row): readonly [string, Source] => [
      row.document_id,
      { file: row.file, pageStarts: JSON.parse(row.page_starts) as number[] }, // written from such a list
    ]),
  )
  const sourceByReport = new Map(
    rows.report.map((row) => [row.report_number, sourceByDocument.get(row.document_id) ?? noSource]),
  )
  const citedByFinding = Map.groupBy(rows.finding_print, (row) => row.finding_id)
  for (const row of rows.finding) {
    const sides = Map.groupBy(citedByFinding.get(row.finding_id) ?? [], ({ side }) => side)
    const finding: Finding = {
      row,
      source: sourceByReport.get(row.report_number) ?? noSource,
      details: JSON.parse(row.details) as Details, // written from such a record
      sides: [...sides.values()].flatMap((own): readonly Side[] => {
        const [first, ...others] = own.flatMap(({ print_id }) => {
          const print = printById.get(print_id)
          const figure = figureByPrint.get(print_id) ?? null
          return print ? [{ print, figure, source: sourceByReport.get(print.report_number) ?? noSource }] : []
        })
        return first ? [[first, ...others]] : []
      }),
    }
    const said = describe(finding)
    row.line = lineOf(finding)
    row.message_zh = said.message.zh
    row.message_en = said.message.en
    row.figures = JSON.stringify(said.figures)
    row.quote = wordsOf(finding)
    row.about = aboutOf(finding, said)
  }
}

/** The words printed at the line of a finding that cites no prints. */
const wordsOf = ({ details, sides }: Finding): string =>
  sides.length > 0 ? '' : (details.text ?? details.label ?? details.row ?? details.table ?? '')

/** 6,731,634.28 is #6731634.28#, 605.00 is #605#. */
const figureToken = (printed: string): string => {
  const value = Number(printed.replace(/[,，%]/gu, ''))
  return printed === '' || Number.isNaN(value) ? '' : `#${value}#`
}

/** Amounts printed in 元 are asked about in 万元. */
const wanYuanToken = ({ print }: Cited): string =>
  print.amount_fen === null ? '' : `#${Number((print.amount_fen / fenByUnit.万元).toFixed(2))}#`

const aboutOf = ({ row, sides }: Finding, { message, figures }: Said): string => {
  const cited = sides.flatMap((side) => side.slice(0, 1))
  const concepts: readonly Concept[] = [
    findingCodes[row.code],
    ...cited.flatMap(({ figure }) =>
      figure
        ? [
            figureMeasures[figure.measure],
            ...(figure.stage === 'none' ? [] : [stages[figure.stage]]),
            aspects[figure.aspect],
          ]
        : [],
    ),
  ]
  const chinese = [
    message.zh,
    ...concepts.map(({ label }) => label.zh),
    ...cited.flatMap(({ print }) => [print.section, print.row_label, print.column_label, print.quote]),
  ]
  const english = [message.en, ...concepts.map(({ label }) => label.en)]
  const parts = [
    ...chinese.map(withoutSpace),
    ...english,
    ...figures.map(figureToken),
    ...cited.map(wanYuanToken),
  ]
  return [...new Set(parts)].join(' ').toLowerCase()
}

const lineOf = ({ details, sides: [first] }: Finding): number =>
  first?.[0].print.line_start ?? details.line ?? 0

const describe = (finding: Finding): Said => {
  const [first, second] = finding.sides
  if (finding.row.code === 'renamed') return renamed(finding.details)
  if (finding.row.code === 'merged') return merged(finding.details)
  if (!first) return atItsLine(finding)
  switch (finding.row.code) {
    case 'prints-differ':
    case 'reports-differ':
    case 'funds-differ':
    case 'classes-differ':
      return second ? twoValues(finding, first, second) : atItsLine(finding)
    case 'counts-differ':
      if (!second) return atItsLine(finding)
      if (finding.details.listed !== undefined) return countedInList(finding.details, first, second)
      return finding.details.rule === 'persons'
        ? countedParts(finding.details, first, second)
        : twoValues(finding, first, second)
    case 'sum-differs':
    case 'list-differs':
      return second ? sum(finding, first, second) : atItsLine(finding)
    case 'rate-differs':
      return second ? rate(finding.details, first, second) : atItsLine(finding)
    case 'score-differs':
      return second ? score(finding.details, first, second) : atItsLine(finding)
    case 'corrected':
    case 'correction-lapsed':
      return correction(finding, first)
    default:
      return atItsLine(finding)
  }
}

const both = (text: (language: Language) => string): Labels => ({ zh: text('zh'), en: text('en') })

const isNamedBySubject = (measure: FigureMeasure): boolean =>
  Object.hasOwn(statedMeasures, measure) || measure === 'selfEvaluation'

/** 住房保障支出·本年支出·决算数. What a document names itself says best what it is. */
const nameOf = ({ print, figure }: Cited, language: Language): string => {
  if (!figure) return [print.row_label, print.column_label].filter((label) => label !== '').join('·')
  const of = (concept: { label: Labels }) => concept.label[language]
  const measure: FigureMeasure = figure.measure
  const parts = [
    figure.subject ?? figure.item_name,
    isNamedBySubject(measure) && figure.subject !== null ? null : of(figureMeasures[measure]),
    figure.stage === 'none' ? null : of(stages[figure.stage]),
    figure.aspect === 'amount' ? null : of(aspects[figure.aspect]),
  ]
  return parts.filter((part) => part !== null).join(language === 'zh' ? '·' : ' · ')
}

const printedOf = ({ print }: Cited): string =>
  `${print.printed_text}${print.printed_unit ?? print.quantity_unit ?? ''}`

/** A total may have been left blank over parts that are printed. */
const totalOf = (cited: Cited, language: Language): string =>
  cited.print.state === 'blank' ? printStates.blank.label[language] : printedOf(cited)

const longestPlace = 24

const placeOf = (side: Side, language: Language, others: readonly Side[]): string => {
  const [{ print, source }] = side
  const name = print.table_title ?? print.section.split(' > ').at(-1) ?? ''
  const short = name.length > longestPlace ? `${name.slice(0, longestPlace)}…` : name
  const isOneFile = others.every(([other]) => other.source.file === source.file)
  const from = Math.min(...besideFirst(side).map((each) => each.print.line_start))
  const to = Math.max(...besideFirst(side).map((each) => each.print.line_end))
  return [isOneFile ? null : source.file, short === '' ? null : short, spanWords(source, from, to, language)]
    .filter((part) => part !== null)
    .join(language === 'zh' ? '，' : ', ')
}

/** 第 3 页 where the document has pages, else 第 12–14 行. */
const spanWords = ({ pageStarts }: Source, first: number, last: number, language: Language): string => {
  const [from, to] = [pageOfLine(pageStarts, first) ?? first, pageOfLine(pageStarts, last) ?? last]
  const span = from === to ? `${from}` : `${from}–${to}`
  const [zh, en] = pageStarts.length > 0 ? ['页', 'page'] : ['行', 'line']
  return language === 'zh' ? `第${span}${zh}` : `${en}${from === to ? '' : 's'} ${span}`
}

/** The prints of the first one's table, or of its section. */
const besideFirst = (side: Side): readonly Cited[] => {
  const [{ print: first }] = side
  return side.filter(
    ({ print }) => print.table_title === first.table_title && print.section === first.section,
  )
}

/** Where a print stands, as people call it; of two places of one kind it says nothing. */
const placeNames: Readonly<Record<number, Labels>> = {
  1: { zh: '主表', en: 'the main table' },
  2: { zh: '正文', en: 'the main text' },
  3: { zh: '附件', en: 'the attachment' },
}

const twoValues = ({ row, details }: Finding, first: Side, second: Side): Said => {
  const sides = [first, second]
  const isOfOneThing = details.rule === undefined && row.code !== 'classes-differ'
  const ranks = sides.map(([{ print }]) => print.place_rank)
  const isRanked = isOfOneThing && ranks[0] !== ranks[1]
  const message = both((language) => {
    const [one, other] = sides.map((side, index) => ({
      name: withClass(row.code, side[0], nameOf(side[0], language), language),
      value: printedOf(side[0]),
      place: placeOf(side, language, sides),
      kind: isRanked ? (placeNames[ranks[index] ?? 0]?.[language] ?? '') : '',
    }))
    if (!one || !other) return ''
    const otherName = other.name === one.name || isOfOneThing ? '' : `${other.name} `
    const tail = row.severity === 'rounding' ? within[language] : isRanked ? stands(one.kind)[language] : ''
    return language === 'zh'
      ? `${one.name}：${one.kind || '一处'}印${one.value}（${one.place}），${other.kind || '另一处'}印${otherName}${other.value}（${other.place}）${tail}`
      : `${one.name}: ${one.value} (${one.kind && `${one.kind}: `}${one.place}), but ${otherName}${other.value} (${other.kind && `${other.kind}: `}${other.place})${tail}`
  })
  return { message, figures: sides.map(([{ print }]) => print.printed_text) }
}

/** Items of one name in both classifications are told apart by them. */
const withClass = (code: FindingCode, { figure }: Cited, name: string, language: Language): string => {
  if (code !== 'classes-differ' || !figure) return name
  const isEconomic = isEconomicKey(figure.item_key)
  const said: Labels = isEconomic
    ? { zh: '按经济分类', en: 'by economic classification' }
    : { zh: '按功能分类', en: 'by function' }
  return language === 'zh' ? `${name}（${said.zh}）` : `${name} (${said.en})`
}

const within: Labels = { zh: '，在尾数之内', en: ', within rounding' }

/** Main tables and text answer, attachments come second. */
const stands = (place: string): Labels => ({ zh: `，以${place}为准`, en: `; ${place} stands` })

const countedInList = (details: Details, first: Side, second: Side): Said => {
  const listed = String(details.listed)
  const at = (side: Side, language: Language) => placeOf(side, language, [first, second])
  return {
    message: {
      zh: `${nameOf(first[0], 'zh')}：文中称${printedOf(first[0])}（${at(first, 'zh')}），所列却有${listed}${first[0].print.printed_unit ?? ''}（${at(second, 'zh')}）`,
      en: `${nameOf(first[0], 'en')}: the text says ${printedOf(first[0])} (${at(first, 'en')}), but ${listed} are listed (${at(second, 'en')})`,
    },
    figures: [first[0].print.printed_text, listed],
  }
}

const countedParts = (details: Details, first: Side, second: Side): Said => {
  const added = `${details.sum}${first[0].print.printed_unit ?? ''}`
  const at = (language: Language) => placeOf(first, language, [second])
  return {
    message: {
      zh: `${nameOf(first[0], 'zh')}：印${printedOf(first[0])}（${at('zh')}），所列各类相加为${added}`,
      en: `${nameOf(first[0], 'en')}: printed ${printedOf(first[0])} (${at('en')}), the kinds listed add up to ${added}`,
    },
    figures: [first[0].print.printed_text, String(details.sum)],
  }
}

const sum = ({ row, details }: Finding, first: Side, second: Side): Said => {
  const unit = first[0].print.printed_unit
  const money = unit !== null && isMoneyUnit(unit) ? unit : '万元'
  const added = formatAmount(details.sumFen ?? 0, money)
  const size = row.size_fen === null ? '' : formatAmount(row.size_fen, money)
  const isRounding = row.severity === 'rounding'
  const at = (side: Side, language: Language) => placeOf(side, language, [first, second])
  const [comeTo, addUp] =
    details.rule === 'balance'
      ? ['按“年初结转＋本年收入－本年支出”应为', 'carried in plus revenue less expenditure gives']
      : ['各部分相加为', 'the parts add up to']
  return {
    message: {
      zh: `${nameOf(first[0], 'zh')}：印${totalOf(first[0], 'zh')}（${at(first, 'zh')}），${comeTo}${added}${money}（${at(second, 'zh')}），差${size}${money}${isRounding ? within.zh : ''}`,
      en: `${nameOf(first[0], 'en')}: printed ${totalOf(first[0], 'en')} (${at(first, 'en')}), ${addUp} ${added}${money} (${at(second, 'en')}), ${size}${money} apart${isRounding ? within.en : ''}`,
    },
    figures: [first[0].print.printed_text, added],
  }
}

/** What a percentage is taken of. */
const bases: Readonly<Record<string, Labels>> = {
  initialBudget: { zh: '年初预算数', en: 'the initial budget' },
  adjustedBudget: { zh: '全年预算数', en: 'the adjusted budget' },
  previousYear: { zh: '上年数', en: 'the previous year' },
  thisYear: { zh: '本年数', en: 'this year' },
}

const baseOf = (base: string): Labels => {
  const measure: Labels | undefined = Object.hasOwn(figureMeasures, base)
    ? figureMeasures[base as FigureMeasure].label // own key
    : undefined
  return bases[base] ?? measure ?? { zh: base, en: base }
}

const rate = (details: Details, first: Side, second: Side): Said => {
  const base = baseOf(details.base ?? '')
  const other = details.printedFollowsFrom == null ? null : baseOf(details.printedFollowsFrom)
  const due = `${details.recomputed}%`
  const at = (language: Language) => placeOf(first, language, [second])
  return {
    message: {
      zh: `${nameOf(first[0], 'zh')}：印${printedOf(first[0])}（${at('zh')}），按所印金额以${base.zh}为基数应为${due}${other === null ? '' : `；印出的数是以${other.zh}为基数的结果`}`,
      en: `${nameOf(first[0], 'en')}: printed ${printedOf(first[0])} (${at('en')}), recomputed from the printed amounts on ${base.en}: ${due}${other === null ? '' : `; the printed one is taken of ${other.en}`}`,
    },
    figures: [first[0].print.printed_text, details.recomputed ?? ''],
  }
}

const score = (details: Details, first: Side, second: Side): Said => {
  const printed = printedOf(first[0])
  const sides = [first, second]
  const at = (language: Language) => placeOf(first, language, sides)
  const [against, ...others] = second
  const other = others.find(({ figure }) => figure?.aspect === 'executionRate') ?? against
  const due = String(details.due ?? details.sum ?? against.print.printed_text)
  const told = (zh: string, en: string): Said => ({
    message: {
      zh: `${nameOf(first[0], 'zh')}：印${printed}（${at('zh')}），${zh}`,
      en: `${nameOf(first[0], 'en')}: printed ${printed} (${at('en')}), ${en}`,
    },
    figures: [first[0].print.printed_text, due],
  })
  switch (details.rule) {
    case 'by-execution':
      return told(
        `执行率${printedOf(other)}、分值${printedOf(against)}，按比例应得${due}分`,
        `an execution of ${printedOf(other)} with a full score of ${printedOf(against)} gives ${due}`,
      )
    case 'total':
      return told(
        `各项得分相加为${due}分（${placeOf(second, 'zh', sides)}）`,
        `its items add up to ${due} (${placeOf(second, 'en', sides)})`,
      )
    default:
      return told(`高于分值${printedOf(against)}`, `above the full score of ${printedOf(against)}`)
  }
}

const renamed = ({ from = '', to = '', since = '' }: Details): Said => ({
  message: {
    zh: `${from}自${since}起改名为${to}，此前的文件以旧名公布`,
    en: `${from} has been called ${to} since ${since}; what was published before has the old name`,
  },
  figures: [],
})

const merged = ({ from = '', to = '', since = '' }: Details): Said => ({
  message: {
    zh: `${from}自${since}起并入${to}，此前公布的数仍在各自名下`,
    en: `${from} has been part of ${to} since ${since}; what was published before stays under each of them`,
  },
  figures: [],
})

/** Whoever corrected a figure, when, why and to what. */
const correction = ({ row, details }: Finding, side: Side): Said => {
  const [{ print }] = side
  const { amountFen = null, quantity = null, printedThen = '', reason = '', by = '', at = '' } = details
  const unit = print.printed_unit ?? print.quantity_unit ?? ''
  const money = isMoneyUnit(unit) ? unit : '万元'
  const [number, of] = amountFen === null ? [String(quantity), unit] : [formatAmount(amountFen, money), money]
  const value = `${number}${of}`
  const place = (language: Language) => placeOf(side, language, [])
  const printed = {
    zh: `${nameOf(side[0], 'zh')}：印${totalOf(side[0], 'zh')}（${place('zh')}），`,
    en: `${nameOf(side[0], 'en')}: printed ${totalOf(side[0], 'en')} (${place('en')}), `,
  }
  const message =
    row.code === 'corrected'
      ? {
          zh: `${printed.zh}${by}于${at}更正为${value}，原因：${reason}`,
          en: `${printed.en}corrected to ${value} by ${by} on ${at}: ${reason}`,
        }
      : {
          zh: `${printed.zh}${by}于${at}更正为${value}时印的是“${printedThen}”，按现在所印回答`,
          en: `${printed.en}“${printedThen}” was printed when ${by} corrected it to ${value} on ${at}; what is printed now stands`,
        }
  return { message, figures: [print.printed_text, number] }
}

/** What the words of the other side are to those of the first. */
const otherSides: Readonly<Partial<Record<FindingCode, Labels>>> = {
  'name-differs': { zh: '，别处印作', en: ', elsewhere ' },
  numbering: { zh: '，前一个编号是', en: ' after ' },
}

/** Of one place: what is the matter there, with the words printed there. */
const atItsLine = (finding: Finding): Said => {
  const {
    row,
    source,
    details,
    sides: [side],
  } = finding
  const { label } = findingCodes[row.code]
  const words = [details.table, details.label ?? details.row, details.column]
    .filter((part) => part !== undefined && part !== null && part !== '')
    .join(' · ')
  const text = side?.[0].print.printed_text ?? details.text ?? null
  const line = lineOf(finding)
  const quoted = text === null || text === '' ? '' : `“${text}”`
  const said = [words, quoted].filter((part) => part !== '').join(' ')
  const { otherText, otherLine = 0 } = details
  const at = (line: number, language: Language) => spanWords(source, line, line, language)
  const other = (words: string, place: string) =>
    otherText === undefined ? '' : `${words}“${otherText}”${place}`
  const joint = otherSides[row.code] ?? { zh: '，', en: ', ' }
  return {
    message: {
      zh: `${label.zh}：${said}${line === 0 ? '' : `（${at(line, 'zh')}）`}${other(joint.zh, `（${at(otherLine, 'zh')}）`)}`,
      en: `${label.en}: ${said}${line === 0 ? '' : ` (${at(line, 'en')})`}${other(joint.en, ` (${at(otherLine, 'en')})`)}`,
    },
    figures: [text, otherText].filter((part) => part != null),
  }
}
