/**
 * The law over the five disclosures: what code says of an answer's own figures stands, and the same with one digit
 * changed does not.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bodies, openSeededAnswerer, type SeededAnswerer } from '../../testing/five-disclosures.ts'
import { sentenceFault } from './check-sentence.ts'
import { materialOf } from './material.ts'
import { type ProseSource, proseSource } from './prose-source.ts'
import { sentencesOf } from './testing/sentences-of.ts'

let five: SeededAnswerer
beforeAll(async () => {
  five = await openSeededAnswerer()
})
afterAll(() => five.close())

const questions = {
  zh: [...Object.values(bodies).map((body) => `总结一下${body}`), '概括一下各部门'],
  en: [
    ...Object.values(bodies).map((body) => `Give me an overview of ${body}`),
    'Give me an overview of all unions',
  ],
} as const

const sourcesIn = async (language: 'zh' | 'en'): Promise<readonly ProseSource[]> => {
  const answers = await Promise.all(questions[language].map((question) => five.ask(question)))
  return answers.map((answer) => {
    expect(answer.plan).toMatchObject({ kind: 'summary' })
    expect(answer.language).toBe(language)
    return proseSource(answer, five.answerer.vocabulary, language)
  })
}

/** Each digit of a sentence in turn, one higher; years and codes of items among them. */
const withOneDigitChanged = (sentence: string): readonly string[] =>
  [...sentence.matchAll(/\d/gu)].map(
    ({ 0: digit, index }) =>
      `${sentence.slice(0, index)}${(Number(digit) + 1) % 10}${sentence.slice(index + 1)}`,
  )

describe.each(['zh', 'en'] as const)('summaries in %s', (language) => {
  it('have figures to write of', async () => {
    for (const source of await sourcesIn(language))
      expect(materialOf(source).figures.length).toBeGreaterThan(5)
  })

  it('are told in sentences that stand', async () => {
    const said = (await sourcesIn(language)).flatMap((source) =>
      sentencesOf(source).map((sentence) => ({ sentence, fault: sentenceFault(sentence, source) })),
    )
    expect(said.length).toBeGreaterThan(80)
    expect(said.filter(({ fault }) => fault !== null)).toEqual([])
  })

  it('are told in none that has one digit changed', async () => {
    const standing = (await sourcesIn(language)).flatMap((source) =>
      sentencesOf(source)
        .flatMap(withOneDigitChanged)
        .filter((sentence) => sentenceFault(sentence, source) === null),
    )
    expect(standing).toEqual([])
  })

  it('are told in none that says the value of another figure', async () => {
    const standing = (await sourcesIn(language)).flatMap((source) => {
      const { figures } = materialOf(source)
      const sentences = sentencesOf(source)
      return sentences
        .flatMap((sentence, at) =>
          figures.map(({ value }) => sentence.replace(figures[at]?.value ?? '', value)),
        )
        .filter((changed) => !sentences.includes(changed) && sentenceFault(changed, source) === null)
    })
    expect(standing).toEqual([])
  })
})
