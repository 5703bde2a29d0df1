/** Files that are there as a whole or not at all, and the folders they stand in. */
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/** A reader finds the file as it was or as it is to be, also after the power failed: written aside, then renamed. */
export const writeWhole = (path: string, content: string | Uint8Array): void => {
  const aside = `${path}.part`
  writeFileSync(aside, content, { flush: true })
  renameSync(aside, path)
}

/** The same, while the process goes on with other things. */
export const writeWholeAsync = async (path: string, content: Uint8Array): Promise<void> => {
  const aside = `${path}.part`
  await writeFile(aside, content, { flush: true })
  await rename(aside, path)
}

/**
 * Makes a folder and those above it, one by one: Node's own recursive mkdir never returns below some system folders.
 * Faults: the file system's own.
 */
export const makeFolder = (path: string): void => {
  if (existsSync(path)) return
  makeFolder(dirname(path))
  try {
    mkdirSync(path)
  } catch (error) {
    if (!existsSync(path)) throw error
  }
}
