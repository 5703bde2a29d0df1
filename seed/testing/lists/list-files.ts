import { readdirSync, readFileSync } from 'node:fs'
import type { z } from 'zod'
import { withoutSpace } from '../../intermediate.ts'

/** Lists that people made by reading the five disclosures, and the disclosures themselves. */
const folder = new URL('../../expectations/', import.meta.url)
const documents = new URL('../../documents/', import.meta.url)

export type LineSpan = readonly [first: number, last: number]

/** The lists of one kind, by file name; '' is the folder's own. */
export const readLists = <List>(kind: string, schema: z.ZodType<List>): readonly List[] => {
  const own = new URL(kind === '' ? './' : `${kind}/`, folder)
  const names = readdirSync(own).filter((name) => name.endsWith('.json'))
  return names.toSorted().map((name) => schema.parse(JSON.parse(readFileSync(new URL(name, own), 'utf8'))))
}

export const documentBytes = (file: string): Uint8Array => readFileSync(new URL(file, documents))

export const touches = ([first, last]: LineSpan, [from, to]: LineSpan): boolean => first <= to && last >= from

/** White space and the width of brackets tell no two texts apart. */
export const foldWide = (text: string): string =>
  withoutSpace(text).replace(/\(/gu, '（').replace(/\)/gu, '）')
