/**
 * A question about what documents say in words: their duties, problems, definitions, work done; or any word of theirs,
 * looked up. Only finding is offered: a question that ranks, compares or adds up is none of these.
 */
import { type StatementKind, statementKinds } from '../../db/domain/figure.ts'
import { funds, measures, stages } from '../../db/domain/terms.ts'
import { hasChinese } from '../../db/domain/text.ts'
import type { PassagesPlan } from '../../db/plan/plan.ts'
import type { HeardQuestion } from './heard-question.ts'
import { type HeardEvidence, type HeardWord, isFiller, isUnheard } from './heard-word.ts'
import { lookupsOf } from './lookups.ts'
import type { ResolvedScope } from './scope.ts'
import type { Role, Vocabulary } from './vocabulary.ts'

/** What finding cannot do. */
const operators: readonly Role[] = [
  'comparator',
  'comparatorAfter',
  'between',
  'superlative',
  'order',
  'top',
  'difference',
  'multiple',
  'overrun',
  'share',
  'changeRate',
  'yearOnYear',
  'same',
  'why',
  'not',
  'withOutturn',
  'contradiction',
  'more',
  'perHead',
  'divide',
  'summary',
]

/** Paragraphs of some kind are asked for: 主要职责, "weaknesses", 什么是. */
export const kindsAsked = (question: HeardQuestion): readonly StatementKind[] =>
  statementKinds.filter(
    (kind) =>
      (kind === 'duty' && asksWhatItDoes(question)) ||
      (question.has('passageKind', kind) &&
        (kind !== 'definition' || !(isMeanOnly(question) || asksOfCode(question)))),
  )

/** "What does the union do?" */
const asksWhatItDoes = (question: HeardQuestion): boolean =>
  question.has('who') && /^do$/iu.test(question.words.at(-1)?.text ?? '')

/** "What does 2210201 stand for?": the name that every answer gives beside a code. */
const asksOfCode = (question: HeardQuestion): boolean =>
  question.evidence('item').some(({ index }) => /^\d+$/u.test(question.words[index]?.text ?? ''))

/** "Mean" is an average, unless it is asked what something means. */
const isMeanOnly = (question: HeardQuestion): boolean =>
  !question.has('who') &&
  question.positions('passageKind', 'definition').every((at) => question.roleAt(at, 'aggregate') !== null)

export type PassagesHeard =
  | { readonly kind: 'plan'; readonly plan: PassagesPlan }
  | { readonly kind: 'unknown'; readonly words: readonly string[] }

/** null: the question asks for more than to find something, or for nothing. */
export const passagesPlan = (
  question: HeardQuestion,
  { scope, covered, isNamed }: ResolvedScope,
  vocabulary: Vocabulary,
  before: PassagesPlan | null,
  isContinued: boolean,
): PassagesHeard | null => {
  const kinds = kindsAsked(question)
  const quoted = question.quoted()
  const isQuoted = ({ span }: HeardWord): boolean =>
    quoted.some((quote) => span[0] >= quote.span[0] && span[1] <= quote.span[1])
  const asks = (role: Role): boolean =>
    !(role === 'summary' && kinds.length > 0) &&
    question.positions(role).some(
      // 怎么解释 asks why, or what a word means. Positions are of words.
      (at) => !isQuoted(question.words[at] as HeardWord) && question.roleAt(at, 'passageKind') === null,
    )
  const isDefinition = kinds.includes('definition')
  const ranked = covered.length === 1 ? rankedRates(question) : null
  if (ranked !== null)
    return planned(question, {
      scope,
      statementKinds: null,
      topics: [['得分率']],
      leastTopics: 1,
      asksForNumber: true,
      order: ranked,
      passedOver: [...question.unheard()],
    })
  const isOfKindAlone = kinds.length > 0 && !isDefinition && isNamed
  if (operators.some(asks) || (!isOfKindAlone && hasSumOrThreshold(question, isDefinition))) return null
  const said = question.words.filter((word) => !isQuoted(word))
  // What an English name adds in brackets is what documents print.
  const named = isDefinition || isEnglish(question) ? question.inBrackets().filter(isName) : []
  const spoken = named.length > 0 ? named : said
  // Paragraphs of a kind, of a body: all of them are quoted, whatever else is said of them.
  const notHeard = spoken.flatMap((word) =>
    isUnheard(word) && !isHeld(word, vocabulary) ? [question.widened(question.words.indexOf(word))] : [],
  )
  if (notHeard.length > 0 && !isOfKindAlone) return { kind: 'unknown', words: notHeard }
  const asked = [
    ...quoted.map(({ text }) => [text]),
    ...spoken
      .filter((word) => !(isOfKindAlone && namesTheForm(word)))
      .flatMap((word) => topicsOf(word, isDefinition, vocabulary)),
  ]
  const topics = [...asked, ...topicsOfThread(question, before)]
  if (topics.length === 0 && (kinds.length === 0 || isDefinition)) return null
  // A word of the work alone, of nobody in particular, may be about anything.
  const isPlain = kinds.length === 0 && quoted.length === 0 && named.length === 0 && !(isContinued && isNamed)
  if (isPlain && !isTelling(topics, isNamed)) return null
  const asksForNumber = kinds.length === 0 && (before?.asksForNumber || asksHowMuch(question))
  return planned(question, {
    scope,
    statementKinds: kinds.length > 0 ? [...kinds] : null,
    topics,
    leastTopics: isDefinition ? 1 : isOfKindAlone ? 0 : leastOf(topics.length, asksForNumber),
    asksForNumber,
    order: null,
    passedOver: notHeard,
  })
}

/** The problems that "the self-evaluation" admits: where they stand, and not what they are of. */
const namesTheForm = (word: HeardWord): boolean =>
  word.evidence.some(
    (it) =>
      (it.kind === 'measure' && it.measure === 'selfEvaluation') ||
      (it.kind === 'role' && (it.role === 'documentPart' || it.role === 'topic')) ||
      (it.kind === 'concept' &&
        it.forms.some((form) => /^(?:绩效|自评|整体|部门)?(?:评价|自评|评估|报告)(?:报告)?$/u.test(form))),
  )

/** "How many of those were in villages?": of what the thread speaks of. */
const topicsOfThread = (question: HeardQuestion, before: PassagesPlan | null): readonly Topic[] =>
  before !== null && question.has('pronoun') ? before.topics : []

/** Every word has a part in what is looked up. */
const planned = (question: HeardQuestion, plan: Omit<PassagesPlan, 'version' | 'kind'>): PassagesHeard => {
  for (const index of question.words.keys()) question.use(index)
  return { kind: 'plan', plan: { version: 1, kind: 'passages', ...plan } }
}

const asksHowMuch = (question: HeardQuestion): boolean =>
  question.has('aggregate', 'count') ||
  (['howMuch', 'moneyAsked', 'percentAsked', 'completion'] as const).some((role) => question.has(role))

const isEnglish = (question: HeardQuestion): boolean =>
  question.words.filter(({ text }) => !hasChinese(text)).length * 2 > question.words.length

const isName = ({ evidence }: HeardWord): boolean =>
  evidence.some(({ kind }) => kind === 'measure' || kind === 'item' || kind === 'fund' || kind === 'concept')

/** Which criterion had the lowest scoring rate: rates of one evaluation can be ranked. */
const rankedRates = (question: HeardQuestion): PassagesPlan['order'] => {
  const isOfRates = question.has('scoreRate')
  if (!isOfRates || !(question.has('superlative') || question.has('order'))) return null
  return question.has('superlative', 'min') || question.has('order', 'ascending') ? 'ascending' : 'descending'
}

/** Documents say things in more and in fewer words; a number is asked of something certain. */
const leastOf = (topics: number, asksForNumber: boolean): number =>
  topics <= 3 ? topics : asksForNumber ? topics - 1 : Math.ceil(leastShare * topics)

/** One short word may stand in any paragraph. */
const isTelling = (topics: readonly Topic[], isNamed: boolean): boolean => {
  const characters = topics.map(([form = '']) => form.length).reduce((sum, length) => sum + length, 0)
  return characters >= (isNamed ? fewestCharacters : 2 * fewestCharacters)
}

const fewestCharacters = 4
const leastShare = 0.75

/** "Mean" is an average, or asks what a word means. */
const hasSumOrThreshold = (question: HeardQuestion, isDefinition: boolean): boolean =>
  question
    .positions('aggregate', 'sum')
    .some((at) => !/^(?:一共|总共|共|合计|in total|altogether)$/iu.test(question.words[at]?.text ?? '')) ||
  (question.has('aggregate', 'average') && !isDefinition) ||
  question.evidence('number').some(({ evidence }) => evidence.unit === 'percent' || evidence.unit === 'fen')

/** Chinese is looked up as typed, where documents have its characters side by side; English only by what it is in Chinese. */
const isHeld = ({ text, evidence }: HeardWord, { passageWords }: Vocabulary): boolean => {
  if (evidence.length > 0) return true
  if (!hasChinese(text)) return false
  const pairs = lookupsOf(text)
  return 2 * pairs.filter((pair) => passageWords.has(pair)).length >= pairs.length
}

type Topic = string[]

const isOfScope = ({ kind }: HeardEvidence): boolean =>
  kind === 'department' || kind === 'place' || kind === 'departmentKind' || kind === 'year'

export const topicsOf = (
  word: HeardWord,
  isDefinition: boolean,
  vocabulary: Vocabulary,
): readonly Topic[] => {
  const { text, evidence } = word
  if (evidence.length === 0) return lookupsOf(text).map((pair) => [pair])
  if (
    evidence.some((it) => isFiller(it) || isOfScope(it) || (it.kind === 'role' && it.role === 'passageKind'))
  )
    return []
  const isOwnWord =
    hasChinese(text) && isUnheard(word) && lookupsOf(text).every((pair) => vocabulary.passageWords.has(pair))
  // What was typed is what is meant, where documents print it.
  if (isOwnWord && text.length > 1) return [[text]]
  const forms = evidence.flatMap((it) => formsOf(it, /多少|几/u.test(text), isDefinition, vocabulary))
  const isSaid = forms.length > 0 && hasChinese(text)
  const distinct = [...new Set(isSaid ? [text, ...forms] : forms)].filter(({ length }) => length > 1)
  return distinct.length > 0 ? [distinct] : []
}

const formsOf = (
  evidence: HeardEvidence,
  isQuestion: boolean,
  isDefinition: boolean,
  vocabulary: Vocabulary,
): readonly string[] => {
  switch (evidence.kind) {
    case 'concept':
      return evidence.forms
    case 'measure':
      // 有多少人 asks for a number of whatever else is said.
      if (isQuestion && evidence.measure === 'staff') return []
      if (evidence.measure === 'selfEvaluation') return ['得分', '自评', '评价', '绩效']
      return evidence.measure === 'expenditure' && !isDefinition
        ? []
        : [measures[evidence.measure].label.zh, ...measures[evidence.measure].printed]
    case 'fund':
      return funds[evidence.fund].printed
    case 'stage':
      return isDefinition ? stages[evidence.stage].printed : []
    case 'item':
      return evidence.keys.flatMap((key) => vocabulary.items.get(key)?.zh ?? [])
    case 'role':
      if (evidence.role === 'scoreRate') return ['得分率']
      return evidence.role === 'topic' && hasChinese(evidence.value) ? [evidence.value] : []
    default:
      return []
  }
}
