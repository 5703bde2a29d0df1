/** What an administrator would remark on, found in the store in use. */

import { departmentIdOf } from '../db/domain/figure.ts'
import { isMoneyUnit, parseAmount } from '../db/domain/money.ts'
import type { FindingCode } from '../db/domain/terms.ts'
import { exportRows } from '../db/export.ts'
import { openForReading, type Store } from '../db/open.ts'
import { type Remark, thingOf } from '../db/remarks.ts'
import { findCurrentStore } from '../db/store-location.ts'
import { readVersion, versionInUse } from '../db/versions.ts'
import { nameNow } from './reorganisation.ts'

export type RemarkProblem =
  | 'no-store'
  | 'no-such-thing'
  | 'no-such-department'
  | 'not-the-answer'
  | 'not-a-value'
  | 'not-a-day'
  | 'both-published'
  | 'name-given-up'
  | 'no-remark'

export type RemarkWanted = Readonly<{
  dataFolder: string
  /** Of a figure, or of a finding as the export numbers them; of a department its full name. */
  id: string
  by: string
  reason: string
  at: Date
}>

/**
 * Another value for a figure. `value`: as it would be printed; money in the unit that it names (12.5万元), or else in
 * the one that is printed there.
 */
export const proposeCorrection = (
  wanted: RemarkWanted & Readonly<{ value: string }>,
): Promise<Remark | RemarkProblem> =>
  withStore(wanted.dataFolder, async (store) => {
    const figure = await findFigure(store, wanted.id)
    if (!figure) return 'no-such-thing'
    if (figure.standing !== 'primary') return 'not-the-answer'
    const value = valueIn(wanted.value, figure)
    if (value === null) return 'not-a-value'
    return {
      kind: 'correction',
      figureId: wanted.id,
      printedText: figure.printed_text,
      ...value,
      ...signed(wanted, figure.department_id),
    }
  })

/** That a finding is known, whatever it says. */
export const proposeKnown = (wanted: RemarkWanted): Promise<Remark | RemarkProblem> =>
  withStore(wanted.dataFolder, async (store) => {
    const finding = await findFinding(store, wanted.id)
    if (!finding) return 'no-such-thing'
    const { reportId, code, message, departmentId } = finding
    const before = heldOn(wanted.dataFolder, finding)
    const own = before?.kind === 'known' ? before.message : message
    return { kind: 'known', reportId, code, message: own, ...signed(wanted, departmentId) }
  })

/**
 * That a department goes by another name, or has become part of another, since a day. `to`: the full name of the other.
 * Bodies that both published for a year are two and not one with a new name.
 */
export const proposeReorganisation = (
  kind: 'renamed' | 'merged',
  wanted: RemarkWanted & Readonly<{ to: string; since: string }>,
): Promise<Remark | RemarkProblem> =>
  withStore(wanted.dataFolder, async (store) => {
    const [from, to] = [oneLine(wanted.id), oneLine(wanted.to)]
    const [before, after] = [await reportsOf(store, from), await reportsOf(store, to)]
    if (before.length === 0 || from === to || to === '') return 'no-such-department'
    if (!isDay(wanted.since)) return 'not-a-day'
    if (kind === 'renamed' && before.some((report) => after.includes(report))) return 'both-published'
    if (nameNow(to, remarksHeld(wanted.dataFolder)) !== to) return 'name-given-up'
    const of = departmentIdOf(kind === 'renamed' ? to : from)
    return { kind, from, to, since: wanted.since, ...signed(wanted, of) }
  })

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/u.test(text) && !Number.isNaN(Date.parse(text))

/** Year, kind and edition of each. */
const reportsOf = async (store: Store, department: string): Promise<readonly string[]> => {
  const reports = await store
    .selectFrom('report')
    .innerJoin('department', 'department.department_number', 'report.department_number')
    .where('department.department', '=', department)
    .select(['fiscal_year', 'report_kind', 'edition'])
    .execute()
  return reports.map(({ fiscal_year, report_kind, edition }) => [fiscal_year, report_kind, edition].join(' '))
}

/** What is remarked on a figure, a finding or a department, to be taken back. */
export const findRemark = (dataFolder: string, id: string): Promise<Remark | RemarkProblem> =>
  withStore(dataFolder, async (store) => {
    const remark =
      remarksHeld(dataFolder).find((each) => thingOf(each) === id) ??
      heldOn(dataFolder, await findFinding(store, id))
    return remark ?? 'no-remark'
  })

const signed = ({ reason, by, at }: RemarkWanted, departmentId: string) => ({
  departmentId,
  reason: oneLine(reason),
  by: oneLine(by),
  at: at.toISOString().slice(0, 10),
})

/** It becomes part of a sentence. */
const oneLine = (text: string): string => text.trim().replace(/\s+/gu, ' ')

const withStore = async <Outcome>(
  dataFolder: string,
  look: (store: Store) => Promise<Outcome>,
): Promise<Outcome | 'no-store'> => {
  const current = findCurrentStore(dataFolder)
  if (typeof current === 'string') return 'no-store'
  const store = openForReading(current.path)
  try {
    return await look(store)
  } finally {
    await store.destroy()
  }
}

const remarksHeld = (dataFolder: string): readonly Remark[] => {
  const version = readVersion(dataFolder, versionInUse(dataFolder))
  return version === 'altered' ? [] : version.remarks
}

const findFigure = (store: Store, figureId: string) =>
  store
    .selectFrom('figure')
    .innerJoin('department', 'department.department_number', 'figure.department_number')
    .innerJoin('figure_print', 'figure_print.figure_number', 'figure.figure_number')
    .innerJoin('print', 'print.print_id', 'figure_print.print_id')
    .where('figure.figure_id', '=', figureId)
    .where('figure_print.rank', '=', 0)
    .select(['department_id', 'standing', 'printed_text', 'printed_unit', 'figure.quantity_unit'])
    .executeTakeFirst()

type Figure = NonNullable<Awaited<ReturnType<typeof findFigure>>>

/** Null: the text says no value of such a figure. */
const valueIn = (
  text: string,
  { printed_unit: printed, quantity_unit: counted }: Figure,
): Readonly<{ amountFen: number | null; quantity: number | null }> | null => {
  const parts = /^(?<number>-?[\d,]+(?:\.\d+)?)\s*(?<unit>\D+)?$/u.exec(text.trim())?.groups
  const { number = '', unit: said = null } = parts ?? {}
  if (counted !== null)
    return parts && (said === null || said === counted)
      ? { amountFen: null, quantity: Number(number.replaceAll(',', '')) }
      : null
  const unit = said ?? printed ?? ''
  const amount = isMoneyUnit(unit) ? parseAmount(number, unit) : null
  return amount?.kind === 'amount' ? { amountFen: amount.fen, quantity: null } : null
}

type Found = Readonly<{ departmentId: string; reportId: string; code: FindingCode; message: string }>

const findFinding = async (store: Store, id: string): Promise<Found | null> => {
  const reportId = id.split('-')[0] ?? ''
  const report = await store
    .selectFrom('report')
    .innerJoin('department', 'department.department_number', 'report.department_number')
    .where('report_id', '=', reportId)
    .select('department_id')
    .executeTakeFirst()
  if (!report) return null
  for await (const row of exportRows(store, 'findings'))
    if (row.finding_id === id)
      return {
        departmentId: report.department_id,
        reportId,
        code: row.code as FindingCode, // a column of such codes
        message: String(row.message_zh),
      }
  return null
}

/** The remark that a finding is known, if there is one: its sentence is followed by who knows it then. */
const heldOn = (dataFolder: string, finding: Found | null): Remark | undefined =>
  remarksHeld(dataFolder).find(
    (remark) =>
      remark.kind === 'known' &&
      remark.reportId === finding?.reportId &&
      remark.code === finding.code &&
      finding.message.startsWith(remark.message),
  )
