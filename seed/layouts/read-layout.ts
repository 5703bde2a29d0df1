import { detectLayout } from './detect-layout.ts'
import type { RawBlock } from './raw-table.ts'
import { readCellLayout } from './read-cell-layout.ts'
import { readTabLayout } from './read-tab-layout.ts'
import { readSpaceLayout } from './spaces/read-space-layout.ts'

const readers = { tabs: readTabLayout, cells: readCellLayout, spaces: readSpaceLayout } as const

/** The lines and grids of plain text, by the way its tables are laid out. */
export const readLayout = (lines: readonly string[]): readonly RawBlock[] =>
  readers[detectLayout(lines)](lines)
