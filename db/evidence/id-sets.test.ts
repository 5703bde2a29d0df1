import SqliteDatabase from 'better-sqlite3'
import { afterAll, describe, expect, it } from 'vitest'
import { type CellEvidence, readCellEvidence, registerEvidenceFunctions } from './id-sets.ts'
import { evidenceFunctions } from './names.ts'

const { all, group, sum, greatest, least } = evidenceFunctions
const store = new SqliteDatabase(':memory:')
registerEvidenceFunctions(store)
store.exec(`
  create table parts (id text, value integer, kind text);
  insert into parts values ('figure:a', 3, 'x'), ('figure:b', -9, 'x'), ('figure:c', 5, 'y'), ('figure:d', null, 'y');
`)
afterAll(() => store.close())

const cells = (sql: string): readonly CellEvidence[] =>
  store.prepare<[], string | null>(sql).pluck().all().map(readCellEvidence)
const idsOf = (sql: string): readonly string[] =>
  cells(sql).map(({ ids }) => ids.map(({ id }) => id).join(' '))

describe('sets of ids', () => {
  it.each([
    { about: 'a single id', sql: "select 'figure:a'", ids: ['a'] },
    { about: 'nothing', sql: 'select null', ids: [''] },
    {
      about: 'several, each once',
      sql: `select ${all}('figure:b', null, 'figure:a', 'figure:b')`,
      ids: ['b a'],
    },
    { about: 'no several', sql: `select ${all}(null, null)`, ids: [''] },
    {
      about: 'a set within a set',
      sql: `select ${all}(${all}('figure:a', 'figure:b'), 'figure:c')`,
      ids: ['a b c'],
    },
    {
      about: 'a group, the largest first, blanks left out',
      sql: `select ${group}(id, value) from parts`,
      ids: ['b c a'],
    },
    {
      about: 'a group that adds up nothing',
      sql: `select ${group}(id) from parts where kind = 'x'`,
      ids: ['a b'],
    },
    { about: 'an empty group', sql: `select ${group}(id) from parts where 0`, ids: [''] },
    {
      about: 'groups of groups',
      sql: `select ${group}(s) from (select ${group}(id) as s from parts group by kind)`,
      ids: ['a b c d'],
    },
    { about: 'the greatest', sql: `select ${greatest}(id, value) from parts`, ids: ['c'] },
    { about: 'the least', sql: `select ${least}(id, value) from parts`, ids: ['b'] },
    { about: 'all that are the greatest', sql: `select ${greatest}(id, kind) from parts`, ids: ['c d'] },
    {
      about: 'a text is greater than a number',
      sql: `select ${greatest}(id, coalesce(value, 'z')) from parts`,
      ids: ['d'],
    },
    {
      about: 'a window that moves on',
      sql: `select ${group}(id, value) over (order by id rows 1 preceding) from parts`,
      ids: ['a', 'b a', 'b c', 'c'],
    },
  ])('hold $about', ({ sql, ids }) => {
    expect(idsOf(sql)).toEqual(ids)
  })

  it('say when an id came twice, where that matters', () => {
    const twice = "(select id from parts union all select 'figure:a')"
    expect(cells(`select ${sum}(id) from ${twice}`)).toMatchObject([{ count: 4, isRepeated: true }])
    expect(cells(`select ${sum}(id) from parts`)).toMatchObject([{ count: 4, isRepeated: false }])
    expect(cells(`select ${group}(id) from ${twice}`)).toMatchObject([{ count: 4, isRepeated: false }])
  })

  it('keep two hundred, count twenty thousand, and say that there are more', () => {
    const many = (count: number): string =>
      `select ${group}('figure:' || n, n) from (with recursive t(n) as (select 1 union all select n + 1 from t where n < ${count}) select n from t)`
    const [thousand] = cells(many(1000))
    expect(thousand).toMatchObject({ count: 1000, isMore: false })
    expect(thousand?.ids).toHaveLength(200)
    expect(thousand?.ids[0]).toEqual({ kind: 'figure', id: '1000' })
    expect(cells(many(30_000))).toMatchObject([{ count: 20_000, isMore: true }])
  })

  it('are of a known kind', () => {
    expect(() => readCellEvidence('secret:a')).toThrow()
  })
})
