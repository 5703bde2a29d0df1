import { expect, it } from 'vitest'
import type { FindingReading } from '../db/domain/figure.ts'
import { joinFindings } from './join-findings.ts'
import { keyOf, printOf } from './testing/readings.ts'

const finding = (sides: FindingReading['sides'], changes: Partial<FindingReading> = {}): FindingReading => ({
  code: 'sum-differs',
  severity: 'real',
  sides,
  sizeFen: 1_000_000,
  details: {},
  ...changes,
})

/** A total of 100 over 60 and 39 in one table, and all of it again in a second one. */
const prints = ['100', '60', '39', '100', '60', '39'].map((text) => printOf(keyOf(), text))

it('makes one finding of a contradiction that is printed twice, cited at both places', () => {
  const [joined, ...others] = joinFindings([finding([[0], [1, 2]]), finding([[3], [4, 5]])], prints)
  expect(others).toEqual([])
  expect(joined?.sides).toEqual([
    [0, 3],
    [1, 2, 4, 5],
  ])
})

it('keeps apart what differs in kind, in size, in its figures or in what they are of', () => {
  const other = [...prints, printOf(keyOf({ fiscalYear: 2022 }), '100'), printOf(keyOf(), '38')]
  const findings = [
    finding([[0], [1, 2]]),
    finding([[3], [4, 5]], { code: 'prints-differ' }),
    finding([[3], [4, 5]], { sizeFen: 1 }),
    finding([[6], [4, 5]]),
    finding([[3], [4, 7]]),
  ]
  expect(joinFindings(findings, other)).toEqual(findings)
})

it('keeps findings on names and numbers, which cite no prints, once', () => {
  const name = finding([], { code: 'numbering', details: { line: 3 } })
  const next = finding([], { code: 'numbering', details: { line: 9 } })
  expect(joinFindings([name, next, name], [])).toEqual([name, next])
})
