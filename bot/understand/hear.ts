/** Cuts a question into words with evidence: the cover with the fewest unheard tokens, then the fewest words. */

import { hearGlosses } from './glosses.ts'
import { hearNumber, type NumberUnit } from './numbers.ts'
import { type Token, tokenize } from './tokens.ts'
import type { Evidence, Role, Vocabulary } from './vocabulary.ts'

export type HeardEvidence =
  | Evidence
  | { readonly kind: 'number'; readonly value: number; readonly unit: NumberUnit; readonly bare: number }
  | { readonly kind: 'year'; readonly year: number }

/** A word of the question with what it may mean; no evidence: nothing accounts for it. */
export type HeardWord = Readonly<{
  text: string
  /** Span in the question as it was typed. */
  span: readonly [number, number]
  evidence: readonly HeardEvidence[]
}>

const unheardCost = 20
const wordCost = 1
/** A filler covers a token only where nothing of the field does. */
const fillerCost = 1.2

type Step = Readonly<{ length: number; evidence: readonly HeardEvidence[]; cost: number }>

/** A misspelt name is heard only where the question leaves something unheard. */
const slipCost = 3

export const hear = (question: string, vocabulary: Vocabulary): readonly HeardWord[] => {
  const tokens = tokenize(question)
  const words = cover(question, tokens, vocabulary, false)
  if (!hasUnheard(words)) return words
  const glossed = hearGlosses(words, question)
  return hasUnheard(glossed) ? hearGlosses(cover(question, tokens, vocabulary, true), question) : glossed
}

const hasUnheard = (words: readonly HeardWord[]): boolean =>
  words.some(({ evidence }) => evidence.length === 0)

const cover = (
  question: string,
  tokens: readonly Token[],
  vocabulary: Vocabulary,
  hearsSlips: boolean,
): readonly HeardWord[] => {
  const best: { cost: number; step: Step | null }[] = [...tokens, null].map(() => ({ cost: 0, step: null }))
  for (let index = tokens.length - 1; index >= 0; index -= 1) {
    const slips = hearsSlips ? vocabulary.matchSlip(tokens, index) : []
    const steps = [
      ...stepsFrom(tokens, index, vocabulary),
      ...slips.map((slip): Step => ({ ...slip, cost: slipCost })),
    ].map((step) => ({
      step,
      cost: step.cost + (best[index + step.length]?.cost ?? 0),
    }))
    best[index] = steps.reduce((left, right) => (right.cost < left.cost ? right : left))
  }
  return joinUnheard(wordsAlong(tokens, best, question), question)
}

const stepsFrom = (
  tokens: readonly Token[],
  index: number,
  vocabulary: Vocabulary,
): readonly [Step, ...Step[]] => {
  const unheard: Step = { length: 1, evidence: [], cost: unheardCost }
  const matches = vocabulary.match(tokens, index).map(
    ({ length, evidence }): Step => ({
      length,
      evidence,
      cost: evidence.every(isFiller) ? fillerCost : wordCost,
    }),
  )
  const year = hearYear(tokens, index)
  const number = hearNumber(tokens, index)
  return [
    unheard,
    ...matches,
    ...(year ? [year] : []),
    ...(number
      ? [
          {
            length: number.length,
            evidence: [
              { kind: 'number', value: number.value, unit: number.unit, bare: number.bare } as const,
            ],
            cost: wordCost,
          },
        ]
      : []),
  ]
}

/** 2023, 2023年, 2023年度, 二〇二三年 */
const hearYear = (tokens: readonly Token[], index: number): Step | null => {
  const token = tokens[index]
  if (token?.kind !== 'number' || !/^(?:19|20)\d\d$/u.test(token.text)) return null
  const suffix = ['年', '度'].reduce(
    (length, text) => (tokens[index + length]?.text === text ? length + 1 : length),
    1,
  )
  return { length: suffix, evidence: [{ kind: 'year', year: Number(token.text) }], cost: wordCost - 0.1 }
}

const isFiller = (evidence: HeardEvidence): boolean => evidence.kind === 'role' && evidence.role === 'filler'

const wordsAlong = (
  tokens: readonly Token[],
  best: readonly { step: Step | null }[],
  question: string,
): readonly HeardWord[] => {
  const words: HeardWord[] = []
  for (let index = 0; index < tokens.length; ) {
    const step = best[index]?.step ?? { length: 1, evidence: [], cost: 0 }
    const start = tokens[index]?.start ?? 0
    const end = tokens[index + step.length - 1]?.end ?? start
    words.push({ text: question.slice(start, end), span: [start, end], evidence: step.evidence })
    index += step.length
  }
  return words
}

/** Unheard tokens that touch are one unheard word, so that it can be named as it was typed. */
const joinUnheard = (words: readonly HeardWord[], question: string): readonly HeardWord[] => {
  const joined: HeardWord[] = []
  for (const word of words) {
    const last = joined.at(-1)
    const isContinuation =
      last?.evidence.length === 0 &&
      word.evidence.length === 0 &&
      question.slice(last.span[1], word.span[0]).trim() === ''
    if (isContinuation) joined.pop()
    const start = isContinuation ? last.span[0] : word.span[0]
    joined.push({ ...word, text: question.slice(start, word.span[1]), span: [start, word.span[1]] })
  }
  return joined
}

export const roleOf = (word: HeardWord, role: Role): string | null => {
  const found = word.evidence.find((evidence) => evidence.kind === 'role' && evidence.role === role)
  return found?.kind === 'role' ? found.value : null
}

/** Nothing but a word of courtesy or grammar. */
export const isPureFiller = (word: HeardWord): boolean =>
  word.evidence.length > 0 && word.evidence.every(isFiller)
