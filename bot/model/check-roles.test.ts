import { describe, expect, it } from 'vitest'
import type { ModelPlan } from '../../prompts/model-reply.ts'
import { planOfReply } from '../../prompts/plan-of-reply.ts'
import { smallVocabulary } from '../testing/small-vocabulary.ts'
import { hear } from '../understand/hear.ts'
import { roleIssues } from './check-roles.ts'
import { nameCandidates } from './name-candidates.ts'
import { everywhere, formulaOf, outturnOf, saidFigures } from './testing/said-plans.ts'

const problemsOf = (question: string, said: ModelPlan): string => {
  const read = planOfReply(said, nameCandidates([question], [], smallVocabulary), 'plan')
  if (read.kind === 'wrong') throw new Error(read.issues.map(({ problem }) => problem).join('\n'))
  return roleIssues([read.value], { question, words: hear(question, smallVocabulary) })
    .map(({ problem }) => problem)
    .join('\n')
}

const spent = saidFigures({ columns: [outturnOf('expenditure')] })
const over = (
  comparator: 'gt' | 'ge' | 'lt' | 'le',
  value: number,
  formula: 'overrunPercent' | 'completionPercent' = 'overrunPercent',
) =>
  saidFigures({
    columns: [formulaOf(formula, 'expenditure')],
    conditions: [{ column: 0, comparator, value, unit: 'percent' }],
  })
const change = (comparator: 'gt' | 'lt', value: number) =>
  saidFigures({
    columns: [formulaOf('changePercent', 'expenditure')],
    conditions: [{ column: 0, comparator, value, unit: 'percent' }],
  })
const highest = { ...spent, order: 'descending' as const, limit: 1 }
const lowest = { ...spent, order: 'ascending' as const, limit: 1 }

describe('a plan that does what the question asks', () => {
  it.each<[string, ModelPlan]>([
    ['哪个工会支出最多', highest],
    ['Which union spent the least?', lowest],
    ['各工会支出从高到低', { ...spent, order: 'descending' }],
    [
      '哪个工会支出比上年减少最多',
      {
        ...saidFigures({ columns: [formulaOf('changeAmount', 'expenditure')] }),
        order: 'ascending',
        limit: 1,
      },
    ],
    ['各工会平均支出', { ...spent, aggregate: 'average' }],
    ['工会支出合计', { ...spent, aggregate: 'sum' }],
    ['谁超出年初预算50%以上', over('ge', 50)],
    ['谁超出年初预算50%以上', over('ge', 150, 'completionPercent')],
    ['谁完成年初预算达到150%', over('ge', 150, 'completionPercent')],
    ['谁完成年初预算达到150%', over('ge', 50)],
    ['谁的支出低于年初预算的80%', over('lt', 80, 'completionPercent')],
    ['谁的支出比上年下降超过20%', change('lt', -20)],
    ['去年河口区总工会花了多少', saidFigures({ columns: [formulaOf('previousAmount', 'expenditure')] })],
    ['12月31日的资产总额', saidFigures({ columns: [outturnOf('totalAssets')] })],
  ])('%s', (question, said) => {
    expect(problemsOf(question, said)).toBe('')
  })
})

describe('a plan that turns the question round', () => {
  it.each<[string, ModelPlan, RegExp]>([
    ['哪个工会支出最多', lowest, /order descending/u],
    ['哪个工会支出最多', spent, /an order/u],
    ['Which union spent the least?', highest, /order ascending/u],
    ['各工会支出从高到低', { ...spent, order: 'ascending' }, /order descending/u],
    ['各工会平均支出', { ...spent, aggregate: 'sum' }, /average/u],
    ['各工会平均支出', spent, /average/u],
    ['工会支出加起来', { ...spent, aggregate: 'count' }, /not for count/u],
    ['谁超出年初预算50%以上', over('lt', 50), /other side/u],
    ['谁超出年初预算50%以上', over('ge', -50), /below zero/u],
    ['谁超出年初预算50%以上', over('ge', 50, 'completionPercent'), /is 150/u],
    ['谁完成年初预算达到150%', over('ge', 150), /is 50/u],
    [
      '谁超出年初预算50%以上',
      { kind: 'reports', scope: { ...everywhere }, reportKind: null, aggregate: null },
      /a bound/u,
    ],
    ['去年河口区总工会花了多少', spent, /year before/u],
    ['河口区总工会1月份花了多少', spent, /not of 1月/u],
    ['河口区总工会第三季度花了多少', spent, /not of 季度/u],
    ['How much did the Hekou union spend in March?', spent, /not of in March/u],
  ])('%s', (question, said, problem) => {
    expect(problemsOf(question, said)).toMatch(problem)
  })
})
