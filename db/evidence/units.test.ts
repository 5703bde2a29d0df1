/** What the columns of a query are counted in, as far as its text tells. */
import { describe, expect, it } from 'vitest'
import { evidenceRelations } from '../catalog/relations.ts'
import { withEvidence } from './with-evidence.ts'

const unitsOf = (sql: string) => withEvidence(sql, evidenceRelations).columns.map(({ unit }) => unit)

describe('the unit of a column', () => {
  it.each([
    ['amount_fen', 'fen'],
    ['sum(amount_fen)', 'fen'],
    ['median(amount_fen)', 'fen'],
    ['-max(amount_fen)', 'fen'],
    ['max(amount_fen) - min(amount_fen)', 'fen'],
    ['sum(amount_fen) / count(*)', 'fen'],
    ['round(avg(amount_fen))', 'fen'],
    ["sum(case when stage = 'finalAccounts' then amount_fen end)", 'fen'],
    ['max(amount_fen) * 100.0 / sum(amount_fen)', 'percent'],
    ['100.0 * max(amount_fen) / sum(amount_fen)', 'percent'],
    ['(max(amount_fen) * 1.0 / sum(amount_fen) - 1) * 100', 'percent'],
    ['count(*)', 'count'],
    ['count(distinct department)', 'count'],
    ["sum(case when stage = 'finalAccounts' then 1 else 0 end)", 'count'],
    ['max(amount_fen) * 1.0 / sum(amount_fen)', 'unknown'],
    ['sum(amount_fen) / 1000000.0', 'unknown'],
    ['sum(amount_fen) * 100', 'unknown'],
    ['sum(amount_fen) + count(*)', 'unknown'],
    ['sum(amount_fen) * sum(amount_fen)', 'unknown'],
    ['count(*) * 100.0 / sum(amount_fen)', 'unknown'],
  ])('of %s is %s', (expression, unit) => {
    expect(unitsOf(`select ${expression} as x from totals`)).toEqual([unit])
  })

  it('is its own where the catalog names none', () => {
    expect(unitsOf('select department, fiscal_year, quantity from figures')).toEqual(['own', 'own', 'own'])
  })

  it('goes through sub-queries, and is open where two arms differ', () => {
    expect(unitsOf('select a as b from (select sum(amount_fen) as a from totals)')).toEqual(['fen'])
    expect(unitsOf('select amount_fen as x from totals union all select count(*) from totals')).toEqual([
      'unknown',
    ])
  })

  it('is that of a percentage which documents print', () => {
    expect(unitsOf('select completion_percent, completion_percent / 100 from budget_execution')).toEqual([
      'percent',
      'unknown',
    ])
  })
})
