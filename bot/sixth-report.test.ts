import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withoutSpace } from '../seed/intermediate.ts'
import {
  shiqiaoUnion,
  writeCellBudget,
  writeSpacedAccounts,
  writeTabAccounts,
  yunxiUnion,
} from '../seed/testing/invented-report.ts'
import { bodies } from './testing/five-disclosures.ts'
import { cellsOf, type Documents, departmentsOf, expectCited, openWith } from './testing/held-beside.ts'

/**
 * A sixth document, of a department and with an item that nothing in the program has heard of, can be asked about in
 * both languages as soon as it is loaded: no line of code and no table of words knows it.
 */
const yunxi = '青山市云溪县总工会'
const shiqiao = '青山市石桥区总工会'
const { xinzhou, tianyuan, zhongzhanUnion: zhongzhan, zhongzhanCommittee: committee, pingxiang } = bodies

const unheard: readonly (readonly [layout: string, documents: Documents])[] = [
  ['tabs', { 'yunxi.txt': writeTabAccounts(yunxiUnion) }],
  [
    'blanks, beside its own budget and the budget of another',
    {
      'yunxi.txt': writeSpacedAccounts(yunxiUnion),
      'yunxi-budget.txt': writeCellBudget(yunxiUnion),
      'shiqiao.txt': writeCellBudget(shiqiaoUnion),
    },
  ],
]

describe.each(unheard)('final accounts nobody has heard of, in a layout of %s', (_, documents) => {
  const { open, close, ask } = openWith(documents)
  beforeAll(open)
  afterAll(close)

  it.each([
    ['云溪县总工会2023年决算支出多少？', 'final_accounts_wan_yuan', 431.72],
    ['What did the Yunxi County trade union spend in 2023?', 'final_accounts_wan_yuan', 431.72],
    ['云溪县总工会的年初预算是多少', 'initial_budget_wan_yuan', 217.96],
    ['Yunxi union initial budget', 'initial_budget_wan_yuan', 217.96],
    ['云溪县总工会的收入总计是多少', 'total_revenue_final_accounts_wan_yuan', 440],
    ['Yunxi union grand total of revenue', 'total_revenue_final_accounts_wan_yuan', 440],
    ['云溪县总工会年末结转和结余', 'closing_carryover_final_accounts_wan_yuan', 8.28],
    ['Yun Xi union project expenditure', 'project_expenditure_final_accounts_wan_yuan', 73.15],
    ['云溪县总工会的基本支出', 'basic_expenditure_final_accounts_wan_yuan', 358.57],
    ['云溪县总工会其他收入是多少', 'other_revenue_final_accounts_wan_yuan', 0],
    ['云溪县总工会科普活动支出多少', 'final_accounts_wan_yuan', 5],
    ['云溪 2060702 决算', 'final_accounts_wan_yuan', 5],
    ['Yunxi union 2060702 final accounts', 'final_accounts_wan_yuan', 5],
    ['云溪县总工会科学技术支出', 'final_accounts_wan_yuan', 5],
    ['Yunxi union spending on science and technology', 'final_accounts_wan_yuan', 5],
    ['云溪县总工会其他群众团体事务支出', 'final_accounts_wan_yuan', 21.3],
    ['Yunxi union spending on housing provident fund', 'final_accounts_wan_yuan', 13.15],
    ['云溪县总工会2080505年初预算', 'initial_budget_wan_yuan', 18],
  ])('answers %s', async (question, column, value) => {
    const answer = await ask(question)
    expect(answer.status, answer.text).toBe('answer')
    expect(departmentsOf(answer)).toEqual([yunxi])
    expect(cellsOf(answer, column)).toEqual([value])
    expectCited(answer, documents)
  })

  it.each([
    '云溪县总工会完成年初预算的百分比',
    'How much of its initial budget did the Yunxi union complete?',
  ])('says the completion that it prints: %s', async (question) => {
    const answer = await ask(question)
    expect(cellsOf(answer, 'completion_percent')).toEqual([198.07])
    expect(answer.citations.map(({ quote }) => withoutSpace(quote)).join()).toContain('完成年初预算的198.07%')
    expectCited(answer, documents)
  })

  it.each([
    ['云溪县总工会行政运行决算大于预算的原因', '新建职工活动中心投入使用'],
    ['云溪县总工会科普活动为什么低于预算', '科普展览场次减少'],
    ['Why did the Yunxi union exceed its budget for administrative operation?', '新建职工活动中心投入使用'],
    ['Why did the Yunxi union spend more than budgeted?', '年中追加劳动竞赛专项资金'],
  ])('gives the printed reason: %s', async (question, reason) => {
    const answer = await ask(question)
    expect(answer.status, answer.text).toBe('answer')
    expect(answer.text).toContain(reason)
    expectCited(answer, documents)
  })

  it.each([
    'which unions exceeded initial budget by over 50%?',
    '哪些工会超出年初预算超过50%？',
  ])('names it beside the others, in order: %s', async (question) => {
    const answer = await ask(question)
    expect(departmentsOf(answer)).toEqual([tianyuan, yunxi, xinzhou])
    expect(cellsOf(answer, 'overrun_percent')).toEqual([203.34, 98.07, 81.56])
    expect(cellsOf(answer, 'initial_budget_wan_yuan')).toEqual([141.61, 217.96, 370.76])
    for (const department of [committee, pingxiang, zhongzhan]) expect(answer.text).toContain(department)
    expectCited(answer, documents)
  })

  it.each([
    'rank all departments by final accounts expenditure',
    '各部门决算支出排名',
  ])('ranks it among all: %s', async (question) => {
    const answer = await ask(question)
    expect(departmentsOf(answer)).toEqual([xinzhou, committee, yunxi, tianyuan, zhongzhan])
    expect(cellsOf(answer, 'final_accounts_wan_yuan')).toEqual([673.16, 611.7, 431.72, 429.56, 46.93])
  })

  it.each([
    'compare the Yunxi union with the Tianyuan union on final accounts',
    '云溪县总工会和天元区总工会哪个支出多？',
  ])('compares it with another: %s', async (question) => {
    const answer = await ask(question)
    const [first, second, difference] = cellsOf(answer, 'final_accounts_wan_yuan')
    expect(departmentsOf(answer).slice(0, 2)).toEqual([yunxi, tianyuan])
    expect([first, second, difference]).toEqual([431.72, 429.56, 2.16])
  })

  it.each([
    ['云溪县总工会2022年收支总计多少', 'previous_amount_wan_yuan', 403.5],
    ['云溪县总工会支出比上年增加多少', 'change_amount_wan_yuan', 30.12],
    ['By what percentage did the Yunxi union spend more than in 2022?', 'change_percent', 7.5],
    ['云溪县总工会机关运行经费比上年下降多少', 'change_amount_wan_yuan', -2.78],
    ['agency operating expenses of the Yunxi union last year', 'previous_amount_wan_yuan', 68],
    ['云溪县总工会“三公”经费花了多少', 'three_public_expenses_final_accounts_wan_yuan', 10.35],
    [
      'What did the Yunxi union spend on official receptions?',
      'official_receptions_final_accounts_wan_yuan',
      1.95,
    ],
    ['云溪县总工会三公经费完成预算的百分比', 'execution_percent', 90.79],
    ['云溪县总工会国内公务接待批次', 'domestic_reception_groups_final_accounts_count', 21],
    ['云溪县总工会政府采购服务支出', 'procurement_services_final_accounts_wan_yuan', 21.5],
    ['Yunxi union: share of procurement awarded to SMEs', 'procurement_sme_share_percent', 81],
    ['云溪县总工会基本支出占比', 'basic_expenditure_share_percent', 83.06],
    ['云溪县总工会人员经费', 'personnel_expenses_final_accounts_wan_yuan', 293.35],
    ['non-personnel expenses of the Yunxi union', 'non_personnel_expenses_final_accounts_wan_yuan', 65.22],
  ])('answers from the narrative: %s', async (question, column, value) => {
    const answer = await ask(question)
    expect(answer.status, answer.text).toBe('answer')
    expect(departmentsOf(answer)).toEqual([yunxi])
    expect(cellsOf(answer, column)).toEqual([value])
    expectCited(answer, documents)
  })

  it.each([
    ['云溪县总工会收支为什么比上年增加', '职工活动中心投入使用'],
    ['why did the Yunxi union’s agency operating expenses fall?', '压减办公费'],
  ])('gives the printed reason of a change on the year: %s', async (question, reason) => {
    const answer = await ask(question)
    expect(answer.status, answer.text).toBe('answer')
    expect(answer.text).toContain(reason)
    expectCited(answer, documents)
  })

  it('follows a thread to it', async () => {
    const answer = await ask('新洲区总工会的决算支出是多少？', '那云溪县总工会呢？')
    expect(departmentsOf(answer)).toEqual([yunxi])
    expect(cellsOf(answer, 'final_accounts_wan_yuan')).toEqual([431.72])
  })

  it('says which year it is held for', async () => {
    expect(await ask('云溪县总工会2021年支出多少')).toMatchObject({
      status: 'no_data',
      code: 'year-not-held',
    })
  })
})

describe('a sixth report', () => {
  const documents = { 'yunxi.txt': writeTabAccounts(yunxiUnion) }
  const { open, close, ask } = openWith(documents)
  beforeAll(open)
  afterAll(close)

  it.each([
    ['云溪县总工会办公费', 'basic_expenditure_final_accounts_wan_yuan', 21.6],
    ['Yunxi union spending on training', 'basic_expenditure_final_accounts_wan_yuan', 4.1],
    ['云溪 30302 决算', 'basic_expenditure_final_accounts_wan_yuan', 14.2],
    ['云溪县总工会工资福利支出', 'basic_expenditure_final_accounts_wan_yuan', 277.1],
    ['云溪县总工会退休费占对个人和家庭的补助的比例', 'basic_expenditure_share_percent', 87.38],
    ['云溪县总工会公务用车运行维护费预算', 'official_vehicle_operation_adjusted_budget_wan_yuan', 9],
  ])('is asked about by what its later tables print: %s', async (question, column, value) => {
    const answer = await ask(question)
    expect(answer.status, answer.text).toBe('answer')
    expect(departmentsOf(answer)).toEqual([yunxi])
    expect(cellsOf(answer, column)).toEqual([value])
    expectCited(answer, documents)
    expect(answer.warnings).toEqual([])
  })

  it('has blanks that stay blank', async () => {
    const answer = await ask('云溪县总工会上级补助收入是多少')
    expect(cellsOf(answer, 'superior_subsidy_revenue_final_accounts_wan_yuan')).toEqual([null])
    expect(answer.text).toContain('空白')
  })

  it.each([
    ['how many unions are held', 5],
    ['which reports are held?', 6],
  ])('is counted: %s', async (question, count) => {
    const answer = await ask(question)
    const held = answer.rows.filter((row) => String(row[answer.columns.indexOf('file')]).endsWith('.txt'))
    expect(held).toHaveLength(count)
    expect(departmentsOf(answer)).toContain(yunxi)
    expect(answer.text).toContain(String(count))
  })
})

describe('a budget nobody has heard of', () => {
  const documents = { 'shiqiao.txt': writeCellBudget(shiqiaoUnion) }
  const { open, close, ask } = openWith(documents)
  beforeAll(open)
  afterAll(close)

  it.each([
    ['石桥区总工会的预算是多少', 96.3],
    ['Shiqiao District union initial budget', 96.3],
    ['石桥区总工会工会事务预算', 18.05],
    ['石桥区总工会2210201年初预算', 8.25],
  ])('answers %s', async (question, value) => {
    const answer = await ask(question)
    expect(departmentsOf(answer)).toEqual([shiqiao])
    expect(cellsOf(answer, 'initial_budget_wan_yuan')).toEqual([value])
    expectCited(answer, documents)
  })

  it('has no final accounts, and the answer says so', async () => {
    expect(await ask('石桥区总工会决算多少')).toMatchObject({ status: 'no_data', code: 'stage-not-held' })
    const flagship = await ask('which unions exceeded initial budget by over 50%?')
    expect(departmentsOf(flagship)).toEqual([tianyuan, xinzhou])
    expect(flagship.text).toContain(shiqiao)
  })
})

describe('a bureau nobody has heard of', () => {
  const bureau = '青山市云溪县教育局'
  const documents = { 'bureau.txt': writeTabAccounts({ ...yunxiUnion, department: bureau }) }
  const { open, close, ask } = openWith(documents)
  beforeAll(open)
  afterAll(close)

  it.each([
    '云溪县教育局支出多少',
    'Yunxi education bureau expenditure',
    'final accounts of the Yunxi County bureau of education',
  ])('is not taken for what is spent on education: %s', async (question) => {
    const answer = await ask(question)
    expect(departmentsOf(answer)).toEqual([bureau])
    expect(cellsOf(answer, 'final_accounts_wan_yuan')).toEqual([431.72])
  })

  it('is no union', async () => {
    const answer = await ask('which unions exceeded initial budget by over 50%?')
    expect(departmentsOf(answer)).toEqual([tianyuan, xinzhou])
    expect(answer.text).toContain(bureau)
  })
})

describe('the edition of a unit beside that of its department', () => {
  const ownItems = yunxiUnion.items.slice(0, 3)
  const documents = {
    'department.txt': writeTabAccounts(yunxiUnion),
    'unit.txt': writeTabAccounts({ ...yunxiUnion, items: ownItems, details: null }).replaceAll(
      '部门决算',
      '单位决算',
    ),
  }
  const { open, close, ask } = openWith(documents)
  beforeAll(open)
  afterAll(close)

  it.each([
    '云溪县总工会支出多少',
    'Yunxi union expenditure',
  ])('does not answer for it: %s', async (question) => {
    const answer = await ask(question)
    expect(cellsOf(answer, 'final_accounts_wan_yuan')).toEqual([431.72])
    expect(answer.warnings).toEqual([])
  })

  it('is ranked once', async () => {
    const answer = await ask('各工会决算支出排名')
    expect(departmentsOf(answer)).toEqual([xinzhou, yunxi, tianyuan, zhongzhan])
  })

  it('gives no reason twice', async () => {
    const answer = await ask('云溪县总工会行政运行决算大于预算的原因')
    expect(answer.rows).toHaveLength(1)
    expect(answer.citations.every(({ file }) => file === 'department.txt')).toBe(true)
  })
})
