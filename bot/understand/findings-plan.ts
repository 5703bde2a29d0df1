import { findingCodes, measures, stages } from '../../db/domain/terms.ts'
import { hasChinese } from '../../db/domain/text.ts'
import type { FindingsPlan } from '../../db/plan/plan.ts'
import type { HeardWord } from './hear.ts'
import type { HeardQuestion } from './heard-question.ts'
import type { ResolvedScope } from './scope.ts'
import { tokenize } from './tokens.ts'
import type { Vocabulary } from './vocabulary.ts'

/**
 * Whether a question is about what documents print in two ways: 哪些数据前后不一致？, "do text and attachment agree?",
 * 4.25 or 5.59? That inconsistencies be pointed out beside a figure asks for the figure.
 */
export const asksForFindings = (question: HeardQuestion): boolean => {
  const asksBeside =
    question.has('flag') && (question.evidence('measure').length > 0 || question.evidence('item').length > 0)
  if (question.has('contradiction')) return !asksBeside
  const asksForSame = question.has('same', 'withBudget')
  return (
    alternatives(question).length > 0 ||
    (asksForSame && (question.has('documentPart') || question.unheard().length > 0))
  )
}

/** 30 余场还是 40 余场, "9 or 10". */
const alternatives = (question: HeardQuestion): readonly number[] => {
  const numbers = question.evidence('number')
  const isCompared = (['comparator', 'overrun', 'between', 'superlative'] as const).some((role) =>
    question.has(role),
  )
  const isOr = numbers.some(({ index }) =>
    question.words.some(
      ({ text }, at) =>
        at > index && at < (numbers.at(-1)?.index ?? 0) && /^(?:还是|或|或者|or)$/iu.test(text),
    ),
  )
  return isOr && !isCompared ? numbers.map(({ evidence }) => evidence.bare) : []
}

/** Words that do not say what a question is about: unheard names of bodies must not pass for a subject. */
export const namesUnknownBody = (question: HeardQuestion): readonly string[] =>
  question.words.flatMap((word, index) => {
    if (word.evidence.length > 0) return []
    const next = question.words[index + 1]
    const isBeforeBody = next?.evidence.some(({ kind }) => kind === 'departmentKind' || kind === 'place')
    const isName = hasChinese(word.text)
      ? isBeforeBody || /[省市区县局委厅会]$/u.test(word.text)
      : index > 0 && /^\p{Lu}\p{Ll}/u.test(word.text)
    return isName ? [word.text] : []
  })

export const findingsPlan = (
  question: HeardQuestion,
  { scope }: ResolvedScope,
  vocabulary: Vocabulary,
): FindingsPlan => {
  const figures = alternatives(question)
  const hasItem = question.evidence('item').length > 0
  // Two numbers say which finding is meant better than any words do.
  const topics =
    figures.length > 0 ? [] : question.words.flatMap((word) => topicsOf(word, hasItem, vocabulary))
  const minimumFen = smallestSize(question)
  for (const index of question.words.keys()) question.use(index)
  return {
    version: 1,
    kind: 'findings',
    scope,
    topics: topics.map((forms) => [...forms]),
    leastTopics: Math.ceil(leastShare * topics.length),
    figures: [...figures],
    minimumFen,
  }
}

/** Documents and people call a thing by more and by fewer words; of one or two, all must be said. */
const leastShare = 0.6

/** What a finding is about, in any of these forms. */
type Topic = readonly string[]

/** 差额超过 1 万元的. */
const smallestSize = (question: HeardQuestion): number | null => {
  const amount = question.evidence('number').find(({ evidence }) => evidence.unit === 'fen')
  if (!amount || !question.has('comparator')) return null
  return question.has('comparator', 'ge') ? amount.evidence.value - 1 : amount.evidence.value
}

/** What a word says a finding is about: a name of the field in both languages, or words of the documents themselves. */
const topicsOf = (
  { text, evidence }: HeardWord,
  hasItem: boolean,
  vocabulary: Vocabulary,
): readonly Topic[] => {
  if (evidence.length === 0) return wordTopics(text)
  const forms = evidence.flatMap((it): readonly string[] => {
    switch (it.kind) {
      case 'measure':
        return hasItem && it.measure === 'expenditure' ? [] : Object.values(measures[it.measure].label)
      case 'stage':
        return Object.values(stages[it.stage].label)
      case 'item':
        return it.keys.flatMap((key) => Object.values(vocabulary.items.get(key) ?? {}))
      case 'role':
        if (it.role === 'topic') return [it.value]
        return it.role === 'aggregate' && it.value === 'count' ? [findingCodes['counts-differ'].label.zh] : []
      default:
        return []
    }
  })
  return forms.length > 0 ? [[...new Set(forms.map((form) => form.toLowerCase()))]] : []
}

/** Shorter English words say little. */
const shortestStem = 4

/** Chinese is looked up by pairs of characters, English by the stems of its words. */
const wordTopics = (text: string): readonly Topic[] => {
  const tokens = tokenize(text)
  const han = tokens.filter(({ kind }) => kind === 'han').map((token) => token.text)
  const pairs = han.slice(1).map((character, index) => `${han[index]}${character}`)
  const stems = tokens.filter(({ kind, text: stem }) => kind === 'word' && stem.length >= shortestStem)
  return [...pairs, ...stems.map((token) => token.text)].map((form) => [form])
}
