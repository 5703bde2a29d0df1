import { describe, expect, it } from 'vitest'
import type { FigureKey, PrintReading } from '../../db/domain/figure.ts'
import { functionItem, identityOf, keyOf, printOf } from '../testing/readings.ts'
import { checkReading } from './index.ts'

/** A print as a form or a sentence makes it: with its own place and labels. */
const placed = (
  key: Partial<FigureKey>,
  text: string,
  {
    unit = '万元',
    line = 1,
    rank = 2 as 1 | 2 | 3,
    ...print
  }: Partial<PrintReading['print']> & {
    unit?: string
    line?: number
    rank?: 1 | 2 | 3
  } = {},
): PrintReading => {
  const reading = printOf(keyOf(key), text, { unit, line, rank })
  return { ...reading, print: { ...reading.print, tableTitle: null, ...print } }
}

/** code and the lines of both sides, one for each finding. */
const found = (...prints: readonly PrintReading[]) =>
  checkReading(prints, identityOf()).map(({ code, severity, sides }) => [
    code,
    severity,
    ...sides.map((side) => side.map((index) => prints[index]?.print.lines[0])),
  ])

const all = placed({ fund: 'all' }, '100.00', { line: 1, rank: 1 })
const general = placed({ fund: 'generalPublicBudget' }, '100.00', { line: 2, rank: 1 })

describe('money that is all of one fund', () => {
  it('is one amount, whatever fund is named', () => {
    const stated = placed({ stage: 'initialBudget', fund: 'generalPublicBudget' }, '60.00', { line: 3 })
    const attached = placed({ stage: 'initialBudget', fund: 'all' }, '81.30', { line: 4, rank: 3 })
    expect(found(all, general, stated, attached)).toEqual([['funds-differ', 'real', [3], [4]]])
  })

  it('is rounding where the last printed digit explains it', () => {
    const stated = placed({ stage: 'initialBudget', fund: 'generalPublicBudget' }, '60.30', { line: 3 })
    const attached = placed({ stage: 'initialBudget', fund: 'all' }, '60', { line: 4, rank: 3 })
    expect(found(all, general, stated, attached)).toEqual([['funds-differ', 'rounding', [3], [4]]])
  })

  it('is one amount of “three public” expenses, with other funds or without', () => {
    const table = placed({ measure: 'threePublicExpenses', fund: 'fiscalAppropriation' }, '21.36', {
      line: 3,
    })
    const told = (text: string) => placed({ measure: 'threePublicExpenses', fund: 'all' }, text, { line: 4 })
    expect(found(table, told('21.63'))).toEqual([['funds-differ', 'real', [3], [4]]])
    expect(found(table, told('21.36'))).toEqual([])
  })

  it('says nothing of a body with other funds', () => {
    const part = placed({ fund: 'generalPublicBudget' }, '90.00', { line: 2, rank: 1 })
    const stated = placed({ stage: 'initialBudget', fund: 'generalPublicBudget' }, '60.00', { line: 3 })
    const attached = placed({ stage: 'initialBudget', fund: 'all' }, '81.30', { line: 4, rank: 3 })
    expect(found(all, part, stated, attached)).toEqual([])
  })
})

describe('a whole and its parts', () => {
  const part = (measure: FigureKey['measure'], text: string, line: number, section = '六、基本支出') =>
    placed({ measure }, text, { line, section })

  it('add up within a sentence', () => {
    const parts = [part('personnelExpenses', '60.00', 2), part('nonPersonnelExpenses', '30.00', 2)]
    expect(found(part('basicExpenditure', '95.00', 2), ...parts)).toEqual([
      ['sum-differs', 'real', [2], [2, 2]],
    ])
    expect(found(part('basicExpenditure', '90.01', 2), ...parts)).toEqual([
      ['sum-differs', 'rounding', [2], [2, 2]],
    ])
    expect(found(part('basicExpenditure', '90.00', 2), ...parts)).toEqual([])
  })

  it('add up from table to table, but not from a table to an attachment', () => {
    const basic = placed({ measure: 'basicExpenditure' }, '95.00', {
      line: 1,
      rank: 1,
      tableTitle: '支出决算表',
    })
    const rest = (rank: 1 | 3) => [
      placed({ measure: 'personnelExpenses' }, '60.00', {
        line: 5,
        rank,
        tableTitle: '基本支出表',
        section: '五',
      }),
      placed({ measure: 'nonPersonnelExpenses' }, '30.00', {
        line: 6,
        rank,
        tableTitle: '基本支出表',
        section: '五',
      }),
    ]
    expect(found(basic, ...rest(1))).toEqual([['sum-differs', 'real', [1], [5, 6]]])
    expect(found(basic, ...rest(3))).toEqual([])
  })

  it('may be more parts than two', () => {
    const parts = [part('basicExpenditure', '60.00', 2), part('projectExpenditure', '30.00', 2)]
    expect(found(part('expenditure', '95.00', 2), ...parts)).toEqual([])
    expect(found(part('expenditure', '85.00', 2), ...parts)).toEqual([['sum-differs', 'real', [2], [2, 2]]])
  })

  it('balances: what was carried in and received is what was spent and carried over', () => {
    const fund = 'governmentManagedFunds'
    const row = (measure: FigureKey['measure'], text: string, column: number) =>
      placed({ measure, fund }, text, { line: column, rank: 1, tableTitle: '政府性基金表' })
    const others = [
      row('openingCarryover', '24.50', 1),
      row('revenue', '5.00', 2),
      row('expenditure', '20.00', 3),
    ]
    expect(found(...others, row('closingCarryover', '9.50', 4))).toEqual([])
    expect(found(...others, row('closingCarryover', '7.50', 4))).toEqual([
      ['sum-differs', 'real', [4], [1, 2, 3]],
    ])
  })

  it('is not left blank over parts that are printed', () => {
    const cell = (measure: FigureKey['measure'], text: string, line: number) =>
      placed({ measure }, text, { line, rank: 1, tableTitle: '“三公”经费表' })
    const operation = cell('officialVehicleOperation', '0.16', 3)
    expect(found(cell('officialVehicles', '', 2), operation)).toEqual([['sum-differs', 'soft', [2], [3]]])
    expect(found(cell('officialVehicles', '0.16', 2), operation)).toEqual([])
  })
})

describe('an item of one name in both classifications', () => {
  const spentOn = placed(
    {
      measure: 'basicExpenditure',
      item: { classification: 'economic', code: '30108', name: '机关事业单位基本养老保险缴费', level: 2 },
    },
    '11.68',
    { line: 3, rank: 1, tableTitle: '基本支出表' },
  )
  const spentFor = (text: string) =>
    placed({ item: functionItem('2080505', '机关事业单位基本养老保险缴费支出') }, text, {
      line: 2,
      rank: 1,
      tableTitle: '支出决算表',
    })

  it('is one amount', () => {
    expect(found(spentFor('10.45'), spentOn)).toEqual([['classes-differ', 'soft', [2], [3]]])
    expect(found(spentFor('11.68'), spentOn)).toEqual([])
  })
})

describe('indicators that are rates of the budget', () => {
  const amounts = [
    placed({ stage: 'initialBudget' }, '40.00', { line: 1, rank: 3 }),
    placed({ stage: 'adjustedBudget' }, '50.00', { line: 1, rank: 3 }),
  ]
  const indicator = (name: string, text: string) =>
    placed({ measure: 'indicator', stage: 'none', subject: `投入·${name}`, aspect: 'actual' }, text, {
      unit: '%',
      line: 4,
      rank: 3,
    })

  it('follow from its amounts', () => {
    expect(found(...amounts, indicator('预算调整率', '10'))).toEqual([['rate-differs', 'soft', [4], [1, 1]]])
    expect(found(...amounts, indicator('预算调整率', '25'))).toEqual([])
    expect(found(...amounts, indicator('覆盖率', '10'))).toEqual([])
  })
})

describe('percentages', () => {
  const fall = placed({ aspect: 'change' }, '-20.00', { line: 2 })

  it('of a change are of the year before; the base that gives the printed one is said', () => {
    const rate = placed({ aspect: 'changeRate' }, '-20.00', { unit: '%', line: 3 })
    expect(found(all, fall, rate)).toEqual([['rate-differs', 'real', [3], [2, 1]]])
    expect(checkReading([all, fall, rate], identityOf())[0]?.details).toMatchObject({
      recomputed: '16.67',
      base: 'previousYear',
      printedFollowsFrom: 'thisYear',
    })
  })

  it('that follow from their amounts are sound, whether rounded or cut', () => {
    expect(found(all, fall, placed({ aspect: 'changeRate' }, '-16.67', { unit: '%' }))).toEqual([])
    expect(found(all, fall, placed({ aspect: 'changeRate' }, '-16.66', { unit: '%' }))).toEqual([])
  })

  it('of completion and execution are of the initial and the adjusted budget', () => {
    const initial = placed({ stage: 'initialBudget' }, '50.00', { line: 4 })
    const adjusted = placed({ stage: 'adjustedBudget' }, '125.00', { line: 5 })
    const rate = (aspect: FigureKey['aspect'], text: string) =>
      placed({ aspect }, text, { unit: '%', line: 6 })
    expect(found(all, initial, rate('completionRate', '200.00'))).toEqual([])
    expect(found(all, initial, rate('completionRate', '250.00'))).toHaveLength(1)
    expect(found(all, adjusted, rate('executionRate', '80'))).toEqual([])
    expect(found(all, adjusted, rate('executionRate', '85'))).toHaveLength(1)
  })

  it('of contracts within goods are not of all contracts', () => {
    const contracts = placed({ measure: 'procurementSme' }, '8.00', { line: 7 })
    const goods = placed({ measure: 'procurementGoods' }, '3.00', { line: 8 })
    const share = placed({ measure: 'procurementSme', aspect: 'share', whole: 'procurementGoods' }, '100', {
      unit: '%',
    })
    expect(found(contracts, goods, share)).toEqual([])
  })
})

describe('scores', () => {
  const form = '部门整体支出绩效自评表'
  const cell = (key: Partial<FigureKey>, text: string, unit: string, line: number, columnLabel: string) =>
    placed(key, text, { unit, line, rank: 3, tableTitle: form, rowLabel: key.subject ?? '总额', columnLabel })
  const points = (subject: string, weight: string, score: string, line: number) => [
    cell({ measure: 'indicator', stage: 'none', subject, aspect: 'weight' }, weight, '分', line, '分值'),
    cell({ measure: 'indicator', stage: 'none', subject, aspect: 'score' }, score, '分', line, '得分'),
  ]
  const total = (score: string, line = 9): PrintReading => {
    const print = cell(
      { measure: 'selfEvaluation', stage: 'none', aspect: 'score' },
      score,
      '分',
      line,
      '得分',
    )
    return { ...print, print: { ...print.print, rowLabel: '总分' } }
  }

  it('are not above the full score', () => {
    expect(found(...points('质量', '10', '12', 2))).toEqual([['score-differs', 'real', [2], [2]]])
    expect(found(...points('质量', '10', '10', 2))).toEqual([])
  })

  it('for execution follow from its rate', () => {
    const rate = cell({ aspect: 'executionRate', subject: '总额' }, '89.6', '%', 2, '执行率')
    expect(found(...points('总额', '10', '9.96', 2), rate)).toEqual([['score-differs', 'real', [2], [2, 2]]])
    // A whole point is a rounded one.
    expect(found(...points('总额', '10', '9', 2), rate)).toEqual([])
    expect(found(...points('总额', '10', '8.96', 2), rate)).toEqual([])
  })

  it('add up to the total of their form', () => {
    const rows = [...points('数量', '50', '40', 2), ...points('质量', '50', '50', 3)]
    expect(found(...rows, total('90'))).toEqual([])
    expect(found(...rows, total('95'))).toEqual([['score-differs', 'real', [9], [2, 3]]])
  })
})

describe('counts', () => {
  const stated = (subject: string, text: string, unit: string, line: number, section = `第${line}节`) =>
    placed({ measure: 'stated', stage: 'none', subject }, text, { unit, line, section, rowLabel: subject })

  it('of official vehicles are within those of all vehicles', () => {
    const held = placed({ measure: 'officialVehiclesHeld', fund: 'fiscalAppropriation' }, '10', {
      unit: '辆',
      line: 2,
    })
    const all = (text: string) => placed({ measure: 'vehicles' }, text, { unit: '辆', line: 3 })
    expect(found(held, all('9'))).toEqual([['counts-differ', 'real', [2], [3]]])
    expect(found(held, all('12'))).toEqual([])
  })

  it('of persons by kind are not more than all of them', () => {
    const staff = (subject: string | null, text: string, quote = '在职人员，其中公务员、事业人员') =>
      placed({ measure: 'staff', subject }, text, { unit: '人', line: 2, quote })
    const kinds = [staff('公务员', '35'), staff('事业人员', '36')]
    expect(found(staff(null, '70'), ...kinds)).toEqual([['counts-differ', 'real', [2], [2, 2]]])
    expect(found(staff(null, '71'), ...kinds)).toEqual([])
    const others = [staff('男性', '40', '男性、女性'), staff('女性', '31', '男性、女性')]
    expect(found(staff(null, '71'), ...kinds, ...others)).toEqual([])
    // Some kinds may go without saying.
    expect(found(staff(null, '73'), ...kinds)).toEqual([])
  })

  it.each([
    { quote: '内设机构 3 个，分别为办公室、财务科', found: 2, severity: 'soft' },
    { quote: '设置 3 个内设机构，包括：办公室、财务科、基层科、权益科', found: 4, severity: 'real' },
    { quote: '设置 13 个内设机构，包括：办公室、财务科', found: null },
    { quote: '三个单位各设 3 个科室，分别为办公室、财务科', found: null },
    { quote: '内设机构 3 个，分别是办公室、财务科、基层科', found: null },
    { quote: '内设机构 3 个，分别为办公室、财务科和基层科', found: null },
    { quote: '内设机构 3 个，包括办公室、财务科等', found: null },
    { quote: '内设 3 个部门和 1 个中心，分别为办公室、财务科、基层科、服务中心', found: null },
    { quote: '内设 2 个中心和 3 个部门，分别为办公室、财务科、基层科、权益科和服务中心', found: null },
    {
      quote: '2023 年末，纳入 2023 年度决算的单位共 3 个，包括：局机关、服务中心',
      found: 2,
      severity: 'soft',
    },
    { quote: '所属单位 3 个，分别为行政单位 1 个、事业单位 2 个', found: null },
  ])('of names are those of the list behind it: $quote', ({ quote, found: listed, severity }) => {
    const counted = placed({ measure: 'stated', stage: 'none', subject: '内设机构' }, '3', {
      unit: '个',
      quote,
    })
    const findings = checkReading([counted], identityOf()).map((each) => [each.severity, each.details])
    expect(findings).toEqual(listed === null ? [] : [[severity, { rule: 'listed-names', listed }]])
  })

  it('of staff are within the posts of their kind', () => {
    const persons = (measure: 'posts' | 'staff', text: string, line: number) =>
      placed({ measure, subject: '行政编制' }, text, { unit: '人', line })
    expect(found(persons('posts', '7', 2), persons('staff', '9', 3))).toEqual([
      ['counts-differ', 'soft', [2], [3]],
    ])
    expect(found(persons('posts', '7', 2), persons('staff', '7', 3))).toEqual([])
  })

  it('of things with one name agree from section to section', () => {
    const first = stated('全年开展多样化宣讲活动', '30', '场', 2)
    expect(found(first, stated('全年共开展各类宣讲活动', '40', '场', 3))).toEqual([
      ['counts-differ', 'soft', [2], [3]],
    ])
    expect(found(first, stated('全年共开展各类宣讲活动', '30', '场', 3))).toEqual([])
    expect(found(first, stated('参与宣讲活动', '400', '人', 3))).toEqual([])
  })

  it('of projects evaluated agree with each other, fund by fund', () => {
    const first = stated('一般公共预算项目支出开展绩效自评·共涉及项目', '3', '个', 2)
    expect(found(first, stated('财政预算项目支出共有', '4', '个', 3))).toEqual([
      ['counts-differ', 'soft', [2], [3]],
    ])
    expect(found(first, stated('对政府性基金预算项目开展绩效自评', '2', '个', 3))).toEqual([])
  })

  it('and amounts of listed projects agree with what is said of all of them', () => {
    const project = (subject: string, amount: string, line: number) => [
      placed({ measure: 'projectExpenditure', subject }, amount, { line, rank: 3 }),
      placed({ measure: 'selfEvaluation', stage: 'none', subject, aspect: 'score' }, '96', {
        unit: '分',
        line,
        rank: 3,
        rowLabel: subject,
        columnLabel: '自评得分',
      }),
    ]
    const list = [...project('短信平台费', '1.19', 5), ...project('值班补助', '0.74', 6)]
    const spent = (amount: string) => placed({ measure: 'projectExpenditure' }, amount, { line: 2 })
    const evaluated = (count: string) => stated('项目支出绩效自评中', count, '个', 3)
    expect(found(spent('1.93'), evaluated('2'), ...list)).toEqual([])
    expect(found(spent('1.70'), evaluated('2'), ...list)).toEqual([['list-differs', 'real', [2], [5, 6]]])
    // A list may leave out projects, and be of the general public budget only.
    expect(found(spent('6.70'), evaluated('2'), ...list)).toEqual([['list-differs', 'soft', [2], [5, 6]]])
    const general = placed({ measure: 'projectExpenditure', fund: 'generalPublicBudget' }, '1.93', {
      line: 3,
    })
    expect(found(spent('6.70'), general, evaluated('2'), ...list)).toEqual([])
    expect(found(spent('1.93'), evaluated('3'), ...list)).toEqual([['counts-differ', 'soft', [3], [5, 6]]])
  })

  it('of a project in words agree with its budget in the list', () => {
    const budget = placed(
      { measure: 'projectExpenditure', stage: 'adjustedBudget', subject: '值班补助' },
      '98.68',
      {
        line: 5,
        rank: 3,
      },
    )
    const inWords = (amount: string) =>
      placed({ measure: 'stated', stage: 'none', subject: '值班补助·合计' }, amount, {
        line: 2,
        rowLabel: '合计',
      })
    expect(found(budget, inWords('99.40'))).toEqual([['counts-differ', 'soft', [5], [2]]])
    expect(found(budget, inWords('98.68'))).toEqual([])
  })

  it('of money added within the year agree', () => {
    const added = (subject: string, amount: string, line: number) =>
      placed({ measure: 'stated', stage: 'none', subject }, amount, {
        line,
        section: `第${line}节`,
        rowLabel: subject,
      })
    const first = added('年中调整增加两个项目·涉及资金', '4.25', 2)
    expect(found(first, added('年中追加业务工作经费项目·金额', '5.59', 3))).toEqual([
      ['counts-differ', 'soft', [2], [3]],
    ])
    expect(found(first, added('年中追加业务工作经费项目·金额', '4.25', 3))).toEqual([])
    expect(found(first, added('年中追加办案补贴', '2.00', 3))).toEqual([])
  })

  it('of one project in two sentences are not nearly the same', () => {
    const section = '（二）项目支出绩效情况'
    const budget = stated('进小区工作经费项目', '3.59', '万元', 2, section)
    const spent = (amount: string) =>
      placed({ measure: 'projectExpenditure', subject: '进小区工作经费项目' }, amount, { line: 3, section })
    expect(found(budget, spent('3.57'))).toEqual([['counts-differ', 'soft', [2], [3]]])
    expect(found(budget, spent('3.59'))).toEqual([])
    expect(found(budget, spent('2.10'))).toEqual([])
  })
})
