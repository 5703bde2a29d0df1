/** What a model writes beside an answer: shown where it was checked, and nothing else is any different. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { failing, scriptedModel } from '../model/testing/scripted-model.ts'
import { type SeededStore, seedFiveDisclosures } from '../testing/five-disclosures.ts'
import type { Answer } from './answer.ts'
import { openAnswerer } from './create-answerer.ts'
import { phrases } from './phrases.ts'

let store: SeededStore
beforeAll(async () => {
  store = await seedFiveDisclosures()
})
afterAll(() => store.remove())

const asking = async (
  questions: readonly string[],
  replies: readonly unknown[],
  writesProse = true,
): Promise<Readonly<{ answers: readonly Answer[]; asked: number }>> => {
  const service = scriptedModel(...replies)
  const answerer = await openAnswerer({
    store: store.current,
    clock: () => 0,
    planning: { service, mode: 'auto', writesProse },
  })
  try {
    const answers: Answer[] = []
    for (const question of questions) answers.push(await answerer.answer([question]))
    return { answers, asked: service.requests.length }
  } finally {
    await answerer.close()
  }
}

const summary = '天元区总工会2023年决算概况'
const right = '株洲市天元区总工会2023年支出决算数为429.56万元。'
const wrong = '株洲市天元区总工会2023年支出决算数为492.56万元。'
const duties = 'What are the duties of the Xinzhou union?'

describe('sentences above a summary', () => {
  it('are shown where each number stands in it, and marked', async () => {
    const { answers } = await asking([summary], [{ sentences: [right, wrong] }])
    const plain = await asking([summary], [], false)
    const [answer] = answers
    const [whole] = plain.answers
    expect(answer?.text).toBe(`${phrases.zh.machineWritten}\n${right}\n\n${whole?.text}`)
    expect(answer?.model).toMatchObject({ code: 'wrote', note: null, promptTokens: 100 })
    const { text: _, model: __, ...rest } = answer as Answer // it was asked for
    expect(rest).toEqual(Object.fromEntries(Object.entries(whole ?? {}).filter(([key]) => key !== 'text')))
  })

  it.each([
    ['all of them are wrong', [{ sentences: [wrong] }]],
    ['nothing is said', [{ sentences: [] }]],
    ['nonsense is said', ['I am sorry']],
    ['the model fails', [failing('timeout')]],
  ])('are none where %s', async (_, replies) => {
    const [answer] = (await asking([summary], replies)).answers
    expect(answer?.status).toBe('answer')
    expect(answer?.text).not.toContain(phrases.zh.machineWritten)
  })

  it('are written once', async () => {
    const { answers, asked } = await asking([summary, summary], [{ sentences: [right] }])
    expect(answers[1]?.text).toBe(answers[0]?.text)
    expect(answers[1]).not.toHaveProperty('model')
    expect(asked).toBe(1)
  })
})

it('translations stand below what an English answer quotes', async () => {
  const [answer] = (
    await asking(
      [duties],
      [
        {
          glosses: [
            { index: 1, english: '(1) it carries out the policies and guides the daily work of the union.' },
          ],
        },
      ],
    )
  ).answers
  expect(answer?.text).toContain(phrases.en.machineGlosses)
  expect(answer?.text).toContain('it carries out the policies and guides the daily work of the union.')
})

it('nothing is asked of what is neither a summary nor quoted in English', async () => {
  const { asked } = await asking(['天元区总工会2023年支出多少？', '新洲区总工会的主要职责是什么？'], [])
  expect(asked).toBe(0)
})
