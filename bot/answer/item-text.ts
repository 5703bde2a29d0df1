import { functionEntries, functionEntryOf } from '../../db/domain/classification.ts'
import { functionKeyOf } from '../../db/domain/figure.ts'
import type { Language } from '../../db/domain/terms.ts'
import type { Vocabulary } from '../understand/vocabulary.ts'

type NamedItem = Readonly<{ item: string | null; code: string | null; itemKey: string }>
type Reader = Readonly<{ language: Language; vocabulary: Vocabulary }>

/** Names that items of several sections bear: 行政运行. */
const sharedNames: ReadonlySet<string> = new Set(
  [...Map.groupBy(functionEntries, ({ zh: [name = ''] }) => name)]
    .filter(([, entries]) => entries.length > 1)
    .map(([name]) => name),
)

/** 水利·行政运行: the section says which one is meant. */
const withSection = (item: string, code: string | null, { items }: Vocabulary): string => {
  if (code?.length !== 7 || !sharedNames.has(item)) return item
  const above = code.slice(0, 5)
  const section = items.get(functionKeyOf(above))?.zh ?? functionEntryOf(above)?.zh[0]
  return section === undefined || section === item ? item : `${section}·${item}`
}

/** An item by its name and code; English answers name it in English first. */
export const itemText = (
  { item, code, itemKey }: NamedItem,
  { language, vocabulary }: Reader,
): string | null => {
  if (item === null) return null
  const english = language === 'en' ? vocabulary.items.get(itemKey)?.en : undefined
  const name = withSection(item, code, vocabulary)
  if (english === undefined || english === item) return `${name}${code === null ? '' : `（${code}）`}`
  return `${english} (${name}${code === null ? '' : ` ${code}`})`
}
