/**
 * The versions of a data folder: which documents its store holds, since when, and why. Each is a file of its own that
 * never changes; the pointer names the one in use, so that renaming the pointer swaps store and documents together.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { parseJson } from './domain/json.ts'
import { remarkSchema } from './remarks.ts'
import { folders, readPointer } from './store-location.ts'
import { makeFolder, writeWhole } from './write-files.ts'

const causeSchema = z.discriminatedUnion('kind', [
  /** Documents were added, or the kept ones read anew where `files` is empty. */
  z.object({ kind: z.literal('seeded'), files: z.array(z.string()) }),
  z.object({ kind: z.literal('unloaded'), files: z.array(z.string()) }),
  z.object({ kind: z.literal('rolledBack'), to: z.number() }),
  /** An administrator remarked on what is printed, or took a remark back. */
  z.object({ kind: z.literal('remarked'), on: remarkSchema }),
  z.object({ kind: z.literal('withdrawn'), on: remarkSchema }),
])

const versionSchema = z.object({
  version: z.number().int().positive(),
  contentHash: z.string(),
  seededAt: z.string(),
  cause: causeSchema,
  /** In the order in which they came: a later disclosure of a report answers instead of an earlier one. */
  documents: z.array(z.object({ sha256: z.string(), fileName: z.string() })),
  /** None of versions from before there were any. */
  remarks: z.array(remarkSchema).default([]),
})

export type VersionCause = z.infer<typeof causeSchema>
export type Version = z.infer<typeof versionSchema>
export type KeptDocument = Version['documents'][number]

/** Where a version is written down. */
export const versionPath = (dataFolder: string, version: number): string =>
  join(folders(dataFolder).versions, `${String(version).padStart(6, '0')}.json`)

/** Outcomes: 'altered' for a file that is missing or is no version. */
export const readVersion = (dataFolder: string, version: number): Version | 'altered' => {
  const path = versionPath(dataFolder, version)
  const parsed = existsSync(path)
    ? versionSchema.safeParse(parseJson(readFileSync(path, 'utf8')))
    : { success: false as const }
  return parsed.success ? parsed.data : 'altered'
}

/** The number of the version in use; 0 before the first. Where the pointer is lost, the latest that was written. */
export const versionInUse = (dataFolder: string): number => {
  const pointed = readPointer(dataFolder)?.version
  if (pointed !== undefined) return pointed
  const { versions } = folders(dataFolder)
  const numbers = existsSync(versions) ? readdirSync(versions).map((name) => Number.parseInt(name, 10)) : []
  return Math.max(0, ...numbers.filter((number) => !Number.isNaN(number)))
}

/** Every version up to the one in use, the latest first; damaged ones are left out. */
export const listVersions = (dataFolder: string): readonly Version[] =>
  Array.from({ length: versionInUse(dataFolder) }, (_, index) => readVersion(dataFolder, index + 1))
    .filter((version) => version !== 'altered')
    .toReversed()

/** Written before the pointer names it; whatever a killed seeding left under this number is written over. */
export const writeVersion = (dataFolder: string, version: Version): void => {
  makeFolder(folders(dataFolder).versions)
  writeWhole(versionPath(dataFolder, version.version), `${JSON.stringify(version, null, 2)}\n`)
}
