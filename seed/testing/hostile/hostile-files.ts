import { byteFiles } from './byte-files.ts'
import type { HostileFile } from './hostile-file.ts'
import { officeFiles } from './office-files.ts'
import { pageFiles } from './page-files.ts'
import { pdfFiles } from './pdf-files.ts'
import { textFiles } from './text-files.ts'

/** All of them, by different names; `address` is where they would have something fetched from. */
export const hostileFiles = async (address: string): Promise<readonly HostileFile[]> => [
  ...byteFiles(),
  ...textFiles(),
  ...pageFiles(address),
  ...officeFiles(address),
  ...(await pdfFiles(address)),
]
