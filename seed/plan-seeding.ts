/** Which departments a seeding reads, which stay as they are in the store in use, and which go. */
import { isDeepStrictEqual } from 'node:util'
import type { Remark } from '../db/remarks.ts'
import type { StoreOptions } from './build-store.ts'
import { readMadeOf } from './made-of.ts'
import { programFingerprint } from './program-fingerprint.ts'
import { identify, type ReadingOptions } from './read-received.ts'
import { findAltered, type ReceivedDocument, receiveDocuments } from './receive-documents.ts'
import { departmentNow, departmentsOf, renamingsIn } from './reorganisation.ts'
import type { SeedOptions, SeedProblem } from './seed-store.ts'

export type DepartmentDocuments = Readonly<{
  departmentId: string
  /** In the order in which they came. */
  documents: readonly [ReceivedDocument, ...ReceivedDocument[]]
  /** What administrators hold against what they print. */
  remarks: readonly Remark[]
}>

export type SeedingPlan = Readonly<{
  /** All that are held from now on, in the order in which they came. */
  documents: readonly ReceivedDocument[]
  /** All that are held from now on. */
  remarks: readonly Remark[]
  changed: readonly DepartmentDocuments[]
  /** Content hashes of the departments that stay as they are, by their ids. */
  kept: ReadonlyMap<string, string>
  /** Ids of departments in the store in use of which nothing is left, or that have another name now. */
  gone: readonly string[]
  /** The id that a department goes by now. */
  now: (departmentId: string) => string
  /** Files that do not say whose disclosure they are: with any of them, nothing may be stored. */
  unidentified: readonly SeedProblem[]
}>

/**
 * Outcome: the files that cannot be received, or are not what they were. `onBasis` hears what a store would begin with as
 * soon as it is known that one is needed, before documents are identified.
 */
export const planSeeding = async (
  options: ReadingOptions,
  onBasis: (options: StoreOptions) => void,
): Promise<SeedingPlan | readonly SeedProblem[]> => {
  const { documents, remarks, problems } = receiveDocuments(options)
  const program = programFingerprint()
  const madeOf = await readMadeOf(options.dataFolder)
  const basis = madeOf?.program === program && !isAnew(options) ? madeOf : null
  const now = departmentNow(remarks)
  const departmentBySha256 = new Map(
    [...(basis?.departments ?? [])].flatMap(([departmentId, source]) =>
      // Under which names documents were joined is known no more once they are not.
      renamingsIn(source.remarks).every((renaming) =>
        remarks.some((each) => isDeepStrictEqual(each, renaming)),
      )
        ? source.documents.map(({ sha256 }) => [sha256, now(departmentId)] as const)
        : [],
    ),
  )
  const isKnown = ({ sha256 }: ReceivedDocument) => departmentBySha256.has(sha256)
  const unknown = documents.filter((document) => !isKnown(document))
  const unsound = [...problems, ...findAltered(unknown)]
  if (unsound.length > 0) return unsound
  const store = { dataFolder: options.dataFolder, program, basis: basis?.path ?? null }
  if (unknown.length > 0) onBasis(store)
  const unidentified = await identify(unknown, options, ({ sha256 }, departmentId) =>
    departmentBySha256.set(sha256, now(departmentId)),
  )
  const groups = Map.groupBy(documents.filter(isKnown), ({ sha256 }) => departmentBySha256.get(sha256) ?? '')
  const kept = new Map<string, string>()
  const changed: DepartmentDocuments[] = []
  for (const [departmentId, [first, ...others]] of groups) {
    if (first === undefined) continue
    const source = basis?.departments.get(departmentId)
    const own = remarks.filter((remark) => departmentsOf(remark).some((id) => now(id) === departmentId))
    if (source && isSameList(source.documents, [first, ...others]) && isDeepStrictEqual(source.remarks, own))
      kept.set(departmentId, source.contentHash)
    else changed.push({ departmentId, documents: [first, ...others], remarks: own })
  }
  const looked = new Set(unknown)
  const altered = findAltered(changed.flatMap((each) => each.documents.filter((own) => !looked.has(own))))
  if (altered.length > 0) return altered
  const gone = [...(madeOf?.departments.keys() ?? [])].filter((departmentId) => !groups.has(departmentId))
  if (unknown.length === 0 && changed.length + gone.length > 0) onBasis(store)
  return {
    documents,
    remarks,
    changed,
    kept,
    gone,
    now,
    unidentified,
  }
}

/** Nothing is to be added or taken away: the documents are to be read again. */
const isAnew = ({ sources, unload = [], rollBackTo = null, remark = null }: SeedOptions): boolean =>
  sources.length === 0 && unload.length === 0 && rollBackTo === null && remark === null

type Named = Pick<ReceivedDocument, 'sha256' | 'fileName'>

const isSameList = (one: readonly Named[], other: readonly Named[]): boolean =>
  one.length === other.length &&
  one.every(
    ({ sha256, fileName }, index) => other[index]?.sha256 === sha256 && other[index].fileName === fileName,
  )
