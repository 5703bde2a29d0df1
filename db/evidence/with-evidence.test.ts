import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type EvidenceRelations, statedBy } from '../catalog/evidence.ts'
import { evidenceRelations, guardCatalog } from '../catalog/relations.ts'
import { writeSmallLedger } from '../fixtures/small-ledger.ts'
import { writeSmallStore } from '../fixtures/small-store.ts'
import { casesCatalog } from '../guard/catalog.cases.ts'
import { guard } from '../guard/guard.ts'
import { passCases } from '../guard/passes.cases.ts'
import { openQueryRunner, type QueryRunner } from '../run/query-runner.ts'
import { columnCases } from './cases/columns.cases.ts'
import { compoundCases } from './cases/compounds.cases.ts'
import { fromCases } from './cases/from.cases.ts'
import { groupCases } from './cases/groups.cases.ts'
import { repeatCases } from './cases/repeats.cases.ts'
import { unsupportedCases } from './cases/unsupported.cases.ts'
import { withEvidenceFunctions } from './id-sets.ts'
import { type EvidenceId, type RowsWithEvidence, runWithEvidence } from './run-with-evidence.ts'
import { withEvidence } from './with-evidence.ts'

const evidenceCases = [...columnCases, ...groupCases, ...fromCases, ...compoundCases]

const folder = mkdtempSync(join(tmpdir(), 'juesuan-evidence-'))
const ledgerPath = join(folder, 'ledger.db')
let ledger: QueryRunner
let ledgerBytes: Buffer

beforeAll(async () => {
  await writeSmallLedger(ledgerPath)
  ledgerBytes = readFileSync(ledgerPath)
  ledger = await openQueryRunner({ storePath: ledgerPath, catalog: guardCatalog })
})
afterAll(async () => {
  await ledger.close()
  rmSync(folder, { recursive: true })
})

const run = async (sql: string): Promise<RowsWithEvidence> => {
  const outcome = await runWithEvidence(sql, ledger, evidenceRelations)
  if (outcome.kind !== 'rows') throw new Error(JSON.stringify(outcome))
  return outcome
}

const exactCells = ({ evidence }: RowsWithEvidence) => {
  if (evidence.kind !== 'exact') throw new Error(`coarse: ${evidence.code}`)
  return evidence.cells
}

const shown = ({ kind, id }: EvidenceId): string => `${kind}:${id}`

describe('SQL with evidence', () => {
  it.each(evidenceCases.filter(({ ids }) => ids))('has the ids of: $about', async ({ sql, ids }) => {
    const cells = exactCells(await run(sql)).map((row) =>
      row.map((cell) => cell?.ids.map(shown).sort() ?? null),
    )
    expect(cells).toEqual(ids?.map((row) => row.map((cell) => cell && [...cell].sort())))
  })

  it.each(evidenceCases)('gives the rows of the query as written: $about', async ({ sql }) => {
    const plain = await ledger.run({ sql, parameters: [] })
    const { rows, columns, evidence } = await run(sql)
    expect({ kind: 'rows', rows, columns }).toMatchObject({ kind: plain.kind, rows, columns })
    expect(plain).toMatchObject({ rows, columns })
    expect(evidence.kind).toBe('exact')
  })

  it.each(
    evidenceCases.filter(({ notReplayed }) => notReplayed === undefined),
  )('cites rows that give the row again by themselves: $about', async ({ sql }) => {
    const outcome = await run(sql)
    for (const [index, row] of exactCells(outcome).entries()) {
      const ids = row.flatMap((cell) => cell?.ids ?? [])
      if (ids.length > 0) expect(rowsOfOnly(ids, sql)).toContainEqual(outcome.rows[index])
    }
  })

  it('cites the largest contributions to a sum first', async () => {
    const sql =
      "select sum(final_accounts_fen) as s from budget_execution where item_level = 3 and department_id = 'jia'"
    const [[cell] = []] = exactCells(await run(sql))
    expect(cell?.ids.map(({ id }) => id)).toEqual([
      'jia expenditure 2012901 finalAccounts',
      'jia expenditure 2012902 finalAccounts',
      'jia expenditure 2210201 finalAccounts',
    ])
  })

  it.each(repeatCases)('tells whether a thing was taken twice: $about', async ({ sql, isRepeated }) => {
    const cells = exactCells(await run(sql)).flat()
    expect(cells.some((cell) => cell?.isRepeated)).toBe(isRepeated)
  })

  it.each(unsupportedCases)('does not rewrite $about: $code', ({ sql, code, place }) => {
    const outcome = withEvidence(sql, evidenceRelations)
    expect(outcome).toMatchObject({ kind: 'unsupported', code })
    if (outcome.kind === 'unsupported') expect(sql.slice(...outcome.span)).toBe(place)
  })

  it.each(
    unsupportedCases.filter(({ code }) => !['parameter', 'aliased-join', 'not-a-select'].includes(code)),
  )('gives the rows of what it does not rewrite: $about', async ({ sql, code }) => {
    const { rows, evidence } = await run(sql)
    expect(rows.length).toBeGreaterThanOrEqual(0)
    expect(evidence).toEqual({ kind: 'coarse', code })
  })

  it('refuses to a person what rewritten SQL may call', async () => {
    const { sql } = rewritten('select sum(amount_fen) as s from totals')
    expect(await ledger.run({ sql, parameters: [] })).toMatchObject({ code: 'forbidden-function' })
    for (const call of ['json_group_array(figure_id)', 'json_array(figure_id)', 'group_concat(figure_id)']) {
      const text = `select ${call} as x from totals`
      for (const isRewritten of [false, true])
        expect(await ledger.run({ sql: text, parameters: [], isRewritten })).toMatchObject({
          code: 'forbidden-function',
        })
    }
  })

  it('takes what a rewritten query cannot bring back as coarse, and answers all the same', async () => {
    const ended: QueryRunner = {
      ...ledger,
      run: async (request) =>
        request.isRewritten ? { kind: 'stopped', code: 'time', elapsedMs: 0 } : ledger.run(request),
    }
    const sql = 'select sum(amount_fen) as s from totals'
    const outcome = await runWithEvidence(sql, ended, evidenceRelations)
    expect(outcome).toMatchObject({ kind: 'rows', evidence: { kind: 'coarse', code: 'rewritten-failed' } })
  })

  it('does not take the ids of other rows', async () => {
    const other: QueryRunner = {
      ...ledger,
      run: async (request) => {
        const sql = request.sql.replace("department_id = 'jia'", "department_id = 'yi'")
        return ledger.run(request.isRewritten ? { ...request, sql } : request)
      },
    }
    const sql = "select sum(amount_fen) as s from totals where department_id = 'jia'"
    const outcome = await runWithEvidence(sql, other, evidenceRelations)
    expect(outcome).toMatchObject({ kind: 'rows', evidence: { kind: 'coarse', code: 'rows-differ' } })
  })

  it('does not take the ids of a query that gives further rows', async () => {
    const further: QueryRunner = {
      ...ledger,
      run: async (request) => {
        const outcome = await ledger.run(request)
        return outcome.kind === 'rows' && request.isRewritten
          ? { ...outcome, rows: [...outcome.rows, ...outcome.rows] }
          : outcome
      },
    }
    expect(await runWithEvidence('select amount_fen from totals', further, evidenceRelations)).toMatchObject({
      evidence: { kind: 'coarse', code: 'rows-differ' },
    })
  })

  it('finds rows that come first by chance among all of them', async () => {
    const chance: QueryRunner = {
      ...ledger,
      run: async (request) => {
        const outcome = await ledger.run(request)
        const isOther = request.isRewritten === true && / limit /.test(request.sql)
        return outcome.kind === 'rows' && isOther ? { ...outcome, rows: [['其他', 'figure:other']] } : outcome
      },
    }
    const sql = "select department from totals where department_id = 'bing' limit 1"
    const outcome = await runWithEvidence(sql, chance, evidenceRelations)
    const ids =
      outcome.kind === 'rows'
        ? exactCells(outcome)
            .flat()
            .flatMap((cell) => cell?.ids ?? [])
        : []
    expect(ids.map(shown)).toEqual(['figure:bing expenditure total initialBudget'])
  })

  it('hands on what the guard refuses', async () => {
    expect(await runWithEvidence('select * from sqlite_schema', ledger, evidenceRelations)).toMatchObject({
      kind: 'refused',
      code: 'unknown-relation',
    })
  })
})

/** What the query gives where each relation shows only those of its rows that are among these things. */
const rowsOfOnly = (ids: readonly EvidenceId[], sql: string): readonly unknown[] => {
  const store = new SqliteDatabase(ledgerBytes)
  try {
    for (const [name, { evidence }] of Object.entries(evidenceRelations)) {
      const known = evidence.rows.flatMap(({ kind, column }) => {
        const held = ids.filter((one) => one.kind === kind).map(({ id }) => `'${id}'`)
        return held.length === 0 ? [] : [`${column} in (${held.join(', ')})`]
      })
      // A temporary table hides the relation of its name.
      const where = known.length === 0 ? '' : ` where ${known.join(' or ')}`
      store.exec(`create temp table ${name} as select * from main.${name}${where}`)
    }
    return store.prepare(sql).raw(true).all()
  } finally {
    store.close()
  }
}

const rewritten = (sql: string, relations: EvidenceRelations = evidenceRelations) => {
  const outcome = withEvidence(sql, relations)
  if (outcome.kind !== 'rewritten') throw new Error(outcome.code)
  return outcome
}

describe('every query that the guard lets pass', () => {
  const smallPath = join(folder, 'small.db')
  const relations: EvidenceRelations = {
    figures: {
      columns: casesCatalog.relations.figures ?? [],
      evidence: statedBy('figure', 'figure_id', { numbers: ['amount_fen'], texts: ['备注'] }),
    },
    reports: {
      columns: casesCatalog.relations.reports ?? [],
      evidence: statedBy('report', 'report_id', { numbers: ['page_count'], texts: ['title'] }),
    },
  }
  /** A row that is any of a group may become another one. */
  const leftToChance = ['scalar max and min']
  const known = passCases.filter(({ parameters }) => parameters === undefined)
  let small: QueryRunner

  beforeAll(async () => {
    writeSmallStore(smallPath)
    small = await openQueryRunner({ storePath: smallPath, catalog: casesCatalog })
  })
  afterAll(() => small.close())

  it.each(known)('keeps its rows: $about', async ({ about, sql }) => {
    const outcome = await runWithEvidence(sql, small, relations)
    if (outcome.kind !== 'rows') throw new Error(JSON.stringify(outcome))
    const { evidence } = outcome
    const isSetDifference = evidence.kind === 'coarse' && evidence.code === 'set-difference'
    if (!isSetDifference && !leftToChance.includes(about)) expect(evidence.kind).toBe('exact')
  })

  it('has the ids of the row that a sub-query took its value from, of several', async () => {
    // An index holds the amounts by department, the table by id: the first row is another one.
    const outcome = await runWithEvidence('select (select amount_fen from figures) as x', small, relations)
    expect(outcome).toMatchObject({
      rows: [[1000]],
      evidence: { kind: 'exact', cells: [[{ ids: [{ kind: 'figure', id: 'f1' }] }]] },
    })
  })

  it.each(known)('passes the guard when rewritten, and reads nothing more: $about', ({ sql }) => {
    const outcome = withEvidence(sql, relations)
    if (outcome.kind === 'unsupported') return
    const plain = guard(sql, casesCatalog)
    const guarded = guard(outcome.sql, withEvidenceFunctions(casesCatalog))
    expect(guarded.kind).toBe('allowed')
    const read = (one: typeof plain) => (one.kind === 'allowed' ? [...one.relations].sort() : [])
    expect(read(guarded)).toEqual(read(plain))
  })
})
