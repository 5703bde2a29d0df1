import { findingCodes, measures, type Severity, severities, stages } from '../../db/domain/terms.ts'
import { hasChinese } from '../../db/domain/text.ts'
import type { FindingsPlan } from '../../db/plan/plan.ts'
import type { HeardQuestion } from './heard-question.ts'
import { type HeardWord, isUnheard } from './heard-word.ts'
import { lookupsOf } from './lookups.ts'
import type { ResolvedScope } from './scope.ts'
import type { Vocabulary } from './vocabulary.ts'

/**
 * Whether a question is about what documents print in two ways: 哪些数据前后不一致？, "do text and attachment agree?",
 * 4.25 or 5.59? That final accounts and budget disagree is a question about both; that inconsistencies be pointed out
 * beside a figure asks for the figure.
 */
export const asksForFindings = (question: HeardQuestion): boolean => {
  const namesFigure =
    question.evidence('measure').some(({ evidence }) => evidence.measure !== 'expenditure') ||
    question.evidence('item').length > 0
  if (question.has('why') || (question.has('flag') && namesFigure)) return false
  // 平乡的基本工资和新洲的，两个数一样吗: of two bodies, each prints its own.
  if (namesFigure && namesTwoBodies(question) && !question.has('documentPart')) return false
  if (question.has('contradiction', 'strong')) return true
  const namesParts = question.has('documentPart')
  const heard = new Set(question.evidence('stage').map(({ evidence }) => evidence.stage))
  const comparesStages = heard.size > 1 || (heard.size === 1 && namesFigure)
  if (question.has('contradiction', 'weak')) return namesParts || !comparesStages
  const asksForSame = question.has('same', 'withBudget')
  return alternatives(question).length > 0 || (asksForSame && (namesParts || question.unheard().length > 0))
}

const namesTwoBodies = (question: HeardQuestion): boolean => {
  const named = [...question.evidence('department'), ...question.evidence('place')].map(
    ({ evidence }) => new Set(evidence.ids),
  )
  return named.some((ids) => named.some((others) => ids.isDisjointFrom(others)))
}

/** 30 余场还是 40 余场, "9 or 10". */
const alternatives = (question: HeardQuestion): readonly number[] => {
  const numbers = question.evidence('number')
  const isCompared = (['comparator', 'overrun', 'between', 'superlative'] as const).some((role) =>
    question.has(role),
  )
  const last = numbers.at(-1)?.index ?? 0
  const isOr = numbers.some(({ index }) =>
    question.words.some(({ text }, at) => at > index && at < last && /^(?:还是|或|或者|or)$/iu.test(text)),
  )
  // One amount or percentage is of a figure, a bare number may be a count of findings.
  const isTelling = numbers.length > 1 || numbers.some(({ evidence }) => evidence.unit !== 'plain')
  const isDoubted = isTelling && question.has('contradiction', 'strong')
  return (isDoubted || (isOr && !question.has('who'))) && !isCompared
    ? numbers.map(({ evidence }) => evidence.bare)
    : []
}

/**
 * Words that nothing accounts for: names of other bodies, words that stand in no finding, and what a list of findings
 * cannot be asked for (less than, not, the department with most).
 */
export const unaskedOfFindings = (question: HeardQuestion, vocabulary: Vocabulary): readonly string[] => {
  const saysBoth = alternatives(question).length > 0
  const unknown = question.words.flatMap((word, index) => {
    const names = [
      question.widened(index),
      ...word.evidence.flatMap((it) => (it.kind === 'concept' ? it.forms : [])),
    ]
    const isHeld = saysBoth || names.some((name) => isOfFindings(name, vocabulary))
    return isUnheard(word) && (isNameAt(question, index) || !isHeld) ? [word.text] : []
  })
  const isOfSize = question.evidence('number').some(({ evidence }) => evidence.unit === 'fen')
  const isBelow = (['lt', 'le', 'eq', 'ne'] as const).some((comparator) =>
    question.has('comparator', comparator),
  )
  const refused = [
    ...(isOfSize && isBelow ? question.positions('comparator') : []),
    ...question.positions('between'),
    ...(severitiesOf(question) === null ? question.positions('not') : []),
    ...question.positions('superlative', 'min'),
    ...(question.has('superlative') && question.has('department') ? question.positions('superlative') : []),
  ]
  return [...unknown, ...refused.map((index) => question.words[index]?.text ?? '')]
}

/** Unheard words beside a body or a place are part of another body's name. */
const isNameAt = (question: HeardQuestion, index: number): boolean => {
  const [word, next] = [question.words[index], question.words[index + 1]]
  if (!word) return false
  const isBeforeBody =
    next?.span[0] === word.span[1] &&
    next.evidence.some(({ kind }) => kind === 'departmentKind' || kind === 'place' || kind === 'department')
  return hasChinese(word.text)
    ? isBeforeBody || /[省市区县局委厅]$/u.test(word.text)
    : index > 0 && /^\p{Lu}\p{Ll}/u.test(word.text)
}

/** Whether half of what a word is looked up by stands in some finding. */
const isOfFindings = (text: string, { findingWords }: Vocabulary): boolean => {
  const forms = lookupsOf(text)
  return forms.length > 0 && 2 * forms.filter((form) => findingWords.has(form)).length >= forms.length
}

export const findingsPlan = (
  question: HeardQuestion,
  { scope }: ResolvedScope,
  vocabulary: Vocabulary,
): FindingsPlan => {
  const figures = alternatives(question)
  // Two numbers say which finding is meant better than any words do.
  const topics = figures.length > 0 ? [] : topicsIn(question, vocabulary)
  const plan: FindingsPlan = {
    version: 1,
    kind: 'findings',
    scope,
    topics: topics.map((forms) => [...forms]),
    leastTopics: Math.ceil(leastShare * topics.filter((forms) => !isPart(forms)).length),
    figures: [...figures],
    minimumFen: smallestSize(question),
    severities: severitiesOf(question),
    limit: question.has('superlative') ? (countAsked(question) ?? 1) : null,
  }
  for (const index of question.words.keys()) question.use(index)
  return plan
}

/** 四舍五入造成的; 不是四舍五入造成的. null: of any weight. */
const severitiesOf = (question: HeardQuestion): Severity[] | null => {
  const asked = (Object.keys(severities) as Severity[]).filter((severity) =>
    question.has('severity', severity),
  ) // keys of that table
  if (asked.length === 0) return null
  return question.has('not')
    ? (Object.keys(severities) as Severity[]).filter((severity) => !asked.includes(severity)) // as above
    : asked
}

/** 差额最大的三处. */
const countAsked = (question: HeardQuestion): number | null =>
  question.evidence('number').find(({ evidence }) => evidence.unit === 'plain')?.evidence.value ?? null

/** 差额超过 1 万元的. */
const smallestSize = (question: HeardQuestion): number | null => {
  const amount = question.evidence('number').find(({ evidence }) => evidence.unit === 'fen')
  if (!amount || !question.has('comparator')) return null
  return question.has('comparator', 'ge') ? amount.evidence.value - 1 : amount.evidence.value
}

/** What a finding is about, in any of these forms. */
type Topic = readonly string[]

/** Documents and people call a thing by more and by fewer words; of one or two, all must be said. */
const leastShare = 0.6

const topicsIn = (question: HeardQuestion, vocabulary: Vocabulary): readonly Topic[] => {
  const hasItem = question.evidence('item').length > 0
  const topics = question.words.flatMap((word, index) =>
    namesDocument(question, index) ? [] : topicsOf(word, hasItem, vocabulary),
  )
  const parts = [
    ...new Set(question.positions('documentPart').flatMap((at) => question.roleAt(at, 'documentPart') ?? [])),
  ].flatMap((part) => (partPrinted[part] ? [partPrinted[part]] : []))
  const isCounted = question.has('aggregate', 'count') && topics.length > 0
  return [
    ...topics,
    ...(parts.length > 1 ? parts : []),
    ...(isCounted ? [[findingCodes['counts-differ'].label.zh]] : []),
  ]
}

/** How a finding says where its sides stand, where they stand in different parts. */
const partPrinted: Readonly<Record<string, readonly string[]>> = {
  text: ['正文印'],
  attachment: ['附件印'],
  table: ['主表印'],
}

/** Where the sides stand makes a finding a better match; it need not say so. */
const isPart = (forms: Topic): boolean => Object.values(partPrinted).some((part) => part[0] === forms[0])

/** 决算报告, 预算文件, "the final accounts of": a stage that names the document, not a figure in it. */
const namesDocument = (question: HeardQuestion, index: number): boolean => {
  const stage = question.words[index]?.evidence.find((evidence) => evidence.kind === 'stage')
  if (!stage) return false
  const next = question.words[index + 1]?.text ?? ''
  const isAlone = (['measure', 'item'] as const).every((kind) => question.evidence(kind).length === 0)
  return (
    /^(?:报告|文件|报表|公开|report|document|disclosure)/iu.test(next) ||
    (isAlone && stage.stage === 'finalAccounts')
  )
}

/** What a word says a finding is about: a name of the field in both languages, or words of the documents themselves. */
const topicsOf = (
  { text, evidence }: HeardWord,
  hasItem: boolean,
  vocabulary: Vocabulary,
): readonly Topic[] => {
  if (evidence.length === 0) return lookupsOf(text).map((form) => [form])
  const concepts = evidence.flatMap((it) => (it.kind === 'concept' ? it.forms : []))
  if (concepts.length === 0 || evidence.some(({ kind }) => kind !== 'concept'))
    return fieldTopics({ text, evidence }, hasItem, vocabulary)
  return [[...new Set([text, ...concepts])]]
}

const fieldTopics = (
  { text, evidence }: Pick<HeardWord, 'text' | 'evidence'>,
  hasItem: boolean,
  vocabulary: Vocabulary,
): readonly Topic[] => {
  const forms = evidence.flatMap((it): readonly string[] => {
    switch (it.kind) {
      case 'measure':
        return hasItem && it.measure === 'expenditure' ? [] : Object.values(measures[it.measure].label)
      case 'stage':
        return Object.values(stages[it.stage].label)
      case 'item':
        return it.keys.flatMap((key) => Object.values(vocabulary.items.get(key) ?? {}))
      case 'role':
        return it.role === 'topic' ? [it.value] : it.role === 'project' ? ['项目', 'project'] : []
      default:
        return []
    }
  })
  const own = evidence.some(({ kind }) => kind === 'item' || kind === 'measure') ? [text] : []
  return forms.length > 0 ? [[...new Set([...forms, ...own].map((form) => form.toLowerCase()))]] : []
}
