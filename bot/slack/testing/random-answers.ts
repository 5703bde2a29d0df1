import type { Answer, AnswerCell } from '../../answer/answer.ts'
import { seededNumbers } from '../../testing/seeded-numbers.ts'
import { modelPart, sampleAnswer } from './sample-answers.ts'

const scraps = [
  '天元区总工会',
  '决算数为',
  '141.61万元',
  'exceeded by 4.2956 million yuan',
  '<!channel>',
  '<@U00000BOT>',
  '<https://example.org|here>',
  'https://example.org',
  '&',
  '&lt;!here&gt;',
  '*_`~',
  '😀👩‍👩‍👧‍👦🇨🇳',
  '\ud83d',
  '\udc00',
  '\u0000\u0007\u200b',
  '\n\t ',
  '',
  '　',
  '"\\',
]

/** An Answer as wild as its schema allows: nothing, one, a few or thousands of anything. */
export const randomAnswer = (seed: number): Answer => {
  const next = seededNumbers(seed)
  const below = (limit: number): number => Math.floor(next() * limit)
  const pick = <Entry>(entries: readonly Entry[]): Entry => {
    const entry = entries[below(entries.length)]
    if (entry === undefined) throw new Error('nothing to pick from')
    return entry
  }
  const many = <Entry>(counts: readonly number[], make: (index: number) => Entry): Entry[] =>
    Array.from({ length: below(pick(counts) + 1) }, (_, index) => make(index))
  const words = (): string => many([0, 2, 5, 5, 400], () => pick(scraps)).join('')
  const cell = (): AnswerCell =>
    pick([
      words,
      () => null,
      () => below(10_000_000) / 100,
      () => -below(10_000),
      () => next() * 10 ** (below(40) - 20),
      () => 0,
    ])()
  const columns = many([1, 6, 6, 40], (index) =>
    pick(['department', 'fiscal_year', `amount_${index}_yuan`, words()]),
  )
  const rows = many([0, 1, 12, 40, columns.length > 12 ? 50 : 3_000], () =>
    next() < 0.1 ? many([columns.length + 3], cell) : columns.map(cell),
  )
  const citationCount = below(pick([1, 4, 30, 400]) + 1)
  return sampleAnswer({
    status: pick(['answer', 'clarify', 'no_data', 'refuse'] as const),
    language: pick(['zh', 'en'] as const),
    text: words(),
    restatement: words(),
    columns,
    labels: many([columns.length, 3], words),
    rows,
    evidence: many([rows.length], () => columns.map(() => many([0, 1, 6], () => below(citationCount + 2)))),
    citations: Array.from({ length: citationCount }, () => ({
      file: words(),
      lines: pick([null, [1, 1] as [number, number], [407, 409] as [number, number]]),
      page: pick([null, 3]),
      place: words(),
      quote: words(),
    })),
    warnings: many([0, 2, 60], words),
    choices: many([0, 4, 12], () => ({ label: words(), question: pick([words(), '问'.repeat(2_100)]) })),
    model: modelPart({ note: pick([words, () => null])(), name: words() }),
  })
}
