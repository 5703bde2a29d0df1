import { describe, expect, it } from 'vitest'
import { answerSchema } from '../answer/answer.ts'
import { failureAnswer } from '../answer/failure-answer.ts'
import { type Case, caseSchema } from './case.ts'
import {
  checkCounts,
  declinedIn,
  paraphraseShares,
  precisionWhenAnswering,
  reliabilityScore,
  shareRight,
  sharesBy,
  wrongIn,
} from './measures.ts'
import { percentile } from './percentile.ts'
import { evaluationReport } from './report.ts'
import { type ScoredCase, scoreSets } from './score-sets.ts'
import { scoreSection, scoreTable, withScoreSection } from './score-table.ts'

const documents = new Map<string, string>()

/** Answers each question with the status that it is made of, and fails for any other words. */
const echo = {
  answer: async (turns: readonly string[]) => ({
    ...failureAnswer('failed', 'none'),
    status: answerSchema.shape.status.parse(turns.at(-1)),
  }),
}

const scoreEchoes = (cases: readonly Case[]): Promise<readonly ScoredCase[]> => {
  let now = 0
  const clock = () => {
    now += 1
    return now
  }
  return scoreSets([{ name: 'echoes', cases }], { answerer: echo, documents, clock })
}

const asking = (
  turns: readonly string[],
  behaviour = 'answer',
  { category = 'lookup', lang = 'en', group }: { category?: string; lang?: string; group?: string } = {},
): Case =>
  caseSchema.parse({
    id: `${category} ${turns.join(' ')}`,
    lang,
    category,
    difficulty: 1,
    ...(group === undefined ? {} : { group }),
    turns,
    expect: { behaviour },
    evidence: [],
  })

const scored = await scoreEchoes([
  asking(['answer'], 'answer', { lang: 'zh', group: 'a' }),
  asking(['answer', 'answer'], 'answer', { group: 'a' }),
  asking(['no_data'], 'answer', { category: 'share', group: 'b' }),
  asking(['refuse'], 'refuse', { category: 'refuse', group: 'b' }),
  asking(['answer'], 'no_data', { category: 'no_data', lang: 'zh', group: 'c' }),
  asking(['clarify'], 'no_data', { category: 'no_data' }),
  asking(['no answer at all'], 'answer', { category: 'share' }),
  asking(['clarify'], 'clarify', { category: 'clarify' }),
])

describe('measures', () => {
  it('tell right, declined and wrong apart; to decline what cannot be answered, but otherwise, is wrong', () => {
    expect(shareRight(scored)).toEqual({ right: 4, all: 8 })
    expect(declinedIn(scored).map(({ question }) => question.id)).toEqual(['share no_data'])
    expect(wrongIn(scored).map(({ question }) => question.id)).toEqual([
      'no_data answer',
      'no_data clarify',
      'share no answer at all',
    ])
  })

  it('count precision among the answers that claim to answer', () => {
    expect(precisionWhenAnswering(scored)).toEqual({ right: 2, all: 3 })
  })

  it('weigh a wrong answer with its cost', () => {
    expect(reliabilityScore(scored, 0)).toBe(50)
    expect(reliabilityScore(scored, 10)).toBe((100 * (4 - 30)) / 8)
    expect(reliabilityScore([], 10)).toBe(0)
  })

  it('hold the wordings of one question together', () => {
    expect(paraphraseShares(scored)).toEqual({
      everyRight: { right: 1, all: 3 },
      sameVerdict: { right: 2, all: 3 },
    })
  })

  it('count by name, in order', () => {
    expect(sharesBy(scored, ({ question }) => question.lang)).toEqual([
      ['en', { right: 3, all: 6 }],
      ['zh', { right: 1, all: 2 }],
    ])
  })

  it('count failed checks of those that applied', () => {
    expect(checkCounts(scored)).toEqual([
      { check: 'behaviour', failed: 3, applied: 7 },
      { check: 'runs', failed: 1, applied: 1 },
      { check: 'sql_readonly', failed: 0, applied: 7 },
    ])
  })

  it('find the value that a percentage lies below', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => index + 1).reverse()
    expect([percentile(hundred, 50), percentile(hundred, 99), percentile([], 50)]).toEqual([51, 100, 0])
  })
})

it('reports what was measured', () => {
  const report = evaluationReport(scored, documents)
  for (const line of [
    '  no_data                  0.0% (0/2)',
    '  follow-up                100.0% (1/1)',
    '  behaviour                3 of 7',
    '  every wording right      33.3% (1/3)',
    '  every wording or none    66.7% (2/3)',
    'Chinese 50.0%, English 50.0%: 0.0 points apart.',
    'Milliseconds for an answer: p50 1.0, p99 1.0.',
    'Declined 1, wrong 3; precision when answering 66.7% (2/3).',
    'Right 50.0% (4/8).',
  ])
    expect(report.split('\n')).toContain(line)
})

describe('the score table', () => {
  it('says for each category what is not right and why', () => {
    expect(scoreTable(scored)).toContain(
      [
        '| category | right | not right | failed checks |',
        '| --- | ---: | ---: | --- |',
        '| clarify | 1/1 | 0 |  |',
        '| lookup | 2/2 | 0 |  |',
        '| no_data | 0/2 | 2 | behaviour 2 |',
        '| refuse | 1/1 | 0 |  |',
        '| share | 0/2 | 2 | behaviour 1, runs 1 |',
      ].join('\n'),
    )
  })

  it('takes the place of the section between its marks, and of nothing else', () => {
    const page = 'before\n<!-- score:begin -->\nold\n<!-- score:end -->\nafter\n'
    const renewed = withScoreSection(page, 'new')
    expect(renewed).toBe('before\n<!-- score:begin -->\nnew\n<!-- score:end -->\nafter\n')
    expect(scoreSection(renewed ?? '')).toBe('new')
    expect([withScoreSection('no marks', 'new'), scoreSection('no marks')]).toEqual([null, null])
  })
})
