/** How SQL of a model reads, for a person: what its values are and what it chooses by, told from its form by code. */
import { relations } from '../../db/catalog/relations.ts'
import {
  departmentKinds,
  funds,
  keysOf,
  type Labels,
  type Language,
  measures,
  stages,
} from '../../db/domain/terms.ts'
import type { Form, FormValue, Pins } from '../../db/sql-form/form.ts'
import { planOfBlock } from '../model/plan-of-block.ts'
import type { Vocabulary } from '../understand/vocabulary.ts'
import type { AnswerCell } from './answer.ts'
import { restatementText } from './figures/wording.ts'
import { type Phrases, phrases } from './phrases.ts'

const labelByColumn: ReadonlyMap<string, Labels> = new Map(
  relations.figures.columns.map(({ name, label }) => [name, label]),
)
const termsByColumn: Readonly<Record<string, Readonly<Record<string, Readonly<{ label: Labels }>>>>> = {
  measure: measures,
  stage: stages,
  fund: funds,
  department_kind: departmentKinds,
}

/** What a value is, whatever the query calls it. */
export const valueLabel = (value: FormValue, language: Language): string => {
  const say = phrases[language]
  switch (value.kind) {
    case 'name':
      return labelByColumn.get(value.column)?.[language] ?? value.column
    case 'printed':
      return printedLabel(value.pins, say)
    case 'made':
      return say.made[value.by](valueLabel(value.of, language))
    case 'count':
      return say.countOf[value.of]
    case 'reckoned':
      return say.reckoned
  }
}

/** Measure and stage, where there is one of each. */
const printedLabel = (pins: Pins, say: Phrases): string => {
  const [measure, ...otherMeasures] = keysOf(measures).filter((key) => pins.get('measure')?.includes(key))
  const [stage, ...otherStages] = keysOf(stages).filter((key) => pins.get('stage')?.includes(key))
  if (measure === undefined || stage === undefined || otherMeasures.length + otherStages.length > 0)
    return say.amount
  const ofStage = say.columnLabel({ kind: 'figure', measure: 'expenditure', stage }, '')
  return say.printed(say.measure(measure), ofStage)
}

/** A code of the catalog in words. */
export const cellInWords = (cell: AnswerCell, column: string, language: Language): AnswerCell =>
  typeof cell === 'string' ? (termsByColumn[column]?.[cell]?.label[language] ?? cell) : cell

/** null: a SELECT in it chooses by what is none of the catalog. */
export const adHocReading = (
  { columns, blocks, rest }: Form,
  vocabulary: Vocabulary,
  language: Language,
): string | null => {
  const say = phrases[language]
  const plans = blocks.map((block) => planOfBlock(block, vocabulary)).filter((plan) => plan !== null)
  if (plans.length < blocks.length) return null
  const values = columns.flatMap(({ value }) => {
    if (value.kind === 'name') return []
    const label = valueLabel(value, language)
    return [value.kind === 'reckoned' ? `${label} = ${value.text}` : label]
  })
  const by = columns.flatMap(({ value }) => (value.kind === 'name' ? [valueLabel(value, language)] : []))
  const chosen = plans.map((plan) =>
    restatementText(plan.fund === null ? [] : [plan.fund], { plan, vocabulary, say, language }),
  )
  return say.adHocReading(
    values,
    by,
    [...new Set(chosen)],
    [...blocks.flatMap(({ conditions }) => conditions), ...rest],
  )
}
