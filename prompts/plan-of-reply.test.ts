import { describe, expect, it } from 'vitest'
import type { FiguresPlan } from '../db/plan/plan.ts'
import type { ModelFigures } from './model-reply.ts'
import { planOfReply } from './plan-of-reply.ts'
import type { PlanningVocabulary } from './planning-vocabulary.ts'

const vocabulary: PlanningVocabulary = {
  departments: [],
  otherDepartments: 0,
  items: [],
  otherItems: 0,
  years: [2022, 2023],
}

const planOf = (changes: Partial<ModelFigures>): FiguresPlan => {
  const read = planOfReply(
    {
      kind: 'figures',
      scope: { departments: null, kinds: null, years: null },
      fund: null,
      items: null,
      columns: [{ kind: 'figure', measure: 'expenditure', stage: 'finalAccounts' }],
      conditions: [],
      isNonZero: false,
      order: null,
      limit: null,
      aggregate: null,
      compare: null,
      presentation: 'list',
      ...changes,
    },
    vocabulary,
    'plan',
  )
  if (read.kind === 'wrong' || read.value.kind !== 'figures') throw new Error(JSON.stringify(read))
  return read.value
}
const named = (...keys: string[]) => ({ kind: 'named', keys }) as const

describe('expenditure', () => {
  it.each([
    ['of the body', null, 'expenditure'],
    ['of functional items', named('function:201'), 'expenditure'],
    ['of economic items', named('economic:301', 'economic:302'), 'basicExpenditure'],
    ['of items of both classifications', named('economic:301', 'function:201'), 'expenditure'],
    ['of projects', { kind: 'projects' } as const, 'projectExpenditure'],
    ['of a project by its name', named('subject:projectExpenditure:灯会'), 'projectExpenditure'],
    ['of things that are counted', named('subject:vehicles:其他用车'), 'vehicles'],
  ])('%s', (_, items, measure) => {
    expect(planOf({ items }).columns).toMatchObject([{ measure }])
  })
})

describe('rows without an amount', () => {
  const level = { kind: 'level', level: 1 } as const
  it('are left out of lists of all items, where nothing is asked of their amounts', () => {
    const condition = { column: 0, comparator: 'le', value: 0, unit: 'yuan' } as const
    expect(planOf({ items: level }).isNonZero).toBe(true)
    expect(planOf({ items: level, conditions: [condition] }).isNonZero).toBe(false)
    expect(planOf({ items: { kind: 'projects' } }).isNonZero).toBe(false)
  })
  it('are an answer of a body that is named', () => {
    expect(planOf({ items: level, isNonZero: true, presentation: 'value' }).isNonZero).toBe(false)
  })
})

it('adds up no percentages', () => {
  const over = {
    kind: 'formula',
    formula: 'overrunPercent',
    measure: 'expenditure',
    stage: 'finalAccounts',
    whole: null,
  } as const
  expect(() => planOf({ columns: [over], aggregate: 'sum' })).toThrow(/not added up/u)
  expect(planOf({ columns: [over], aggregate: 'average' }).aggregate).toBe('average')
})

it('adds no item to one that it stands under', () => {
  const items = named('function:221', 'function:2210201')
  expect(() => planOf({ items, aggregate: 'sum' })).toThrow(/not taken together/u)
  expect(planOf({ items }).items).toEqual(items)
})

it('is of the newest year where none is said', () => {
  expect(planOf({}).scope.years).toEqual([2023])
})
