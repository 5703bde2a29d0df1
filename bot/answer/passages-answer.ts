import { type Aspect, aspects, type Language } from '../../db/domain/terms.ts'
import { hasChinese } from '../../db/domain/text.ts'
import { compileLabelled, compilePassages, labelledKey, passageKey } from '../../db/plan/compile.ts'
import type { PassagesPlan } from '../../db/plan/plan.ts'
import type { QueryRunner } from '../../db/run/query-runner.ts'
import type { Vocabulary } from '../understand/vocabulary.ts'
import type { Citation } from './answer.ts'
import { Citations, findContradictions, spanOf } from './citations.ts'
import { contradictionWarnings } from './figures/warnings.ts'
import { money } from './format.ts'
import { emptyParts, type Told } from './parts.ts'
import { type Phrases, phrases } from './phrases.ts'
import type { Manner } from './preferences.ts'
import { type Row, runSql } from './run-plan.ts'
import { scopeRestatement, scopeText } from './scope-text.ts'

const mostInText = 6
/** Longer paragraphs are cut to the sentences that were asked about. */
const longestQuote = 160

/** What the documents say, quoted: counts and cells by their labels where a number is asked for, else paragraphs. */
export const answerPassages = async (
  plan: PassagesPlan,
  runner: QueryRunner,
  vocabulary: Vocabulary,
  manner: Manner,
): Promise<Told> => {
  const { language } = manner
  const say = phrases[language]
  const passages = compilePassages(plan)
  const labelled = compileLabelled(plan)
  const [found, cells] = await Promise.all([
    runSql(runner, passages),
    plan.statementKinds === null ? runSql(runner, labelled) : null,
  ])
  const stated = (cells?.rows ?? []).filter((row) => printedValue(row, manner) !== null)
  const texts = found.rows.filter((row) => {
    const text = String(row[passageKey.text])
    return !isHeading(text) && (!plan.asksForNumber || saysAtOnce(text, plan.topics))
  })
  const isByLabel = stated.length > 0 && (plan.asksForNumber || texts.length === 0)
  const restatement = scopeRestatement(
    say.passagesAsked(plan.statementKinds ?? [], topicNames(plan, language, vocabulary)),
    plan.scope,
    vocabulary,
    say,
  )
  const shared = {
    restatement,
    sql: isByLabel ? labelled.sql : passages.sql,
    parameters: [...(isByLabel ? labelled : passages).parameters],
    choices: [],
    warnings: [] as string[],
  }
  const scope = scopeText(plan.scope, vocabulary, say)
  if (!isByLabel && texts.length === 0)
    return {
      departments: plan.scope.departments ?? [],
      parts: {
        ...emptyParts,
        ...shared,
        status: 'no_data',
        code: 'not-said',
        text: say.notSaid(scope, topicNames(plan, language, vocabulary)),
      },
    }
  const told = isByLabel ? await tellLabelled(stated, runner, manner) : tellTexts(plan, texts, language)
  const glossed =
    language === 'en'
      ? glossesIn(told.text.filter((line) => line.startsWith('•')).join(' '), plan, vocabulary)
      : []
  return {
    departments: told.departments,
    parts: {
      ...shared,
      status: 'answer',
      code: null,
      text: [...told.text, ...(glossed.length > 0 ? [say.keyTerms(glossed)] : [])].join('\n'),
      columns: ['department', 'fiscal_year', 'subject', 'text'],
      labels: [say.department, say.year, say.subject, say.quoted],
      rows: told.rows.map(({ cells }) => [...cells]),
      evidence: told.rows.map(({ citation }) => [[], [], [], [citation]]),
      citations: told.citations.entries,
      warnings: [...notHeard(plan, say), ...told.warnings],
    },
  }
}

/** A number that is asked for stands in one sentence with everything it is of. */
const saysAtOnce = (text: string, topics: PassagesPlan['topics']): boolean =>
  text
    .split(/(?<=[。；;])/u)
    .some(
      (sentence) =>
        statesNumber.test(sentence.replace(headingNumber, '')) &&
        topics.every((forms) => forms.some((form) => sentence.includes(form))),
    )

const headingNumber = /^\s*[（(]?(?:\d+|[一二三四五六七八九十]+)[）)、.．]/u
/** Not the 一 of 一般; "none" is a number. */
const statesNumber =
  /\d|[一二两三四五六七八九十百千万零]+(?:余|多)?[个名人次件家辆场项期所处户份条批套间台支宗起万亿元]|[零无]/u

/** What of the question was not understood. */
export const notHeard = ({ passedOver }: { passedOver: readonly string[] }, say: Phrases): string[] =>
  passedOver.length === 0 ? [] : [say.notHeard(say.list(passedOver))]

type ToldRows = Readonly<{
  departments: readonly string[]
  text: readonly string[]
  rows: readonly { cells: readonly (string | number | null)[]; citation: number }[]
  citations: Citations
  warnings: string[]
}>

/** A heading or a label that introduces what follows it. */
const isHeading = (text: string): boolean =>
  text.length < 8 || /[：:]$/u.test(text) || /^\d{4}年\d{1,2}月\d{1,2}日$/u.test(text)

const tellTexts = (plan: PassagesPlan, rows: readonly Row[], language: Language): ToldRows => {
  const say = phrases[language]
  const citations = new Citations()
  const distinct = [...new Map(rows.map((row) => [foldedText(row), row])).values()]
  const cited = distinct.map((row) => ({
    row,
    quote: relevantPart(String(row[passageKey.text]), plan.topics),
    citation: citations.add(passageCitation(row, plan)),
  }))
  const byDepartment = Map.groupBy(cited, ({ row }) => String(row[passageKey.department]))
  const text = [...byDepartment].flatMap(([department, group]) => [
    say.heading(department),
    ...group.slice(0, mostInText).map(({ quote, citation }) => `• ${quote} [${citation + 1}]`),
    ...(group.length > mostInText ? [say.moreRows(mostInText, group.length)] : []),
  ])
  return {
    departments: [...new Set(distinct.map((row) => String(row[passageKey.departmentId])))],
    text,
    rows: cited.map(({ row, citation }) => ({
      cells: [
        String(row[passageKey.department]),
        Number(row[passageKey.fiscalYear]),
        lastHeading(String(row[passageKey.section])),
        String(row[passageKey.text]),
      ],
      citation,
    })),
    citations,
    warnings: [],
  }
}

const foldedText = (row: Row): string =>
  `${row[passageKey.departmentId]} ${String(row[passageKey.text]).replace(/^[\s\d（(一二三四五六七八九十）)、.．①-⑳]+|\s+/gu, '')}`

const lastHeading = (section: string): string => section.split(' > ').at(-1) ?? section

const passageCitation = (row: Row, plan: PassagesPlan): Citation => ({
  file: String(row[passageKey.file]),
  ...spanOf(row, passageKey),
  place: String(row[passageKey.section]),
  quote: quoteOf(row, plan),
})

/** The part that was asked about where the document prints it in one piece; else all that the passage was made of. */
const quoteOf = (row: Row, { topics }: PassagesPlan): string => {
  const part = relevantPart(String(row[passageKey.text]), topics)
  const quote = String(row[passageKey.quote])
  return withoutSpace(quote).includes(withoutSpace(part)) ? part : quote
}

const withoutSpace = (text: string): string => text.replace(/\s+/gu, '')

/** The sentences of a long paragraph that speak of the topics, with nothing between them left out. */
const relevantPart = (text: string, topics: PassagesPlan['topics']): string => {
  if (text.length <= longestQuote) return text
  const sentences = text.split(/(?<=[。；;])/u)
  const speaks = (sentence: string): number =>
    topics.filter((forms) => forms.some((form) => sentence.includes(form))).length
  const most = Math.max(...sentences.map(speaks))
  if (most === 0) return `${text.slice(0, longestQuote)}`
  const all = topics.filter((forms) => forms.some((form) => text.includes(form))).length
  const first =
    most === all
      ? sentences.findIndex((it) => speaks(it) === most)
      : sentences.findIndex((it) => speaks(it) > 0)
  const last = most === all ? first : sentences.findLastIndex((it) => speaks(it) > 0)
  return sentences
    .slice(first, last + 1)
    .join('')
    .trim()
}

const tellLabelled = async (rows: readonly Row[], runner: QueryRunner, manner: Manner): Promise<ToldRows> => {
  const { language } = manner
  const say = phrases[language]
  const named = rows.map((row) => ({
    row,
    id: String(row[labelledKey.figureId]),
    name: labelOf(row),
    value: printedValue(row, manner) ?? '',
  }))
  const told = [
    ...new Map(
      named.map((it) => [`${it.row[labelledKey.departmentId]} ${it.name} ${it.value}`, it]),
    ).values(),
  ]
  const ids = told.map(({ id }) => id)
  const citations = new Citations()
  await citations.addFigures(runner, ids)
  const contradictions = await findContradictions(runner, ids)
  const distinct = told.map((it) => ({ ...it, citation: citations.indexes([it.id])[0] ?? 0 }))
  const byDepartment = Map.groupBy(distinct, ({ row }) => String(row[labelledKey.department]))
  const text = [...byDepartment].flatMap(([department, group]) => {
    const shown = group.slice(0, mostInText)
    const quotes = [
      ...new Set(
        shown.flatMap(({ row }) =>
          row[labelledKey.tableTitle] === null ? [String(row[labelledKey.quote])] : [],
        ),
      ),
    ]
    return [
      say.heading(department),
      ...shown.map(({ name, value, citation }) => `• ${say.row(name, [value], ` [${citation + 1}]`)}`),
      ...(group.length > mostInText ? [say.moreRows(mostInText, group.length)] : []),
      ...quotes.slice(0, 3).map((quote) => say.original(quote)),
    ]
  })
  return {
    departments: [...new Set(distinct.map(({ row }) => String(row[labelledKey.departmentId])))],
    text,
    rows: distinct.map(({ row, name, value, citation }) => ({
      cells: [String(row[labelledKey.department]), Number(row[labelledKey.fiscalYear]), name, value],
      citation,
    })),
    citations,
    warnings: contradictionWarnings(contradictions, { say, language }),
  }
}

/** 产出指标·数量指标·慰问人数 · 实际完成值. */
const labelOf = (row: Row): string => {
  const subject = String(row[labelledKey.subject])
  const aspect = row[labelledKey.aspect] as Aspect // the view's column of that type
  const column = String(row[labelledKey.columnLabel] ?? '')
  const detail = column !== '' ? column : aspect === 'amount' ? '' : aspects[aspect].label.zh
  return detail === '' || subject.endsWith(detail) ? subject : `${subject}·${detail}`
}

/** As printed, with its unit; null: the place says nothing. */
const printedValue = (row: Row, { language, unit }: Manner): string | null => {
  const fen = row[labelledKey.amountFen]
  const quantity = row[labelledKey.quantity]
  const qualifier = String(row[labelledKey.qualifier] ?? '')
  if (typeof fen === 'number') return money(fen, language, unit)
  if (typeof quantity === 'number')
    return `${/^[≥≤＞＜><]/u.test(qualifier) ? qualifier : ''}${quantity}${row[labelledKey.quantityUnit] ?? ''}${/^[余多]/u.test(qualifier) ? qualifier : ''}`
  const words = String(row[labelledKey.printedText] ?? '').trim()
  return words === '' ? null : words
}

const topicNames = (
  { topics }: PassagesPlan,
  language: Language,
  { glosses }: Vocabulary,
): readonly string[] => topics.map(([form = '']) => (language === 'en' && glosses.get(form)) || form)

const mostGlosses = 6
/** Shorter words of the work say little by themselves. */
const shortestGlossed = 3

/** The words asked about that stand in the quotes, then other words of the work, with what they are in English. */
const glossesIn = (text: string, { topics }: PassagesPlan, { glosses }: Vocabulary): readonly string[] => {
  const asked = topics.flatMap((topic) =>
    topic.filter((form) => hasChinese(form) && text.includes(form)).slice(0, 1),
  )
  const others = [...glosses.keys()]
    .filter((form) => form.length >= shortestGlossed && text.includes(form))
    .toSorted((left, right) => text.indexOf(left) - text.indexOf(right))
  const forms = [...new Set([...asked, ...others])]
  return forms
    .filter((form) => !forms.some((other) => other !== form && other.includes(form)))
    .flatMap((form) => {
      const gloss = glosses.get(form)
      return gloss ? [`${form} = ${gloss}`] : []
    })
    .slice(0, mostGlosses)
}
