import { basename } from 'node:path'
import type { Citation } from '../answer/answer.ts'
import { withoutSpace } from './plain-text.ts'

/** Texts of documents by file name. */
export type Documents = ReadonlyMap<string, string>

const mostLines = 200

export type Quotation = Pick<Citation, 'file' | 'lines' | 'quote'>

/** Why a citation cannot be followed to its quote; null: it can. */
export const unsoundness = ({ file, lines, quote }: Quotation, documents: Documents): string | null => {
  const text = documents.get(basename(file))
  if (text === undefined) return `unknown file ${file}`
  if (lines === null) return 'no lines'
  const [first, last] = lines
  if (last - first >= mostLines) return `lines ${first}–${last} are too many`
  const quoted = withoutSpace(quote)
  if (quoted.length < 2) return 'empty quote'
  const stands = numberings(text).some(
    (all) => last <= all.length && withoutSpace(all.slice(first - 1, last).join('\n')).includes(quoted),
  )
  return stands ? null : `quote is not at ${basename(file)} ${first}–${last}`
}

/** Lines as editors count them: at line feeds, or also at form feeds and the like. */
const numberings = (text: string): readonly (readonly string[])[] => {
  const unified = text.replace(/\r\n?/gu, '\n')
  return [unified.split('\n'), unified.split(/[\n\v\f\u001C-\u001E\u0085\u2028\u2029]/u)]
}
