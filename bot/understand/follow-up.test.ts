/** Follow-ups over the words of a small invented store: three unions, a committee, a bureau with a budget only. */
import { describe, expect, it } from 'vitest'
import type { Plan } from '../../db/plan/plan.ts'
import { smallVocabulary } from '../testing/small-vocabulary.ts'
import { newThread, type Thread } from './outcome.ts'
import { understandTurn } from './understand.ts'

/** The plan of the last turn; a turn that is no plan ends the thread with what it is. */
const lastOf = (turns: readonly string[], departments: readonly string[] = []): Plan | string => {
  let thread: Thread = newThread
  let last: Plan | string = 'nothing asked'
  for (const turn of turns) {
    const understanding = understandTurn(turn, smallVocabulary, thread)
    if (understanding.kind !== 'plan') return understanding.kind
    const earlier = thread.context === null ? [] : [...thread.context.earlier, thread.context.plan]
    last = understanding.plan
    const named = 'scope' in last ? (last.scope.departments ?? departments) : departments
    thread = {
      context: { plan: last, departments: named, earlier, isOfOneQuestion: false },
      pending: null,
      questions: [],
    }
  }
  return last
}

const scopeOf = (plan: Plan | string) => (typeof plan === 'string' || !('scope' in plan) ? plan : plan.scope)

describe('a follow-up changes one thing', () => {
  const unions = '各工会决算支出'

  it.each(['去掉南屏', 'excluding Nanping'])('which bodies: %s', (turn) => {
    expect(scopeOf(lastOf([unions, turn]))).toMatchObject({
      departments: ['river-union', 'city-union'],
      kinds: null,
    })
  })

  it.each([
    ['从低到高', 'ascending', null],
    ['in descending order', 'descending', null],
    ['前两名', 'descending', 2],
    ['which is the highest?', 'descending', 1],
  ])('the order: %s', (turn, order, limit) => {
    expect(lastOf([unions, turn])).toMatchObject({ order, limit, scope: { kinds: ['tradeUnion'] } })
  })

  it.each([
    ['换成元', 'yuan'],
    ['in yuan', 'yuan'],
    ['换成亿元', 'yiYuan'],
  ])('the unit: %s', (turn, unit) => {
    expect(lastOf(['河口区总工会决算支出', turn])).toMatchObject({ unit })
  })

  it.each([
    '南屏比它少多少？',
    'how much less than it did Nanping spend?',
  ])('one body against the one before: %s', (turn) => {
    expect(lastOf(['河口区总工会决算支出', turn])).toMatchObject({
      compare: 'difference',
      columns: [{ measure: 'expenditure', stage: 'finalAccounts' }],
      scope: { departments: ['lake-union', 'river-union'] },
    })
  })

  it.each([
    '其中中小企业占多大比例？',
    'What share of that went to small and medium enterprises?',
  ])('the share of a part in the whole that was asked: %s', (turn) => {
    expect(lastOf(['河口区总工会政府采购支出', turn])).toMatchObject({
      columns: [
        {
          formula: 'sharePercent',
          measure: 'procurementSme',
          whole: { kind: 'measure', measure: 'governmentProcurement' },
        },
        { measure: 'procurementSme' },
        { measure: 'governmentProcurement' },
      ],
    })
  })

  it.each(['都用在哪了', 'break that down'])('a whole into the parts it is printed with: %s', (turn) => {
    expect(lastOf(['河口区总工会三公经费', turn])).toMatchObject({
      items: null,
      columns: [
        { measure: 'threePublicExpenses' },
        { measure: 'officialOverseasTravel' },
        { measure: 'officialVehicles' },
        { measure: 'officialReceptions' },
      ],
    })
  })

  it.each(['占比呢', 'as percentages'])('amounts into shares: %s', (turn) => {
    const plan = lastOf(['河口区总工会基本支出', turn])
    expect(plan).toMatchObject({ columns: [{ formula: 'sharePercent', measure: 'basicExpenditure' }, {}] })
  })

  it.each(['那年初预算呢？', 'and the initial budget?'])('the stage, of the same measure: %s', (turn) => {
    expect(lastOf(['河口区总工会项目支出决算', turn])).toMatchObject({
      columns: [{ measure: 'projectExpenditure', stage: 'initialBudget' }],
      scope: { departments: ['river-union'] },
    })
  })

  it.each(['基本支出呢？', 'and basic expenditure?'])('the measure, at the same stage: %s', (turn) => {
    expect(lastOf(['河口区总工会项目支出决算', turn])).toMatchObject({
      columns: [{ measure: 'basicExpenditure', stage: 'finalAccounts' }],
      scope: { departments: ['river-union'] },
    })
  })

  it.each(['占支出的百分之几？'])('what the last figure is a share of: %s', (turn) => {
    expect(lastOf(['河口区总工会人员经费决算', turn])).toMatchObject({
      columns: [
        { formula: 'sharePercent', measure: 'personnelExpenses', whole: { measure: 'expenditure' } },
        { measure: 'personnelExpenses' },
      ],
    })
  })

  it.each(['超过100万元的有谁', 'only those over 1 million yuan'])('which are chosen: %s', (turn) => {
    expect(lastOf([unions, turn])).toMatchObject({
      conditions: [{ column: 0, comparator: 'gt', value: 100_000_000 }],
    })
  })
})

describe('a follow-up reaches back over several turns', () => {
  it.each(['加起来', 'together?'])('for a sum: %s', (turn) => {
    expect(lastOf(['河口区总工会决算支出', '南屏呢？', turn])).toMatchObject({
      aggregate: 'sum',
      scope: { departments: ['river-union', 'lake-union'] },
    })
  })

  it.each(['差多少？', 'what is the difference?'])('for a difference: %s', (turn) => {
    expect(lastOf(['河口区总工会决算支出', '南屏呢？', turn])).toMatchObject({
      compare: 'difference',
      scope: { departments: ['river-union', 'lake-union'] },
    })
  })

  it('for what was asked before', () => {
    expect(lastOf(['河口区总工会决算支出', '南屏呢？', '回到上一个'])).toMatchObject({
      scope: { departments: ['river-union'] },
    })
  })
})

describe('a turn that stands for itself', () => {
  it.each(['南屏年初预算', 'initial budget of Nanping'])('is a new question: %s', (turn) => {
    expect(lastOf(['哪些工会超出年初预算50%以上', turn])).toMatchObject({
      conditions: [],
      scope: { departments: ['lake-union'] },
    })
  })

  it('asks for the place that prints the last answer', () => {
    expect(lastOf(['河口区总工会决算支出', '出处在哪？'])).toMatchObject({
      kind: 'sources',
      of: { kind: 'figures', scope: { departments: ['river-union'] } },
    })
  })

  it.each(['今天天气怎么样', 'tell me a joke'])('is off topic in a thread as well: %s', (turn) => {
    expect(lastOf(['河口区总工会决算支出', turn])).not.toMatchObject({ kind: 'figures' })
  })
})
