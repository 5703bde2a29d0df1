import { expect, it } from 'vitest'
import { linesOf } from '../../decode/decode-lines.ts'
import { assembleBlocks } from '../../layouts/assemble-blocks.ts'
import { readLayout } from '../../layouts/read-layout.ts'
import { identityOf } from '../../testing/readings.ts'
import { formOf, joinPieces } from './form-rows.ts'
import { readForm } from './read-form.ts'

/** measure stage aspect subject = printed unit, one for each print of the first form of a text. */
const read = (text: string) => {
  const lines = linesOf(text)
  const [pieces = []] = joinPieces(assembleBlocks(readLayout(lines)))
  const { prints, statements } = readForm(formOf(pieces), { identity: identityOf(), path: ['附件 1'], lines })
  const figures = prints.map(({ print, figures: [key] }) =>
    [
      key?.measure,
      key?.stage,
      key?.aspect,
      key?.subject ?? '-',
      '=',
      print.printedText,
      print.printedUnit ?? print.state,
    ].join(' '),
  )
  return { figures, statements }
}

const projectForm = `附件 1

项目支出绩效自评表

项目名称⇥⇥夜校经费⇥⇥⇥⇥⇥⇥⇥
项目资金（万元）⇥⇥年初预算数⇥⇥全年预算数⇥全年执行数⇥分值⇥执行率⇥得分
⇥⇥年度资金总额：⇥⇥6⇥5.75⇥3.04⇥10⇥52.87%⇥5.29
⇥⇥其他资金⇥⇥⇥⇥⇥⇥⇥
绩效指标⇥一级指标⇥二级指标⇥三级指标⇥年度指标值⇥实际完成值⇥分值⇥得分⇥偏差度

产出指标⇥数量指标⇥开班次数⇥≥4次⇥5次⇥50⇥50⇥0.00%
⇥质量指标⇥结业情况⇥高质量⇥100%⇥40⇥39⇥0.00%
总分⇥⇥⇥⇥⇥100⇥94.29⇥
`.replaceAll('⇥', '\t')

it('reads a form by its header words, though a page break moved its columns', () => {
  const { figures } = read(projectForm)
  expect(figures).toEqual(
    expect.arrayContaining([
      'projectExpenditure initialBudget amount 夜校经费 = 6 万元',
      'projectExpenditure adjustedBudget amount 夜校经费 = 5.75 万元',
      'projectExpenditure finalAccounts amount 夜校经费 = 3.04 万元',
      'projectExpenditure finalAccounts executionRate 夜校经费 = 52.87 %',
      'stated initialBudget amount 夜校经费·其他资金 =  blank',
      'indicator none target 夜校经费·产出指标·数量指标·开班次数 = 4 次',
      'indicator none actual 夜校经费·产出指标·数量指标·开班次数 = 5 次',
      'indicator none weight 夜校经费·产出指标·数量指标·开班次数 = 50 分',
      'indicator none target 夜校经费·产出指标·质量指标·结业情况 = 高质量 words',
      'indicator none actual 夜校经费·产出指标·质量指标·结业情况 = 100 %',
      'indicator none score 夜校经费·产出指标·质量指标·结业情况 = 39 分',
      'selfEvaluation none weight 夜校经费 = 100 分',
      'selfEvaluation none score 夜校经费 = 94.29 分',
    ]),
  )
  // Three amounts, a rate and two points; blanks of one row; two rows of five; a total of two.
  expect(figures).toHaveLength(6 + 6 + 10 + 2)
})

it('knows the projects of a list, and leaves a name that a page break cut', () => {
  const { figures } = read(
    `附件 2

项目自评汇总表

单位名称⇥项目名称⇥全年预算数⇥全年执行数⇥预算执行率⇥自评得分
云溪县总工会⇥夜校经费⇥5.75⇥3.04⇥52.87%⇥91.29
云溪县总⇥驿站⇥2⇥0⇥0%⇥86
工会⇥⇥⇥⇥⇥
`.replaceAll('⇥', '\t'),
  )
  expect(figures).toEqual([
    'projectExpenditure adjustedBudget amount 夜校经费 = 5.75 amount',
    'projectExpenditure finalAccounts amount 夜校经费 = 3.04 amount',
    'projectExpenditure finalAccounts executionRate 夜校经费 = 52.87 %',
    'selfEvaluation none score 夜校经费 = 91.29 分',
    'projectExpenditure adjustedBudget amount 驿站 = 2 amount',
    'projectExpenditure finalAccounts amount 驿站 = 0 zero',
    'projectExpenditure finalAccounts executionRate 驿站 = 0 %',
    'selfEvaluation none score 驿站 = 86 分',
  ])
})

it('keeps tasks and goals as statements, with the numbers in them', () => {
  const { figures, statements } = read(
    `附件 1

部门整体支出绩效自评表

年度总体目标⇥预期目标⇥实际完成情况
⇥帮扶职工不少于 60 人，办好夜校。⇥帮扶职工 68 人，夜校开课。
任务名称⇥主要内容⇥实际完成情况
困难职工帮扶⇥慰问辖区困难职工。⇥2023年未安排此项支出。
`.replaceAll('⇥', '\t'),
  )
  expect(figures).toEqual(['stated none target 帮扶职工 = 60 人', 'stated none amount 帮扶职工 = 68 人'])
  expect(statements.map(({ kind, text }) => [kind, text])).toEqual([
    ['objective', '帮扶职工不少于 60 人，办好夜校。'],
    ['achievement', '帮扶职工 68 人，夜校开课。'],
    [
      'achievement',
      '任务名称：困难职工帮扶；主要内容：慰问辖区困难职工。；实际完成情况：2023年未安排此项支出。',
    ],
  ])
})

it('reads a table that no form knows by its first row, posts and staff by body and kind', () => {
  const staffing = `2022年末机构人员情况表

序号⇥单位名称⇥编制数合计⇥行政编制⇥年末实有在职人数⇥退休人员
1⇥机关本级⇥39⇥36⇥35⇥21
2⇥便民服务中心⇥12⇥0⇥11⇥1
⇥合计⇥51⇥36⇥46⇥22
`.replaceAll('⇥', '\t')
  expect(read(staffing).figures).toEqual([
    'posts finalAccounts amount 机关本级 = 39 人',
    'posts finalAccounts amount 机关本级·行政编制 = 36 人',
    'staff finalAccounts amount 机关本级 = 35 人',
    'stated none amount 机关本级·退休人员 = 21 人',
    'posts finalAccounts amount 便民服务中心 = 12 人',
    'posts finalAccounts amount 便民服务中心·行政编制 = 0 人',
    'staff finalAccounts amount 便民服务中心 = 11 人',
    'stated none amount 便民服务中心·退休人员 = 1 人',
    'posts finalAccounts amount - = 51 人',
    'posts finalAccounts amount 行政编制 = 36 人',
    'staff finalAccounts amount - = 46 人',
    'stated none amount 合计·退休人员 = 22 人',
  ])
})

it('reads the total of a list of projects as the total of that list', () => {
  const list = `项目自评汇总表

单位：万元

序号⇥项目名称⇥全年预算数⇥全年执行数⇥执行率⇥自评得分
1⇥夜校经费⇥6.00⇥3.00⇥50.00%⇥95
2⇥普法经费⇥4.00⇥4.00⇥100.00%⇥97
⇥合计⇥10.00⇥7.00⇥70.00%⇥—
`.replaceAll('⇥', '\t')
  const { figures } = read(list)
  expect(figures).toContain('stated finalAccounts amount 项目自评汇总表·合计 = 7.00 万元')
  expect(figures).toContain('projectExpenditure finalAccounts amount 普法经费 = 4.00 万元')
  expect(figures.some((figure) => /^(?:expenditure|projectExpenditure) .* - = /u.test(figure))).toBe(false)
})

it('reads two header rows as one: the second divides a column of the first', () => {
  const procurement = `部门政府采购预算

单位：万元

采购物品名称⇥数量⇥政府采购金额⇥⇥预留份额
⇥⇥合计⇥一般公共预算拨款⇥
训练设备⇥2⇥7.20⇥7.20⇥3.60
台式计算机⇥6⇥2.70⇥2.70⇥2.70
`.replaceAll('⇥', '\t')
  const { figures } = read(procurement)
  expect(figures).toEqual(
    expect.arrayContaining([
      'stated none amount 训练设备·数量 = 2 amount',
      'stated none amount 训练设备·合计 = 7.20 万元',
      'stated none amount 训练设备·一般公共预算拨款 = 7.20 万元',
      'stated none amount 训练设备·预留份额 = 3.60 万元',
    ]),
  )
})

it('keeps the grade beside a score, of a project as of an indicator', () => {
  const list = `附件 2

项目支出绩效自评结果汇总表

序号⇥项目名称⇥全年预算数⇥全年执行数⇥自评得分⇥等级
1⇥夜校经费⇥6.00⇥5.00⇥95.50⇥优
2⇥书屋经费⇥3.00⇥1.00⇥78.00⇥中
⇥合计⇥9.00⇥6.00⇥—⇥—
`.replaceAll('⇥', '\t')
  const { figures } = read(list)
  expect(figures).toEqual(
    expect.arrayContaining([
      'selfEvaluation none score 书屋经费 = 78.00 分',
      'selfEvaluation none grade 书屋经费 = 中 words',
    ]),
  )
  // The total has no score of its own, and is no project.
  expect(figures.filter((figure) => figure.includes('selfEvaluation') && figure.includes('合计'))).toEqual([])
})
