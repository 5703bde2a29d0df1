/** Labels of the field in which one ideograph was taken for another that looks like it. */
import { economicEntries, functionEntries } from '../../../db/domain/classification.ts'
import { funds, measures } from '../../../db/domain/terms.ts'
import { stripNumbering } from '../../../db/domain/text.ts'

const knownLabels: readonly string[] = [
  ...Object.values(measures).flatMap(({ printed }) => printed),
  ...Object.values(funds).flatMap(({ printed }) => printed),
  ...functionEntries.flatMap(({ zh }) => zh),
  ...economicEntries.map(({ zh }) => zh),
].map(stripNumbering)

const lookAlikes = [
  '未末',
  '来采',
  '文支',
  '入人八',
  '士土',
  '己已',
  '日目曰',
  '大太犬',
  '千干',
  '师帅',
] as const

/** Recognition puts it in where a sign leaves much white. */
const added = '人'

/** A shorter piece stands in too many labels. */
const shortest = 4

/** A label may be broken over lines, so that a part of a known one is known, too. */
const isKnown = (text: string): boolean => {
  const bare = stripNumbering(text)
  return bare.length >= shortest && knownLabels.some((label) => label.includes(bare))
}

/** The label as it is known, where one look-alike makes it known and no other does; otherwise as it was read. */
export const mendLabel = (text: string): string => {
  if (isKnown(text)) return text
  const characters = [...text]
  const changed = (index: number, instead: string) => characters.with(index, instead).join('')
  const candidates = characters.flatMap((character, index) => [
    ...lookAlikes
      .filter((group) => group.includes(character))
      .flatMap((group) => [...group].map((other) => changed(index, other))),
    ...(character === added ? [changed(index, '')] : []),
  ])
  const known = [...new Set(candidates)].filter(isKnown)
  return known.length === 1 ? (known[0] ?? text) : text
}
