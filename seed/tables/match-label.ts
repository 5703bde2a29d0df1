import { type Fund, funds, keysOf, type Measure, measures } from '../../db/domain/terms.ts'
import { stripNumbering } from '../../db/domain/text.ts'

const keyByPrintedForm = <Key extends string>(
  table: Readonly<Record<Key, { readonly printed: readonly string[] }>>,
): ReadonlyMap<string, Key> =>
  new Map(
    keysOf(table).flatMap((key) => table[key].printed.map((form) => [stripNumbering(form), key] as const)),
  )

const measureByForm: ReadonlyMap<string, Measure> = keyByPrintedForm<Measure>(measures)
const fundByForm: ReadonlyMap<string, Fund> = keyByPrintedForm<Fund>(funds)

/** The measure whose printed form a label is, numbering aside. */
export const measureOfLabel = (label: string): Measure | null =>
  measureByForm.get(stripNumbering(label)) ?? null

/** The fund whose printed form a label is; "…财政拨款收入" names the fund of a revenue. */
export const fundOfLabel = (label: string): Fund | null => {
  const bare = stripNumbering(label)
  return fundByForm.get(bare) ?? fundByForm.get(bare.replace(/收入$/u, '')) ?? null
}

const fundForms = [...fundByForm].toSorted((a, b) => b[0].length - a[0].length)

/** The fund that a longer text, a heading or a title, names. */
export const fundNamedIn = (text: string): Fund | null => {
  const bare = stripNumbering(text)
  return fundForms.find(([form]) => bare.includes(form))?.[1] ?? null
}
