/** The development set as it was once answered in the place of a model, asked again from the file kept beside it. */
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { openAnswerer } from '../answer/create-answerer.ts'
import { readExchanges, replayExchanges } from '../model/exchanges.ts'
import { seedFiveDisclosures } from '../testing/five-disclosures.ts'
import { readCaseSet } from './case-sets.ts'
import { readDocuments } from './documents.ts'
import { failedChecks } from './score.ts'
import { type ScoredCase, scoreSets } from './score-sets.ts'

const exchanges = readExchanges(join(import.meta.dirname, 'exchanges', 'dev.scripted.jsonl'))

let scored: readonly ScoredCase[]
beforeAll(async () => {
  const store = await seedFiveDisclosures()
  const service = replayExchanges(exchanges)
  const answerer = await openAnswerer({
    store: store.current,
    clock: () => 0,
    planning: { service, mode: 'model' },
  })
  try {
    const documents = readDocuments(store.config.shippedFolder)
    scored = await scoreSets([readCaseSet('dev')], { answerer, documents, clock: () => 0 })
  } finally {
    await answerer.close()
    store.remove()
  }
})

it('says of itself that no model gave the replies', () => {
  expect(new Set(exchanges.map(({ source }) => source))).toEqual(new Set(['scripted']))
})

it('has a reply wherever one is asked for', () => {
  const asked = scored.filter(({ answer }) => answer?.model !== undefined)
  expect(asked.length).toBeGreaterThan(scored.length / 2)
  expect(asked.filter(({ answer }) => answer?.model?.code === 'no-reply-kept')).toEqual([])
})

it('gives no answer without sound citations and a query that only reads', () => {
  const faulty = scored.filter(({ verdict }) =>
    failedChecks(verdict).some((check) => ['runs', 'citation', 'sql_readonly'].includes(check)),
  )
  expect(faulty.map(({ question }) => question.id)).toEqual([])
})
