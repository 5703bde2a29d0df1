/** Which documents a seeding is about: those that are kept, those that come with the program, and what is handed in. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { sha256 } from '../db/domain/hash.ts'
import { parseJson } from '../db/domain/json.ts'
import { type Remark, thingOf } from '../db/remarks.ts'
import { folders } from '../db/store-location.ts'
import { type KeptDocument, readVersion, versionInUse, versionPath } from '../db/versions.ts'
import type { SeedOptions, SeedProblem } from './seed-store.ts'

/** `kept`: its bytes are to be those in the data folder, named by this hash; whoever reads them looks whether they are. */
type Origin = 'kept' | 'shipped' | 'handedIn'
export type ReceivedDocument = Readonly<{ fileName: string; path: string; sha256: string; origin: Origin }>

/** Lists of documents before there were versions. */
const olderListSchema = z.array(z.object({ sha256: z.string(), fileName: z.string() }))

const olderList = (dataFolder: string): readonly KeptDocument[] => {
  const path = join(folders(dataFolder).documents, 'index.json')
  const list = existsSync(path) ? olderListSchema.safeParse(parseJson(readFileSync(path, 'utf8'))) : null
  return list?.success === true ? list.data : []
}

type Listed = Readonly<{ documents: readonly KeptDocument[]; remarks: readonly Remark[] }>

/** What there is to begin with: that of the version in use, or of the one to roll back to. */
const listed = ({ dataFolder, rollBackTo = null }: SeedOptions, problems: SeedProblem[]): Listed => {
  const inUse = versionInUse(dataFolder)
  if (rollBackTo !== null && (rollBackTo < 1 || rollBackTo > inUse)) {
    problems.push({ file: String(rollBackTo), code: 'no-such-version' })
    return nothing
  }
  if (inUse === 0) return { documents: olderList(dataFolder), remarks: [] }
  const number = rollBackTo ?? inUse
  const version = readVersion(dataFolder, number)
  if (version !== 'altered') return version
  problems.push({ file: versionPath(dataFolder, number), code: 'altered-document' })
  return nothing
}

const nothing: Listed = { documents: [], remarks: [] }

const keptDocuments = (
  listedOnes: readonly KeptDocument[],
  options: SeedOptions,
  problems: SeedProblem[],
): readonly ReceivedDocument[] => {
  const { documents } = folders(options.dataFolder)
  const kept = listedOnes.flatMap(({ sha256: hash, fileName }) => {
    const path = join(documents, hash)
    if (existsSync(path)) return [{ fileName, path, sha256: hash, origin: 'kept' as const }]
    problems.push({ file: path, code: 'missing' })
    return []
  })
  return withoutUnloaded(kept, options, problems)
}

/** Whether a kept document still is what was received. Outcome: those that are not, or cannot be read. */
export const findAltered = (documents: readonly ReceivedDocument[]): readonly SeedProblem[] =>
  documents.flatMap(({ path, sha256: hash, origin }): readonly SeedProblem[] => {
    if (origin !== 'kept') return []
    try {
      return sha256(readFileSync(path)) === hash ? [] : [{ file: path, code: 'altered-document' }]
    } catch {
      return [{ file: path, code: 'unreadable-file' }]
    }
  })

/** The beginning of a hash names a document where it is at least so long. */
const shortestHash = 8

const withoutUnloaded = (
  kept: readonly ReceivedDocument[],
  { unload = [] }: SeedOptions,
  problems: SeedProblem[],
): readonly ReceivedDocument[] => {
  const isNamed = ({ fileName, sha256 }: ReceivedDocument, name: string) =>
    fileName === name || (name.length >= shortestHash && sha256.startsWith(name))
  for (const name of unload)
    if (!kept.some((document) => isNamed(document, name))) problems.push({ file: name, code: 'not-loaded' })
  const left = kept.filter((document) => !unload.some((name) => isNamed(document, name)))
  if (left.length === 0 && kept.length > 0)
    problems.push({ file: unload.join(', '), code: 'nothing-to-read' })
  return left
}

/** Kept documents first, in the order they came; adding one that is kept already does not make it a later one. */
export const receiveDocuments = (
  options: SeedOptions,
): Readonly<{
  documents: readonly ReceivedDocument[]
  remarks: readonly Remark[]
  problems: readonly SeedProblem[]
}> => {
  const problems: SeedProblem[] = []
  const { documents, remarks } = listed(options, problems)
  const kept = keptDocuments(documents, options, problems)
  const isFirstSeeding = kept.length === 0 && problems.length === 0
  const shipped = isFirstSeeding ? receiveSource(options.shippedFolder, 'shipped', problems) : []
  const added = options.sources.flatMap((source) => receiveSource(source, 'handedIn', problems))
  const bySha256 = new Map<string, ReceivedDocument>()
  for (const document of [...kept, ...shipped, ...added]) {
    const kept = bySha256.get(document.sha256)
    bySha256.set(document.sha256, kept ? { ...kept, fileName: document.fileName } : document)
  }
  return { documents: [...bySha256.values()], remarks: withRemark(remarks, options), problems }
}

/** Of several remarks on one thing the last one counts. */
const withRemark = (held: readonly Remark[], { remark = null }: SeedOptions): readonly Remark[] => {
  if (remark === null) return held
  const others = held.filter((each) => thingOf(each) !== thingOf(remark.on))
  return remark.kind === 'withdrawn' ? others : [...others, remark.on]
}

const receiveSource = (
  source: string,
  origin: Origin,
  problems: SeedProblem[],
): readonly ReceivedDocument[] => {
  const problemsBefore = problems.length
  const files = filesOf(source, problems)
  if (files.length === 0 && problems.length === problemsBefore)
    problems.push({ file: source, code: 'nothing-to-read' })
  return files.flatMap((file) => receiveFile(file, origin, problems) ?? [])
}

/** A file itself, or every file below a folder, by name; hidden ones belong to the system and not to the folder. */
const filesOf = (source: string, problems: SeedProblem[]): readonly string[] => {
  if (!existsSync(source)) {
    problems.push({ file: source, code: 'missing' })
    return []
  }
  try {
    if (!statSync(source).isDirectory()) return [source]
    return readdirSync(source)
      .filter((name) => !name.startsWith('.'))
      .sort()
      .flatMap((name) => filesOf(join(source, name), problems))
  } catch {
    problems.push({ file: source, code: 'unreadable-file' })
    return []
  }
}

/** No disclosure comes near it. */
const mostFileBytes = 128 * 1024 * 1024

const receiveFile = (path: string, origin: Origin, problems: SeedProblem[]): ReceivedDocument | null => {
  const fileName = basename(path)
  try {
    if (statSync(path).size > mostFileBytes) {
      problems.push({ file: fileName, code: 'too-large' })
      return null
    }
    return { fileName, path, sha256: sha256(readFileSync(path)), origin }
  } catch {
    problems.push({ file: path, code: existsSync(path) ? 'unreadable-file' : 'missing' })
    return null
  }
}
