/** SQL in its form as the plans that choose the same: so it is held to a question, and told, as a plan is. */
import { departmentKinds, keysOf } from '../../db/domain/terms.ts'
import type { FiguresPlan, Items, Scope } from '../../db/plan/plan.ts'
import type { Aggregation, Form, FormValue, NameCondition } from '../../db/sql-form/form.ts'
import type { HeldDepartment, Vocabulary } from '../understand/vocabulary.ts'

/** What the SQL chooses, without what it makes of it. */
export const planOfForm = (form: Form, vocabulary: Vocabulary): FiguresPlan => ({
  version: 1,
  kind: 'figures',
  scope: scopeOf(form, vocabulary),
  fund: form.fund,
  items: itemsOf(form),
  columns: [{ kind: 'figure', measure: form.measure, stage: form.stage }],
  conditions: form.bounds.map((bound) => ({ column: 0, ...bound })),
  isNonZero: false,
  order: form.order?.direction ?? null,
  limit: null,
  aggregate: null,
  compare: null,
  presentation: 'list',
})

/** A plan for each way in which amounts are taken together; the highest of all is the first of an order. */
export const plansOfForm = (form: Form, vocabulary: Vocabulary): readonly FiguresPlan[] => {
  const plan = planOfForm(form, vocabulary)
  const isOfAll = form.columns.every(({ kind }) => kind !== 'name')
  return [...new Set(form.columns.flatMap(aggregationsIn))].map((by) => ({
    ...plan,
    aggregate: by === 'sum' || by === 'average' ? by : null,
    order: plan.order ?? (isOfAll ? endOf(by) : null),
  }))
}

const aggregationsIn = (value: FormValue | number): readonly Aggregation[] => {
  if (typeof value === 'number' || value.kind === 'name') return []
  return value.kind === 'made' ? [value.by] : [value.left, value.right].flatMap(aggregationsIn)
}

const endOf = (by: Aggregation): FiguresPlan['order'] => {
  if (by === 'greatest') return 'descending'
  return by === 'least' ? 'ascending' : null
}

const scopeOf = ({ names, year }: Form, { departments }: Vocabulary): Scope => {
  const years = [year]
  const [only, ...others] = names
  if (only === undefined) return { departments: null, kinds: null, years }
  if (only.column === 'department_kind' && only.operator === 'is' && !only.isNot && others.length === 0) {
    const kinds = keysOf(departmentKinds).filter((kind) => only.texts.includes(kind))
    return { departments: null, kinds, years }
  }
  const chosen = [...departments.values()].filter((body) => names.every((it) => holds(it, body)))
  return { departments: chosen.map(({ department_id }) => department_id), kinds: null, years }
}

const holds = ({ column, operator, texts, isNot }: NameCondition, body: HeldDepartment): boolean => {
  const name = body[column]
  // To SQL a place that is not there is neither it nor another one.
  if (name === null) return false
  return texts.some((text) => (operator === 'is' ? name === text : isLike(name, text))) !== isNot
}

const isLike = (text: string, pattern: string): boolean => {
  const plain = pattern.replaceAll(/[\\^$.*+?()[\]{}|]/gu, String.raw`\$&`)
  return new RegExp(`^${plain.replaceAll('%', '.*').replaceAll('_', '.')}$`, 'isu').test(text)
}

const itemsOf = ({ items }: Form): Items => {
  switch (items.kind) {
    case 'total':
      return null
    case 'named':
      return { kind: 'named', keys: [items.key] }
    case 'leaves':
      return { kind: 'leaves' }
    case 'level':
      return { kind: 'level', level: items.level }
  }
}
