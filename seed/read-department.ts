/** All that the documents of one department give a store. Departments share no row, so each is made on its own. */
import { reportIdOf } from '../db/domain/figure.ts'
import type { Remark } from '../db/remarks.ts'
import type { KeptDocument } from '../db/versions.ts'
import { accountsOf, type DocumentAccount } from './account.ts'
import { buildRows } from './build-rows.ts'
import type { DocumentReading } from './reading.ts'
import { hashOf, type StoreValues, storeValuesOf } from './store-rows.ts'

export type DepartmentReading = Readonly<{
  departmentId: string
  /** In the order in which they came, those among them that a later disclosure supersedes. */
  documents: readonly KeptDocument[]
  /** What administrators hold against what they print. */
  remarks: readonly Remark[]
  rows: StoreValues
  contentHash: string
  /** Of each document, in the same order. */
  accounts: readonly DocumentAccount[]
}>

/** Shape: readings of one department, in the order in which the documents came. */
export const readDepartment = (
  departmentId: string,
  readings: readonly DocumentReading[],
  remarks: readonly Remark[],
): DepartmentReading => {
  const built = buildRows(latestPerReport(readings), remarks)
  const rows = storeValuesOf(built)
  return {
    departmentId,
    remarks,
    documents: readings.map(({ sha256: hash, fileName }) => ({ sha256: hash, fileName })),
    rows,
    contentHash: hashOf(rows),
    accounts: accountsOf(readings, built),
  }
}

/** A later disclosure of the same report answers instead of the earlier one, whose document stays kept. */
const latestPerReport = (readings: readonly DocumentReading[]): readonly DocumentReading[] => {
  const latest = new Map(readings.map((reading) => [reportIdOf(reading.identity), reading]))
  // In an order of their own, so that the rows do not depend on which document came first.
  return [...latest].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, reading]) => reading)
}
