import type { RawBlock } from '../layouts/raw-table.ts'
import type { UnreadableCode } from '../reading.ts'

/**
 * What a reader of one format makes of a file: its text, line by line, and the lines and grids it is made of.
 *
 * Text files keep their own lines. Any other format is written down: a paragraph (of a PDF: a printed line) is a line, a
 * row of a table is a line whose cells are parted by tabs, so that whatever is read later can be cited by line.
 */
export type RawDocument = Readonly<{
  mediaType: string
  lines: readonly string[]
  /** The 1-based page of every line; empty where the format has no pages. */
  pages: readonly number[]
  /** Pages that hold pictures and no text: nothing of them is read. */
  pictures?: readonly number[]
  /**
   * Pages that are pictures and were recognised: what their amounts say holds only where it is borne out. Left out where
   * nothing could recognise any.
   */
  recognised?: readonly number[]
  /** In the order of the document; their line spans are 1-based positions in `lines`. */
  blocks: readonly RawBlock[]
}>

export type RawOutcome =
  | { readonly kind: 'raw'; readonly document: RawDocument }
  | { readonly kind: 'unreadable'; readonly code: UnreadableCode }

/**
 * Reads the bytes of one format. Outcomes: 'unreadable' with the reason; it never throws for what a file holds.
 *
 * `onPage` hears of every page that takes seconds: whoever waits may wait on.
 */
export type Reader = (bytes: Uint8Array, onPage?: () => void) => Promise<RawOutcome> | RawOutcome
