import { lengthOf } from '../answer/plain-text.ts'

const ellipsis = '…'
/** What a name can be divided at. */
const boundary = /[,，:：·、\s]/u

/**
 * Names of at most `limit` characters that still differ, or null. What all begin with is left out first; then the
 * middle of a long name, since bodies differ at the beginning and items at the end. Never a part of a number.
 */
export const shortNames = (names: readonly string[], limit: number): readonly string[] | null => {
  const isFitting = (all: readonly string[]): boolean => all.every((name) => lengthOf(name) <= limit)
  const cut = isFitting(names) ? names : withoutCommonStart(names).map((name) => withoutMiddle(name, limit))
  const isSound = isFitting(cut) && cut.every((name) => name.trim() !== '' && name !== ellipsis)
  return isSound && new Set(cut).size === names.length ? cut : null
}

const withoutCommonStart = (names: readonly string[]): readonly string[] => {
  const [first = '', ...others] = names
  if (others.length === 0) return names
  let shared = 0
  for (let at = 0; at < first.length && names.every((name) => name[at] === first[at]); at += 1)
    if (boundary.test(first[at] ?? '')) shared = at + 1
  const rest = names.map((name) => name.slice(shared))
  return rest.every((name) => name !== '') ? rest : names
}

const withoutMiddle = (name: string, limit: number): string => {
  if (lengthOf(name) <= limit) return name
  const characters = [...name]
  const half = Math.floor((limit - ellipsis.length) / 2)
  const start = characters
    .slice(0, half)
    .join('')
    .replace(/[\p{N}.,]+$/u, '')
  const end = characters
    .slice(-half)
    .join('')
    .replace(/^[\p{N}.,]+/u, '')
  return `${start}${ellipsis}${end}`
}
