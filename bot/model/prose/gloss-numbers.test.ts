import { describe, expect, it } from 'vitest'
import { printedNumbers } from './gloss-numbers.ts'
import { glossText } from './gloss-text.ts'
import { matchNumbers } from './match-numbers.ts'

describe('numbers of a quote', () => {
  it.each([
    { quote: '培训10人', decimals: ['10'] },
    { quote: '培训一百二十人', decimals: ['120'] },
    { quote: '两项改革', decimals: ['2'] },
    { quote: '一名职工', decimals: ['1'] },
    { quote: '一是加强管理', decimals: [] },
    { quote: '统一管理', decimals: [] },
    { quote: '“三公”经费', decimals: [] },
    { quote: '第三届会议', decimals: [] },
    { quote: '数百名职工', decimals: [] },
    { quote: '1月召开会议', decimals: [] },
  ])('are those that count something: $quote', ({ quote, decimals }) => {
    expect(printedNumbers(quote).map(({ value }) => value.decimal)).toEqual(decimals)
  })
})

describe('numbers of a gloss', () => {
  it.each([
    { quote: '培训10人', english: '10 persons were trained' },
    { quote: '培训10人', english: '10 workers were trained' },
    { quote: '培训10人次', english: '10 persons were trained' },
    { quote: '培训一人', english: 'a worker was trained' },
    { quote: '购车10辆', english: '10 vehicles were bought' },
    { quote: '帮扶10户', english: '10 families were helped' },
    { quote: '走访10天', english: 'visits on 10 days' },
    { quote: '培训10余人', english: 'over 10 persons were trained' },
    { quote: '培训约10人', english: 'about 10 persons were trained' },
    { quote: '培训不少于10人', english: 'at least 10 persons were trained' },
    { quote: '培训10人以内', english: 'up to 10 persons were trained' },
    { quote: '2020年绩效', english: 'performance pay of 2020' },
    { quote: '3月15日召开会议', english: 'a meeting on 15 March' },
    { quote: '3月15日召开会议', english: 'a meeting on March 15' },
  ])('agree with $quote: $english', ({ quote, english }) => {
    expect(matchNumbers(glossText(english, quote), quote)).not.toBeNull()
  })

  it.each([
    { quote: '培训10人', english: '10 families were trained' },
    { quote: '培训10人', english: '10 were trained' },
    { quote: '培训10次', english: '10 workers were trained' },
    { quote: '培训10人次', english: '10 times' },
    { quote: '购车10辆', english: '10 drivers' },
    { quote: '培训10余人', english: '10 persons were trained' },
    { quote: '培训10人', english: 'nearly 10 persons were trained' },
    { quote: '培训不少于10人', english: 'over 10 persons were trained' },
    { quote: '培训10人以上', english: 'up to 10 persons were trained' },
    { quote: '2020年绩效', english: '2020 workers' },
    { quote: '2020年绩效', english: '2020 were paid' },
    { quote: '3月15日召开会议', english: 'a meeting on 3 May' },
    { quote: '3月15日召开会议', english: '3 meetings of 15 persons' },
    { quote: '统一管理', english: 'one union' },
  ])('do not agree with $quote: $english', ({ quote, english }) => {
    expect(matchNumbers(glossText(english, quote), quote)).toBeNull()
  })
})
