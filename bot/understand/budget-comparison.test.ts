import { describe, expect, it } from 'vitest'
import type { Condition, FiguresPlan } from '../../db/plan/plan.ts'
import { heardIn, smallVocabulary } from '../testing/small-vocabulary.ts'
import { hearBudgetComparison } from './budget-comparison.ts'
import { understand } from './understand.ts'

/** The formula that decides and the conditions on it. */
const maths = (question: string): readonly [string, readonly [Condition['comparator'], number][]] => {
  const understanding = understand(question, smallVocabulary, null)
  if (understanding.kind !== 'plan' || understanding.plan.kind !== 'figures')
    throw new Error(`no plan over figures: ${JSON.stringify(understanding)}`)
  const { columns, conditions }: FiguresPlan = understanding.plan
  const [deciding] = columns
  return [
    deciding?.kind === 'formula' ? deciding.formula : 'figure',
    conditions.map(({ comparator, value }) => [comparator, value]),
  ]
}

const overrun = 'overrunPercent'
const completion = 'completionPercent'

it.each([
  'What did official receptions of the Hekou union cost compared with the budget?',
  'What did running its vehicles cost the Hekou union compared with the budget?',
])('sets what something cost against its budget: %s', (question) => {
  const understanding = understand(question, smallVocabulary, null)
  expect(understanding).toMatchObject({
    plan: { items: null, columns: [{ formula: 'overrunAmount' }, {}, {}, {}] },
  })
})

describe('the different maths of a comparison with the budget', () => {
  it.each([
    // An excess of 50 %: the outturn is above 150 % of the budget.
    ['哪些工会超出年初预算50%？', overrun, [['gt', 50]]],
    ['哪些工会超出年初预算50%以上？', overrun, [['ge', 50]]],
    ['哪些工会超年初预算五成以上', overrun, [['ge', 50]]],
    ['超支50%以上的工会', overrun, [['ge', 50]]],
    ['决算比年初预算高出50%以上的工会', overrun, [['ge', 50]]],
    ['决算比年初预算多一半以上的工会', overrun, [['ge', 50]]],
    ['which unions exceeded initial budget by over 50%?', overrun, [['gt', 50]]],
    ['which unions exceeded the initial budget by at least 50%?', overrun, [['ge', 50]]],
    ['which unions overspent by more than half?', overrun, [['gt', 50]]],
    ['which unions went over their initial budget by 50% or more?', overrun, [['ge', 50]]],
    ['which unions spent 50% more than their initial budget?', overrun, [['gt', 50]]],
    [
      'which unions exceeded the initial budget by less than 30%?',
      overrun,
      [
        ['lt', 30],
        ['gt', 0],
      ],
    ],
    [
      'which unions exceeded the initial budget by 20% to 50%?',
      overrun,
      [
        ['ge', 20],
        ['le', 50],
      ],
    ],
    // A completion of 150 %: the same line drawn from zero.
    ['哪些工会完成年初预算的150%以上？', completion, [['ge', 150]]],
    ['决算达到年初预算150%的工会', completion, [['ge', 150]]],
    ['完成率超过150%的工会', completion, [['gt', 150]]],
    ['完成率不到90%的工会', completion, [['lt', 90]]],
    ['which unions completed more than 150% of the initial budget?', completion, [['gt', 150]]],
    ['which unions used more than 150% of their initial budget?', completion, [['gt', 150]]],
    [
      'unions with a completion rate between 120% and 190%',
      completion,
      [
        ['ge', 120],
        ['le', 190],
      ],
    ],
    // Times the budget is a completion …
    ['决算达到年初预算1.5倍的工会', completion, [['ge', 150]]],
    ['决算超过年初预算两倍的工会', completion, [['gt', 200]]],
    ['哪些工会的决算是年初预算的1.5倍以上', completion, [['ge', 150]]],
    ['which unions spent at least 1.5 times the initial budget?', completion, [['ge', 150]]],
    ['which unions spent over twice the initial budget?', completion, [['gt', 200]]],
    // … and times more than it an excess.
    ['决算比年初预算高出1.5倍的工会', overrun, [['gt', 150]]],
    ['which unions exceeded the initial budget by over 1.5 times?', overrun, [['gt', 150]]],
    // Below.
    ['哪些工会决算低于年初预算？', overrun, [['lt', 0]]],
    ['which unions came in under the initial budget?', overrun, [['lt', 0]]],
    ['哪些工会比年初预算少花了20%以上？', overrun, [['le', -20]]],
    ['which unions underspent by more than 20%?', overrun, [['lt', -20]]],
    // Money.
    ['决算比年初预算多出100万元以上的工会', 'overrunAmount', [['ge', 100_000_000]]],
    ['which unions overspent by more than 3 million yuan?', 'overrunAmount', [['gt', 300_000_000]]],
    // No number: above the budget at all.
    ['哪些工会超预算了？', overrun, [['gt', 0]]],
    ['which unions exceeded their initial budget?', overrun, [['gt', 0]]],
    // A measure only.
    ['各工会完成年初预算的比例', completion, []],
    ['completion rate of each union', completion, []],
  ] as const)('%s', (question, formula, conditions) => {
    expect(maths(question)).toEqual([formula, conditions])
  })

  it.each([
    '河口区总工会决算支出',
    'initial budget of the Hekou union',
    '决算支出超过500万元的工会',
    'unions with an initial budget over 5 million yuan',
    '年初预算低于200万元的工会',
  ])('hears no comparison where an amount is compared with a number: %s', (question) => {
    expect(hearBudgetComparison(heardIn(question), 'initialBudget')).toBeNull()
  })

  it.each([
    '哪些工会超出年初预算50个百分点',
    '哪些工会完成率超过3个百分点',
  ])('does not take points for percent: %s', (question) => {
    expect(understand(question, smallVocabulary, null)).toMatchObject({ kind: 'no-data' })
  })

  // "Not over" is heard as "over": the list says the opposite of what was asked.
  it.each([
    ['哪些工会没有超支？', [['le', 0]]],
    ['哪些工会没超预算', [['le', 0]]],
    ['which unions did not exceed their initial budget?', [['le', 0]]],
  ] as const)('%s', (question, conditions) => {
    expect(maths(question)).toEqual([overrun, conditions])
  })

  it.each([
    ['which unions spent more than 150% of their initial budget?', completion, [['gt', 150]]],
    ['which unions spent less than 90% of their initial budget?', completion, [['lt', 90]]],
  ] as const)('%s', (question, formula, conditions) => {
    expect(maths(question)).toEqual([formula, conditions])
  })
})
