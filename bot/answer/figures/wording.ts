/** Words for the parts of an answer over figures: values, row names, conditions, the reading of the question. */
import { formulas } from '../../../db/catalog/formulas.ts'
import type { Fund } from '../../../db/domain/terms.ts'
import type { OutputColumn } from '../../../db/plan/compile.ts'
import type { Column } from '../../../db/plan/plan.ts'
import { money, percent } from '../format.ts'
import { itemText } from '../item-text.ts'
import type { Phrases } from '../phrases.ts'
import type { Row } from '../run-plan.ts'
import { scopeText } from '../scope-text.ts'
import {
  type Body,
  cellValue,
  hasOneDepartment,
  hasOneYear,
  type Subject,
  stateOf,
  type Telling,
} from './body.ts'

export const amountText = (value: number, unit: OutputColumn['unit'], { language }: Telling): string =>
  unit === 'money' ? money(value, language) : percent(value)

/** Whether columns of several measures stand side by side, so that each has to be named. */
const namesMeasures = ({ plan }: Telling): boolean =>
  new Set(plan.columns.map(({ measure }) => measure)).size > 1

/** A column's label; beside other measures, expenditure as a whole is named, too. */
export const columnText = (column: Column, telling: Telling): string => {
  const label = telling.say.columnLabel(column)
  const isUnnamed = column.kind === 'figure' && column.measure === 'expenditure' && namesMeasures(telling)
  return isUnnamed ? telling.say.ofMeasure(telling.say.measure(column.measure), label) : label
}

/** A value with what it is: 超出年初预算203.34%, "initial budget 1.4161 million yuan". */
export const valuePhrase = (row: Row, column: OutputColumn, telling: Telling): string => {
  const value = cellValue(row, column)
  const isDerived = column.column.kind === 'formula'
  const text =
    value === null
      ? missingText(row, column, telling)
      : amountText(isDerived ? Math.abs(value) : value, column.unit, telling)
  const phrase = telling.say.value(column.column, text, (value ?? 0) < 0)
  const isUnnamed = !isDerived && column.column.measure === 'expenditure' && namesMeasures(telling)
  return isUnnamed ? telling.say.ofMeasure(telling.say.measure(column.column.measure), phrase) : phrase
}

/** A blank, a dash, "none" and what cannot be read are different things. */
const missingText = (row: Row, column: OutputColumn, { say }: Telling): string => {
  const state = stateOf(row, column)
  switch (state) {
    case 'unreadable':
    case 'doubtful':
      return say.unreadable
    case 'dash':
      return say.dash
    case 'none':
      return say.printedNone
    default:
      return say.blank
  }
}

/** What a row is called: the department, its item, or both, and the year where several are shown. */
export const rowName = (subject: Subject, body: Body, telling: Telling): string => {
  const isItemList = telling.plan.items !== null && hasOneDepartment(body) && body.rows.length > 1
  const item = itemText(subject, telling)
  return [
    ...(isItemList ? [] : [departmentText(subject.departmentId, subject.department, telling)]),
    ...(hasOneYear(body) ? [] : [String(subject.year)]),
    ...(item === null ? [] : [item]),
  ].join(' ')
}

/** English answers add what a Chinese name means: 武汉市新洲区总工会 (Xinzhou District trade union). */
export const departmentText = (id: string, name: string, { language, vocabulary }: Telling): string => {
  const english = language === 'en' ? vocabulary.departments.get(id)?.english_name : null
  return english ? `${name} (${english})` : name
}

const conditionTexts = ({ plan, say, language }: Telling): readonly string[] =>
  plan.conditions.flatMap(({ column, comparator, value }) => {
    const conditioned = plan.columns[column]
    if (!conditioned) return []
    const unit = conditioned.kind === 'formula' ? formulas[conditioned.formula].unit : 'money'
    const text = unit === 'money' ? money(value, language) : `${Number(value.toFixed(2))}%`
    return [say.condition(conditioned, comparator, text)]
  })

/** What the rows are: their conditions, or the measure that decides. */
export const whatText = (telling: Telling): string => {
  const conditions = conditionTexts(telling)
  const [deciding] = telling.plan.columns
  if (conditions.length > 0) return telling.say.list(conditions)
  return deciding ? telling.say.columnLabel(deciding) : ''
}

/** How the question was read: measure, stage, fund, year, scope, conditions. `funds` are those of the rows found. */
export const restatementText = (funds: readonly Fund[], telling: Telling): string => {
  const { plan, say, vocabulary, language } = telling
  const [deciding] = plan.columns
  const named = plan.items && 'keys' in plan.items ? plan.items.keys : []
  const items = [
    ...new Set(named.map((key) => vocabulary.items.get(key)?.[language] ?? key.replace(/^\w+:~?/u, ''))),
  ]
  // A derived column says what it was made from; amounts are all named.
  const read = deciding?.kind === 'formula' ? [deciding] : plan.columns
  return say.restatement({
    measure: say.list([...new Set(read.map(({ measure }) => say.measure(measure)))]),
    items,
    column: say.list([...new Set(read.map(stageLabel(say)))]),
    funds: [...new Set(funds)],
    years: plan.scope.years ?? [],
    scope: scopeText(plan.scope, vocabulary, say),
    conditions: conditionTexts(telling),
  })
}

/** The label of a column whose measure has been said already. */
const stageLabel =
  (say: Phrases) =>
  (column: Column): string =>
    say.columnLabel(column.kind === 'figure' ? { ...column, measure: 'expenditure' } : column)
