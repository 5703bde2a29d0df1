import { linesOf } from '../decode/decode-lines.ts'
import type { IntermediateDocument } from '../intermediate.ts'
import { assembleBlocks } from './assemble-blocks.ts'
import { detectLayout } from './detect-layout.ts'
import { readCellLayout } from './read-cell-layout.ts'
import { readTabLayout } from './read-tab-layout.ts'
import { readSpaceLayout } from './spaces/read-space-layout.ts'

const readers = { tabs: readTabLayout, cells: readCellLayout, spaces: readSpaceLayout } as const

/** Text to the intermediate form. */
export const readLayout = (text: string): IntermediateDocument => {
  const lines = linesOf(text)
  const layout = detectLayout(lines)
  return { lines, blocks: assembleBlocks(readers[layout](lines)) }
}
