import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeSmallStore } from '../fixtures/small-store.ts'
import { casesCatalog } from '../guard/catalog.cases.ts'
import { passCases } from '../guard/passes.cases.ts'
import { refusalCases } from '../guard/refusals.cases.ts'
import { defaultQueryLimits } from './limits.ts'
import { findProcessTools } from './process-bounds.ts'
import { QueryPool } from './query-pool.ts'
import { openQueryRunner, type QueryRunner } from './query-runner.ts'

const folder = mkdtempSync(join(tmpdir(), 'juesuan-runner-'))
const storePath = join(folder, 'store.db')
const generous = { ...defaultQueryLimits, timeoutMs: 60_000 }
const countAll = 'select count(*) as n from figures'
/** 300^4 rows: hours. */
const endless =
  'select count(*) as n from figures a, figures b, figures c, figures d where a.amount_fen + b.amount_fen = c.amount_fen - d.amount_fen'

beforeAll(() => writeSmallStore(storePath))
afterAll(() => rmSync(folder, { recursive: true }))

/** One that has ended but that nobody has asked after yet (Z) is gone too. */
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return process.platform !== 'linux' || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}
const untilGone = async (pids: readonly number[]): Promise<void> => {
  while (pids.some(isAlive)) await wait(20)
}
const openPool = (tools = findProcessTools(), children = 2): QueryPool =>
  new QueryPool({ storePath, catalog: casesCatalog, children, tools })

describe('query runner', { timeout: 60_000 }, () => {
  let runner: QueryRunner
  beforeAll(async () => {
    runner = await openQueryRunner({ storePath, catalog: casesCatalog })
  })
  afterAll(() => runner.close())

  it.each(passCases)('runs: $about', async ({ sql, parameters = [] }) => {
    expect(await runner.run({ sql, parameters, limits: generous })).toMatchObject({ kind: 'rows' })
  })

  it('refuses every statement of the guard’s list, with its code', async () => {
    for (const { sql, code } of refusalCases) {
      expect(await runner.run({ sql, parameters: [] }), sql.slice(0, 80)).toMatchObject({
        kind: 'refused',
        code,
      })
    }
  })

  it('answers with columns and rows', async () => {
    const sql = 'select department as 部门, amount_fen from figures where figure_id = ?'
    expect(await runner.run({ sql, parameters: ['f2'] })).toMatchObject({
      kind: 'rows',
      columns: ['部门', 'amount_fen'],
      rows: [['甲总工会', 2000]],
      isTruncated: false,
    })
    expect(await runner.run({ sql, parameters: ['f3'] })).toMatchObject({ rows: [['乙委员会', 3000]] })
  })

  it('keeps columns of one name apart', async () => {
    const sql = 'select 1 as a, 2 as a, 3 as a_2, 4 as a'
    expect(await runner.run({ sql, parameters: [] })).toMatchObject({
      columns: ['a', 'a_3', 'a_2', 'a_4'],
      rows: [[1, 2, 3, 4]],
    })
  })

  it('keeps the digits of integers beyond 2^53', async () => {
    const sql = 'select 9007199254740991 as a, 9007199254740992 as b, -9223372036854775807 as c, 0.5 as d'
    expect(await runner.run({ sql, parameters: [] })).toMatchObject({
      rows: [[9007199254740991, '9007199254740992', '-9223372036854775807', 0.5]],
    })
  })

  it('refuses values that are no text, number or blank', async () => {
    expect(await runner.run({ sql: 'select 9e999 as a', parameters: [] })).toMatchObject({
      kind: 'refused',
      code: 'engine-refused',
    })
    expect(await runner.run({ sql: 'select ? as a', parameters: [Number.NaN] })).toMatchObject({
      kind: 'refused',
      code: 'engine-error',
    })
  })

  it.each([
    { about: 'too few parameters', sql: 'select ? as a', parameters: [] },
    { about: 'too many parameters', sql: 'select 1 as a', parameters: [1] },
    { about: 'an overflow', sql: 'select sum(9223372036854775807) from figures', parameters: [] },
    {
      about: 'a misplaced aggregate',
      sql: 'select 1 from figures where sum(amount_fen) > 1',
      parameters: [],
    },
    { about: 'an ambiguous column', sql: 'select department from figures, reports', parameters: [] },
  ])('refuses $about as the engine does', async ({ sql, parameters }) => {
    expect(await runner.run({ sql, parameters })).toMatchObject({ kind: 'refused', code: 'engine-error' })
  })

  it('stops at rows, at bytes and at characters of a cell, and says so', async () => {
    const sql = 'select item, item_code from figures order by figure_id'
    const run = async (limits: object) => {
      const outcome = await runner.run({ sql, parameters: [], limits })
      return outcome.kind === 'rows' ? outcome : { rows: [], isTruncated: null }
    }
    expect(await run({ maxRows: 300 })).toMatchObject({ isTruncated: false })
    expect((await run({ maxRows: 299 })).rows).toHaveLength(299)
    expect(await run({ maxRows: 299 })).toMatchObject({ isTruncated: true })
    // 项目0 and 2010 are 11 bytes, 项目1 and 2011 too.
    expect(await run({ maxBytes: 22 })).toMatchObject({ rows: { length: 2 }, isTruncated: true })
    expect(await run({ maxCellCharacters: 2, maxRows: 1 })).toMatchObject({ rows: [['项目', '20']] })
    const pair = { sql: "select '𠀀𠀀' as a", parameters: [], limits: { maxCellCharacters: 3 } }
    expect(await runner.run(pair)).toMatchObject({ rows: [['𠀀']], isTruncated: true })
  })

  it('ends a query that takes too long while others are answered, and answers the next', async () => {
    const slow = runner.run({ sql: endless, parameters: [], limits: { timeoutMs: 3000 } })
    let isSlowDone = false
    slow.then(() => {
      isSlowDone = true
    })
    for (let count = 0; count < 5; count += 1) {
      expect(await runner.run({ sql: countAll, parameters: [], limits: generous })).toMatchObject({
        rows: [[300]],
      })
    }
    expect(isSlowDone).toBe(false)
    expect(await slow).toMatchObject({ kind: 'stopped', code: 'time' })
    expect(await runner.run({ sql: countAll, parameters: [], limits: generous })).toMatchObject({
      rows: [[300]],
    })
  })

  it('answers after all children were busy with endless queries, in order', async () => {
    const endings = Array.from({ length: 4 }, () =>
      runner.run({ sql: endless, parameters: [], limits: { timeoutMs: 300 } }),
    )
    const next = runner.run({ sql: countAll, parameters: [], limits: generous })
    for (const ending of endings) expect(await ending).toMatchObject({ kind: 'stopped', code: 'time' })
    expect(await next).toMatchObject({ rows: [[300]] })
  })

  const doubled = (steps: number): string =>
    Array.from({ length: steps }, (_, index) => {
      const from = index === 0 ? "'0123456789abcdef' as x" : `x from a${index - 1}`
      const [value, source = ''] = from.split(' from ')
      const tower = index === 0 ? value : `${Array(8).fill(value).join('||')} as x`
      return `a${index} as (select ${tower}${source === '' ? '' : ` from ${source}`})`
    }).join(', ')

  // Without prlimit only time and the bounds on the result would stop these, after gigabytes.
  it.skipIf(findProcessTools().prlimit === null).each([
    { about: 'a tower of texts', sql: `with ${doubled(10)} select length(x) as n from a9` },
    { about: 'a text of 270 MB', sql: `with ${doubled(9)} select x from a8` },
    {
      about: 'an aggregate that keeps all',
      sql: 'select median(a.amount_fen + b.amount_fen + c.amount_fen) as m from figures a, figures b, figures c, figures d',
    },
    {
      about: 'a sort of everything',
      sql: 'select a.item from figures a, figures b, figures c, figures d order by b.item, c.item',
    },
    {
      about: 'distinct rows of everything',
      sql: 'select count(*) as n from (select distinct a.item, b.item, c.item, d.item from figures a, figures b, figures c, figures d)',
    },
  ])('survives a memory bomb: $about', async ({ sql }) => {
    const outcome = await runner.run({ sql, parameters: [], limits: { timeoutMs: 2500 } })
    expect(outcome.kind === 'stopped' || (outcome.kind === 'rows' && outcome.isTruncated)).toBe(true)
    expect(await runner.run({ sql: countAll, parameters: [], limits: generous })).toMatchObject({
      rows: [[300]],
    })
  })

  it('writes no file beside the store', () => {
    expect(readdirSync(folder)).toEqual(['store.db'])
  })

  it('faults without a store, with one that lacks a relation, and when closed', async () => {
    const nowhere = openQueryRunner({ storePath: join(folder, 'nosuch.db'), catalog: casesCatalog })
    await expect(nowhere).rejects.toMatchObject({ code: 'store-unusable' })

    const relations = { figures: casesCatalog.relations.figures ?? [], nosuch: ['a'] }
    const lacking = await openQueryRunner({ storePath, catalog: { ...casesCatalog, relations } })
    await expect(lacking.run({ sql: countAll, parameters: [] })).rejects.toMatchObject({
      code: 'store-unusable',
    })
    await lacking.close()
    await expect(lacking.run({ sql: countAll, parameters: [] })).rejects.toMatchObject({ code: 'closed' })
  })
})

describe('query pool, which does not guard', { timeout: 60_000 }, () => {
  it.each([
    "vacuum into 'copy.db'",
    "attach ':memory:' as other",
    'pragma query_only = 0',
    'create temp view figures as select 1 as amount_fen',
    'delete from report',
    'select sql from sqlite_schema',
    'select * from secret',
    'select hex(zeroblob(200000000))',
    'select 1; delete from report',
  ])('runs nothing of this kind: %s', async (sql) => {
    const pool = openPool(findProcessTools(), 1)
    expect(await pool.run(sql, [], generous)).toMatchObject({ kind: 'refused' })
    expect(await pool.run(countAll, [], generous)).toMatchObject({ rows: [[300]] })
    await pool.close()
    expect(readdirSync(folder)).toEqual(['store.db'])
  })

  it('stops an endless recursion by time', async () => {
    const pool = openPool()
    const sql = 'with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n'
    expect(await pool.run(sql, [], { ...generous, timeoutMs: 500 })).toMatchObject({
      kind: 'stopped',
      code: 'time',
    })
    await pool.close()
  })

  it('fails only the query of a child that dies', async () => {
    const pool = openPool()
    await pool.run(countAll, [], generous)
    const [first] = pool.processIds()
    const lost = pool.run(endless, [], generous)
    const answered = pool.run(countAll, [], generous)
    if (first !== undefined) process.kill(first, 'SIGKILL')
    expect(await lost).toMatchObject({ kind: 'stopped', code: 'crash' })
    expect(await answered).toMatchObject({ rows: [[300]] })
    expect(await pool.run(countAll, [], generous)).toMatchObject({ rows: [[300]] })
    await pool.close()
  })

  it('leaves no child after it is closed, and fails what was waiting', async () => {
    const pool = openPool()
    const waiting = Array.from({ length: 3 }, () => pool.run(endless, [], generous))
    const failed = Promise.allSettled(waiting)
    await wait(300)
    const pids = pool.processIds()
    expect(pids).toHaveLength(2)
    await pool.close()
    expect(pids.some(isAlive)).toBe(false)
    expect((await failed).every(({ status }) => status === 'rejected')).toBe(true)
  })

  it('works where the machine cannot bound or tie processes', async () => {
    const pool = openPool({ prlimit: null, setpriv: null })
    expect(await pool.run(countAll, [], generous)).toMatchObject({ rows: [[300]] })
    const stopped = await pool.run(endless, [], { ...generous, timeoutMs: 300 })
    expect(stopped).toMatchObject({ kind: 'stopped', code: 'time' })
    await pool.close()
  })

  it('falls back to that where the tools do not work', async () => {
    const pool = openPool({ prlimit: '/bin/false', setpriv: null })
    expect(await pool.run(countAll, [], generous)).toMatchObject({ rows: [[300]] })
    await pool.close()
  })
})

describe('children of a parent that ends', { timeout: 60_000 }, () => {
  // A parent of its own, with one child inside an endless query and one idle.
  const parent = (tools: string, afterwards: string): string => `
    const { QueryPool } = await import(${JSON.stringify(import.meta.resolve('./query-pool.ts'))})
    const { findProcessTools } = await import(${JSON.stringify(import.meta.resolve('./process-bounds.ts'))})
    const [storePath, catalog, limits, endless, countAll] = JSON.parse(process.argv[1])
    catalog.functions = new Set(catalog.functions)
    const pool = new QueryPool({ storePath, catalog, children: 2, tools: ${tools} })
    const lost = pool.run(endless, [], limits).catch(() => {})
    await pool.run(countAll, [], limits)
    process.stdout.write(JSON.stringify(pool.processIds()) + '\\n')
    ${afterwards}`
  const settings = JSON.stringify([
    storePath,
    { ...casesCatalog, functions: [...casesCatalog.functions] },
    generous,
    endless,
    countAll,
  ])
  const startParent = async (tools: string, afterwards = '') => {
    const script = parent(tools, afterwards)
    const started = spawn(process.execPath, ['--input-type=module', '-e', script, settings], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [line] = await once(started.stdout, 'data')
    return { started, pids: JSON.parse(String(line)) as readonly number[] }
  }

  it.each([
    { about: 'by the kernel', tools: 'findProcessTools()' },
    { about: 'by their own watch', tools: '{ prlimit: null, setpriv: null }' },
  ])('end with it when it is killed, $about', async ({ tools }) => {
    const { started, pids } = await startParent(tools)
    expect(pids.length).toBe(2)
    expect(pids.every(isAlive)).toBe(true)
    started.kill('SIGKILL')
    await untilGone(pids)
  })

  it('end with it when it just ends, and do not keep it up when idle', async () => {
    const script = parent('findProcessTools()', '').replace(/const lost.*/, '')
    const started = spawn(process.execPath, ['--input-type=module', '-e', script, settings], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const ended = once(started, 'exit')
    const [line] = await once(started.stdout, 'data')
    expect(await ended).toEqual([0, null])
    await untilGone(JSON.parse(String(line)))
  })
})
