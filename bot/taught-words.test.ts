/** Words that a file teaches, from the file to the answer. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenAnswerer, openAnswerer } from './answer/create-answerer.ts'
import { readConfig } from './config.ts'
import { bodies, openSeededAnswerer, type SeededAnswerer } from './testing/five-disclosures.ts'
import type { WordsFile } from './understand/words-file.ts'

let five: SeededAnswerer
beforeAll(async () => {
  five = await openSeededAnswerer()
})
afterAll(() => five.close())

const fileOf = (words: unknown): WordsFile => {
  const path = join(five.seeded.dataFolder, 'words.json')
  writeFileSync(path, JSON.stringify(words))
  return { path, isRequired: false }
}

const taught = (words: unknown): Promise<OpenAnswerer> =>
  openAnswerer({ store: five.seeded.current, words: fileOf(words), clock: () => 0 })

describe('words of a file', () => {
  let answerer: OpenAnswerer
  beforeAll(async () => {
    answerer = await taught({
      departments: { [bodies.xinzhou]: ['新工', 'XZ union'] },
      measures: { 机关运行经费: ['机关钱'], '"Three public" expenses': ['triple spend'] },
      items: { '2210201': ['roof money'], 机关事业单位基本养老保险缴费支出: ['养老钱钱'] },
      words: { 困难职工: ['hard-luck workers'] },
    })
  })
  afterAll(() => answerer.close())

  it.each([
    { question: '新工花了多少钱？', says: '673.16万元' },
    { question: 'How much did XZ union spend?', says: '6.7316 million yuan' },
    { question: '新洲区总工会的机关钱是多少？', says: '机关运行经费决算数63.39万元' },
    { question: 'triple spend of the Xinzhou union', says: '"three public" expenses' },
    { question: 'How much roof money did the Xinzhou union spend?', says: '412,400 yuan' },
    { question: '新洲区总工会的养老钱钱是多少？', says: '机关事业单位基本养老保险缴费支出' },
    { question: 'How many hard-luck workers did the Tianyuan union help?', says: '困难职工' },
  ])('answer $question, which was declined before', async ({ question, says }) => {
    expect((await five.ask(question)).status).not.toBe('answer')
    const answer = await answerer.answer([question])
    expect(answer).toMatchObject({ status: 'answer' })
    expect(answer.text).toContain(says)
  })

  it('leave every other question as it was', async () => {
    const question = 'which unions exceeded initial budget by over 50%?'
    expect(await answerer.answer([question])).toEqual(await five.ask(question))
  })

  it('that mean something already mean both from then on', async () => {
    const both = await taught({
      departments: { [bodies.xinzhou]: ['the big one'], [bodies.tianyuan]: ['the big one'] },
    })
    const answer = await both.answer(['How much did the big one spend?'])
    await both.close()
    expect(answer.status).toBe('clarify')
    expect(answer.choices.map(({ label }) => label)).toEqual(
      expect.arrayContaining([
        expect.stringContaining(bodies.xinzhou),
        expect.stringContaining(bodies.tianyuan),
      ]),
    )
  })
})

it('opens nothing with a file that cannot be used', async () => {
  await expect(taught({ departments: { 火星区总工会: ['mars'] } })).rejects.toMatchObject({
    problems: [{ code: 'unknown-department', place: ['departments', '火星区总工会'] }],
  })
})

describe('the file of words', () => {
  it('lies beside the store and need not be there', () => {
    expect(readConfig({ DATA_DIR: 'kept' }).words).toEqual({
      path: join('kept', 'words.json'),
      isRequired: false,
    })
  })

  it('must be there where a variable names it', () => {
    expect(readConfig({ JUESUAN_WORDS: 'ours.json' }).words).toEqual({ path: 'ours.json', isRequired: true })
  })
})
