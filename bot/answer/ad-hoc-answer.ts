/**
 * The answer to SQL that a model wrote. It stands only where the SQL is of a form whose values can be named, and every figure
 * in it is computed from what is printed, with no number of the writer's own, and cited; otherwise there is no answer. What
 * its columns are called is told from the form.
 */
import type { Language } from '../../db/domain/terms.ts'
import type { QueryRunner } from '../../db/run/query-runner.ts'
import type { FormValue } from '../../db/sql-form/form.ts'
import { readForm } from '../../db/sql-form/read-form.ts'
import type { Vocabulary } from '../understand/vocabulary.ts'
import { adHocReading, nameInWords, valueLabel } from './ad-hoc-reading.ts'
import type { AnswerCell } from './answer.ts'
import { money, percent, wanYuan } from './format.ts'
import type { AnswerParts } from './parts.ts'
import { type Phrases, phrases } from './phrases.ts'
import { answerSql, type SqlAnswer, type SqlColumn } from './sql-answer.ts'

/** Rows that are said in the text; the table has them all. */
const mostTold = 10

/** Outcomes: what it says; null: nothing that can be stood by. */
export const answerAdHoc = async (
  sql: string,
  runner: QueryRunner,
  vocabulary: Vocabulary,
  language: Language,
): Promise<AnswerParts | null> => {
  const form = readForm(sql)
  if ('problem' in form) return null
  const heads = form.columns.map((value) => valueLabel(value, form, language))
  const answered = await answerSql(sql, runner, language, heads)
  if (!isSound(answered)) return null
  const { parts } = answered
  const say = phrases[language]
  const shown = answered.columns.map(({ unit }, at) => shownColumn(form.columns[at], unit, at))
  return {
    ...parts,
    columns: shown.map(({ name }) => name),
    labels: heads.map((head, at) => shown[at]?.heading(head, say) ?? head),
    rows: parts.rows.map((row) => row.map((cell, at) => shown[at]?.inTable(cell, language) ?? cell)),
    text: [say.adHoc, ...told(parts, heads, shown, language)].join('\n'),
    restatement: adHocReading(form, vocabulary, language),
  }
}

const isSound = ({ parts, columns, coarse, uncited }: SqlAnswer): boolean =>
  parts.status === 'answer' &&
  parts.rows.length > 0 &&
  coarse === null &&
  uncited.length === 0 &&
  columns.every(({ unit, isMadeUp }) => !isMadeUp && unit !== 'unknown') &&
  parts.evidence.some((row) => row.some((indexes) => indexes.length > 0))

type ShownColumn = Readonly<{
  name: string
  heading: (head: string, say: Phrases) => string
  inTable: (cell: AnswerCell, language: Language) => AnswerCell
  inText: (cell: AnswerCell, language: Language) => string
}>

/** How a column of the query is shown, by what it is. */
const shownColumn = (value: FormValue | undefined, unit: SqlColumn['unit'], at: number): ShownColumn => {
  const column = value?.kind === 'name' ? value.column : null
  const name = column ?? `value_${at + 1}`
  const inWords = (cell: AnswerCell, language: Language) =>
    column === null ? cell : nameInWords(cell, column, language)
  const plain =
    (text: (cell: number, language: Language) => string) => (cell: AnswerCell, language: Language) =>
      typeof cell === 'number' ? text(cell, language) : String(inWords(cell, language) ?? '—')
  switch (unit) {
    case 'fen':
      return {
        name: `${name}_wan_yuan`,
        heading: (head, say) => say.inWanYuan(head),
        inTable: (cell) => (typeof cell === 'number' ? wanYuan(Math.round(cell)) : cell),
        inText: plain((cell, language) => money(Math.round(cell), language)),
      }
    case 'percent':
      return {
        name: `${name}_percent`,
        heading: (head, say) => say.inPercent(head),
        inTable: (cell) => (typeof cell === 'number' ? Math.round(cell * 100) / 100 : cell),
        inText: plain(percent),
      }
    default:
      return { name, heading: (head) => head, inTable: inWords, inText: plain(String) }
  }
}

const told = (
  { rows, evidence }: AnswerParts,
  heads: readonly string[],
  shown: readonly ShownColumn[],
  language: Language,
): readonly string[] => {
  const say = phrases[language]
  const lines = rows.slice(0, mostTold).map((row, index) => {
    const cells = row.map((cell, at) => {
      const marks = (evidence[index]?.[at] ?? []).map((citation) => `[${citation + 1}]`).join('')
      const text = shown[at]?.inText(cell, language) ?? ''
      // A name needs no heading; a figure has its own.
      const isFigure = typeof cell === 'number' && marks !== ''
      return `${isFigure ? `${heads[at]} ` : ''}${text}${marks === '' ? '' : ` ${marks}`}`
    })
    return `• ${say.list(cells)}`
  })
  return rows.length > mostTold ? [...lines, say.moreRows(mostTold, rows.length)] : lines
}
