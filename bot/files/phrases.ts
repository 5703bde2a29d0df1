import type { Answer } from '../answer/answer.ts'

type Language = Answer['language']

/** What files say by themselves; sentences about figures come with the Answer. */
export type FilePhrases = Readonly<{
  sourceOf: (label: string) => string
  between: string
  mark: string
  file: string
  place: string
  lines: string
  quote: string
  model: string
  dataVersion: string
  /** Names of the sheets of a workbook. */
  sheets: Readonly<{ figures: string; sources: string; notes: string }>
  untitled: string
}>

/** One entry per language: a missing phrase or language does not compile. */
export const filePhrases: Readonly<Record<Language, FilePhrases>> = {
  zh: {
    sourceOf: (label) => `来源：${label}`,
    between: '；',
    mark: '编号',
    file: '文件',
    place: '位置',
    lines: '行或页',
    quote: '原文',
    model: '语言模型',
    dataVersion: '数据版本',
    sheets: { figures: '数据', sources: '来源', notes: '说明' },
    untitled: '预算与决算数据',
  },
  en: {
    sourceOf: (label) => `Source: ${label}`,
    between: '; ',
    mark: 'No.',
    file: 'File',
    place: 'Place',
    lines: 'Lines or page',
    quote: 'Quote',
    model: 'Language model',
    dataVersion: 'Data version',
    sheets: { figures: 'Figures', sources: 'Sources', notes: 'Notes' },
    untitled: 'Budgets and final accounts',
  },
}
