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
import { findRemark, proposeCorrection, proposeKnown } from './propose-remark.ts'
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

const seeded = async (options: Partial<SeedOptions> = {}) => {
  const accounts: DocumentAccount[] = []
  const outcome = await seedStore({
    dataFolder,
    shippedFolder,
    sources: [],
    isDryRun: false,
    clock: () => new Date('2026-01-02T03:04:05Z'),
    onProgress: () => {},
    onDocument: (account) => accounts.push(account),
    ...options,
  })
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
  by: '李明',
  reason: '与部门核对',
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
    for (const value of ['', 'five', '5.2人', '无', '5..2', '1e3'])
      expect(await refusal(id, value)).toBe('not-a-value')
    expect(await findRemark(dataFolder, id)).toBe('no-remark')
    expect(await proposeKnown(wanted(id))).toBe('no-such-thing')
    rmSync(dataFolder, { recursive: true })
    expect(await refusal(id, '1')).toBe('no-store')
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
