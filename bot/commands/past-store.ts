/** The store of an earlier version, so that a disclosure that was superseded or unloaded can still be asked about. */
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CurrentStore, folders, storeFileOf } from '../../db/store-location.ts'
import { readVersion, type Version, versionInUse, versionPath, writeVersion } from '../../db/versions.ts'
import { makeFolder } from '../../db/write-files.ts'
import { type SeedProgress, seedStore } from '../../seed/index.ts'
import type { Config } from '../config.ts'
import { StoreUnavailable } from '../store.ts'

export type PastStore = Readonly<{ store: CurrentStore; close: () => void }>

/** Stores of the latest versions are kept; an older one is built again for as long as it is open. Faults: StoreUnavailable. */
export const openPastStore = async (
  config: Pick<Config, 'dataFolder' | 'shippedFolder'>,
  number: number,
  onProgress: (progress: SeedProgress) => void,
): Promise<PastStore> => {
  const { dataFolder } = config
  if (number < 1 || number > versionInUse(dataFolder))
    throw new StoreUnavailable([{ file: String(number), code: 'no-such-version' }])
  const version = readVersion(dataFolder, number)
  if (version === 'altered')
    throw new StoreUnavailable([{ file: versionPath(dataFolder, number), code: 'altered-document' }])
  const path = join(folders(dataFolder).stores, storeFileOf(version.contentHash))
  return existsSync(path)
    ? { store: { ...version, path }, close: () => {} }
    : buildAgain(config, version, onProgress)
}

/** In a data folder of its own, which holds that version alone. */
const buildAgain = async (
  { dataFolder, shippedFolder }: Pick<Config, 'dataFolder' | 'shippedFolder'>,
  version: Version,
  onProgress: (progress: SeedProgress) => void,
): Promise<PastStore> => {
  const apart = mkdtempSync(join(tmpdir(), 'juesuan-past-'))
  const close = () => rmSync(apart, { recursive: true, force: true })
  try {
    const { documents } = folders(apart)
    makeFolder(documents)
    for (const { sha256 } of version.documents)
      copyFileSync(join(folders(dataFolder).documents, sha256), join(documents, sha256))
    writeVersion(apart, { ...version, version: 1 })
    const outcome = await seedStore({
      dataFolder: apart,
      shippedFolder,
      sources: [],
      isDryRun: false,
      clock: () => new Date(version.seededAt),
      onProgress,
    })
    if (outcome.kind !== 'seeded')
      throw new StoreUnavailable(outcome.kind === 'failed' ? outcome.problems : [])
    return { store: { ...outcome.store, version: version.version }, close }
  } catch (error) {
    close()
    throw error
  }
}
