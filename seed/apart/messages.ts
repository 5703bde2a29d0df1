import type { Remark } from '../../db/remarks.ts'
import type { DepartmentReading } from '../read-department.ts'
import type { UnreadableCode } from '../reading.ts'

// What parent and child say to each other, as structured clones.

/** The child's command line: one JSON argument. */
export type ReadingSettings = Readonly<{
  /** Path of prlimit, with which the child bounds its own memory; null where the machine has none. */
  prlimit: string | null
  parentId: number
  /** Nothing else ends the child when its parent is killed: it must look itself. */
  mustWatchParent: boolean
}>

/** `readings`: folders in which what its reader made of it may be kept. */
export type FileToRead = Readonly<{
  path: string
  sha256: string
  fileName: string
  readings: readonly string[]
}>

export type ReadingRequest =
  /** Whose disclosure is it? */
  | Readonly<{ kind: 'identify'; files: readonly [FileToRead] }>
  /** Everything that the documents of one department say. */
  | Readonly<{
      kind: 'read'
      departmentId: string
      files: readonly [FileToRead, ...FileToRead[]]
      remarks: readonly Remark[]
    }>

/** `index`: position in the request; names may repeat. */
export type UnreadFile = Readonly<{ index: number; code: UnreadableCode }>

export type ReadingReply =
  /** `packed`: what the reader made of a file that is no text, to be kept; null where there is nothing new to keep. */
  | Readonly<{ kind: 'identified'; departmentId: string; packed: Uint8Array | null }>
  | Readonly<{ kind: 'read'; department: DepartmentReading }>
  | Readonly<{ kind: 'unreadable'; files: readonly UnreadFile[] }>

export type ReadingMessage =
  /** The child has turned to that file of its request, which has its own time from now on. */
  | Readonly<{ kind: 'begun'; index: number }>
  /** It has taken up another page that takes seconds. */
  | Readonly<{ kind: 'page' }>
  /** `peakBytes`: the most memory that the process has held so far. */
  | Readonly<{ kind: 'done'; reply: ReadingReply; peakBytes: number }>
