import type { RuledGrid } from './ruled-grid.ts'
import type { TextRun } from './text-lines.ts'

/** A line or a grid, from top to bottom of its page. */
export type PageItem = Readonly<{ kind: 'line'; run: TextRun }> | Readonly<{ kind: 'grid'; grid: RuledGrid }>
export type Page = Readonly<{
  no: number
  width: number
  height: number
  /** Its picture was read. */
  isRecognised: boolean
  items: readonly PageItem[]
}>
