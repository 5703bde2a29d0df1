/** A SELECT over figures as the plan that chooses the same: so SQL is held to a question, and told, as a plan is. */
import {
  type DepartmentKind,
  departmentKinds,
  funds,
  keysOf,
  measures,
  stages,
} from '../../db/domain/terms.ts'
import type { Column, FiguresPlan, Items, Scope } from '../../db/plan/plan.ts'
import type { Block, NameCondition, Pinned } from '../../db/sql-form/form.ts'
import type { HeldDepartment, Vocabulary } from '../understand/vocabulary.ts'

/** null: measure or stage is not chosen by names of the catalog. */
export const planOfBlock = (block: Block, vocabulary: Vocabulary): FiguresPlan | null => {
  const chosen = keysAt(block, 'measure', measures)
  const [fund, ...otherFunds] = keysAt(block, 'fund', funds)
  const [first, ...others] = chosen.flatMap((measure) =>
    keysAt(block, 'stage', stages).map((stage): Column => ({ kind: 'figure', measure, stage })),
  )
  if (first === undefined) return null
  return {
    version: 1,
    kind: 'figures',
    scope: scopeOf(block, vocabulary),
    fund: fund !== undefined && otherFunds.length === 0 ? fund : null,
    items: itemsOf(block, vocabulary),
    columns: [first, ...others],
    conditions: [],
    isNonZero: false,
    order: null,
    limit: null,
    aggregate: null,
    compare: null,
    presentation: 'list',
  }
}

const keysAt = <Key extends string>(
  { pins }: Block,
  column: string,
  concepts: Readonly<Record<Key, unknown>>,
): readonly Key[] => keysOf(concepts).filter((key) => pins.get(column)?.includes(key))

const scopeOf = ({ pins, names }: Block, vocabulary: Vocabulary): Scope => {
  const years = (pins.get('fiscal_year') ?? []).filter((year) => typeof year === 'number')
  const [only, ...others] = names
  const isOfKinds = only?.column === 'department_kind' && only.operator === 'is' && !only.isNot
  if (isOfKinds && others.length === 0) return { departments: null, kinds: kindsIn(only.values), years }
  if (only === undefined) return { departments: null, kinds: null, years }
  const chosen = [...vocabulary.departments.values()].filter((body) => names.every((it) => holds(it, body)))
  return { departments: chosen.map(({ department_id }) => department_id), kinds: null, years }
}

const kindsIn = (values: readonly Pinned[]): DepartmentKind[] =>
  keysOf(departmentKinds).filter((kind) => values.includes(kind))

const holds = ({ column, operator, values, isNot }: NameCondition, body: HeldDepartment): boolean => {
  const own = body[column as 'department'] // one of the columns of names of bodies
  const isOne = values.some((value) =>
    operator === 'is' ? own === value : value !== null && own !== null && isLike(own, String(value)),
  )
  // What the row around says may be any body.
  return values.length === 0 || isOne !== isNot
}

const isLike = (text: string, pattern: string): boolean =>
  new RegExp(
    `^${pattern
      .replaceAll(/[.*+?^${}()|[\]\\]/gu, '\\$&')
      .replaceAll('%', '.*')
      .replaceAll('_', '.')}$`,
    'isu',
  ).test(text)

const itemsOf = ({ pins, conditions, shown }: Block, { items }: Vocabulary): Items => {
  const keysBy = (column: string, isMeant: (key: string, value: Pinned) => boolean): readonly string[] =>
    (pins.get(column) ?? []).flatMap((value) => [...items.keys()].filter((key) => isMeant(key, value)))
  const keys = [
    ...keysBy('item_key', (key, value) => key === value),
    ...keysBy('item_code', (key, value) => key.endsWith(`:${value}`)),
    ...keysBy('item_name', (key, value) => items.get(key)?.zh === value),
  ]
  if (keys.length > 0) return { kind: 'named', keys: [...new Set(keys)] }
  if (pins.get('item_key')?.includes('')) return null
  const level = ([1, 2, 3] as const).find((it) => pins.get('item_level')?.includes(it))
  if (level !== undefined) return { kind: 'level', level }
  const isOfItems = [...shown, ...conditions].some((it) => it.includes('item_'))
  return isOfItems || pins.get('is_total')?.includes(0) ? { kind: 'leaves' } : null
}
