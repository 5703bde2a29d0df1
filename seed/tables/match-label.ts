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
export const measureOfLabel = (label: string): Measure | null => {
  const bare = stripNumbering(label)
  return measureByForm.get(bare) ?? measureByForm.get(bare.replace(/(?<=支出)小计$/u, '')) ?? null
}

/** A narrow column may cut the last characters of its header: "政府性基金预算财政拨". */
const shortestCutForm = 6

const fundOfCutLabel = (bare: string): Fund | null => {
  if (bare.length < shortestCutForm) return null
  const meant = new Set([...fundByForm].flatMap(([form, fund]) => (form.startsWith(bare) ? [fund] : [])))
  const [fund] = meant
  return meant.size === 1 && fund !== undefined ? fund : null
}

/** The fund whose printed form a label is; "…财政拨款收入" names the fund of a revenue. */
export const fundOfLabel = (label: string): Fund | null => {
  const bare = stripNumbering(label)
  return fundByForm.get(bare) ?? fundByForm.get(bare.replace(/收入$/u, '')) ?? fundOfCutLabel(bare)
}

const fundForms = [...fundByForm].toSorted((a, b) => b[0].length - a[0].length)

/** The fund that a longer text, a heading or a title, names. */
export const fundNamedIn = (text: string): Fund | null => {
  const bare = stripNumbering(text)
  return fundForms.find(([form]) => bare.includes(form))?.[1] ?? null
}
