/**
 * English words with the Chinese that they may stand for: the words of the bodies' work, of the field and of the
 * classification, and a kept list of common ones. What is in none of them has no place in a gloss.
 */
import { economicEntries, functionEntries } from '../../../db/domain/classification.ts'
import {
  type Concept,
  departmentKinds,
  editions,
  funds,
  measures,
  reportKinds,
  stages,
} from '../../../db/domain/terms.ts'
import glossary from '../../understand/glossary.json' with { type: 'json' }
import { emptyTree, grow, matchFrom, type SurfaceTree } from '../../understand/surface-tree.ts'
import { stem, type Token, tokenize } from '../../understand/tokens.ts'
import grammar from './gloss-grammar.json' with { type: 'json' }
import commonWords from './gloss-words.json' with { type: 'json' }

export type Span = Readonly<{ start: number; end: number }>

/** `bound`: what belongs to the words beside it: a negation, or a direction or comparison. */
type Wording = Readonly<{ bound: 'negation' | 'relation' | null; printed: readonly RegExp[] }>

/** A phrase of a gloss. `printed`: where the quote has what it stands for; null: it says nothing by itself. */
export type Reading = Readonly<{
  length: number
  bound: Wording['bound']
  printed: readonly Span[] | null
}>
export const spansOf = ({ printed }: Reading): readonly Span[] => printed ?? []

const irregular: ReadonlyMap<string, string> = new Map(
  Object.entries(grammar.irregular).map(([form, word]) => [stem(form), stem(word)]),
)

/** English as it is compared: stems, irregular forms folded, -ize written -ise. */
export const englishTokens = (text: string): readonly Token[] =>
  tokenize(text.replace(/(?<=[a-z]{3})iz(?=(?:es?|ed|ing|ations?)\b)/giu, 'is')).map((token) => ({
    ...token,
    text: irregular.get(token.text) ?? token.text,
  }))

const stemsOf = (english: string): string =>
  englishTokens(english)
    .map(({ text }) => text)
    .join(' ')
export const stemSet = (words: readonly string[]): ReadonlySet<string> => new Set(words.map(stemsOf))

const plainWords = stemSet(grammar.plain)
/** A word that says nothing by itself: the, of, was. */
export const isPlain = (stemmed: string): boolean => plainWords.has(stemmed)

export const saysOneOf = (tokens: readonly Token[], phrases: readonly string[]): boolean => {
  const tree = emptyTree<true>()
  for (const phrase of phrases) grow(tree, englishTokens(phrase), () => [true])
  return tokens.some((_, index) => matchFrom(tree, tokens, index).length > 0)
}

/** What each token may be the beginning of, the longest first; words for which nothing is printed are none. */
export const readingsOf = (tokens: readonly Token[], quote: string): readonly (readonly Reading[])[] =>
  tokens.map((_, index) =>
    matchFrom(lexicon().tree, tokens, index).flatMap(({ length, evidence }) =>
      evidence.flatMap((wording): Reading[] => {
        if (wording === 'plain') return [{ length, bound: null, printed: null }]
        const printed = occurrencesOf(wording.printed, quote)
        return printed.length === 0 ? [] : [{ length, bound: wording.bound, printed }]
      }),
    ),
  )

/** Of each pattern by itself: 预算编制 has 编制 in it. */
export const occurrencesOf = (patterns: readonly RegExp[], text: string): readonly Span[] =>
  patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ 0: found, index }) => ({ start: index, end: index + found.length })),
  )

/** Where a quote has Chinese words of several characters. */
export const knownWordsIn = (quote: string): readonly Span[] =>
  lexicon()
    .knownWords.filter((word) => quote.includes(word))
    .flatMap((word) => occurrencesOf(patternsOf([word]), quote))

type Entry = Readonly<{ zh: readonly string[]; en: readonly string[] }>

/** One character says too little by itself where a list was not made for glosses. */
const shortestForm = 2

const printedEntries = (): readonly Entry[] =>
  [
    ...glossary,
    ...[stages, funds, measures, reportKinds, editions, departmentKinds].flatMap(entriesOfConcepts),
    ...functionEntries.map(({ zh, en, enSynonyms }) => ({ zh, en: [en, ...enSynonyms] })),
    ...economicEntries.map(({ zh, en, enSynonyms }) => ({ zh: [zh], en: [en, ...enSynonyms] })),
  ].map(({ zh, en }) => ({ zh: zh.filter(({ length }) => length >= shortestForm), en }))

/** As documents print them and by their full names, not as people type them. */
const entriesOfConcepts = (concepts: Readonly<Record<string, Concept>>): readonly Entry[] =>
  Object.values(concepts).map(({ label, printed }) => ({ zh: [label.zh, ...printed], en: [label.en] }))

type Lexicon = Readonly<{ tree: SurfaceTree<Wording | 'plain'>; knownWords: readonly string[] }>

const buildLexicon = (): Lexicon => {
  const tree = emptyTree<Wording | 'plain'>()
  const add = (en: readonly string[], wording: Wording | 'plain'): void => {
    for (const english of en) grow(tree, englishTokens(english), (known) => [...known, wording])
  }
  const boundWords = stemSet(grammar.bound.flatMap(({ en }) => en))
  const addFree = ({ zh, en }: Entry): void => {
    const free = en.filter((english) => !boundWords.has(stemsOf(english)))
    if (zh.length > 0) add(free, { bound: null, printed: patternsOf(zh) })
  }
  add(grammar.plain, 'plain')
  for (const { zh, en, isNegation } of grammar.bound)
    add(en, { bound: isNegation ? 'negation' : 'relation', printed: patternsOf(zh) })
  const printed = printedEntries()
  for (const { zh, en } of printed) addFree({ zh: zh.map(asPattern), en })
  for (const entry of commonWords) addFree(entry)
  const forms = [...printed, ...commonWords].flatMap(({ zh }) => zh)
  return { tree, knownWords: [...new Set(forms.filter((form) => /^\p{Script=Han}{2,}$/u.test(form)))] }
}

export const patternsOf = (patterns: readonly string[]): readonly RegExp[] =>
  patterns.map((pattern) => new RegExp(pattern, 'gu'))

const asPattern = (form: string): string => form.replace(/[\\^$.*+?()[\]{}|]/gu, '\\$&')

let built: Lexicon | undefined
/** Made at the first gloss: a bot without a model needs none. */
const lexicon = (): Lexicon => (built ??= buildLexicon())
