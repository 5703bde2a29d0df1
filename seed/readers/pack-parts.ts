import { zipSync } from 'fflate'
import type { Parts } from './unpack-parts.ts'

/** An archive of parts as they are, for a library that opens archives itself. */
export const packParts = (parts: Parts): Uint8Array => zipSync(Object.fromEntries(parts), { level: 0 })
