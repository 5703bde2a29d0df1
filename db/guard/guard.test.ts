import { describe, expect, it } from 'vitest'
import { casesCatalog } from './catalog.cases.ts'
import { guard, guardRefusalCodes } from './guard.ts'
import { passCases } from './passes.cases.ts'
import { refusalCases } from './refusals.cases.ts'

const shown = (sql: string): string =>
  JSON.stringify(sql.length > 80 ? `${sql.slice(0, 60)}… (${sql.length})` : sql)

describe('guard', () => {
  it.each(passCases)('lets pass: $about', ({ sql }) => {
    expect(guard(sql, casesCatalog)).toMatchObject({ kind: 'allowed', sql })
  })

  it.each(
    refusalCases.map((refused) => ({ ...refused, shown: shown(refused.sql) })),
  )('refuses $about with $code: $shown', ({ code, sql }) => {
    expect(guard(sql, casesCatalog)).toMatchObject({ kind: 'refused', code })
  })

  it('has a refused case for every code', () => {
    expect(new Set(refusalCases.map(({ code }) => code))).toEqual(new Set(guardRefusalCodes))
  })

  it('names the relations read, in the spelling of the catalog and the order of first use', () => {
    const sql = 'with a as (select 1 from REPORTS) select * from a, "Figures" x, reports y'
    expect(guard(sql, casesCatalog)).toMatchObject({ relations: ['reports', 'figures'] })
    expect(guard('select 1 as one', casesCatalog)).toMatchObject({ kind: 'allowed', relations: [] })
  })

  it.each([
    { sql: 'select secret from figures', place: 'secret' },
    { sql: "select '预算', 秘密 from figures", place: '秘密' },
    { sql: 'select department from sqlite_schema', place: 'sqlite_schema' },
    { sql: 'select upper(hex(department)) from figures', place: 'hex' },
    { sql: 'select 1; drop table x', place: 'drop table x' },
    { sql: 'select department\u200B from figures', place: '\u200B' },
  ])('points at the place: $sql', ({ sql, place }) => {
    const outcome = guard(sql, casesCatalog)
    const span = outcome.kind === 'refused' ? outcome.span : null
    expect(span === null ? null : sql.slice(...span)).toBe(place)
  })

  it('has no relation or function but those of the catalog', () => {
    const empty = { relations: {}, functions: new Set<string>() }
    expect(guard('select 1', empty).kind).toBe('allowed')
    expect(guard('select department from figures', empty)).toMatchObject({ code: 'unknown-relation' })
    expect(guard('select count(*)', empty)).toMatchObject({ code: 'forbidden-function' })
    expect(guard('select * from constructor', empty)).toMatchObject({ code: 'unknown-relation' })
    expect(guard('select * from __proto__', empty)).toMatchObject({ code: 'unknown-relation' })
  })
})
