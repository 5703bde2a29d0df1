/**
 * Questions with the reading that a person who works with budgets expects, in both languages: `cases.json` is the list
 * to review. What a reading does not say is not in the plan: the newest year, the default fund, the departments' totals.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { planSchema } from '../../db/plan/plan.ts'
import { type SeededStore, seedFiveDisclosures } from '../testing/five-disclosures.ts'
import { readingOf } from '../testing/reading.ts'
import cases from './cases.json' with { type: 'json' }
import { loadVocabulary } from './load-vocabulary.ts'
import { understand } from './understand.ts'
import type { Vocabulary } from './vocabulary.ts'

let seeded: SeededStore
let vocabulary: Vocabulary
beforeAll(async () => {
  seeded = await seedFiveDisclosures()
  vocabulary = await loadVocabulary(seeded.current.path)
})
afterAll(() => seeded.remove())

describe('questions and their readings', () => {
  it.each(cases.pairs.map(({ zh, reading }) => ({ question: zh, reading })))('$question', ({
    question,
    reading,
  }) => {
    expect(readingOf(understand(question, vocabulary, null), vocabulary)).toEqual(reading)
  })

  it.each(cases.pairs.map(({ en, reading }) => ({ question: en, reading })))('$question', ({
    question,
    reading,
  }) => {
    expect(readingOf(understand(question, vocabulary, null), vocabulary)).toEqual(reading)
  })

  it('are at least eighty, each once', () => {
    const questions = cases.pairs.flatMap(({ zh, en }) => [zh, en])
    expect(questions.length).toBeGreaterThanOrEqual(80)
    expect(new Set(questions).size).toBe(questions.length)
  })
})

describe('the flagship question in other words', () => {
  it.each(cases.flagship)('%s', (question) => {
    const reading = readingOf(understand(question, vocabulary, null), vocabulary)
    expect(reading).toMatchObject({ kinds: ['tradeUnion'] })
    const { asks } = reading
    expect(['overrunPercent', 'completionPercent']).toContain(asks)
    const bound = asks === 'overrunPercent' ? 50 : 150
    expect(reading.conditions).toHaveLength(1)
    expect([`gt ${bound}`, `ge ${bound}`]).toContain(reading.conditions?.[0])
  })
})

describe('laws of understanding', () => {
  const all = [...cases.flagship, ...cases.pairs.flatMap(({ zh, en }) => [zh, en])]

  it.each(all)('a plan is plain data that parses and prints back: %s', (question) => {
    const understanding = understand(question, vocabulary, null)
    if (understanding.kind !== 'plan') return
    expect(planSchema.parse(JSON.parse(JSON.stringify(understanding.plan)))).toEqual(understanding.plan)
  })

  it.each(all)('courtesy changes nothing: %s', (question) => {
    const isChinese = /\p{Script=Han}/u.test(question)
    const polite = isChinese
      ? `请问一下，${question}谢谢！`
      : `Hi, could you please tell me: ${question} Thanks!`
    const reading = readingOf(understand(question, vocabulary, null), vocabulary)
    expect(readingOf(understand(polite, vocabulary, null), vocabulary)).toEqual(reading)
  })

  it.each(all)('capitals, width and spaces change nothing: %s', (question) => {
    const reading = readingOf(understand(question, vocabulary, null), vocabulary)
    for (const other of [
      question.toUpperCase(),
      `  ${question.replaceAll(' ', '   ')}\n`,
      question.replaceAll('%', '％').replaceAll('?', '？'),
    ])
      expect(readingOf(understand(other, vocabulary, null), vocabulary), other).toEqual(reading)
  })

  it.each(all)('a word that nobody knows is never passed over: %s', (question) => {
    const isChinese = /\p{Script=Han}/u.test(question)
    const understanding = understand(
      isChinese ? `饕餮${question}` : `${question} for zyzzyva`,
      vocabulary,
      null,
    )
    // What a contradiction is said to be about is looked up in it; two numbers say it better than any word.
    if (understanding.kind === 'plan' && understanding.plan.kind === 'findings') {
      const { topics, figures } = understanding.plan
      const isLookedUp = topics.some((forms) => forms.includes(isChinese ? '饕餮' : 'zyzzyva'))
      expect(isLookedUp || figures.length > 1).toBe(true)
    } else if (understanding.kind === 'plan' && 'passedOver' in understanding.plan) {
      // Where all there is is shown anyway, the answer says that it leaves the word out of account.
      expect(understanding.plan.passedOver.join(' ')).toContain(isChinese ? '饕餮' : 'zyzzyva')
    } else expect(understanding.kind).not.toBe('plan')
  })
})
