/**
 * The answer to SQL that a model wrote. It stands only where every figure in it is printed, or computed from what is
 * printed with no number of the writer's own, in the unit that its column's name says, and cited from the documents of the
 * body that stands beside it; otherwise there is no answer.
 */
import type { Language } from '../../db/domain/terms.ts'
import type { ColumnUnit } from '../../db/evidence/run-with-evidence.ts'
import { compileReports, reportKey } from '../../db/plan/compile.ts'
import { wholeScope } from '../../db/plan/plan.ts'
import type { QueryRunner } from '../../db/run/query-runner.ts'
import { adHocReading } from './ad-hoc-reading.ts'
import type { AnswerCell } from './answer.ts'
import { unitOf } from './column-unit.ts'
import { money, percent, wanYuan } from './format.ts'
import type { AnswerParts } from './parts.ts'
import { type Phrases, phrases } from './phrases.ts'
import { runSql } from './run-plan.ts'
import { answerSql, type SqlAnswer } from './sql-answer.ts'

/** Rows that are said in the text; the table has them all. */
const mostTold = 10

/** Outcomes: what it says; null: nothing that can be stood by. */
export const answerAdHoc = async (
  sql: string,
  runner: QueryRunner,
  language: Language,
): Promise<AnswerParts | null> => {
  const answered = await answerSql(sql, runner, language)
  if (!isSound(answered) || !(await isOfItsBody(answered.parts, runner))) return null
  const { parts } = answered
  const say = phrases[language]
  const columns = parts.columns.map((name) => name.replace(/_fen$/u, '_wan_yuan'))
  const labels = parts.columns.map((name, at) => labelOf(name, parts.labels[at] ?? name, say))
  return {
    ...parts,
    columns,
    labels,
    rows: parts.rows.map((row) => row.map((cell, at) => inTable(cell, parts.columns[at] ?? ''))),
    text: [say.adHoc, ...told(parts, labels, language)].join('\n'),
    restatement: adHocReading(sql, language),
  }
}

const isSound = ({ parts, columns, coarse, uncited }: SqlAnswer): boolean =>
  parts.status === 'answer' &&
  parts.rows.length > 0 &&
  coarse === null &&
  uncited.length === 0 &&
  columns.every(
    ({ name, unit, isMadeUp, isCountedTwice }) => !isMadeUp && !isCountedTwice && saysUnit(name, unit),
  ) &&
  parts.evidence.some((row) => row.some((indexes) => indexes.length > 0))

/** Whether the name of a column says the unit of what is in it. */
const saysUnit = (name: string, unit: ColumnUnit): boolean => {
  switch (unit) {
    case 'fen':
    case 'percent':
      return unitOf(name) === unit
    case 'count':
    case 'own':
      return !['fen', 'percent', 'yuan', 'wan_yuan'].includes(unitOf(name) ?? '')
    case 'unknown':
      return false
  }
}

/** Whether, in each row that names bodies, everything is cited from documents of these. */
const isOfItsBody = async (
  { rows, evidence, citations }: AnswerParts,
  runner: QueryRunner,
): Promise<boolean> => {
  const { rows: reports } = await runSql(
    runner,
    compileReports({ version: 1, kind: 'reports', scope: wholeScope, reportKind: null, aggregate: null }),
  )
  const filesByBody = Map.groupBy(reports, (report) => report[reportKey.department] ?? null)
  return rows.every((row, at) => {
    const own = row.flatMap((cell) => filesByBody.get(cell) ?? []).map((report) => report[reportKey.file])
    const cited = (evidence[at] ?? []).flat().map((index) => citations[index]?.file ?? '')
    return own.length === 0 || cited.every((file) => own.includes(file))
  })
}

const labelOf = (name: string, label: string, say: Phrases): string => {
  const plain = label.replace(/[（(](?:分|fen|%)[）)]$/u, '').trim()
  const said = plain === name ? name.replace(/_(?:fen|percent)$/u, '').replaceAll('_', ' ') : plain
  switch (unitOf(name)) {
    case 'fen':
      return say.inWanYuan(said)
    case 'percent':
      return say.inPercent(said)
    default:
      return said
  }
}

const inTable = (cell: AnswerCell, name: string): AnswerCell => {
  if (typeof cell !== 'number') return cell
  switch (unitOf(name)) {
    case 'fen':
      return wanYuan(Math.round(cell))
    case 'percent':
      return Math.round(cell * 100) / 100
    default:
      return cell
  }
}

const told = (
  { columns, rows, evidence }: AnswerParts,
  labels: readonly string[],
  language: Language,
): readonly string[] => {
  const say = phrases[language]
  const lines = rows.slice(0, mostTold).map((row, at) => {
    const cells = row.map((cell, column) => {
      const marks = (evidence[at]?.[column] ?? []).map((index) => `[${index + 1}]`).join('')
      const text = textOf(cell, columns[column] ?? '', language)
      // A name needs no heading; a figure has its own.
      const isFigure = typeof cell === 'number' && marks !== ''
      return `${isFigure ? `${headOf(labels[column] ?? '')} ` : ''}${text}${marks === '' ? '' : ` ${marks}`}`
    })
    return `• ${say.list(cells)}`
  })
  return rows.length > mostTold ? [...lines, say.moreRows(mostTold, rows.length)] : lines
}

const headOf = (label: string): string => label.replace(/[（(][^（()）]*[）)]$/u, '').trim()

const textOf = (cell: AnswerCell, name: string, language: Language): string => {
  if (cell === null) return '—'
  if (typeof cell !== 'number') return cell
  switch (unitOf(name)) {
    case 'fen':
      return money(Math.round(cell), language)
    case 'percent':
      return percent(cell)
    default:
      return String(cell)
  }
}
