/** The numbers that Word writes before paragraphs and does not store with them: 一、 （一） 1. */
import { childOf, elementsIn, statedValue, type XmlElement } from './parse-xml.ts'

type Level = Readonly<{
  format: string
  /** %1 stands for the number of the first level, and so on. */
  text: string
  start: number
  hasSpace: boolean
  /** The style whose paragraphs are of this level. */
  style: string | null
}>

type NumberList = Readonly<{
  /** Lists of one kind go on counting from one another. */
  kind: string
  levels: ReadonlyMap<number, Level>
  restarts: ReadonlyMap<number, number>
}>

type NumberedStyle = Readonly<{ list: string | null; level: number | null; basis: string | null }>

const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九']

/** Up to 99; beyond, in digits. */
const chinese = (number: number): string => {
  if (number < 1 || number > 99) return String(number)
  const tens = Math.floor(number / 10)
  return `${tens > 1 ? digits[tens] : ''}${tens > 0 ? '十' : ''}${digits[number % 10]}`
}

const formats: Readonly<Record<string, (number: number) => string>> = {
  decimal: String,
  chineseCounting: chinese,
  chineseCountingThousand: chinese,
  japaneseCounting: chinese,
}

const numberOf = (text: string | undefined): number | null =>
  text !== undefined && /^\d{1,6}$/u.test(text) ? Number(text) : null

const childrenOf = (element: XmlElement | undefined, name: string): readonly XmlElement[] =>
  element === undefined ? [] : elementsIn(element).filter((child) => child.name === name)

const levelsIn = (element: XmlElement): ReadonlyMap<number, Level> =>
  new Map(
    childrenOf(element, 'w:lvl').map((level) => [
      numberOf(level.attributes.get('w:ilvl')) ?? 0,
      {
        format: statedValue(level, 'w:numFmt') ?? 'decimal',
        text: statedValue(level, 'w:lvlText') ?? '',
        start: numberOf(statedValue(level, 'w:start')) ?? 0,
        hasSpace: statedValue(level, 'w:suff') !== 'nothing',
        style: statedValue(level, 'w:pStyle') ?? null,
      },
    ]),
  )

const listsIn = (numbering: XmlElement | undefined): ReadonlyMap<string, NumberList> => {
  const kinds = new Map(
    childrenOf(numbering, 'w:abstractNum').map((kind) => [
      kind.attributes.get('w:abstractNumId') ?? '',
      levelsIn(kind),
    ]),
  )
  return new Map(
    childrenOf(numbering, 'w:num').map((list) => {
      const kind = statedValue(list, 'w:abstractNumId') ?? ''
      const overrides = childrenOf(list, 'w:lvlOverride')
      const restarts = overrides.flatMap((override) => {
        const start = numberOf(statedValue(override, 'w:startOverride'))
        return start === null ? [] : [[numberOf(override.attributes.get('w:ilvl')) ?? 0, start] as const]
      })
      const levels = new Map([...(kinds.get(kind) ?? []), ...overrides.flatMap((own) => [...levelsIn(own)])])
      return [list.attributes.get('w:numId') ?? '', { kind, levels, restarts: new Map(restarts) }]
    }),
  )
}

const stylesIn = (styles: XmlElement | undefined): ReadonlyMap<string, NumberedStyle> =>
  new Map(
    childrenOf(styles, 'w:style').map((style) => {
      const numbering = childOf(childOf(style, 'w:pPr'), 'w:numPr')
      return [
        style.attributes.get('w:styleId') ?? '',
        {
          list: statedValue(numbering, 'w:numId') ?? null,
          level: numberOf(statedValue(numbering, 'w:ilvl')),
          basis: statedValue(style, 'w:basedOn') ?? null,
        },
      ]
    }),
  )

/** How many styles may stand on one another. */
const longestChain = 20

/** Gives the number before each paragraph, paragraphs taken in the order of the document; '' where it has none. */
export const createNumbering = (
  numbering: XmlElement | undefined,
  styles: XmlElement | undefined,
): ((properties: XmlElement | undefined) => string) => {
  const lists = listsIn(numbering)
  const numberedStyles = stylesIn(styles)
  /** The last number of every level, by the kind of list. */
  const counts = new Map<string, number[]>()
  const begun = new Set<string>()

  const byStyle = (name: string | undefined): Readonly<{ list: string | null; level: number | null }> => {
    let style = name
    for (let step = 0; style !== undefined && step < longestChain; step += 1) {
      const { list = null, level = null, basis = null } = numberedStyles.get(style) ?? {}
      if (list !== null) {
        const own = [...(lists.get(list)?.levels ?? [])].find(([, { style: named }]) => named === style)
        return { list, level: level ?? own?.[0] ?? 0 }
      }
      style = basis ?? undefined
    }
    return { list: null, level: null }
  }

  const count = (id: string, list: NumberList, depth: number): readonly number[] => {
    const before = counts.get(list.kind) ?? []
    const restart = begun.has(`${id} ${depth}`) ? undefined : list.restarts.get(depth)
    begun.add(`${id} ${depth}`)
    const startOf = (level: number) => list.levels.get(level)?.start ?? 0
    const last = before[depth]
    const own = restart ?? (last === undefined ? startOf(depth) : last + 1)
    const numbers = [...Array.from({ length: depth }, (_, level) => before[level] ?? startOf(level)), own]
    counts.set(list.kind, numbers)
    return numbers
  }

  return (properties) => {
    const stated = childOf(properties, 'w:numPr')
    const style = byStyle(statedValue(properties, 'w:pStyle'))
    const id = statedValue(stated, 'w:numId') ?? style.list
    const depth = Math.min(numberOf(statedValue(stated, 'w:ilvl')) ?? style.level ?? 0, 8)
    const list = id === null ? undefined : lists.get(id)
    const level = list?.levels.get(depth)
    if (id === null || list === undefined || level === undefined) return ''
    const numbers = count(id, list, depth)
    if (formats[level.format] === undefined) return ''
    const label = level.text.replace(/%(\d)/gu, (_, place: string) => {
      const index = Number(place) - 1
      const format = formats[list.levels.get(index)?.format ?? 'decimal'] ?? String
      return format(numbers[index] ?? 0)
    })
    return level.hasSpace && label !== '' && !/[、）)]$/u.test(label) ? `${label} ` : label
  }
}
