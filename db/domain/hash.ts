import { hash } from 'node:crypto'

/** The first 20 hex digits of a SHA-256 over the parts: the stable id of a thing that is known by them. */
export const stableId = (...parts: readonly (string | number | null)[]): string =>
  hash('sha256', JSON.stringify(parts)).slice(0, 20)

export const sha256 = (content: Uint8Array | string): string => hash('sha256', content)
