import type { FigureKey } from '../../db/domain/figure.ts'
import { parseAmount } from '../../db/domain/money.ts'
import { type Row, type Table, withoutSpace } from '../intermediate.ts'
import { collectPrints } from './collect-prints.ts'
import type { FormContext, FormReading } from './forms/form.ts'
import { headerPathsOf } from './header-path.ts'

/** Codes and numbers of rows are no amounts, whatever they look like. */
const countsNothing = /(?:编码|代码|序号|行次|科目|年度)$/u

const isAmountText = (text: string): boolean => text !== '' && parseAmount(text, '元').kind === 'amount'

/**
 * The amounts of a table that no reader knows, each under the words of its row and its column: they can be looked up by
 * these words, and are never added up.
 */
export const keepCells = (table: Table, { identity, section, lines }: FormContext): FormReading => {
  const collector = collectPrints(table, section, lines)
  const paths = headerPathsOf(table)
  const columns = paths.flatMap((path, column) =>
    path.some((text) => countsNothing.test(text)) ? [] : [column],
  )
  const labelOf = (row: Row): string =>
    row.cells
      .map(({ text }) => withoutSpace(text))
      .filter((text) => text !== '' && !isAmountText(text))
      .join(' ')
  const keyOf = (subject: string): FigureKey => ({
    fiscalYear: identity.fiscalYear,
    stage: 'none',
    fund: 'all',
    measure: 'stated',
    item: null,
    subject,
    aspect: 'amount',
    whole: null,
  })
  for (const row of table.rows.filter(({ role }) => role === 'body'))
    for (const column of columns) {
      const cell = row.cells.find((each) => each.column === column)
      if (!cell || !isAmountText(withoutSpace(cell.text))) continue
      const [rowLabel, header] = [labelOf(row), paths[column] ?? []]
      const subject = [rowLabel, header.at(-1) ?? ''].filter((part) => part !== '').join('·')
      collector.add(cell, row, {
        rowLabel,
        columnLabel: header.join(' > '),
        figures: subject === '' ? [] : [keyOf(subject)],
        isTotal: false,
      })
    }
  return collector.done()
}
