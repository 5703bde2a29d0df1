import { isMoneyUnit, type MoneyUnit } from '../../db/domain/money.ts'
import { type Table, withoutSpace } from '../intermediate.ts'

const unitPattern = /(?:单位[:：]|[（(])(?:金额)?(?:单位[:：])?(?:人民币)?(万元|千元|亿元|元)/u

/** The unit that a table's captions state, else its title or header; null where none is printed. */
export const unitOf = (table: Table): MoneyUnit | null => {
  const header = table.rows
    .filter((row) => row.role === 'header')
    .flatMap((row) => row.cells.map((cell) => cell.text))
  const printed = [...table.captions.map((caption) => caption.text), table.title, ...header]
  for (const text of printed) {
    const unit = unitPattern.exec(withoutSpace(text))?.[1]
    if (unit !== undefined && isMoneyUnit(unit)) return unit
  }
  return null
}
