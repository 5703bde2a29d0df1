/** Reorganisations (机构改革): what a department disclosed under an older name is its own. */
import { departmentIdOf } from '../db/domain/figure.ts'
import type { Remark, Renaming } from '../db/remarks.ts'

export const renamingsIn = (remarks: readonly Remark[]): readonly Renaming[] =>
  remarks.filter((remark) => remark.kind === 'renamed')

/** The names that a department has had since it went by this one, the present one last. */
export const namesSince = (department: string, remarks: readonly Remark[]): readonly string[] => {
  const next = new Map(renamingsIn(remarks).map(({ from, to }) => [from, to]))
  const names = [department]
  for (let to = next.get(department); to !== undefined && !names.includes(to); to = next.get(to))
    names.push(to)
  return names
}

/** The name that a department goes by now; that of a department that was not renamed is its own. */
export const nameNow = (department: string, remarks: readonly Remark[]): string =>
  namesSince(department, remarks).at(-1) ?? department

/** The same by ids. */
export const departmentNow = (remarks: readonly Remark[]): ((departmentId: string) => string) => {
  const ids = new Map(
    renamingsIn(remarks).map(({ from }) => [departmentIdOf(from), departmentIdOf(nameNow(from, remarks))]),
  )
  return (departmentId) => ids.get(departmentId) ?? departmentId
}

/** The departments in whose rows a remark is told of. */
export const departmentsOf = (remark: Remark): readonly string[] =>
  remark.kind === 'merged' ? [remark.departmentId, departmentIdOf(remark.to)] : [remark.departmentId]
