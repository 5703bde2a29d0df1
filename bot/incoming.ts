/** Documents that were handed in and wait for a word: a folder for each job below the data folder, gone with its job. */
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { makeFolder } from '../db/write-files.ts'
import { cleanLine } from './answer/plain-text.ts'

const folderName = 'incoming'
const usualName = 'document'
/** File systems take 255. */
const mostNameBytes = 200

/**
 * The name as a file may have it here: no part of a path, nothing hidden, and its end kept where it is cut.
 */
export const safeFileName = (name: string): string => {
  const last = cleanLine(name).replace(/^.*[\\/]/u, '')
  const whole = last.replace(/^[.\s]+|[\s]+$/gu, '') || usualName
  const extension = /\.\w{1,8}$/u.exec(whole)?.[0] ?? ''
  const stem = [...whole.slice(0, whole.length - extension.length)]
  while (Buffer.byteLength(stem.join('')) + extension.length > mostNameBytes) stem.pop()
  return stem.join('') + extension
}

/** Where the files of a job go, below the data folder; each has a folder of its own, so that names may repeat. */
export const incomingPaths = (jobId: string, names: readonly string[]): readonly string[] =>
  names.map((name, index) => join(folderName, jobId, String(index + 1).padStart(2, '0'), safeFileName(name)))

export type IncomingFile = Readonly<{ path: string; bytes: Uint8Array }>

export type Incoming = Readonly<{
  /** `path` of each: as `incomingPaths` gives it. */
  keep: (files: readonly IncomingFile[]) => void
  drop: (jobId: string) => void
  /** The jobs that have files here. */
  jobIds: () => readonly string[]
}>

export const openIncoming = (dataFolder: string): Incoming => {
  const folder = join(dataFolder, folderName)
  return {
    keep: (files) => {
      for (const { path, bytes } of files) {
        makeFolder(dirname(join(dataFolder, path)))
        writeFileSync(join(dataFolder, path), bytes)
      }
    },
    drop: (jobId) => rmSync(join(folder, jobId), { recursive: true, force: true }),
    jobIds: () => (existsSync(folder) ? readdirSync(folder) : []),
  }
}
