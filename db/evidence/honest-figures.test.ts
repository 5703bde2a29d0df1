import { describe, expect, it } from 'vitest'
import { evidenceRelations } from '../catalog/relations.ts'
import { honestCases, madeUpCases } from './cases/honest-figures.cases.ts'
import { withEvidence } from './with-evidence.ts'

describe('honest figures', () => {
  it.each(honestCases)('come from columns alone: $about', ({ sql }) => {
    for (const { madeUp } of withEvidence(sql, evidenceRelations).columns) expect(madeUp).toBeNull()
  })

  it.each(madeUpCases)('are told from what is made up: $about', ({ sql, code, place }) => {
    const [column] = withEvidence(sql, evidenceRelations).columns
    expect(column?.madeUp?.code).toBe(code)
    expect(sql.slice(...(column?.madeUp?.span ?? []))).toBe(place)
  })

  it('are told for each column by itself', () => {
    const sql = "select department, 5 as a, amount_fen, '甲' as b from totals"
    const made = withEvidence(sql, evidenceRelations).columns.map(({ madeUp }) => madeUp !== null)
    expect(made).toEqual([false, true, false, true])
  })

  it('are told also of what is not rewritten', () => {
    const sql = 'select 5 as x, department from totals except select 6, department from reports'
    const outcome = withEvidence(sql, evidenceRelations)
    expect(outcome.kind).toBe('unsupported')
    expect(outcome.columns.map(({ madeUp }) => madeUp !== null)).toEqual([true, false])
  })
})
