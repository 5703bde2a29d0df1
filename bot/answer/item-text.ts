import type { Language } from '../../db/domain/terms.ts'
import type { Vocabulary } from '../understand/vocabulary.ts'

type NamedItem = Readonly<{ item: string | null; code: string | null; itemKey: string }>
type Reader = Readonly<{ language: Language; vocabulary: Vocabulary }>

/** An item by its name and code; English answers name it in English first. */
export const itemText = (
  { item, code, itemKey }: NamedItem,
  { language, vocabulary }: Reader,
): string | null => {
  if (item === null) return null
  const english = language === 'en' ? vocabulary.items.get(itemKey)?.en : undefined
  if (english === undefined || english === item) return `${item}${code === null ? '' : `（${code}）`}`
  return `${english} (${item}${code === null ? '' : ` ${code}`})`
}
