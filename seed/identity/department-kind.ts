import { type DepartmentKind, departmentKinds, keysOf } from '../../db/domain/terms.ts'

type Ending = Readonly<{ ending: string; kind: DepartmentKind }>

/** Longest first, so that 总工会 is seen before 会 and 区委员会 before 委员会. */
const kindEndings: readonly Ending[] = keysOf(departmentKinds)
  .flatMap((kind) => departmentKinds[kind].printed.map((ending) => ({ ending, kind })))
  .toSorted((a, b) => b.ending.length - a.ending.length)

/** Committees of other bodies end as the party's do. */
const otherCommittee =
  /^(?:中国共产主义青年团|共青团|中国人民政治协商会议|政协|中国民主|九三学社|中国国民党)/u

/** A department's kind by the ending of its name; the party's own offices are told by its name in front. */
export const departmentKindOf = (name: string): DepartmentKind => {
  if (otherCommittee.test(name)) return 'other'
  if (/^(?:中国共产党|中共)/u.test(name)) return 'partyCommittee'
  return kindEndings.find(({ ending }) => name.endsWith(ending))?.kind ?? 'other'
}

const endingsByLast = Map.groupBy(kindEndings, ({ ending }) => ending.slice(-1))

export const endsLikeDepartment = (name: string): boolean =>
  endingsByLast
    .get(name.slice(-1))
    ?.some(({ ending }) => name.endsWith(ending) && name.length > ending.length) ?? false
