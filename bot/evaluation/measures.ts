import { failedChecks } from './score.ts'
import type { ScoredCase } from './score-sets.ts'

type Scored = readonly ScoredCase[]
export type Share = Readonly<{ right: number; all: number }>

/** 0 of nothing. */
export const percentOf = ({ right, all }: Share): number => (all === 0 ? 0 : (100 * right) / all)

export const showPercent = (share: Share): string => `${percentOf(share).toFixed(1)}%`

export const showShare = (share: Share): string => `${showPercent(share)} (${share.right}/${share.all})`

export const shareRight = (scored: Scored): Share => ({
  right: scored.filter(({ verdict }) => verdict.isRight).length,
  all: scored.length,
})

/** Shape: by name, in alphabetical order. */
export const sharesBy = (
  scored: Scored,
  nameOf: (one: ScoredCase) => string,
): readonly (readonly [name: string, share: Share])[] =>
  [...Map.groupBy(scored, nameOf)]
    .map(([name, group]) => [name, shareRight(group)] as const)
    .toSorted(([left], [right]) => (left < right ? -1 : 1))

/** Of the answers that claim to answer. */
export const precisionWhenAnswering = (scored: Scored): Share =>
  shareRight(scored.filter(({ answer }) => answer?.status === 'answer'))

/** Not right, but no harm done: a question that could be answered was declined. */
const isDeclined = ({ verdict, answer, question }: ScoredCase): boolean =>
  !verdict.isRight && answer !== null && answer.status !== 'answer' && question.expect.behaviour === 'answer'

export const declinedIn = (scored: Scored): Scored => scored.filter(isDeclined)

/** Neither right nor declined. */
export const wrongIn = (scored: Scored): Scored =>
  scored.filter((one) => !one.verdict.isRight && !isDeclined(one))

/** Right counts 1, declined 0, wrong `-cost`; the mean times 100. */
export const reliabilityScore = (scored: Scored, cost: number): number => {
  const { right, all } = shareRight(scored)
  return all === 0 ? 0 : (100 * (right - cost * wrongIn(scored).length)) / all
}

export const inLanguage = (scored: Scored, language: 'zh' | 'en'): Scored =>
  scored.filter(({ question }) => question.lang === language)

export const followUpsIn = (scored: Scored): Scored =>
  scored.filter(({ question }) => question.turns.length > 1)

/** Groups of wordings of one question: how many are right in every wording, and how many in every wording or none. */
export const paraphraseShares = (scored: Scored): Readonly<{ everyRight: Share; sameVerdict: Share }> => {
  const groups = [...Map.groupBy(scored, ({ question }) => question.group)]
    .filter(([group]) => group !== undefined)
    .map(([, wordings]) => shareRight(wordings))
  const all = groups.length
  return {
    everyRight: { right: groups.filter((group) => group.right === group.all).length, all },
    sameVerdict: {
      right: groups.filter((group) => group.right === group.all || group.right === 0).length,
      all,
    },
  }
}

export type CheckCount = Readonly<{ check: string; failed: number; applied: number }>

/** Shape: the check that failed most often first. */
export const checkCounts = (scored: Scored): readonly CheckCount[] => {
  const outcomes = scored.flatMap(({ verdict }) => verdict.outcomes)
  const failed = scored.flatMap(({ verdict }) => failedChecks(verdict))
  return [...Map.groupBy(outcomes, ({ check }) => check)]
    .map(([check, applied]) => ({
      check,
      failed: failed.filter((name) => name === check).length,
      applied: applied.length,
    }))
    .toSorted((left, right) => right.failed - left.failed)
}
