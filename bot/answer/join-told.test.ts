import { expect, it } from 'vitest'
import { joinTold } from './join-told.ts'
import { emptyParts, type Told } from './parts.ts'
import { phrases } from './phrases.ts'

const cited = (line: number) => ({
  file: 'a.txt',
  lines: [line, line] as [number, number],
  page: null,
  place: 'p',
  quote: `q${line}`,
})

const told = (department: string, column: string, value: number, line: number): Told => ({
  departments: [department],
  parts: {
    ...emptyParts,
    status: 'answer',
    text: `${department} ${value} [1]`,
    restatement: column,
    columns: ['department', column],
    labels: ['Department', column],
    rows: [[department, value]],
    evidence: [[[], [0]]],
    citations: [cited(line)],
  },
})

const { en } = phrases

it('numbers the citations of all parts in one list, each place once', () => {
  const { parts } = joinTold([told('A', 'x', 1, 7), told('A', 'y', 2, 9), told('B', 'x', 3, 7)], en)
  expect(parts.text).toBe('A 1 [1]\nA 2 [2]\nB 3 [1]')
  expect(parts.citations).toEqual([cited(7), cited(9)])
})

it('puts what is said of one thing into one row, with the evidence of each cell', () => {
  const { parts } = joinTold([told('A', 'x', 1, 7), told('A', 'y', 2, 9), told('B', 'x', 3, 8)], en)
  expect(parts.columns).toEqual(['department', 'x', 'y'])
  expect(parts.rows).toEqual([
    ['A', 1, 2],
    ['B', 3, null],
  ])
  expect(parts.evidence).toEqual([
    [[], [0], [1]],
    [[], [2], []],
  ])
})

it('keeps two values of one column apart', () => {
  const { parts } = joinTold([told('A', 'x', 1, 7), told('A', 'x', 2, 8)], en)
  expect(parts.rows).toEqual([
    ['A', 1],
    ['A', 2],
  ])
})

it('is an answer where any part is one', () => {
  const nothing: Told = {
    departments: [],
    parts: { ...emptyParts, status: 'no_data', code: 'not-printed', text: 'none' },
  }
  expect(joinTold([nothing, told('A', 'x', 1, 7)], en).parts).toMatchObject({ status: 'answer', code: null })
  expect(joinTold([nothing], en).parts).toMatchObject({ status: 'no_data', code: 'not-printed' })
})
