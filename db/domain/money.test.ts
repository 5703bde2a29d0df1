import { describe, expect, it } from 'vitest'
import { fenByUnit, formatAmount, isMoneyUnit, type MoneyUnit, parseAmount } from './money.ts'

const parsed = (text: string, unit: MoneyUnit = '万元') => {
  const outcome = parseAmount(text, unit)
  return outcome.kind === 'amount' ? outcome.fen : outcome.kind
}

describe('parseAmount', () => {
  it.each([
    ['1,234.50', '万元', 1_234_500_000],
    ['1，234．50', '万元', 1_234_500_000],
    ['１，２３４．５０', '万元', 1_234_500_000],
    [' 1 234.50 ', '万元', 1_234_500_000],
    ['\u30001,234.50\n', '万元', 1_234_500_000],
    ['0', '万元', 0],
    ['0.00', '万元', 0],
    ['-0.00', '万元', 0],
    ['007', '元', 700],
    ['(1,234.50)', '元', -123_450],
    ['（12.00）', '元', -1_200],
    ['-12', '元', -1_200],
    ['－12', '元', -1_200],
    ['−12', '元', -1_200],
    ['0.01', '元', 1],
    ['429.56', '元', 42_956],
    ['429.56', '千元', 42_956_000],
    ['429.56', '万元', 429_560_000],
    ['4.2956', '亿元', 42_956_000_000],
    ['12,345,678.90', '元', 1_234_567_890],
  ] as const)('reads %j in %s as %i fen', (text, unit, fen) => {
    expect(parsed(text, unit)).toBe(fen)
  })

  it.each([
    ['1.2345674', 12_345_67],
    ['1.2345675', 12_345_68],
    ['-1.2345675', -12_345_68],
    ['0.0000004', 0],
    ['0.0000005', 1],
  ])('rounds %j 万元, more digits than a fen holds, half away from zero', (text, fen) => {
    expect(parsed(text)).toBe(fen)
  })

  it('gives a negative nothing no sign', () => {
    expect(Object.is(parsed('-0.0000001'), 0)).toBe(true)
  })

  it.each([
    ['', 'blank'],
    [' \t\u3000', 'blank'],
    ['-', 'dash'],
    ['－', 'dash'],
    ['—', 'dash'],
    ['——', 'dash'],
    ['–', 'dash'],
    ['−', 'dash'],
    ['无', 'none'],
  ])('keeps %j apart from zero: %s', (text, kind) => {
    expect(parsed(text)).toBe(kind)
  })

  it.each([
    '1,23',
    '1,2345.00',
    '1234,567',
    ',5',
    '.5',
    '5.',
    '1.2.3',
    '--5',
    '(-5)',
    '((5))',
    '(5',
    '()',
    '12a',
    '约12',
    '12万',
    '12%',
    '1e3',
    '/',
    '0x10',
    'NaN',
  ])('does not take %j for an amount', (text) => {
    expect(parseAmount(text, '万元')).toEqual({ kind: 'not-an-amount', text })
  })

  it('does not take more for an amount than can be held to the fen', () => {
    expect(parsed('90071992547409.91', '元')).toBe(Number.MAX_SAFE_INTEGER)
    expect(parsed('90071992547409.92', '元')).toBe('not-an-amount')
    expect(parsed('999999999999999999', '亿元')).toBe('not-an-amount')
    expect(parsed('-999999999999999999', '亿元')).toBe('not-an-amount')
  })
})

describe('formatAmount', () => {
  it.each([
    [429_560_000, '万元', '429.56'],
    [429_560_000, '亿元', '0.042956'],
    [429_560_000, '元', '4295600.00'],
    [429_560_001, '万元', '429.560001'],
    [100_000_000, '万元', '100.00'],
    [0, '万元', '0.00'],
    [1, '亿元', '0.0000000001'],
    [-5, '元', '-0.05'],
  ] as const)('writes %i fen in %s as %s, no digit dropped', (fen, unit, text) => {
    expect(formatAmount(fen, unit)).toBe(text)
  })
})

/** A small generator with a seed, so that a failure can be repeated. */
function* randomIntegers(seed: number): Generator<number> {
  for (let state = seed; ; state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) yield state
}

const randomAmounts = (count: number): readonly number[] => {
  const integers = randomIntegers(20_230_901)
  const next = () => integers.next().value as number // the generator never ends
  return Array.from({ length: count }, () => {
    const digits = next() % 16
    const magnitude = (next() * 2 ** 21 + (next() % 2 ** 21)) % 10 ** digits
    return next() % 2 === 0 ? magnitude : 0 - magnitude
  })
}

const grouped = (text: string) => text.replace(/^(-?)(\d+)/u, (_, sign, whole) => sign + group(whole))
const group = (digits: string) => digits.replace(/\B(?=(?:\d{3})+$)/gu, ',')
const widened = (text: string) =>
  text.replace(/[-,.\d]/gu, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0))
const bracketed = (text: string) => (text.startsWith('-') ? `（${text.slice(1)}）` : text)

describe('format and parse', () => {
  const units = Object.keys(fenByUnit).filter(isMoneyUnit)
  const amounts = [0, 1, -1, Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER, ...randomAmounts(2_000)]

  it.each(units)('give the same amount back in %s, however it is written', (unit) => {
    const writings = [(text: string) => text, grouped, (text: string) => widened(grouped(text)), bracketed]
    for (const fen of amounts)
      for (const write of writings) {
        const text = write(formatAmount(fen, unit))
        if (parsed(text, unit) !== fen) expect.fail(`${fen} fen as ${text} ${unit}: ${parsed(text, unit)}`)
      }
  })

  it('say the same in every unit', () => {
    for (const fen of amounts) {
      const values = new Set(units.map((unit) => parsed(formatAmount(fen, unit), unit)))
      if (values.size !== 1) expect.fail(`${fen} fen: ${[...values].join(', ')}`)
    }
  })
})
