import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Documents } from './citation-soundness.ts'

export const readDocuments = (folder: string): Documents =>
  new Map(readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')]))
