import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { sha256 } from '../db/domain/hash.ts'

const root = join(import.meta.dirname, '..')
/** What decides which rows a document gives. */
const rooms = ['seed', 'db/domain', 'db/schema', 'db/catalog']
/** What lies there and decides nothing. */
const isBeside = (name: string): boolean =>
  /\.(?:test|scans|reports)\.ts$/u.test(name) || /^seed\/(?:testing|documents|expectations)\//u.test(name)

/**
 * The fingerprint of the program as far as it decides what a document says: with another one, what was read before is
 * read again. The packages are part of it, by their lock file.
 */
export const programFingerprint = (): string => {
  const files = rooms.flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(?:ts|json)$/u.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name))),
  )
  const read = [...files.filter((name) => !isBeside(name)), 'package-lock.json'].toSorted()
  return sha256(read.map((name) => `${name} ${sha256(readFileSync(join(root, name)))}`).join('\n'))
}
