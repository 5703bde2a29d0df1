/**
 * How large the prompt is, counted as a service counts it: bounded with the five reports, and with thousands of bodies, whatever
 * is typed.
 */
import { countTokens } from 'gpt-tokenizer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { languageOf } from '../../db/domain/text.ts'
import { inventDepartments, termsOfInvented } from '../commands/invented-departments.ts'
import { caseSetNames, readCaseSet } from '../evaluation/case-sets.ts'
import { type SeededStore, seedFiveDisclosures } from '../testing/five-disclosures.ts'
import { readVocabularySources } from '../understand/load-vocabulary.ts'
import { buildVocabulary, type Vocabulary } from '../understand/vocabulary.ts'
import { createModelPlanner } from './model-planner.ts'
import { scriptedModel } from './testing/scripted-model.ts'

const mostTokens = 6_000

let store: SeededStore
beforeAll(async () => {
  store = await seedFiveDisclosures()
})
afterAll(() => store.remove())

/** null: nothing is sent. */
const promptTokens = async (vocabulary: Vocabulary, question: string, before: readonly string[]) => {
  const service = scriptedModel()
  const planner = createModelPlanner({ service, vocabulary, storeVersion: '' })
  await planner.read({ question, before, spokenOf: [...vocabulary.departments.keys()] }, languageOf(question))
  const [request] = service.requests
  if (!request) return null
  return (
    countTokens(JSON.stringify(request.schema.json)) +
    countTokens(request.messages.map(({ content }) => content).join('\n'))
  )
}

const stores = [
  ['the five reports', 0],
  ['thousands of bodies more', 3_000],
] as const

const vocabularyWith = async (more: number): Promise<Vocabulary> => {
  const sources = await readVocabularySources(store.current.path)
  const invented = inventDepartments(more, 2023)
  return buildVocabulary(
    [...sources.terms, ...termsOfInvented(invented)],
    [...sources.departments, ...invented],
    sources.stated,
  )
}

describe('a prompt with its schema', () => {
  const questions = caseSetNames()
    .flatMap((name) => readCaseSet(name).cases)
    .filter((_, at) => at % 12 === 0)
    .map(({ turns }) => ({ question: turns.at(-1) ?? '', before: turns.slice(0, -1) }))

  it.each(stores)('has at most 6,000 tokens with %s', async (_, more) => {
    const vocabulary = await vocabularyWith(more)
    const sizes: number[] = []
    for (const { question, before } of questions) {
      const size = await promptTokens(vocabulary, question, before)
      if (size !== null) sizes.push(size)
    }
    expect(sizes).toHaveLength(questions.length)
    expect(sizes.length).toBeGreaterThan(100)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(mostTokens)
    expect(Math.min(...sizes)).toBeGreaterThan(mostTokens / 2)
  })

  /** Each goes on without end; what most bytes and most tokens are made of is among them. */
  const endless = {
    'Chinese words': ['天元区总工会', '公务接待费、公务用车运行维护费、培训费和会议费各是多少，'],
    'English words': ['How much did the Tianyuan union ', 'spend on receptions, vehicles and training, '],
    'rare characters': ['天元区总工会', '龘爨𠀀鞭螟𪚥蠢😀ꙮ𰻝'],
    'rare characters among English words': ['How much did the Tianyuan union spend on 龘 ', '螟𪚥x𰻝q'],
    'Chinese words and rare characters': ['新洲区总工会', '住房公积金𪚥龘工会经费爨其他交通费用𠀀'],
    'what JSON writes longer': ['平乡县总工会花了多少', '"\\\u0001\ud800"'],
    'letters that are no word': ['which union spent most on ', 'xqZj9-kv~Wq}'],
  } as const

  it.each(stores)('has no more of long questions and threads with %s', async (_, more) => {
    const vocabulary = await vocabularyWith(more)
    for (const [name, [start, rest]] of Object.entries(endless)) {
      const typed = (length: number) => `${start}${rest.repeat(length)}`.slice(0, length)
      for (const length of [60, 130, 170, 930])
        for (const earlier of [0, 50, 818]) {
          const before = earlier === 0 ? [] : [1, 2, 3, 4].map((at) => typed(earlier + at))
          const size = await promptTokens(vocabulary, typed(length), before)
          expect(size ?? 0, `${name}: ${length} after ${earlier}`).toBeLessThanOrEqual(mostTokens)
        }
      expect(await promptTokens(vocabulary, typed(60), [818, 818, 818, 818].map(typed)), name).not.toBeNull()
      expect(await promptTokens(vocabulary, typed(1_617), []), name).toBeNull()
    }
  })
})
