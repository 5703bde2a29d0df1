import { expect, it } from 'vitest'
import { randomAnswer } from '../slack/testing/random-answers.ts'
import { sampleAnswer } from '../slack/testing/sample-answers.ts'
import { answerFileName, answerFileTitle } from './file-name.ts'

const scoped = (years: number[]) => ({ kind: 'several', plans: [{ scope: { years } }] })

it.each([
  {
    changes: { plan: scoped([2023]), dataVersion: '05e97ac19411 2026-11-28' },
    name: 'juesuan-2023-initial-budget-20261128.csv',
  },
  {
    changes: {
      columns: ['department', 'fiscal_year', 'final_accounts_wan_yuan'],
      rows: [
        ['甲', 2023, 1],
        ['甲', 2021, 2],
      ],
    },
    name: 'juesuan-2021-2023-final-accounts.csv',
  },
  { changes: { columns: ['department', 'text'] }, name: 'juesuan-text.csv' },
  { changes: { columns: ['部门'] }, name: 'juesuan-answer.csv' },
])('names a file $name', ({ changes, name }) => {
  expect(answerFileName(sampleAnswer(changes), 'csv')).toBe(name)
})

it('titles a file by the reading, in its language', () => {
  expect(answerFileTitle(sampleAnswer())).toBe('2023年 · 支出 · 决算数与年初预算数之比 · 全部工会')
  expect(answerFileTitle(sampleAnswer({ restatement: '', language: 'en' }))).toBe(
    'Budgets and final accounts',
  )
})

it('names any answer in ASCII and titles it within 150 characters', () => {
  for (const seed of Array.from({ length: 200 }, (_, index) => index)) {
    const answer = randomAnswer(seed)
    expect(answerFileName(answer, 'xlsx')).toMatch(/^juesuan(?:-[a-z0-9]+)+\.xlsx$/u)
    expect(answerFileName(answer, 'xlsx').length).toBeLessThan(120)
    const title = answerFileTitle(answer)
    expect(title.length).toBeGreaterThan(0)
    expect(title.length).toBeLessThanOrEqual(150)
    expect(title).not.toMatch(/\p{Cc}/u)
  }
})
