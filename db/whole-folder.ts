/** A folder that has its name only once it is whole: written beside it, under the name with `.part`, then renamed. */
import { createHash } from 'node:crypto'
import {
  createReadStream,
  createWriteStream,
  existsSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
} from 'node:fs'
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { makeFolder } from './write-files.ts'

export type Fingerprint = Readonly<{ sha256: string; sizeBytes: number }>

export const partOf = (folder: string): string => `${folder}.part`

/**
 * Makes the folder to write to, in the place of one that an earlier try was ended in.
 *
 * Outcome: false where something else stands there, that is, where `isOwnName` denies a name in it.
 */
export const makePart = (part: string, isOwnName: (name: string) => boolean): boolean => {
  if (isTaken(part) && !(isFolder(part) && namesIn(part).every(isOwnName))) return false
  rmSync(part, { recursive: true, force: true })
  makeFolder(part)
  return true
}

/** Whether something stands there that is no empty folder. */
export const isTaken = (path: string): boolean =>
  existsSync(path) && !(isFolder(path) && namesIn(path).length === 0)

const isFolder = (path: string): boolean => statSync(path).isDirectory()

/** Whether another disk or a volume of a container is mounted there; such a folder cannot be renamed. */
export const isVolume = (folder: string): boolean =>
  existsSync(folder) && statSync(folder).dev !== statSync(dirname(folder)).dev

/** Of renaming a folder on which something is mounted, also from the same disk. */
export const isMountFault = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'EBUSY' || error.code === 'EXDEV')

/** By name; none where there is no such folder. */
export const namesIn = (folder: string): readonly string[] =>
  existsSync(folder) ? readdirSync(folder).sort() : []

/** Where a path leads without links; also of what is not there yet. */
export const realPath = (path: string): string => {
  const absolute = resolve(path)
  if (existsSync(absolute)) return realpathSync(absolute)
  const above = dirname(absolute)
  return above === absolute ? absolute : join(realPath(above), basename(absolute))
}

/** Whether a path is a folder itself or leads below it; both without links. */
export const isWithin = (folder: string, path: string): boolean => {
  const way = relative(folder, path)
  return way === '' || !(/^\.\.(?:[/\\]|$)/u.test(way) || isAbsolute(way))
}

/** Copies a file of any size to where there is none, through to the disk, and measures what was copied. */
export const copyFile = async (from: string, to: string): Promise<Fingerprint> => {
  makeFolder(dirname(to))
  const measure = createMeasure()
  await pipeline(createReadStream(from), measure.pass, createWriteStream(to, { flags: 'wx', flush: true }))
  return measure.result()
}

export const measureFile = async (path: string): Promise<Fingerprint> => {
  const measure = createMeasure()
  for await (const _ of measure.pass(createReadStream(path)));
  return measure.result()
}

const createMeasure = () => {
  const hash = createHash('sha256')
  let sizeBytes = 0
  return {
    pass: async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
      for await (const chunk of chunks) {
        hash.update(chunk)
        sizeBytes += chunk.length
        yield chunk
      }
    },
    result: (): Fingerprint => ({ sha256: hash.digest('hex'), sizeBytes }),
  }
}
