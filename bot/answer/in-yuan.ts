import { fenByUnit } from '../../db/domain/money.ts'
import type { AnswerCell } from './answer.ts'
import type { AnswerParts } from './parts.ts'
import type { Phrases } from './phrases.ts'

const wanYuanEnd = '_wan_yuan'

/** The table with its amounts in yuan: name, heading and cells. */
export const inYuan = (parts: AnswerParts, say: Phrases): AnswerParts => {
  const isAmount = parts.columns.map((name) => name.endsWith(wanYuanEnd))
  return {
    ...parts,
    columns: parts.columns.map((name, at) =>
      isAmount[at] ? `${name.slice(0, -wanYuanEnd.length)}_yuan` : name,
    ),
    labels: parts.labels.map((label, at) =>
      isAmount[at] ? label.replace(say.headingUnits.wanYuan, say.headingUnits.yuan) : label,
    ),
    rows: parts.rows.map((row) => row.map((cell, at) => (isAmount[at] ? yuanOf(cell) : cell))),
  }
}

/** Whole fen in between: 0.29 万元 is 2900 元 and not 2899.9999999999995. */
const yuanOf = (cell: AnswerCell): AnswerCell =>
  typeof cell === 'number' ? Math.round(cell * fenByUnit.万元) / fenByUnit.元 : cell
