/** Cuts a question into words with evidence: the cover with the fewest unheard tokens, then the fewest words. */

import { hearGlosses } from './glosses.ts'
import { type HeardEvidence, type HeardWord, isFiller, isUnheard } from './heard-word.ts'
import { hearNumber } from './numbers.ts'
import { type Token, tokenize } from './tokens.ts'
import type { Vocabulary } from './vocabulary.ts'

const unheardCost = 20
/** For each token: nothing of the field is given up for a word of the bodies' work. */
const conceptCost = 10
const wordCost = 1
/** A filler covers a token only where nothing of the field does. */
const fillerCost = 1.2

type Step = Readonly<{ length: number; evidence: readonly HeardEvidence[]; cost: number }>

/** A misspelt name is heard only where the question leaves something unheard. */
const slipCost = 3

/** `inThread`: the bodies that the thread has spoken of. */
export const hear = (
  question: string,
  vocabulary: Vocabulary,
  inThread: readonly string[] = [],
): readonly HeardWord[] => {
  const tokens = tokenize(question)
  const words = cover(question, tokens, vocabulary, [])
  if (!hasUnheard(words)) return hearGlosses(words, question)
  const slips: MoreSteps = (at, index) =>
    vocabulary.matchSlip(at, index).map((slip) => ({ ...slip, cost: slipCost }))
  const glossed = hearGlosses(cover(question, tokens, vocabulary, [slips]), question)
  if (!hasUnheard(glossed)) return glossed
  const projects = projectsHeard(words, vocabulary, inThread)
  return hearGlosses(cover(question, tokens, vocabulary, [projects, slips]), question)
}

/** Parts of the names of projects of the bodies that are spoken of, or of all where none is. */
const projectsHeard = (
  words: readonly HeardWord[],
  vocabulary: Vocabulary,
  inThread: readonly string[],
): MoreSteps => {
  const named = words.flatMap(({ evidence }) =>
    evidence.flatMap((it) => (it.kind === 'department' || it.kind === 'place' ? it.ids : [])),
  )
  const bodies = [named, inThread, [...vocabulary.departments.keys()]].find(({ length }) => length > 0) ?? []
  const match = vocabulary.matchProjects([...new Set(bodies)])
  return (tokens, index) =>
    match(tokens, index).map(({ length, keys }) => ({
      length,
      evidence: [{ kind: 'item', keys }],
      cost: wordCost,
    }))
}

type MoreSteps = (tokens: readonly Token[], index: number) => readonly Step[]

const hasUnheard = (words: readonly HeardWord[]): boolean => words.some(isUnheard)

const cover = (
  question: string,
  tokens: readonly Token[],
  vocabulary: Vocabulary,
  more: readonly MoreSteps[],
): readonly HeardWord[] => {
  const best: { cost: number; step: Step | null }[] = [...tokens, null].map(() => ({ cost: 0, step: null }))
  for (let index = tokens.length - 1; index >= 0; index -= 1) {
    const steps = [
      ...stepsFrom(tokens, index, vocabulary),
      ...more.flatMap((stepsAt) => stepsAt(tokens, index)),
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
      cost: costOf(length, evidence),
    }),
  )
  const table = hearTableNumber(tokens, index)
  const year = hearYear(tokens, index)
  const number = hearNumber(tokens, index)
  return [
    unheard,
    ...matches,
    ...(table ? [table] : []),
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

/** 公开09表, "table 09", 第六部分: where in the document, which every answer cites. */
const hearTableNumber = (tokens: readonly Token[], index: number): Step | null => {
  const texts = tokens.slice(index, index + 6).map(({ text }) => text)
  const length = tablePatterns
    .map((pattern) => pattern.exec(texts.join(' '))?.[0].split(' ').length ?? 0)
    .reduce((longest, own) => Math.max(longest, own), 0)
  return length === 0
    ? null
    : { length, evidence: [{ kind: 'role', role: 'filler', value: 'yes' }], cost: wordCost }
}

const tablePatterns = [
  /^(?:tabl )?公 开 \d{1,2}(?: 表)?(?= |$)/u,
  /^tabl \d{1,2}(?= |$)/u,
  /^第 [一二三四五六七八九十] (?:部 分|节|章|条)(?= |$)/u,
  /^表 \d{1,2}(?= |$)/u,
] as const

/** 2023, 2023年, 2023年度, 二〇二三年 */
const hearYear = (tokens: readonly Token[], index: number): Step | null => {
  const token = tokens[index]
  // 22年 is short for 2022年.
  if (token?.kind === 'number' && /^[12]\d$/u.test(token.text) && tokens[index + 1]?.text === '年')
    return {
      length: tokens[index + 2]?.text === '度' ? 3 : 2,
      evidence: [{ kind: 'year', year: 2000 + Number(token.text) }],
      cost: wordCost - 0.1,
    }
  if (token?.kind !== 'number' || !/^(?:19|20)\d\d$/u.test(token.text)) return null
  const suffix = ['年', '度'].reduce(
    (length, text) => (tokens[index + length]?.text === text ? length + 1 : length),
    1,
  )
  return { length: suffix, evidence: [{ kind: 'year', year: Number(token.text) }], cost: wordCost - 0.1 }
}

const costOf = (length: number, evidence: readonly HeardEvidence[]): number => {
  if (evidence.every(({ kind }) => kind === 'concept')) return length * conceptCost + wordCost
  return evidence.every((it) => isFiller(it) || it.kind === 'concept') ? fillerCost : wordCost
}

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
