import { expect, it } from 'vitest'
import { identityOf } from '../testing/readings.ts'
import { makeFlow, reach } from './flow.ts'
import { readFacts } from './read-facts.ts'

const identity = identityOf({ fiscalYear: 2022 })

const read = (lines: readonly string[]) => {
  const paragraphs = [lines.map((text, index) => ({ line: index + 1, text }))]
  const flow = makeFlow(['二、工作情况'], paragraphs, lines)
  return readFacts(flow, { identity, rank: 2, namesMeasures: true, cell: null }, []).prints
}

it('quotes the whole sentence of a number', () => {
  const [print] = read(['全年工作如下。新建基层工会 562 家，慰问职工 30 人；其他照旧。'])
  expect(print?.print.quote).toBe('新建基层工会 562 家，慰问职工 30 人')
})

it('quotes and cites what is in reach of a number in a sentence that never ends', () => {
  const lines = Array.from({ length: 500 }, (_, index) => `慰问第${index}批职工${index + 1000}人，`)
  const prints = read(lines)
  const last = prints.findIndex(({ print }) => print.printedText === '1400')
  const { quote = '', lines: [from, to] = [0, 0] } = prints[last]?.print ?? {}
  expect(quote).toContain('慰问第400批职工1400人')
  expect(quote.length).toBeLessThanOrEqual(2 * reach + 10)
  expect(lines.slice(from - 1, to).join('')).toContain(quote)
  expect(to - from).toBeLessThan(reach)
})
