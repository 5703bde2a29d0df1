/** What administrators hold against what documents print: kept with the version, and read with the documents. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { exportRows } from '../db/export.ts'
import { openForReading, type Store } from '../db/open.ts'
import type { Remark } from '../db/remarks.ts'
import { listVersions } from '../db/versions.ts'
import type { DocumentAccount } from './account.ts'
import { findRemark, proposeCorrection, proposeKnown, proposeReorganisation } from './propose-remark.ts'
import { type SeedOptions, seedStore } from './seed-store.ts'
import { shiqiaoUnion, writeCellBudget, writeTabAccounts, yunxiUnion } from './testing/invented-report.ts'

const workshop = mkdtempSync(join(tmpdir(), 'remarks-'))
afterAll(() => rmSync(workshop, { recursive: true, force: true }))

/** 科普活动, whose final accounts are printed as 5.00 万元. */
const code = '2060702'
/** The same disclosure with another outturn of it. */
const reprinted = {
  ...yunxiUnion,
  items: yunxiUnion.items.map((item) => (item.code === code ? { ...item, finalHundredths: 5_10 } : item)),
}

let dataFolder = ''
let shippedFolder = ''
beforeEach(() => {
  const folder = mkdtempSync(join(workshop, 'case-'))
  dataFolder = join(folder, 'data')
  shippedFolder = join(folder, 'shipped')
  mkdirSync(shippedFolder)
  writeFileSync(join(shippedFolder, 'accounts.txt'), writeTabAccounts(yunxiUnion))
  writeFileSync(join(shippedFolder, 'budget.txt'), writeCellBudget(shiqiaoUnion))
})

const seed = (options: Partial<SeedOptions>) =>
  seedStore({
    dataFolder,
    shippedFolder,
    sources: [],
    isDryRun: false,
    clock: () => new Date('2026-01-02T03:04:05Z'),
    onProgress: () => {},
    ...options,
  })

const seeded = async (options: Partial<SeedOptions> = {}) => {
  const accounts: DocumentAccount[] = []
  const outcome = await seed({ onDocument: (account) => accounts.push(account), ...options })
  if (outcome.kind !== 'seeded') throw new Error(JSON.stringify(outcome))
  return { ...outcome, accounts }
}

const handIn = (name: string, content: string) => {
  const path = join(dataFolder, '..', name)
  writeFileSync(path, content)
  return seeded({ sources: [path] })
}

const look = async <Found>(path: string, find: (store: Store) => Promise<Found>): Promise<Found> => {
  const store = openForReading(path)
  try {
    return await find(store)
  } finally {
    await store.destroy()
  }
}

type Seeded = Awaited<ReturnType<typeof seeded>>

/** The figure, its primary print, and what findings of corrections say of it. */
const popularScience = ({ store: { path } }: Seeded) =>
  look(path, async (store) => {
    const figure = await store
      .selectFrom('figures')
      .select(['figure_id', 'amount_fen', 'state'])
      .where('item_code', '=', code)
      .where('measure', '=', 'expenditure')
      .where('stage', '=', 'finalAccounts')
      .where('aspect', '=', 'amount')
      .where('is_default_fund', '=', 1)
      .executeTakeFirstOrThrow()
    const id = String(figure.figure_id)
    const print = await store
      .selectFrom('prints')
      .select('printed_text')
      .where('figure_id', '=', id)
      .where('rank', '=', 0)
      .executeTakeFirstOrThrow()
    const said = await store
      .selectFrom('finding_sides')
      .select(['code', 'message_zh', 'message_en'])
      .where('figure_id', '=', id)
      .where('code', 'in', ['corrected', 'correction-lapsed'])
      .execute()
    return { id, fen: figure.amount_fen, printed: print.printed_text, said }
  })

const wanted = (id: string) => ({
  dataFolder,
  id,
  by: ' 李明',
  reason: '与部门核对\n',
  at: new Date('2026-01-31T10:00:00Z'),
})

const proposed = (remark: Remark | string): Remark => {
  if (typeof remark === 'string') throw new Error(remark)
  return remark
}

const corrected = async (value = '5.20') => {
  const first = await seeded()
  const { id } = await popularScience(first)
  const on = proposed(await proposeCorrection({ ...wanted(id), value }))
  return { first, id, second: await seeded({ remark: { kind: 'remarked', on } }) }
}

describe('a corrected figure', () => {
  it('has the other value; the print stays, and a finding says who, when, why and what is printed', async () => {
    const { second } = await corrected()
    const { fen, printed, said } = await popularScience(second)
    expect([fen, printed]).toEqual([5_200_000, '5.00'])
    expect(said).toHaveLength(1)
    expect(said[0]).toMatchObject({ code: 'corrected' })
    for (const part of ['5.00万元', '5.20万元', '李明', '2026-01-31', '与部门核对']) {
      expect(said[0]?.message_zh).toContain(part)
      expect(said[0]?.message_en).toContain(part)
    }
  })

  it('has only its department read anew', async () => {
    const { second } = await corrected()
    expect(second.accounts.map(({ file }) => file)).toEqual(['accounts.txt'])
  })

  it('stays so when everything is read anew, and when another part of the document is amended', async () => {
    await corrected()
    expect(await popularScience(await seeded())).toMatchObject({ fen: 5_200_000 })
    const amended = writeTabAccounts({ ...yunxiUnion, carryoverHundredths: 9_99 })
    expect(await popularScience(await handIn('amended.txt', amended))).toMatchObject({ fen: 5_200_000 })
  })

  it('is as printed again once something else is printed, and a finding says so', async () => {
    await corrected()
    const { fen, printed, said } = await popularScience(
      await handIn('reprinted.txt', writeTabAccounts(reprinted)),
    )
    expect([fen, printed]).toEqual([5_100_000, '5.10'])
    expect(said).toMatchObject([{ code: 'correction-lapsed' }])
    for (const part of ['5.10万元', '5.20万元', '“5.00”']) expect(said[0]?.message_zh).toContain(part)
  })

  it('is given in another unit, and corrected once more', async () => {
    const { id } = await corrected('53,000元')
    const on = proposed(await proposeCorrection({ ...wanted(id), value: '5.4万元' }))
    const third = await seeded({ remark: { kind: 'remarked', on } })
    const { fen, said } = await popularScience(third)
    expect([fen, said.length]).toEqual([5_400_000, 1])
    expect(listVersions(dataFolder)[0]?.remarks).toEqual([on])
    expect(listVersions(dataFolder)[1]?.remarks).toMatchObject([{ amountFen: 5_300_000 }])
  })

  it('is as printed again once that is withdrawn, or an earlier version is in use', async () => {
    const { first, id } = await corrected()
    const on = proposed(await findRemark(dataFolder, id))
    const third = await seeded({ remark: { kind: 'withdrawn', on } })
    expect(third.store.contentHash).toBe(first.store.contentHash)
    const fourth = await seeded({ rollBackTo: 2 })
    expect(await popularScience(fourth)).toMatchObject({ fen: 5_200_000 })
    expect((await seeded({ rollBackTo: 1 })).store.contentHash).toBe(first.store.contentHash)
  })

  it('changes nothing else', async () => {
    const { first, second } = await corrected()
    const others = ({ store: { path } }: Seeded) =>
      look(path, async (store) => {
        const figures = await store.selectFrom('figures').selectAll().orderBy('figure_id').execute()
        return figures.map((figure) => (figure.item_code === code ? { ...figure, amount_fen: 0 } : figure))
      })
    expect(await others(second)).toEqual(await others(first))
  })

  it('is refused where there is no such figure, no value of it or nothing to withdraw', async () => {
    const { id } = await popularScience(await seeded())
    const refusal = (of: string, value: string) => proposeCorrection({ ...wanted(of), value })
    expect(await refusal('ffffffffffffffffffff', '1')).toBe('no-such-thing')
    for (const value of ['', '-', 'five', '5.2人', '无', '5..2', '1e3'])
      expect(await refusal(id, value)).toBe('not-a-value')
    expect(await findRemark(dataFolder, id)).toBe('no-remark')
    expect(await proposeKnown(wanted(id))).toBe('no-such-thing')
    rmSync(dataFolder, { recursive: true })
    expect(await refusal(id, '1')).toBe('no-store')
  })
})

describe('a department with another name', () => {
  const old = yunxiUnion.department
  const name = '青山市云溪县工会联合会'
  const renaming = (from: string, to: string, since = '2024-03-01') =>
    proposeReorganisation('renamed', { ...wanted(from), to, since })

  const reportsIn = ({ store: { path } }: Seeded) =>
    look(path, (store) =>
      store
        .selectFrom('report')
        .innerJoin('department', 'department.department_number', 'report.department_number')
        .select(['report_id', 'department', 'fiscal_year'])
        .where('report_kind', '=', 'finalAccounts')
        .orderBy('fiscal_year')
        .execute(),
    )

  const renamed = async () => {
    await corrected()
    const first = await handIn(
      'later.txt',
      writeTabAccounts({ ...yunxiUnion, department: name, fiscalYear: 2024 }),
    )
    const on = proposed(await renaming(old, name))
    return { first, second: await seeded({ remark: { kind: 'remarked', on } }) }
  }

  it('has the reports of both names, each by the id that it had, with what was corrected', async () => {
    const { first, second } = await renamed()
    const before = await reportsIn(first)
    expect(before.map((report) => report.department)).toEqual([old, name])
    expect(await reportsIn(second)).toEqual(before.map((report) => ({ ...report, department: name })))
    expect(second.accounts.map(({ file }) => file)).toEqual(['accounts.txt', 'later.txt'])
    const corrections = await look(second.store.path, (store) =>
      store.selectFrom('finding').select('code').where('code', '=', 'corrected').execute(),
    )
    expect(corrections).toHaveLength(1)
  })

  it('is asked for by either name, and what was published under the old one says so', async () => {
    const { second } = await renamed()
    const [terms, findings] = await look(second.store.path, async (store) => [
      await store
        .selectFrom('term')
        .innerJoin('department', 'department.department_id', 'term.target')
        .select('surface')
        .where('department', '=', name)
        .where('surface', 'in', [old, name])
        .execute(),
      await store
        .selectFrom('findings')
        .select(['fiscal_year', 'message_zh', 'message_en'])
        .where('code', '=', 'renamed')
        .execute(),
    ])
    expect(new Set(terms.map(({ surface }) => surface))).toEqual(new Set([old, name]))
    expect(findings).toEqual([
      {
        fiscal_year: 2023,
        message_zh: `${old}自2024-03-01起改名为${name}，此前的文件以旧名公布`,
        message_en: `${old} has been called ${name} since 2024-03-01; what was published before has the old name`,
      },
    ])
  })

  it('changes no figure, and a preview says so', async () => {
    const first = await seeded()
    const on = proposed(await renaming(old, name))
    const preview = await seed({ isDryRun: true, remark: { kind: 'remarked', on } })
    if (preview.kind !== 'read') throw new Error(JSON.stringify(preview))
    const { before, after, added, removed, changed } = preview.comparison
    expect([added, removed, changed]).toEqual([0, 0, 0])
    expect(before).toMatchObject(first.counts)
    expect(after).toEqual({ ...before, finding: (before?.finding ?? 0) + 1 })
  })

  it('is two again once that is withdrawn', async () => {
    const { first } = await renamed()
    const on = proposed(await findRemark(dataFolder, old))
    const third = await seeded({ remark: { kind: 'withdrawn', on } })
    expect(third.store.contentHash).toBe(first.store.contentHash)
  })

  it('is told of by each of its names where it was renamed again', async () => {
    await renamed()
    const last = `${name}总会`
    const on = proposed(await renaming(name, last, '2025-06-01'))
    const third = await seeded({ remark: { kind: 'remarked', on } })
    expect((await reportsIn(third)).map((report) => report.department)).toEqual([last, last])
    const told = await look(third.store.path, (store) =>
      store
        .selectFrom('findings')
        .select(['fiscal_year', 'message_zh'])
        .where('code', '=', 'renamed')
        .orderBy('fiscal_year')
        .orderBy('finding_id')
        .execute(),
    )
    expect(told).toEqual([
      { fiscal_year: 2023, message_zh: `${old}自2024-03-01起改名为${name}，此前的文件以旧名公布` },
      { fiscal_year: 2023, message_zh: `${name}自2025-06-01起改名为${last}，此前的文件以旧名公布` },
      { fiscal_year: 2024, message_zh: `${name}自2025-06-01起改名为${last}，此前的文件以旧名公布` },
    ])
  })

  it('keeps later documents with it, whichever name they print', async () => {
    await renamed()
    const added = await handIn('earlier.txt', writeTabAccounts({ ...yunxiUnion, fiscalYear: 2022 }))
    expect((await reportsIn(added)).map((report) => [report.department, report.fiscal_year])).toEqual([
      [name, 2022],
      [name, 2023],
      [name, 2024],
    ])
  })

  it('is refused of two that publish side by side, of none, without a day, and back again', async () => {
    await seeded()
    const other = `${name}本级`
    await handIn('side.txt', writeTabAccounts({ ...yunxiUnion, department: name }))
    expect(await renaming(old, name)).toBe('both-published')
    expect(await renaming('无此部门', name)).toBe('no-such-department')
    expect(await renaming(old, old)).toBe('no-such-department')
    for (const day of ['', '2024', '2024-13-01', '1 March 2024'])
      expect(await renaming(old, other, day)).toBe('not-a-day')
    const on = proposed(await renaming(old, other))
    await seeded({ remark: { kind: 'remarked', on } })
    expect(await renaming(other, old)).toBe('name-given-up')
  })
})

describe('a department that became part of another', () => {
  const part = yunxiUnion.department
  const whole = shiqiaoUnion.department

  const told = ({ store: { path } }: Seeded) =>
    look(path, (store) =>
      store
        .selectFrom('findings')
        .select(['department', 'message_zh', 'message_en'])
        .where('code', '=', 'merged')
        .orderBy('department')
        .execute(),
    )

  it('keeps what it disclosed, and both say what became of it', async () => {
    const first = await seeded()
    const on = proposed(
      await proposeReorganisation('merged', { ...wanted(part), to: whole, since: '2024-03-01' }),
    )
    const second = await seeded({ remark: { kind: 'remarked', on } })
    const departments = ({ store: { path } }: Seeded) =>
      look(path, (store) =>
        store.selectFrom('department').select('department').orderBy('department').execute(),
      )
    expect(await departments(second)).toEqual(await departments(first))
    const sentence = {
      message_zh: `${part}自2024-03-01起并入${whole}，此前公布的数仍在各自名下`,
      message_en: `${part} has been part of ${whole} since 2024-03-01; what was published before stays under each of them`,
    }
    expect(await told(second)).toEqual(
      [part, whole].toSorted().map((department) => ({ department, ...sentence })),
    )
    const again = proposed(await findRemark(dataFolder, part))
    const third = await seeded({ remark: { kind: 'withdrawn', on: again } })
    expect(third.store.contentHash).toBe(first.store.contentHash)
  })
})

describe('a known finding', () => {
  const published = join(import.meta.dirname, 'documents')

  const firstFinding = ({ store: { path } }: Seeded) =>
    look(path, async (store) => {
      for await (const row of exportRows(store, 'findings')) return row
      throw new Error('the five disclosures contradict themselves')
    })

  it('says who knows it and why, and is apart in the account; another is as it was', async () => {
    const first = await seeded({ shippedFolder: published })
    const before = await firstFinding(first)
    const on = proposed(await proposeKnown(wanted(String(before.finding_id))))
    const second = await seeded({ remark: { kind: 'remarked', on } })
    const after = await firstFinding(second)
    expect(after).toEqual({
      ...before,
      message_zh: `${before.message_zh}（已知，李明 2026-01-31：与部门核对）`,
      message_en: `${before.message_en} (known, 李明 2026-01-31: 与部门核对)`,
    })
    const known = second.accounts.flatMap(({ findings }) => findings.filter(({ isKnown }) => isKnown))
    expect(known.map(({ code: found }) => found)).toEqual([before.code])
    const again = proposed(await findRemark(dataFolder, String(before.finding_id)))
    const third = await seeded({ remark: { kind: 'withdrawn', on: again } })
    expect(third.store.contentHash).toBe(first.store.contentHash)
  })
})
