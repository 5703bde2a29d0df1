/** What a person reads after an evaluation. */
import { type Documents, unsoundness } from './citation-soundness.ts'
import {
  checkCounts,
  declinedIn,
  inLanguage,
  paraphraseShares,
  percentOf,
  precisionWhenAnswering,
  reliabilityScore,
  shareRight,
  sharesBy,
  showPercent,
  showShare,
  wrongIn,
} from './measures.ts'
import { percentile } from './percentile.ts'
import { shortcomingsOf } from './score.ts'
import type { ScoredCase } from './score-sets.ts'

type Scored = readonly ScoredCase[]
type Lines = readonly string[]

export const evaluationReport = (scored: Scored, documents: Documents): string =>
  [
    ...sharesByKind(scored),
    ...failedCheckCounts(scored),
    ...wrongAnswers(scored),
    ...paraphrases(scored),
    ...languages(scored),
    ...citations(scored, documents),
    ...milliseconds(scored),
    ...reliability(scored),
    '',
    `Right ${showShare(shareRight(scored))}.`,
  ].join('\n')

const section = (heading: string, entries: readonly (readonly [name: string, value: string])[]): Lines =>
  entries.length === 0
    ? []
    : [heading, ...entries.map(([name, value]) => `  ${name.padEnd(24)} ${value}`), '']

const kinds: Readonly<Record<string, (one: ScoredCase) => string>> = {
  category: ({ question }) => question.category,
  language: ({ question }) => question.lang,
  difficulty: ({ question }) => String(question.difficulty),
  turns: ({ question }) => (question.turns.length === 1 ? 'single' : 'follow-up'),
  'expected behaviour': ({ question }) => question.expect.behaviour,
  set: ({ set }) => set,
}

const sharesByKind = (scored: Scored): Lines =>
  Object.entries(kinds).flatMap(([kind, nameOf]) =>
    section(
      `By ${kind}`,
      sharesBy(scored, nameOf).map(([name, share]) => [name, showShare(share)]),
    ),
  )

const failedCheckCounts = (scored: Scored): Lines =>
  section(
    'Failed checks, of those that applied',
    checkCounts(scored).map(({ check, failed, applied }) => [check, `${failed} of ${applied}`]),
  )

const wrongAnswers = (scored: Scored): Lines =>
  section(
    'Wrong answers',
    wrongIn(scored).map(({ question, verdict }) => [question.id, shortcomingsOf(verdict).join('; ')]),
  )

const paraphrases = (scored: Scored): Lines => {
  const { everyRight, sameVerdict } = paraphraseShares(scored)
  return everyRight.all === 0
    ? []
    : section('Paraphrases, by group', [
        ['every wording right', showShare(everyRight)],
        ['every wording or none', showShare(sameVerdict)],
      ])
}

const languages = (scored: Scored): Lines => {
  const [chinese, english] = (['zh', 'en'] as const).map((language) =>
    shareRight(inLanguage(scored, language)),
  )
  if (!chinese || !english) return []
  const apart = percentOf(chinese) - percentOf(english)
  return [
    `Chinese ${showPercent(chinese)}, English ${showPercent(english)}: ${Math.abs(apart).toFixed(1)} points apart.`,
  ]
}

const citations = (scored: Scored, documents: Documents): Lines => {
  const all = scored.flatMap(({ answer }) => answer?.citations ?? [])
  const unsound = all.filter((citation) => unsoundness(citation, documents) !== null)
  return [`Citations: ${all.length}, of which unsound ${unsound.length}.`]
}

const milliseconds = (scored: Scored): Lines => {
  const times = scored.map(({ elapsedMs }) => elapsedMs)
  return [
    `Milliseconds for an answer: p50 ${percentile(times, 50).toFixed(1)}, p99 ${percentile(times, 99).toFixed(1)}.`,
  ]
}

const reliability = (scored: Scored): Lines => [
  `Declined ${declinedIn(scored).length}, wrong ${wrongIn(scored).length}; precision when answering ${showShare(precisionWhenAnswering(scored))}.`,
  `RS(0) ${reliabilityScore(scored, 0).toFixed(1)}, RS(10) ${reliabilityScore(scored, 10).toFixed(1)}: right counts 1, declined 0, wrong -0 or -10; mean × 100.`,
]
