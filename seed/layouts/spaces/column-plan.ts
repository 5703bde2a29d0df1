import { segmentHeader } from './segment-header.ts'

/** What a column of a spaced table can hold; this is what tells its cells apart. */
export type ColumnKind = 'rowNumber' | 'label' | 'code' | 'name' | 'amount'

export type PlannedColumn = Readonly<{ kind: ColumnKind; header: string; group: string | null }>

export type ColumnPlan = Readonly<{ shape: 'sides' | 'coded'; columns: readonly PlannedColumn[] }>

const codeWords = new Set(['功能分类', '功能分类科目', '科目编码', '科目代码', '编码'])

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
    return { kind: sideKinds[header] ?? 'amount', header, group: groups[side] ?? null }
  })
  return side + 1 === groups.length ? { shape: 'sides', columns } : null
}

/** Code and name, then the figures; the numbers under 栏次 must count them. */
const planCoded = (words: readonly string[], numbered: number | null): ColumnPlan | null => {
  const headers = words.filter(
    (word) => !codeWords.has(word) && word !== '项目' && word !== '科目名称' && word !== '序号',
  )
  if (numbered !== null && numbered !== headers.length) return null
  const columns: PlannedColumn[] = [
    { kind: 'code', header: '科目编码', group: null },
    { kind: 'name', header: '科目名称', group: null },
    ...headers.map((header) => ({ kind: 'amount' as const, header, group: null })),
  ]
  return {
    shape: 'coded',
    columns: words.includes('序号')
      ? [{ kind: 'rowNumber', header: '序号', group: null }, ...columns]
      : columns,
  }
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
  return words.includes('科目名称') ? planCoded(words, numbered) : null
}
