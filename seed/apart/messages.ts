import type { ReadOutcome } from '../reading.ts'

// What parent and child say to each other, as structured clones.

/** The child's command line: one JSON argument. */
export type ReadingSettings = Readonly<{
  /** Path of prlimit, with which the child bounds its own memory; null where the machine has none. */
  prlimit: string | null
  parentId: number
  /** Nothing else ends the child when its parent is killed: it must look itself. */
  mustWatchParent: boolean
}>

export type ReadingRequest = Readonly<{ path: string; sha256: string; fileName: string }>

/** The child says that it has taken up another page that takes seconds, or what became of the file. */
export type ReadingMessage =
  | { readonly kind: 'page' }
  | { readonly kind: 'reply'; readonly reply: ReadingReply }

/** `packed`: what the reader made of a file that is no text, to be kept; null for text and for what was not read. */
export type ReadingReply = Readonly<{ outcome: ReadOutcome; packed: Uint8Array | null }>
