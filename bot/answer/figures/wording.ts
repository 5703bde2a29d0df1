/** Words for the parts of an answer over figures: values, row names, conditions, the reading of the question. */
import { formulas } from '../../../db/catalog/formulas.ts'
import { isEconomicKey, subjectOfKey } from '../../../db/domain/figure.ts'
import { type Fund, measures } from '../../../db/domain/terms.ts'
import { columnUnit, comparesYears, type OutputColumn } from '../../../db/plan/compile.ts'
import type { Column } from '../../../db/plan/plan.ts'
import { departmentName } from '../department-name.ts'
import { money, percent } from '../format.ts'
import { itemText } from '../item-text.ts'
import type { SignedBase } from '../phrases.ts'
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

/** A value of the column in its unit: money, a percentage, or things counted. */
export const amountText = (
  value: number,
  column: Column,
  { language, say, plan, unit: usual }: Telling,
): string => {
  const { unit } = measures[column.measure]
  switch (columnUnit(column)) {
    case 'money':
      return money(value, language, plan.unit ?? usual)
    case 'percent':
      return percent(value)
    case 'count':
      return unit === null ? String(value) : say.counted(value, unit)
  }
}

const previousYearOf = (telling: Telling): number | null => {
  const year = onlyYear(telling)
  return year === null ? null : year - 1
}

const onlyYear = ({ plan }: Telling): number | null => {
  const [year, ...others] = plan.scope.years ?? []
  return year !== undefined && others.length === 0 ? year : null
}

/** What a share is taken of. */
const wholeText = (column: Column, { say, vocabulary, language }: Telling): string => {
  if (column.kind !== 'formula' || column.whole === null) return ''
  if (column.whole.kind === 'item') return itemName(column.whole.key, { vocabulary, language })
  return say.measure(column.whole.measure)
}

const itemName = (key: string, { vocabulary, language }: Pick<Telling, 'vocabulary' | 'language'>): string =>
  vocabulary.items.get(key)?.[language] ?? subjectOfKey(key)?.subject ?? key.replace(/^\w+:~?/u, '')

export const columnLabel = (column: Column, telling: Telling): string =>
  telling.say.columnLabel(column, wholeText(column, telling))

/** Whether columns of several measures stand side by side, so that each has to be named. */
const namesMeasures = ({ plan }: Telling): boolean =>
  new Set(plan.columns.map(({ measure }) => measure)).size > 1

/** A column's label; beside other measures, expenditure as a whole is named, too. */
export const columnText = (column: Column, telling: Telling): string => {
  const label = columnLabel(column, telling)
  const isUnnamed = column.kind === 'figure' && column.measure === 'expenditure' && namesMeasures(telling)
  return isUnnamed ? telling.say.ofMeasure(telling.say.measure(column.measure), label) : label
}

/** Some items say by their name what is counted or spent: 福利费决算数, not 福利费基本支出决算数; 机要通信用车 1辆. */
const withoutMeasure = (column: Column, { plan }: Telling): Column => {
  const keys = plan.items !== null && 'keys' in plan.items ? plan.items.keys : []
  if (plan.items?.kind === 'projects' && column.measure === 'projectExpenditure')
    return { ...column, measure: 'expenditure' }
  const isOfEconomicItems = keys.length > 0 && keys.every(isEconomicKey)
  // 编制人数 beside 在职人数: each is named.
  if (new Set(plan.columns.map(({ measure }) => measure)).size > 1) return column
  const isSaid = isOfEconomicItems
    ? column.measure === 'basicExpenditure'
    : keys.some((key) => subjectOfKey(key)?.measure === column.measure)
  return isSaid ? { ...column, measure: 'expenditure' } : column
}

/** A value with what it is: 超出年初预算203.34%, "initial budget 1.4161 million yuan". */
export const valuePhrase = (row: Row, column: OutputColumn, telling: Telling): string => {
  const value = cellValue(row, column)
  const isDerived = column.column.kind === 'formula'
  const text =
    value === null
      ? missingText(row, column, telling)
      : amountText(isDerived ? Math.abs(value) : value, column.column, telling)
  const spoken = withoutMeasure(column.column, telling)
  // 其他用车：8辆
  if (spoken !== column.column && measures[column.column.measure].unit !== null && !isDerived) return text
  const phrase = telling.say.value(
    spoken,
    text,
    Math.sign(value ?? 0),
    wholeText(column.column, telling),
    previousYearOf(telling),
  )
  const isUnnamed = !isDerived && column.column.measure === 'expenditure' && namesMeasures(telling)
  const named = isUnnamed ? telling.say.ofMeasure(telling.say.measure(column.column.measure), phrase) : phrase
  const isUnprinted = value !== null && column.stated !== null && row[column.stated] === null
  return isUnprinted ? telling.say.derived(named) : named
}

/** A blank, a dash, "none", what cannot be read and what is not printed at all are different things. */
const missingText = (row: Row, column: OutputColumn, { say }: Telling): string => {
  if (column.state !== null && column.stated !== null && row[column.stated] === null) return say.notPrinted
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
    ...(hasOneYear(body, telling) ? [] : [String(subject.year)]),
    ...(item === null ? [] : [item]),
  ].join(' ')
}

export const departmentText = (id: string, name: string, { language, vocabulary }: Telling): string =>
  departmentName(
    { department: name, english_name: vocabulary.departments.get(id)?.english_name ?? null },
    language,
  )

/** What a column sets its amount against, where its value may be of either sign. */
const signedBaseOf = (column: Column): SignedBase | null => {
  if (column.kind !== 'formula') return null
  const { shape, base } = formulas[column.formula]
  if (shape === 'change' || shape === 'changeRate') return 'previousYear'
  if (shape !== 'excess' && shape !== 'difference') return null
  return base.of === 'whole' || base.stage === 'same' || base.stage === 'finalAccounts' ? null : base.stage
}

const conditionTexts = (telling: Telling): readonly string[] =>
  telling.plan.conditions.flatMap(({ column, comparator, value, alternatives = [] }) => {
    const conditioned = telling.plan.columns[column]
    if (!conditioned) return []
    const base = signedBaseOf(conditioned)
    if (base && value === 0 && alternatives.length === 0) {
      const text = telling.say.signed[base][comparator]
      const { measure } = conditioned
      return [measure === 'expenditure' ? text : telling.say.ofMeasure(telling.say.measure(measure), text)]
    }
    const isExcess = conditioned.kind === 'formula' && formulas[conditioned.formula].shape === 'excess'
    const texts = [value, ...alternatives].map((it) =>
      columnUnit(conditioned) === 'percent'
        ? `${Number(it.toFixed(2))}%`
        : amountText(it, conditioned, telling),
    )
    const label = namesMeasures(telling)
      ? columnText(conditioned, telling)
      : columnLabel(conditioned, telling)
    return [telling.say.condition(label, isExcess, comparator, telling.say.either(texts))]
  })

/** What the rows are: their conditions, or the measure that decides. */
export const whatText = (telling: Telling): string => {
  const conditions = conditionTexts(telling)
  const [deciding] = telling.plan.columns
  if (conditions.length > 0) return telling.say.list(conditions)
  return deciding ? columnLabel(deciding, telling) : ''
}

/** More classes than these are not named one by one. */
const mostNamed = 3

/** How the question was read: measure, stage, fund, year, scope, conditions. `funds` are those of the rows found. */
export const restatementText = (funds: readonly Fund[], telling: Telling): string => {
  const { plan, say, vocabulary } = telling
  const [deciding] = plan.columns
  // A derived column says what it was made from; amounts, and shares of several measures, are all named.
  const read = plan.columns.filter(
    (column) =>
      deciding?.kind !== 'formula' || (column.kind === 'formula' && column.formula === deciding.formula),
  )
  return say.restatement({
    measure: say.list([...new Set(read.map(({ measure }) => say.measure(measure)))]),
    items: itemsText(telling),
    column: say.list([...new Set(read.map((column) => stageLabel(column, telling)))]),
    funds: [...new Set(funds)],
    years: plan.scope.years ?? [],
    previousYear: comparesYears(plan) ? previousYearOf(telling) : null,
    scope: scopeText(plan.scope, vocabulary, say),
    conditions: conditionTexts(telling),
    made: [
      ...(plan.aggregate === null ? [] : [say[aggregateNames[plan.aggregate]]]),
      ...(plan.compare === null ? [] : [say[compareNames[plan.compare]]]),
    ],
    order: plan.order,
    limit: plan.limit,
  })
}

const aggregateNames = { sum: 'total', average: 'average', count: 'count' } as const
const compareNames = { difference: 'difference', ratio: 'multiple' } as const

/** Which items, by name or as a whole. */
const itemsText = (telling: Telling): readonly string[] => {
  const { plan, say } = telling
  const { items } = plan
  if (items === null) return []
  if (!('keys' in items)) return [say.allItems(items.kind === 'level' ? items.level : items.kind)]
  const isByEconomicItem =
    items.keys.length > mostNamed && items.keys.every((key) => /^economic:\d{3}$/u.test(key))
  if (isByEconomicItem) return [say.economicItems]
  const names = [...new Set(items.keys.map((key) => itemName(key, telling)))]
  return items.kind === 'under' ? names.map((name) => say.itemsUnder(name)) : names
}

/** The label of a column whose measure has been said already. */
const stageLabel = (column: Column, telling: Telling): string =>
  columnLabel({ ...column, measure: 'expenditure' }, telling)
