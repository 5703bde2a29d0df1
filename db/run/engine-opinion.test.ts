import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeSmallStore } from '../fixtures/small-store.ts'
import { casesCatalog } from '../guard/catalog.cases.ts'
import { passCases } from '../guard/passes.cases.ts'
import { refusalCases } from '../guard/refusals.cases.ts'
import { askEngine, type EngineRules } from './engine-opinion.ts'
import { openStoreForQueries } from './open-store.ts'

// Here nothing guards: the statements go to SQLite as they are.

const folder = mkdtempSync(join(tmpdir(), 'juesuan-opinion-'))
const storePath = join(folder, 'store.db')
let store: Database
let rules: EngineRules

beforeAll(() => {
  writeSmallStore(storePath)
  const opened = openStoreForQueries(storePath, Object.keys(casesCatalog.relations), [
    ...casesCatalog.functions,
  ])
  store = opened.store
  rules = opened.rules
})
afterAll(() => {
  store.close()
  rmSync(folder, { recursive: true })
})

const opinion = (sql: string): string => {
  try {
    return askEngine(store, rules, sql, []).kind
  } catch (error) {
    return error instanceof Error ? 'error' : 'thrown'
  }
}
const other = (name: string): string => join(folder, name)

describe('the engine’s opinion', () => {
  it.each(passCases)('finds sound: $about', ({ sql, parameters }) => {
    expect(askEngine(store, rules, sql, parameters ?? [])).toMatchObject({ kind: 'sound' })
  })

  it.each(
    refusalCases.filter(({ code }) => code === 'not-a-select' || code === 'more-than-one-statement'),
  )('does not find sound: $sql', ({ sql }) => {
    expect(opinion(sql)).not.toBe('sound')
  })

  it.each([
    { about: 'the schema', sql: 'select sql from sqlite_schema' },
    { about: 'the schema in a sub-query', sql: 'select (select max(sql) from sqlite_master) from figures' },
    { about: 'the temporary schema', sql: 'select * from sqlite_temp_schema' },
    { about: 'a table off the catalog', sql: 'select * from secret' },
    { about: 'a table off the catalog, beside a relation', sql: 'select token from figures, secret' },
    { about: 'a view off the catalog', sql: 'select * from hidden' },
    { about: 'a full-text table', sql: 'select * from secret_words' },
    { about: 'its shadow tables', sql: 'select * from secret_words_content' },
    { about: 'pages', sql: 'select * from dbstat' },
    { about: 'a pragma as a table', sql: "select * from pragma_table_info('secret')" },
    { about: 'JSON as a table', sql: "select * from json_each('[1]')" },
    { about: 'a growing function', sql: 'select hex(zeroblob(100))' },
    { about: 'a growing aggregate', sql: 'select group_concat(department) from figures' },
    { about: 'chance', sql: 'select random()' },
    { about: 'the clock', sql: "select datetime('now')" },
    { about: 'the engine', sql: 'select sqlite_version()' },
    {
      about: 'a constant call',
      sql: "select 1 from figures where amount_fen > length(replace('a', 'a', 'b'))",
    },
  ])('refuses $about', ({ sql }) => {
    expect(askEngine(store, rules, sql, [])).toMatchObject({ kind: 'refused' })
  })

  it('leaves no file behind, of any size, and the bounds of the connection as they were', () => {
    for (const sql of [
      `vacuum into '${other('copy.db')}'`,
      `vacuum main into '${other('copy2.db')}'`,
      `attach '${other('new.db')}' as other`,
      `attach '${storePath}' as other`,
      'pragma query_only = 0',
      '/* x */ pragma query_only = 0',
      "-- x\npragma temp_store_directory = '/tmp'",
      'explain pragma query_only = 0',
      'create temp view figures as select 1 as amount_fen',
      'create temp table t as select 1',
    ]) {
      expect(opinion(sql), sql).toBe('refused')
    }
    expect(readdirSync(folder)).toEqual(['store.db'])
    expect(store.pragma('query_only', { simple: true })).toBe(1)
    expect(store.prepare('select count(*) as n from figures').get()).toEqual({ n: 300 })
    expect(() => store.prepare('select * from other.sqlite_schema')).toThrow('no such table')
  })

  it('has a connection that refuses on its own what a read-only one would let through', () => {
    expect(() => store.exec('create temp view figures as select 1 as amount_fen')).toThrow(/readonly/)
    expect(() => store.exec('create temp table t as select 1')).toThrow(/readonly/)
    expect(() => store.exec('delete from report')).toThrow(/readonly/)
    expect(() => store.prepare('select zeroblob(10)').get()).toThrow('function not allowed')
    expect(() => store.prepare("select printf('%d', 1)").get()).toThrow('function not allowed')
    expect(() => store.prepare('select group_concat(token) from secret').get()).toThrow(
      'function not allowed',
    )
  })

  it('lets a relation itself call what a query may not, and open what it is made of', () => {
    const path = other('relation.db')
    writeSmallStore(path)
    const relations = ['figures', 'hidden', 'secret_words']
    const opened = openStoreForQueries(path, relations, [])
    expect(askEngine(opened.store, opened.rules, 'select * from hidden', []).kind).toBe('sound')
    expect(askEngine(opened.store, opened.rules, 'select words from secret_words', []).kind).toBe('sound')
    expect(askEngine(opened.store, opened.rules, 'select * from dbstat', []).kind).toBe('refused')
    expect(askEngine(opened.store, opened.rules, 'select * from reports', []).kind).toBe('refused')
    opened.store.close()
    rmSync(path)
  })

  it('faults on a relation that the store does not hold, and on a file that is not there', () => {
    expect(() => openStoreForQueries(storePath, ['nosuch'], [])).toThrow('no such table')
    expect(() => openStoreForQueries(other('nosuch.db'), [], [])).toThrow('unable to open')
  })
})
