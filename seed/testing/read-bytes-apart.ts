import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readApart } from '../apart/read-apart.ts'
import type { ReadOutcome } from '../reading.ts'

/** A file read as one that somebody hands in. */
export const readBytesApart = async (bytes: Uint8Array, fileName: string): Promise<ReadOutcome> => {
  const folder = mkdtempSync(join(tmpdir(), 'juesuan-apart-'))
  try {
    const path = join(folder, 'file')
    writeFileSync(path, bytes)
    const outcomes: ReadOutcome[] = []
    await readApart([{ path, sha256: fileName, fileName }], 1, ({ outcome }) => outcomes.push(outcome))
    const [outcome] = outcomes
    if (outcome === undefined) throw new Error(`${fileName}: no reply`)
    return outcome
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
