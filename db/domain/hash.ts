import { createHash, hash } from 'node:crypto'

/** The first 20 hex digits of a SHA-256 over the parts: the stable id of a thing that is known by them. */
export const stableId = (...parts: readonly (string | number | null)[]): string =>
  hash('sha256', JSON.stringify(parts)).slice(0, 20)

export const sha256 = (content: Uint8Array | string): string => hash('sha256', content)

/** The hash of the parts together, which are never held at once. */
export const sha256OfParts = (parts: Iterable<string>): string => {
  const whole = createHash('sha256')
  for (const part of parts) whole.update(part)
  return whole.digest('hex')
}
