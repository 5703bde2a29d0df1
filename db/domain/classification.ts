/** The functional classification (支出功能分类科目): codes, names as printed over the years, and English names. */
import functional from './classification/functional.json' with { type: 'json' }

export type ClassificationEntry = Readonly<{
  code: string | null
  /** Names as printed, the usual one first; no numbering. */
  zh: readonly string[]
  en: string
  enSynonyms: readonly string[]
  /** Whether the pair of code and name was seen printed, or is known from the official classification. */
  status: string
}>

const entries: readonly ClassificationEntry[] = functional
const entryByCode = new Map(
  entries.flatMap((entry) => (entry.code === null ? [] : [[entry.code, entry] as const])),
)

export const classificationByCode = (code: string): ClassificationEntry | undefined => entryByCode.get(code)
