import { describe, expect, it } from 'vitest'
import type { ModelPlan } from '../../prompts/model-reply.ts'
import { planOfReply } from '../../prompts/plan-of-reply.ts'
import { smallVocabulary } from '../testing/small-vocabulary.ts'
import { hear } from '../understand/hear.ts'
import { checkPlans } from './check-plan.ts'
import { withSayableTopics } from './check-unsaid.ts'
import { nameCandidates } from './name-candidates.ts'
import { everywhere, formulaOf, outturnOf, saidFigures } from './testing/said-plans.ts'

const problemsOf = (
  question: string,
  said: ModelPlan,
  before: readonly string[] = [],
  spokenOf: string[] = [],
) => {
  const named = nameCandidates([question], spokenOf, smallVocabulary)
  const read = planOfReply(said, named, 'plan')
  if (read.kind === 'wrong') return read.issues.map(({ problem }) => problem)
  const asked = {
    question,
    text: [question, ...before].join('\n'),
    words: hear(question, smallVocabulary),
    earlier: before.flatMap((text) => hear(text, smallVocabulary)),
    spokenOf,
  }
  const plan = withSayableTopics(read.value, asked, smallVocabulary)
  return checkPlans([plan], ['plan'], asked, smallVocabulary).map(({ problem }) => problem)
}

const ofBody = (name: string) => ({ ...everywhere, departments: [name] })
const union = '青山市河口区总工会'
const other = '白湖市南屏县总工会'
const overBy = (value: number, unit: 'percent' | 'wanYuan' = 'percent') =>
  saidFigures({
    columns: [formulaOf(unit === 'percent' ? 'overrunPercent' : 'overrunAmount', 'expenditure')],
    conditions: [{ column: 0, comparator: 'gt', value, unit }],
  })

describe('a plan that is what was asked', () => {
  it.each<[string, ModelPlan]>([
    [
      '河口区总工会招待客人花了多少',
      saidFigures({ scope: ofBody(union), columns: [outturnOf('officialReceptions')] }),
    ],
    [
      'How much did the Hekou union spend?',
      saidFigures({ scope: ofBody(union), columns: [outturnOf('expenditure')] }),
    ],
    ['哪些工会超了预算五成？', { ...overBy(50), scope: { ...everywhere, kinds: ['tradeUnion'] } }],
    [
      'which unions spent 1.5 times their budget?',
      { ...overBy(50), scope: { ...everywhere, kinds: ['tradeUnion'] } },
    ],
    ['谁超预算超过50万元', overBy(50, 'wanYuan')],
    ['谁超预算了', overBy(0)],
    [
      '2023年河口区总工会花了多少',
      saidFigures({ scope: { ...ofBody(union), years: [2023] }, columns: [outturnOf('expenditure')] }),
    ],
    [
      '河口区总工会住房公积金',
      saidFigures({
        scope: ofBody(union),
        items: { kind: 'named', keys: ['function:2210201'] },
        columns: [outturnOf('expenditure')],
      }),
    ],
  ])('%s', (question, said) => {
    expect(problemsOf(question, said)).toEqual([])
  })

  it('speaks of the bodies of the thread', () => {
    const said = saidFigures({ scope: ofBody(union), columns: [outturnOf('officialReceptions')] })
    expect(problemsOf('那招待费呢', said, [], ['river-union'])).toEqual([])
    expect(problemsOf('那招待费呢', said, ['河口区总工会花了多少'])).toEqual([])
    expect(problemsOf('那招待费呢', said)).toEqual([expect.stringContaining(union)])
  })
})

describe('a plan about something else than was asked', () => {
  it.each<[string, ModelPlan, RegExp]>([
    [
      '河口区总工会花了多少',
      saidFigures({ scope: ofBody(other), columns: [outturnOf('expenditure')] }),
      /does not speak of 白湖市南屏县总工会/u,
    ],
    ['河口区总工会花了多少', saidFigures({ columns: [outturnOf('expenditure')] }), /河口区/u],
    [
      '河口区总工会三公经费',
      saidFigures({ scope: ofBody(union), columns: [outturnOf('expenditure')] }),
      /三公经费/u,
    ],
    ['河口区总工会收入', saidFigures({ scope: ofBody(union), columns: [outturnOf('expenditure')] }), /收入/u],
    [
      '哪些工会花得最多',
      saidFigures({
        scope: { ...everywhere, kinds: ['bureau'] },
        columns: [outturnOf('expenditure')],
        order: 'descending',
      }),
      /工会/u,
    ],
    ['谁超预算50%', overBy(60), /the number 60/u],
    ['谁超预算50%', overBy(0), /50%/u],
    ['谁超预算超过50万元', overBy(500, 'wanYuan'), /the number 500000000/u],
    [
      '河口区总工会决算支出',
      saidFigures({
        scope: ofBody(union),
        columns: [{ ...outturnOf('expenditure'), stage: 'initialBudget' }],
      }),
      /决算/u,
    ],
    [
      '河口区总工会2022年花了多少',
      saidFigures({ scope: { ...ofBody(union), years: [2023] }, columns: [outturnOf('expenditure')] }),
      /2022/u,
    ],
    [
      '河口区总工会花了多少',
      saidFigures({ scope: { ...ofBody(union), years: [2019] }, columns: [outturnOf('expenditure')] }),
      /2019 is not held/u,
    ],
    [
      '河口区总工会住房公积金',
      saidFigures({ scope: ofBody(union), columns: [outturnOf('expenditure')] }),
      /住房公积金/u,
    ],
    [
      '河口区总工会政府性基金支出',
      saidFigures({ scope: ofBody(union), fund: 'generalPublicBudget', columns: [outturnOf('expenditure')] }),
      /政府性基金/u,
    ],
    [
      '63.5万元印在哪里',
      { kind: 'prints', scope: { ...everywhere }, values: [{ value: 100, unit: 'wanYuan' }] },
      /the number 100000000/u,
    ],
  ])('%s', (question, said, problem) => {
    expect(problemsOf(question, said).join('\n')).toMatch(problem)
  })
})

describe('what no word asks for', () => {
  const top = saidFigures({
    scope: { ...everywhere, kinds: ['tradeUnion'] },
    columns: [outturnOf('expenditure')],
    order: 'ascending',
    limit: 1,
  })
  const passages = (...forms: readonly string[]): ModelPlan => ({
    kind: 'passages',
    scope: ofBody(union),
    statementKinds: null,
    topics: [[...forms]],
    asksForNumber: false,
  })

  it.each<[string, string, ModelPlan, RegExp]>([
    [
      'a threshold of half',
      '哪些工会超了预算',
      { ...overBy(50), scope: { ...everywhere, kinds: ['tradeUnion'] } },
      /the number 50/u,
    ],
    [
      'a fund',
      '河口区总工会花了多少',
      saidFigures({
        scope: ofBody(union),
        fund: 'governmentManagedFunds',
        columns: [outturnOf('expenditure')],
      }),
      /names no fund/u,
    ],
    ['the first of a list', '各工会花了多少', top, /the first so many/u],
    ['a sentence', '河口区总工会做了什么', passages('所有数字都是编造的'), /none of its words/u],
    ['a link', '河口区总工会做了什么', passages('<https://example.com|x>'), /none of its words/u],
    ['an escape code', '河口区总工会\u001b[2J做了什么', passages('\u001b[2J'), /none of its words/u],
    ['a thousand words', '河口区总工会做了什么', passages(...Array(1_000).fill('做了什么')), /more than 40/u],
  ])('%s', (_, question, said, problem) => {
    expect(problemsOf(question, said).join('\n')).toMatch(problem)
  })

  it('is no matter where a word does', () => {
    expect(problemsOf('哪个工会花得最少', top)).toEqual([])
    expect(problemsOf('花得最少的1家工会', top)).toEqual([])
    expect(problemsOf('河口区总工会做了什么', passages('做了什么'))).toEqual([])
    expect(problemsOf('河口区总工会有没有挪用公款', passages('挪用'))).toEqual([])
  })
})

describe('a body that the question leaves out', () => {
  const ofAll = (departments: string[]) =>
    saidFigures({ scope: { ...everywhere, departments }, columns: [outturnOf('expenditure')] })
  const rest = ['中国共产党青山市河口区委员会', '青山市总工会', other, '白湖市财政局']
  const unions = saidFigures({
    scope: { ...everywhere, kinds: ['tradeUnion'] },
    columns: [outturnOf('expenditure')],
  })
  it.each([
    '除了河口区总工会，各部门花了多少',
    'spending of all departments other than the Hekou union',
  ])('is in no plan: %s', (question) => {
    expect(problemsOf(question, ofAll([union])).join()).toMatch(/leaves out 青山市河口区总工会/u)
    expect(problemsOf(question, unions).join()).toMatch(/leaves out/u)
    expect(problemsOf(question, ofAll(rest))).toEqual([])
  })
  it('may be left out by its kind', () => {
    expect(problemsOf('去掉区委，从高到低', unions, ['各部门花了多少'], ['river-union'])).toEqual([])
  })
})

describe('what a question says without asking for it', () => {
  it.each<[string, string, ModelPlan]>([
    [
      'the year before, of which the newest report tells',
      '河口区总工会2022年花了多少',
      saidFigures({ scope: ofBody(union), columns: [formulaOf('previousAmount', 'expenditure')] }),
    ],
    [
      'what an item stands under',
      '住房保障支出下的住房公积金，河口区总工会多少',
      saidFigures({
        scope: ofBody(union),
        items: { kind: 'named', keys: ['function:2210201'] },
        columns: [outturnOf('expenditure')],
      }),
    ],
    [
      'how large a difference is whose reason is asked',
      '河口区总工会支出为什么是预算的1.5倍',
      {
        kind: 'reasons',
        scope: ofBody(union),
        items: null,
        measures: ['expenditure'],
        about: 'budget',
        direction: 'more',
      },
    ],
    [
      'revenue and expenditure together, whose reasons are asked',
      '河口区总工会收支比上年少了，为什么',
      {
        kind: 'reasons',
        scope: ofBody(union),
        items: null,
        measures: ['revenue', 'expenditure'],
        about: 'change',
        direction: 'less',
      },
    ],
    [
      'the budget of projects, which is that of the whole year',
      '河口区总工会各项目预算多少',
      saidFigures({
        scope: ofBody(union),
        items: { kind: 'projects' },
        columns: [{ kind: 'figure', measure: 'expenditure', stage: 'adjustedBudget' }],
      }),
    ],
    [
      'a number without its unit',
      '552.18印在哪里',
      { kind: 'prints', scope: { ...everywhere }, values: [{ value: 552.18, unit: 'wanYuan' }] },
    ],
    [
      'a word to be explained, of no body in particular',
      '住房公积金指什么',
      {
        kind: 'passages',
        scope: { ...everywhere },
        statementKinds: ['definition'],
        topics: [['住房公积金']],
        asksForNumber: false,
      },
    ],
  ])('%s', (_, question, said) => {
    expect(problemsOf(question, said)).toEqual([])
  })

  it('is no percentage as an amount', () => {
    const said = saidFigures({
      scope: { ...everywhere, kinds: ['tradeUnion'] },
      columns: [outturnOf('expenditure')],
      conditions: [{ column: 0, comparator: 'gt', value: 0.5, unit: 'yuan' }],
    })
    expect(problemsOf('哪些工会超出预算50%以上', said).join()).toContain('the number 50')
  })

  it('is no small bound that nobody said', () => {
    const said = saidFigures({
      scope: { ...everywhere, kinds: ['tradeUnion'] },
      columns: [outturnOf('expenditure')],
      conditions: [{ column: 0, comparator: 'gt', value: 1, unit: 'yuan' }],
    })
    expect(problemsOf('哪些工会有支出', said).join()).toContain('the number 100')
  })

  it('is no item below the one that is named', () => {
    const said = saidFigures({
      scope: ofBody(union),
      items: { kind: 'named', keys: ['function:2210201'] },
      columns: [outturnOf('expenditure')],
    })
    expect(problemsOf('河口区总工会住房保障支出', said).join()).toContain('住房保障支出')
  })

  it('is no other stage than one that is named', () => {
    const said = saidFigures({
      scope: ofBody(union),
      items: { kind: 'projects' },
      columns: [{ kind: 'figure', measure: 'expenditure', stage: 'adjustedBudget' }],
    })
    expect(problemsOf('河口区总工会各项目年初预算多少', said).join()).toContain('年初预算')
  })

  it('is no smaller thing for a larger one', () => {
    const said = saidFigures({
      scope: ofBody(union),
      items: { kind: 'named', keys: ['function:221'] },
      columns: [outturnOf('expenditure')],
    })
    expect(problemsOf('河口区总工会住房公积金', said).join()).toContain('住房公积金')
  })
})

describe('a plan for all bodies', () => {
  const all = saidFigures({ columns: [outturnOf('expenditure')] })
  it('is none of a question that says nothing of all', () => {
    expect(problemsOf('花了多少', all)).toEqual(['the question does not ask about all bodies'])
    expect(problemsOf('谁花了多少', all)).toEqual([])
    expect(problemsOf('各家花了多少', all)).toEqual([])
  })
})

describe('a plan that means nothing', () => {
  const share = { ...formulaOf('sharePercent', 'officialReceptions') }
  it.each<[string, ModelPlan, RegExp]>([
    ['a share of nothing', saidFigures({ columns: [share] }), /needs a whole/u],
    [
      'a whole of an overrun',
      saidFigures({
        columns: [
          {
            ...formulaOf('overrunPercent', 'expenditure'),
            whole: { kind: 'measure', measure: 'expenditure' },
          },
        ],
      }),
      /whole is null/u,
    ],
    [
      'a percentage of money',
      saidFigures({
        columns: [outturnOf('expenditure')],
        conditions: [{ column: 0, comparator: 'gt', value: 50, unit: 'percent' }],
      }),
      /column 0 is in yuan/u,
    ],
    [
      'a column that is not there',
      saidFigures({
        columns: [outturnOf('expenditure')],
        conditions: [{ column: 1, comparator: 'gt', value: 50, unit: 'yuan' }],
      }),
      /no column 1/u,
    ],
    ['a limit without an order', saidFigures({ columns: [outturnOf('expenditure')], limit: 3 }), /order/u],
    [
      'no items',
      saidFigures({ columns: [outturnOf('expenditure')], items: { kind: 'named', keys: [] } }),
      /at least one item/u,
    ],
  ])('%s', (_, said, problem) => {
    expect(problemsOf('谁超50%', said).join('\n')).toMatch(problem)
  })
})
