/** How large the prompt is, counted as a service counts it: bounded with the five reports, and with thousands of bodies. */
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

const promptTokens = async (vocabulary: Vocabulary, question: string, before: readonly string[]) => {
  const service = scriptedModel()
  const planner = createModelPlanner({ service, vocabulary, storeVersion: '' })
  await planner.read({ question, before, spokenOf: [...vocabulary.departments.keys()] }, languageOf(question))
  const [request] = service.requests
  if (!request) throw new Error('nothing was asked')
  return (
    countTokens(JSON.stringify(request.schema.json)) +
    countTokens(request.messages.map(({ content }) => content).join('\n'))
  )
}

describe('a prompt with its schema', () => {
  const questions = caseSetNames()
    .flatMap((name) => readCaseSet(name).cases)
    .filter((_, at) => at % 12 === 0)
    .map(({ turns }) => ({ question: turns.at(-1) ?? '', before: turns.slice(0, -1) }))

  it.each([
    ['the five reports', 0],
    ['thousands of bodies more', 3_000],
  ])('has at most 6,000 tokens with %s', async (_, more) => {
    const sources = await readVocabularySources(store.current.path)
    const invented = inventDepartments(more, 2023)
    const vocabulary = buildVocabulary(
      [...sources.terms, ...termsOfInvented(invented)],
      [...sources.departments, ...invented],
      sources.stated,
    )
    const sizes: number[] = []
    for (const { question, before } of questions) sizes.push(await promptTokens(vocabulary, question, before))
    expect(sizes.length).toBeGreaterThan(100)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(mostTokens)
    expect(Math.min(...sizes)).toBeGreaterThan(mostTokens / 2)
  })
})
