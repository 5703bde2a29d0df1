import { segmentHeader } from './segment-header.ts'

/** What a column of a spaced table can hold; this is what tells its cells apart. */
export type ColumnKind = 'rowNumber' | 'label' | 'code' | 'name' | 'amount'

/** `groups` are the headers that span the column and others, outermost first. */
export type PlannedColumn = Readonly<{ kind: ColumnKind; header: string; groups: readonly string[] }>

/**
 * sides: two lists side by side, each opening with 项目; coded: code, name and figures; lists: code, name and amount
 * several times over; stages: figures alone, the same columns under each stage.
 */
export type ColumnPlan = Readonly<{
  shape: 'sides' | 'coded' | 'lists' | 'stages'
  columns: readonly PlannedColumn[]
}>

const codeWords = new Set([
  '功能分类',
  '功能分类科目',
  '经济分类',
  '经济分类科目',
  '科目编码',
  '科目代码',
  '编码',
])

const sideKinds: Readonly<Record<string, ColumnKind>> = {
  项目: 'label',
  行次: 'rowNumber',
  序号: 'rowNumber',
}

/** Two sides side by side, each opening with 项目. */
const planSides = (words: readonly string[]): ColumnPlan | null => {
  const start = words.indexOf('项目')
  const groups = words.slice(0, start)
  const leaves = words.slice(start)
  let side = -1
  const columns = leaves.map((header): PlannedColumn => {
    if (header === '项目') side += 1
    return { kind: sideKinds[header] ?? 'amount', header, groups: groups.slice(side, side + 1) }
  })
  return side + 1 === groups.length ? { shape: 'sides', columns } : null
}

type Heading = Omit<PlannedColumn, 'kind'>

const isSumWord = (word: string): boolean => word === '合计' || word === '小计'

/**
 * The header words of the figures, uppermost row first. Words after 科目名称 that open with a sum stand below one word
 * of the row above, which heads them all: 本年支出 over 小计, 基本支出, 项目支出.
 */
const headingsOf = (words: readonly string[]): readonly Heading[] | null => {
  const isFigure = (word: string) =>
    !codeWords.has(word) && word !== '项目' && word !== '科目名称' && word !== '序号'
  const name = words.indexOf('科目名称')
  const upper = words.slice(0, name).filter(isFigure)
  const lower = words.slice(name + 1).filter(isFigure)
  const isNested = isSumWord(lower[0] ?? '')
  if (!isNested) return [...upper, ...lower].map((header) => ({ header, groups: [] }))
  const groups = upper.filter((word) => /^(?:本年)?支出$/u.test(word))
  const [group] = groups
  if (group === undefined || groups.length > 1) return null
  return upper.flatMap((word): readonly Heading[] =>
    word === group ? lower.map((header) => ({ header, groups: [group] })) : [{ header: word, groups: [] }],
  )
}

/** Code and name, then the figures; the numbers under 栏次 must count them. */
const planCoded = (words: readonly string[], numbered: number | null): ColumnPlan | null => {
  const headings = headingsOf(words)
  if (headings === null || (numbered !== null && numbered !== headings.length)) return null
  const columns: PlannedColumn[] = [
    { kind: 'code', header: '科目编码', groups: [] },
    { kind: 'name', header: '科目名称', groups: [] },
    ...headings.map((heading) => ({ kind: 'amount' as const, ...heading })),
  ]
  return {
    shape: 'coded',
    columns: words.includes('序号')
      ? [{ kind: 'rowNumber', header: '序号', groups: [] }, ...columns]
      : columns,
  }
}

/** 经济分类科目编码 科目名称 决算数, the same words for every list. */
const planLists = (words: readonly string[], lists: number): ColumnPlan | null => {
  const length = words.length / lists
  const first = words.slice(0, length)
  const isRepeated = words.every((word, index) => word === first[index % length])
  const amount = first.at(-1)
  if (!isRepeated || amount === undefined || first.at(-2) !== '科目名称') return null
  return {
    shape: 'lists',
    columns: [
      { kind: 'code', header: first.filter((word) => codeWords.has(word)).join(''), groups: [] },
      { kind: 'name', header: '科目名称', groups: [] },
      { kind: 'amount', header: amount, groups: [] },
    ],
  }
}

const stageWords = new Set(['预算数', '决算数'])

/** 预算数 and 决算数, then the parts under each, then the parts of the one part that has some: 小计 and what it sums. */
const planStages = (words: readonly string[], numbered: number | null): ColumnPlan | null => {
  const stages = words.filter((word) => stageWords.has(word))
  const rest = words.slice(stages.length)
  const nested = rest.indexOf('小计')
  if (nested === -1 || !words.slice(0, stages.length).every((word) => stageWords.has(word))) return null
  const upper = rest.slice(0, nested / stages.length)
  const lower = rest.slice(nested, nested + (rest.length - nested) / stages.length)
  const expected = [...stages.flatMap(() => upper), ...stages.flatMap(() => lower)]
  const columns = stages.flatMap((stage) =>
    upper.flatMap((word): readonly PlannedColumn[] => {
      const isParent = lower.slice(1).every((part) => part.startsWith(word.slice(0, 4)))
      const figure = (header: string, ...parents: readonly string[]): PlannedColumn => ({
        kind: 'amount',
        header,
        groups: [stage, ...parents],
      })
      return isParent ? lower.map((header) => figure(header, word)) : [figure(word)]
    }),
  )
  const isWhole = expected.join() === rest.join() && (numbered === null || numbered === columns.length)
  return isWhole ? { shape: 'stages', columns } : null
}

/**
 * Plans the columns of a spaced table from its header words.
 *
 * `numbered` is how many columns the 栏次 row counts, null without one. Outcomes: null when the header holds unknown
 * words or the counts differ.
 */
export const planColumns = (headerText: string, numbered: number | null): ColumnPlan | null => {
  const words = segmentHeader(headerText)
  if (words === null || words.length === 0) return null
  const sides = words.filter((word) => word === '项目').length
  if (sides === 2) return planSides(words)
  const lists = words.filter((word) => word === '科目名称').length
  if (lists > 1) return planLists(words, lists)
  if (lists === 1) return planCoded(words, numbered)
  return stageWords.has(words[0] ?? '') ? planStages(words, numbered) : null
}
