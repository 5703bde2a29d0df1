import { describe, expect, it } from 'vitest'
import type { FindingReading, PrintReading } from '../db/domain/figure.ts'
import { confirmRecognised, isBorneOut } from './confirm-recognised.ts'
import { functionItem, keyOf, printOf } from './testing/readings.ts'

const confirmed = (
  prints: readonly PrintReading[],
  isRecognised: (line: number) => boolean = () => true,
  findings: readonly FindingReading[] = [],
) => confirmRecognised({ prints, findings }, isRecognised)

const statesOf = (prints: readonly PrintReading[]) =>
  confirmed(prints).prints.map(({ print, amountFen, quantity }) =>
    amountFen === null && quantity === null ? print.state : `${print.state} ${print.printedText}`,
  )

const total = (text: string) => printOf(keyOf(), text, { line: 1, isTotal: true })
const basic = (text: string) => printOf(keyOf({ measure: 'basicExpenditure' }), text, { line: 1 })
const project = (text: string) => printOf(keyOf({ measure: 'projectExpenditure' }), text, { line: 1 })

describe('takes', () => {
  it('a total and its parts where they add up to the last digit', () => {
    expect(statesOf([total('46.93'), basic('36.17'), project('10.76')])).toEqual([
      'recognised 46.93',
      'recognised 36.17',
      'recognised 10.76',
    ])
  })

  it('a zero that is part of a sum', () => {
    expect(statesOf([total('36.17'), basic('36.17'), project('0.00')])).toContain('recognised 0.00')
  })

  it('an amount that is printed again for the same figure', () => {
    const again = printOf(keyOf(), '46.93', { line: 9, rank: 2 })
    expect(statesOf([total('46.93'), again])).toEqual(['recognised 46.93', 'recognised 46.93'])
  })

  it('a budget and an outturn whose percentage follows from these digits and no others', () => {
    const initial = printOf(keyOf({ stage: 'initialBudget' }), '37.16', { line: 3 })
    const rate = printOf(keyOf({ aspect: 'completionRate' }), '126.29', { line: 3, unit: '%' })
    expect(statesOf([total('46.93'), initial, rate])).toEqual([
      'recognised 46.93',
      'recognised 37.16',
      'recognised 126.29',
    ])
  })
})

describe('does not take', () => {
  it('what adds up only when rounded', () => {
    expect(statesOf([total('46.93'), basic('36.17'), project('10.77')])).toEqual([
      'unreadable',
      'unreadable',
      'unreadable',
    ])
  })

  it('what stands alone', () => {
    expect(statesOf([total('46.93')])).toEqual(['unreadable'])
  })

  it('an amount whose point was lost, though its sum holds', () => {
    const others = ['7.28', '1.34', '2.14'].map((text, index) =>
      printOf(keyOf({ stage: 'initialBudget', item: functionItem('201', `${index}`) }), text, {
        line: 20 + index,
      }),
    )
    expect(statesOf([total('728'), basic('728'), ...others]).slice(0, 2)).toEqual([
      'unreadable',
      'unreadable',
    ])
  })

  it('a percentage that other digits would give, too', () => {
    const outturn = printOf(keyOf(), '46934.12', { line: 1 })
    const initial = printOf(keyOf({ stage: 'initialBudget' }), '37164.88', { line: 3 })
    const rate = printOf(keyOf({ aspect: 'completionRate' }), '126.29', { line: 3, unit: '%' })
    expect(new Set(statesOf([outturn, initial, rate]))).toEqual(new Set(['unreadable']))
  })

  it('what is said of an item whose code is another name’s', () => {
    const wrong = functionItem('208', '一般公共服务支出')
    const prints = [
      printOf(keyOf({ item: wrong }), '7.28', { line: 4 }),
      printOf(keyOf({ item: wrong, measure: 'basicExpenditure' }), '7.28', { line: 4 }),
    ]
    expect(statesOf(prints)).toEqual(['unreadable', 'unreadable'])
    const right = functionItem('208', '社会保障和就业支出')
    expect(
      statesOf(
        prints.map((print) => ({ ...print, figures: print.figures.map((key) => ({ ...key, item: right })) })),
      ),
    ).toEqual(['recognised 7.28', 'recognised 7.28'])
  })

  it('what the document names in its own words', () => {
    const own = keyOf({ measure: 'projectExpenditure', subject: '困难职工帮扶' })
    expect(statesOf([printOf(own, '5.00', { line: 2 }), printOf(own, '5.00', { line: 8 })])).toEqual([
      'unreadable',
      'unreadable',
    ])
  })
})

it('leaves pages that were not recognised as they are', () => {
  const onText = printOf(keyOf(), '46.93', { line: 1 })
  const onPicture = printOf(keyOf({ stage: 'initialBudget' }), '12.00', { line: 50 })
  const { prints } = confirmed([onText, onPicture], (line) => line >= 50)
  expect(prints.map(({ print }) => print.state)).toEqual(['amount', 'unreadable'])
  expect(prints[0]).toBe(onText)
})

it('names what is not taken, instead of what the checks made of it', () => {
  const finding: FindingReading = {
    code: 'sum-differs',
    severity: 'real',
    sides: [[0], [1, 2]],
    sizeFen: 1,
    details: {},
  }
  const { findings } = confirmed([total('46.93'), basic('36.17'), project('10.77')], () => true, [finding])
  expect(findings).toMatchObject([
    {
      code: 'unconfirmed-recognition',
      severity: 'soft',
      sides: [[0, 1, 2]],
      details: { table: '支出决算表', line: 1 },
    },
  ])
})

it('keeps what a table contradicts that was read whole, and nothing that a missing part would explain', () => {
  const finding = (code: FindingReading['code']): FindingReading => ({
    code,
    severity: 'real',
    sides: [[0]],
    sizeFen: 1,
    details: {},
  })
  const whole = [total('46.93'), basic('36.17'), project('10.76')]
  const codesOf = (prints: readonly PrintReading[]) =>
    confirmed(prints, () => true, [finding('sum-differs'), finding('table-cut')]).findings.map(
      ({ code }) => code,
    )
  expect(codesOf(whole)).toEqual(['sum-differs'])
  const alone = printOf(keyOf({ measure: 'operatingExpenditure', stage: 'initialBudget' }), '1.00', {
    line: 7,
  })
  expect(codesOf([...whole, alone])).toEqual(['unconfirmed-recognition'])
})

describe('whose accounts they are', () => {
  const identity = { department: '青山市云溪县总工会', fiscalYear: 2023 }
  it.each([
    {
      what: 'are said twice',
      lines: ['2023年度云溪县总工会部门决算', '部门：云溪县总工会', '2023年度收支'],
      holds: true,
    },
    { what: 'name it once', lines: ['2023年度云溪县总工会部门决算', '2023年度收支'], holds: false },
    {
      what: 'name another year more often',
      lines: ['云溪县总工会2023年', '云溪县总工会2023年', '2028年', '2028年', '2028年'],
      holds: false,
    },
  ])('$what: $holds', ({ lines, holds }) => {
    expect(isBorneOut(lines, identity)).toBe(holds)
  })
})
