/** How SQL of a model reads, for a person: what its values are and what it chooses, told from its form by code. */
import { relations } from '../../db/catalog/relations.ts'
import { departmentKinds, type Labels, type Language } from '../../db/domain/terms.ts'
import type { Form, FormValue, NameColumn, Operand } from '../../db/sql-form/form.ts'
import { planOfForm } from '../model/plans-of-form.ts'
import type { Vocabulary } from '../understand/vocabulary.ts'
import type { AnswerCell } from './answer.ts'
import { restatementText } from './figures/wording.ts'
import { phrases } from './phrases.ts'

const labelByColumn: ReadonlyMap<string, Labels> = new Map(
  relations.figures.columns.map(({ name, label }) => [name, label]),
)

/** What a value is, whatever the query calls it. */
export const valueLabel = (value: FormValue, form: Form, language: Language): string => {
  const say = phrases[language]
  switch (value.kind) {
    case 'name':
      return labelByColumn.get(value.column)?.[language] ?? value.column
    case 'made': {
      const ofStage = say.columnLabel({ kind: 'figure', measure: 'expenditure', stage: form.stage }, '')
      return say.made[value.by](say.printed(say.measure(form.measure), ofStage))
    }
    case 'reckoned':
      return say.reckoned
  }
}

/** 最高 − 最低 */
const formulaText = (value: Operand, form: Form, language: Language): string => {
  if (typeof value === 'number') return String(value)
  if (value.kind === 'made') return valueLabel(value, form, language)
  const [left, right] = [value.left, value.right].map((part) => {
    const text = formulaText(part, form, language)
    return typeof part !== 'number' && part.kind === 'reckoned' ? `(${text})` : text
  })
  return `${left} ${value.sign} ${right}`
}

/** A code of the catalog in words. */
export const nameInWords = (cell: AnswerCell, column: NameColumn, language: Language): AnswerCell => {
  const kinds: Readonly<Record<string, Readonly<{ label: Labels }>>> = departmentKinds
  return column === 'department_kind' && typeof cell === 'string'
    ? (kinds[cell]?.label[language] ?? cell)
    : cell
}

export const adHocReading = (form: Form, vocabulary: Vocabulary, language: Language): string => {
  const say = phrases[language]
  const { columns, fund, items, order } = form
  const names = columns.filter(({ kind }) => kind === 'name')
  const values = columns.flatMap((value) => {
    if (value.kind === 'name') return []
    const label = valueLabel(value, form, language)
    return [value.kind === 'reckoned' ? `${label} = ${formulaText(value, form, language)}` : label]
  })
  // The order is of what is made, told below; the rest is as in any plan.
  const plan = { ...planOfForm(form, vocabulary), order: null }
  const sorted = order && columns[order.column]
  return say.adHocReading({
    values,
    by: names.map((value) => valueLabel(value, form, language)),
    chosen: restatementText(fund === null ? [] : [fund], { plan, vocabulary, say, language }),
    isDefaultFund: fund === null,
    isEconomic: 'of' in items && items.of === 'economic',
    order: sorted ? { label: valueLabel(sorted, form, language), direction: order.direction } : null,
  })
}
