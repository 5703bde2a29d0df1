import type {
  Column,
  FiguresPlan,
  FindingsPlan,
  Items,
  PassagesPlan,
  Plan,
  Scope,
} from '../../db/plan/plan.ts'
import type { Understanding } from '../understand/outcome.ts'
import type { Vocabulary } from '../understand/vocabulary.ts'

/** How a question was read, as short as a person would note it; what is not said is not there. */
export type Reading = Readonly<{
  asks?: string
  departments?: readonly string[]
  kinds?: readonly string[]
  years?: readonly number[]
  fund?: string
  items?: string
  topics?: readonly string[]
  figures?: readonly number[]
  minimumFen?: number
  severities?: readonly string[]
  conditions?: readonly string[]
  order?: string
  limit?: number
  aggregate?: string
  compare?: string
  isYesNo?: true
  values?: readonly number[]
  statementKinds?: readonly string[]
  parts?: readonly Reading[]
  isOfSources?: true
  asksBack?: readonly string[]
  declines?: string
  refuses?: string
}>

/** The deciding column; several amounts where the question asks for several. */
const asked = (columns: readonly Column[]): string => {
  const [deciding] = columns
  if (deciding?.kind !== 'formula')
    return columns
      .flatMap((column) => (column.kind === 'figure' ? [`${column.measure} ${column.stage}`] : []))
      .join(' + ')
  const of = deciding.measure === 'expenditure' ? '' : ` of ${deciding.measure}`
  return deciding.formula === 'sharePercent'
    ? `sharePercent${of} ${deciding.stage}`
    : `${deciding.formula}${of}`
}

const itemsText = (items: NonNullable<Items>): string => {
  switch (items.kind) {
    case 'named':
      return [...items.keys].sort().join(' ')
    case 'level':
      return `level ${items.level}`
    case 'leaves':
    case 'projects':
      return items.kind
    case 'under':
      return `under ${[...items.keys].sort().join(' ')} ${items.level === null ? 'leaves' : `level ${items.level}`}`
  }
}

const scopeReading = ({ departments, kinds, years }: Scope, vocabulary: Vocabulary): Reading => {
  const names = departments?.map((id) => vocabulary.departments.get(id)?.department ?? id).sort()
  return {
    ...(names ? { departments: names } : {}),
    ...(kinds ? { kinds } : {}),
    ...(years && years.join() !== String(vocabulary.newestYear) ? { years } : {}),
  }
}

const conditionsReading = ({ conditions }: FiguresPlan): Reading =>
  conditions.length === 0
    ? {}
    : {
        conditions: conditions.map(
          ({ column, comparator, value }) =>
            `${column === 0 ? '' : `column ${column} `}${comparator} ${value}`,
        ),
      }

const findingsReading = ({ topics, figures, minimumFen, severities, limit }: FindingsPlan): Reading => ({
  ...(topics.length > 0 ? { topics: topics.map(([form = '']) => form) } : {}),
  ...(figures.length > 0 ? { figures } : {}),
  ...(minimumFen === null ? {} : { minimumFen }),
  ...(severities === null ? {} : { severities }),
  ...(limit === null ? {} : { limit }),
})

const figuresReading = (plan: FiguresPlan): Reading => ({
  ...conditionsReading(plan),
  ...(plan.fund ? { fund: plan.fund } : {}),
  ...(plan.order ? { order: plan.order } : {}),
  ...(plan.limit ? { limit: plan.limit } : {}),
  ...(plan.aggregate ? { aggregate: plan.aggregate } : {}),
  ...(plan.compare ? { compare: plan.compare } : {}),
  ...(plan.presentation === 'yes-no' && plan.conditions.length > 0 ? { isYesNo: true as const } : {}),
})

const passagesReading = ({ statementKinds, topics }: PassagesPlan): Reading => ({
  ...(statementKinds ? { statementKinds } : {}),
  ...(topics.length > 0 ? { topics: topics.map(([form = '']) => form) } : {}),
})

const planReading = (plan: Plan, vocabulary: Vocabulary): Reading => {
  if (plan.kind === 'several') return { parts: plan.plans.map((part) => planReading(part, vocabulary)) }
  if (plan.kind === 'sources') return { ...planReading(plan.of, vocabulary), isOfSources: true }
  const scope = scopeReading(plan.scope, vocabulary)
  const items: Reading = !('items' in plan) || plan.items === null ? {} : { items: itemsText(plan.items) }
  switch (plan.kind) {
    case 'findings':
      return { asks: 'findings', ...scope, ...findingsReading(plan) }
    case 'reasons':
      return { asks: 'reasons', ...scope, ...items }
    case 'passages':
      return {
        asks: 'passages',
        ...scope,
        ...passagesReading(plan),
      }
    case 'prints':
      return { asks: 'prints', ...scope, values: plan.values.map(({ value }) => value) }
    case 'summary':
      return { asks: 'summary', ...scope }
    case 'reports':
      return {
        asks: plan.reportKind === null ? 'reports' : `reports ${plan.reportKind}`,
        ...scope,
        ...(plan.aggregate ? { aggregate: plan.aggregate } : {}),
      }
    case 'figures':
      return {
        asks: asked(plan.columns),
        ...scope,
        ...items,
        ...figuresReading(plan),
      }
  }
}

export const readingOf = (understanding: Understanding, vocabulary: Vocabulary): Reading => {
  switch (understanding.kind) {
    case 'plan':
      return planReading(understanding.plan, vocabulary)
    case 'needs-choice':
      return { asksBack: understanding.options.map(({ label }) => label).sort() }
    case 'no-data':
      return { declines: understanding.code }
    case 'refused':
      return { refuses: understanding.code }
  }
}
