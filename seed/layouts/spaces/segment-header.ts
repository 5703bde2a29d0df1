import { funds, measures, stages } from '../../../db/domain/terms.ts'
import { withoutSpace } from '../../intermediate.ts'

/** Words that head columns without being a measure. */
const structuralWords = [
  '项目',
  '行次',
  '序号',
  '收入',
  '支出',
  '合计',
  '小计',
  '功能分类',
  '功能分类科目',
  '经济分类',
  '经济分类科目',
  '决算数',
  '科目编码',
  '科目代码',
  '编码',
  '科目名称',
] as const

const printedForms: readonly string[] = [
  ...new Set([
    ...structuralWords,
    ...[measures, stages, funds].flatMap((table) =>
      Object.values(table).flatMap((concept) => concept.printed.map(withoutSpace)),
    ),
  ]),
].toSorted((a, b) => b.length - a.length)

const formsByEnd: ReadonlyMap<string, readonly string[]> = Map.groupBy(printedForms, (form) => form.slice(-1))

/**
 * Cuts header text that wrapping ran together into the words that head its columns, as few as possible.
 *
 * Outcomes: null when some of the text is no known word; then no column is certain.
 */
export const segmentHeader = (text: string): readonly string[] | null => {
  const folded = withoutSpace(text)
  const best: (readonly string[] | null)[] = [[]]
  for (let end = 1; end <= folded.length; end += 1) {
    best[end] = null
    for (const form of formsByEnd.get(folded.charAt(end - 1)) ?? []) {
      const before = best[end - form.length]
      if (!before || !folded.endsWith(form, end)) continue
      const current = best[end]
      if (!current || before.length + 1 < current.length) best[end] = [...before, form]
    }
  }
  return best[folded.length] ?? null
}
