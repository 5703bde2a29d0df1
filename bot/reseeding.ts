import { listVersions, type Version } from '../db/versions.ts'
import { type Incoming, openIncoming } from './incoming.ts'
import { applyReseed, previewReseed, type ReseedOutcome, type ReseedPreview } from './reseed.ts'
import type { StoreChange } from './store-change.ts'

/** Changing what is loaded, in two steps: what it would change, and doing it if that is still so. */
export type Reseeding = Readonly<{
  preview: (change: StoreChange) => Promise<ReseedPreview>
  apply: (change: StoreChange, expectedContentHash: string) => Promise<ReseedOutcome>
  /** The latest first. */
  versions: () => readonly Version[]
  incoming: Incoming
}>

export const openReseeding = (dataFolder: string): Reseeding => ({
  preview: (change) => previewReseed({ dataFolder, change }),
  apply: (change, expectedContentHash) => applyReseed(expectedContentHash, { dataFolder, change }),
  versions: () => listVersions(dataFolder),
  incoming: openIncoming(dataFolder),
})
