import { expect, it } from 'vitest'
import { randomAnswer } from '../slack/testing/random-answers.ts'
import { displayWidth, textTable } from './text-table.ts'

const labels = ['部门', '决算数（万元）']

it('aligns by the places that Chinese takes, numbers to the right', () => {
  const rows = [
    ['天元区总工会', 429.56],
    ['Xinzhou', -3],
    ['甲', null],
  ]
  expect(textTable(labels, rows)).toBe(
    [
      '部门          决算数（万元）',
      '------------  --------------',
      '天元区总工会          429.56',
      'Xinzhou                   -3',
      '甲',
    ].join('\n'),
  )
})

it('cuts text and leaves columns out rather than cut a number', () => {
  const rows = [['中国共产党某某市某某区委员会', 1_234_567.89]]
  expect(textTable(labels, rows, { maxWidth: 30 })).toBe(
    [
      '部门            决算数（万元）',
      '--------------  --------------',
      '中国共产党某…       1234567.89',
    ].join('\n'),
  )
  expect(textTable(labels, rows, { maxWidth: 20 })).toBe(
    ['部门               …', '-----------------', '中国共产党某某市…  …'].join('\n'),
  )
  expect(textTable(['数'], [[1_234_567.89]], { maxWidth: 5 })).toBe('   数\n-----\n    …')
})

it.each(['👩‍👩‍👧‍👦', '🇨🇳', '中', '（', 'é'])('knows how wide %s is', (text) => {
  expect(displayWidth(text)).toBe(text === 'é' || text === '🇨🇳' ? 1 : 2)
})

it.each([12, 40, 80, 200])('is nowhere wider than %i, whatever the answer holds', (maxWidth) => {
  for (const seed of Array.from({ length: 25 }, (_, index) => index)) {
    const { columns, rows } = randomAnswer(seed)
    const lines = textTable(columns, rows, { maxWidth }).split('\n')
    expect(lines, `seed ${seed}`).toHaveLength(rows.length + 2)
    expect(Math.max(...lines.map(displayWidth)), `seed ${seed}`).toBeLessThanOrEqual(maxWidth)
  }
})
