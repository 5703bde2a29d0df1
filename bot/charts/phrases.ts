import type { Answer } from '../answer/answer.ts'
import type { ColumnUnit } from '../answer/column-unit.ts'

export type Language = Answer['language']

/** What charts say by themselves; labels and names come with the Answer. */
export type ChartPhrases = Readonly<{
  untitled: string
  year: (year: string) => string
  unitOf: (unit: string) => string
  /** Stands between the heading's parts: whom, which year, what. */
  titleGap: string
  namesGap: string
  notesGap: string
  source: (files: readonly string[], dataVersion: string) => string
  moreFiles: (count: number) => string
  firstOf: (shown: number, count: number) => string
  firstSeriesOf: (shown: number, count: number) => string
  gaps: string
  warned: (count: number) => string
  readAs: (reading: string) => string
  blank: string
  /** Units of columns whose labels name none. */
  units: Readonly<Record<ColumnUnit, string>>
  fontMissing: (file: string) => string
  fontUnusable: (file: string) => string
}>

/** One entry per language: a missing phrase or language does not compile. */
export const chartPhrases: Readonly<Record<Language, ChartPhrases>> = {
  zh: {
    untitled: '数据',
    year: (year) => `${year}年`,
    unitOf: (unit) => `单位：${unit}`,
    titleGap: ' ',
    namesGap: '、',
    notesGap: '；',
    source: (files, dataVersion) =>
      [...(files.length === 0 ? [] : [`来源：${files.join('、')}`]), `数据版本 ${dataVersion}`].join('；'),
    moreFiles: (count) => `另有${count}个文件`,
    firstOf: (shown, count) => `只画出前${shown}项，共${count}项`,
    firstSeriesOf: (shown, count) => `只画出前${shown}列，共${count}列`,
    gaps: '空缺处没有数字，不是0',
    warned: (count) => `答复另有${count}条提示`,
    readAs: (reading) => `理解为：${reading}`,
    blank: '（空）',
    units: { wan_yuan: '万元', yuan: '元', fen: '分', percent: '%', count: '个' },
    fontMissing: (file) => `没有图表字体文件 ${file}，图表画不出来`,
    fontUnusable: (file) => `图表字体文件 ${file} 画不出汉字`,
  },
  en: {
    untitled: 'Figures',
    year: (year) => year,
    unitOf: (unit) => `Unit: ${unit}`,
    titleGap: ' · ',
    namesGap: ', ',
    notesGap: '; ',
    source: (files, dataVersion) =>
      [...(files.length === 0 ? [] : [`Source: ${files.join(', ')}`]), `data version ${dataVersion}`].join(
        '; ',
      ),
    moreFiles: (count) => `${count} more file${count === 1 ? '' : 's'}`,
    firstOf: (shown, count) => `the first ${shown} of ${count} are drawn`,
    firstSeriesOf: (shown, count) => `the first ${shown} of ${count} columns are drawn`,
    gaps: 'a gap has no number; it is not 0',
    warned: (count) => `the answer has ${count} further note${count === 1 ? '' : 's'}`,
    readAs: (reading) => `Read as: ${reading}`,
    blank: '(blank)',
    units: { wan_yuan: '10,000 yuan', yuan: 'yuan', fen: 'fen', percent: '%', count: 'count' },
    fontMissing: (file) => `the chart font ${file} is missing, so no chart can be drawn`,
    fontUnusable: (file) => `the chart font ${file} draws no Chinese characters`,
  },
}
