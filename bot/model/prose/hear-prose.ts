/**
 * Hears a sentence whole: every token is a value, a name or a term of the answer, a whole sentence that a document prints,
 * or one of a few plain words. What is none of these is unknown, so that no invented word can stand in a sentence.
 */
import type { Language } from '../../../db/domain/terms.ts'
import { emptyTree, grow, matchFrom, type SurfaceTree } from '../../understand/surface-tree.ts'
import { type Token, tokenize } from '../../understand/tokens.ts'
import type { Evidence, Vocabulary } from '../../understand/vocabulary.ts'
import words from './prose-words.json' with { type: 'json' }
import { foldWidth, type StatedValue, valueAt } from './stated-value.ts'

export type Concept = 'measure' | 'stage' | 'fund'

export type Meaning =
  | Readonly<{ kind: 'plain' | 'article' | 'separator' | 'change' | 'rate' | 'reason' | 'unknown' }>
  /** "of" in "30% of the budget"; "than" in "30% more than the budget". `isOnly`: it has no other use. */
  | Readonly<{ kind: 'ratio' | 'against'; isOnly: boolean }>
  /** `isAgainst`: it says itself that something is set against what follows: over, 低于, 同比. */
  | Readonly<{ kind: 'up' | 'down' | 'previousYear'; isAgainst: boolean }>
  /** Bodies by id; `ids` of several are one name that all of them bear. */
  | Readonly<{ kind: 'body'; ids: readonly string[] }>
  | Readonly<{ kind: 'bodyKind'; kinds: readonly string[] }>
  /** `isDone`: a verb such as "spent", which no budget is. */
  | Readonly<{ kind: 'measure'; readings: readonly string[]; isDone: boolean }>
  | Readonly<{ kind: 'stage'; readings: readonly string[] }>
  | Readonly<{ kind: 'fund'; readings: readonly string[] }>
  /** Codes, or names of what has no code. */
  | Readonly<{ kind: 'item'; keys: readonly string[] }>
  /** What a document prints of a body or of one of its items, from its beginning to the end of a sentence. */
  | Readonly<{ kind: 'quote'; bodyId: string; item: string | null; year: number | null; text: string }>
  | Readonly<{ kind: 'year'; year: number }>
  /** `counter`: what a plain number counts, as the answer's heading says it. */
  | Readonly<{ kind: 'value'; value: StatedValue; counter: string | null }>

export type Heard = Meaning & Readonly<{ start: number; end: number }>

export type Lexicon = Readonly<{
  language: Language
  vocabulary: Vocabulary
  /** Names, items and printed sentences of the answer itself. */
  own: SurfaceTree<Meaning>
  counters: readonly string[]
}>

type Step = Readonly<{ length: number; meaning: Meaning }>

const unknownCost = 20

export const hearProse = (text: string, lexicon: Lexicon): readonly Heard[] => {
  const folded = foldWidth(text)
  const tokens = tokenize(folded)
  const best: { cost: number; step: Step | null }[] = [...tokens, null].map(() => ({ cost: 0, step: null }))
  for (let index = tokens.length - 1; index >= 0; index -= 1) {
    const unknown: Step = { length: 1, meaning: { kind: 'unknown' } }
    best[index] = [...stepsFrom(folded, tokens, index, lexicon), unknown]
      .map((step) => ({
        step,
        cost: (step.meaning.kind === 'unknown' ? unknownCost : 1) + (best[index + step.length]?.cost ?? 0),
      }))
      .reduce((left, right) => (right.cost < left.cost ? right : left))
  }
  return withGaps(spansAlong(tokens, best), folded)
}

const separatorMarks = /[,，;；:：、。()（）]/u

const stepsFrom = (
  text: string,
  tokens: readonly Token[],
  index: number,
  { language, vocabulary, own, counters }: Lexicon,
): readonly Step[] => {
  const spanText = (length: number) => text.slice(tokens[index]?.start, tokens[index + length - 1]?.end)
  const owned = matchFrom(own, tokens, index).flatMap(({ length, evidence }) =>
    evidence
      .filter((meaning) => meaning.kind !== 'quote' || isPrinted(spanText(length), meaning.text))
      .map((meaning) => ({ length, meaning })),
  )
  // A term does not run on across a comma.
  const terms = vocabulary
    .match(tokens, index)
    .filter(({ length }) => !separatorMarks.test(spanText(length)))
    .flatMap(({ length, evidence }) =>
      meaningsOf(evidence, spanText(length)).map((meaning) => ({ length, meaning })),
    )
  const plain = matchFrom(wordTrees[language], tokens, index)
    .filter(({ length }) => !separatorMarks.test(spanText(length)))
    .flatMap(({ length, evidence }) => evidence.map((meaning) => ({ length, meaning })))
  const value = valueStep(text, tokens, index, counters)
  return [...owned, ...(value ? [value] : []), ...terms, ...plain]
}

const withoutSpace = (text: string): string => text.replace(/\s+/gu, '')

/** Tokens leave out signs: what is quoted must be as printed to the last of them. */
const isPrinted = (text: string, printed: string): boolean =>
  withoutSpace(text) === withoutSpace(foldWidth(printed))

const doneWords = /^(?:spen(?:t|d|ds)|paid|pays?|花.*|用了)$/iu

const meaningsOf = (evidence: readonly Evidence[], said: string): readonly Meaning[] => {
  const readingsOf = (concept: Concept): readonly string[] =>
    evidence.flatMap((it) =>
      it.kind === 'measure' && concept === 'measure'
        ? [it.measure]
        : it.kind === 'stage' && concept === 'stage'
          ? [it.stage]
          : it.kind === 'fund' && concept === 'fund'
            ? [it.fund]
            : [],
    )
  const concepts = (['measure', 'stage', 'fund'] as const).flatMap((kind): Meaning[] => {
    const readings = readingsOf(kind)
    if (readings.length === 0) return []
    return [kind === 'measure' ? { kind, readings, isDone: doneWords.test(said) } : { kind, readings }]
  })
  return [
    ...evidence.flatMap((it): Meaning[] => {
      if (it.kind === 'department') return [{ kind: 'body', ids: it.ids }]
      if (it.kind === 'departmentKind') return [{ kind: 'bodyKind', kinds: it.kinds }]
      return it.kind === 'item' ? [{ kind: 'item', keys: it.keys.map(itemNameOf) }] : []
    }),
    ...concepts,
  ]
}

/** function:2012901 → 2012901, economic:~印刷费 → 印刷费: what an answer's row says of its item. */
const itemNameOf = (key: string): string => key.replace(/^(?:function|economic):~?|^subject:\w+:/u, '')

const currency = /^(?:¥|￥|rmb|cny)$/u

const valueStep = (
  text: string,
  tokens: readonly Token[],
  index: number,
  counters: readonly string[],
): Step | null => {
  const before = currency.test(tokens[index]?.text ?? '') ? 1 : 0
  const first = tokens[index + before]
  const value = first === undefined ? null : valueAt(text, first.start)
  if (value === null || (before === 1 && value.kind !== 'money')) return null
  const year = yearAt(text, value)
  const counter = counters.find((it) => text.slice(value.end).trimStart().startsWith(it)) ?? null
  const end = year?.end ?? (counter === null ? value.end : text.indexOf(counter, value.end) + counter.length)
  const length = tokens.slice(index).filter(({ start }) => start < end).length
  const isYear = year !== null && before === 0
  return {
    length,
    meaning: isYear ? { kind: 'year', year: year.year } : { kind: 'value', value, counter },
  }
}

const yearAt = (text: string, value: StatedValue): Readonly<{ year: number; end: number }> | null => {
  if (value.kind !== 'plain' || value.isNegative || !/^(?:19|20)\d\d$/u.test(value.decimal)) return null
  const said = text.slice(value.start, value.end)
  const suffix = /^\s*年度?/u.exec(text.slice(value.end))?.[0] ?? ''
  const isInDigits = /^\d{4}$/u.test(said)
  return suffix !== '' || isInDigits ? { year: Number(value.decimal), end: value.end + suffix.length } : null
}

const spansAlong = (tokens: readonly Token[], best: readonly { step: Step | null }[]): readonly Heard[] => {
  const spans: Heard[] = []
  for (let index = 0; index < tokens.length; ) {
    const step = best[index]?.step ?? { length: 1, meaning: { kind: 'unknown' } }
    const start = tokens[index]?.start ?? 0
    const end = tokens[index + step.length - 1]?.end ?? start
    spans.push({ ...step.meaning, start, end })
    index += step.length
  }
  return spans
}

/** What stands between words: separators are heard, white space and quotation marks pass, all else is unknown. */
const withGaps = (spans: readonly Heard[], text: string): readonly Heard[] => {
  const heard: Heard[] = []
  let offset = 0
  for (const span of spans) {
    heard.push(...gapOf(text, offset, span), span)
    offset = span.end
  }
  return [...heard, ...gapOf(text, offset, null)]
}

const gapOf = (text: string, start: number, next: Heard | null): readonly Heard[] => {
  const end = next?.start ?? text.length
  const isSigned = next?.kind === 'value' && next.value.isNegative
  const gap = text.slice(start, isSigned ? end - 1 : end)
  if (/^[\s“”‘’"'《》·]*$/u.test(gap)) return []
  const isSeparator = /^[\s“”‘’"'《》,，;；:：、。()（）]*\.?$/u.test(gap)
  return [{ kind: isSeparator ? 'separator' : 'unknown', start, end }]
}

const wordMeanings: Readonly<Record<keyof typeof words, Meaning>> = {
  plain: { kind: 'plain' },
  article: { kind: 'article' },
  project: { kind: 'measure', readings: ['projectExpenditure'], isDone: false },
  separator: { kind: 'separator' },
  ratio: { kind: 'ratio', isOnly: false },
  ratioOnly: { kind: 'ratio', isOnly: true },
  rate: { kind: 'rate' },
  against: { kind: 'against', isOnly: false },
  againstOnly: { kind: 'against', isOnly: true },
  up: { kind: 'up', isAgainst: false },
  upFrom: { kind: 'up', isAgainst: true },
  down: { kind: 'down', isAgainst: false },
  downFrom: { kind: 'down', isAgainst: true },
  change: { kind: 'change' },
  previousYear: { kind: 'previousYear', isAgainst: false },
  onPreviousYear: { kind: 'previousYear', isAgainst: true },
  reason: { kind: 'reason' },
}

const treeOf = (language: Language): SurfaceTree<Meaning> => {
  const tree = emptyTree<Meaning>()
  for (const [name, meaning] of Object.entries(wordMeanings))
    for (const word of words[name as keyof typeof words][language]) // keys of the record above
      grow(tree, tokenize(word), () => [meaning])
  return tree
}
const wordTrees: Readonly<Record<Language, SurfaceTree<Meaning>>> = { zh: treeOf('zh'), en: treeOf('en') }
