import type { Case } from './case.ts'
import { checks, type JudgedAnswer, type Reading, readAnswer } from './checks.ts'
import type { Documents } from './citation-soundness.ts'

/** `runs` fails where there is no answer at all. */
export type CheckName = keyof typeof checks | 'runs'

/** `shortcomings`: what is wrong, in words; empty where the check holds. */
export type CheckOutcome = Readonly<{ check: CheckName; shortcomings: readonly string[] }>

/** The checks that apply, and whether all of them hold. */
export type Verdict = Readonly<{ isRight: boolean; outcomes: readonly CheckOutcome[] }>

export const failedChecks = ({ outcomes }: Verdict): readonly CheckName[] =>
  outcomes.filter(({ shortcomings }) => shortcomings.length > 0).map(({ check }) => check)

/** Each with the name of its check. */
export const shortcomingsOf = ({ outcomes }: Verdict): readonly string[] =>
  outcomes.flatMap(({ check, shortcomings }) => shortcomings.map((what) => `${check}: ${what}`))

export const noAnswer = (reason: string): Verdict => ({
  isRight: false,
  outcomes: [{ check: 'runs', shortcomings: [reason] }],
})

/** Judges by every expectation that serves: right where one is met, else by the one that the answer comes closest to. */
export const score = ({ expect, evidence }: Case, answer: JudgedAnswer, documents: Documents): Verdict => {
  const evidenceFiles = new Set(evidence.map(({ file }) => file))
  const verdicts = [expect, ...expect.alt].map((expected) =>
    judge(readAnswer(expected, answer, evidenceFiles, documents)),
  )
  return verdicts.reduce((best, verdict) =>
    shareHeld(verdict) > shareHeld(best) && !failedChecks(verdict).includes('behaviour') ? verdict : best,
  )
}

const judge = (reading: Reading): Verdict => {
  const outcomes = Object.entries(checks).flatMap(([check, shortcomingsOf]) => {
    const shortcomings = shortcomingsOf(reading)
    return shortcomings === null ? [] : [{ check: check as CheckName, shortcomings }] // a key of `checks`
  })
  return { isRight: outcomes.every(({ shortcomings }) => shortcomings.length === 0), outcomes }
}

const shareHeld = ({ outcomes }: Verdict): number =>
  outcomes.filter(({ shortcomings }) => shortcomings.length === 0).length / outcomes.length
