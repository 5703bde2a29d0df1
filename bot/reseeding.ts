import { readVersion, type Version, versionInUse } from '../db/versions.ts'
import { type Incoming, openIncoming } from './incoming.ts'
import { applyReseed, previewReseed, type ReseedOutcome, type ReseedPreview } from './reseed.ts'
import type { StoreChange } from './store-change.ts'

/** Changing what is loaded, in two steps: what it would change, and doing it if that is still so. */
export type Reseeding = Readonly<{
  preview: (change: StoreChange) => Promise<ReseedPreview>
  apply: (change: StoreChange, expectedContentHash: string) => Promise<ReseedOutcome>
  /** 0 before the first. */
  versionInUse: () => number
  /** null: it is missing or damaged. */
  readVersion: (version: number) => Version | null
  incoming: Incoming
}>

export const openReseeding = (dataFolder: string): Reseeding => ({
  preview: (change) => previewReseed({ dataFolder, change }),
  apply: (change, expectedContentHash) => applyReseed(expectedContentHash, { dataFolder, change }),
  versionInUse: () => versionInUse(dataFolder),
  readVersion: (number) => {
    const version = readVersion(dataFolder, number)
    return version === 'altered' ? null : version
  },
  incoming: openIncoming(dataFolder),
})
