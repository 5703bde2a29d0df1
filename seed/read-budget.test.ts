import { expect, it } from 'vitest'
import { itemKeyOf } from '../db/domain/figure.ts'
import { tabbedBudget } from './testing/invented-budget.ts'
import { readTextFile } from './testing/read-text-file.ts'

const outcome = readTextFile(new TextEncoder().encode(tabbedBudget), 'invented.txt')
if (outcome.kind !== 'read') throw new Error(outcome.code)
const { reading } = outcome

/** fund measure item subject aspect = printed, before them the time where it is not the budget's own; one for each figure of the prints that are chosen. */
const figuresOf = (title: string | null) =>
  reading.prints
    .filter(({ print }) => print.tableTitle === title)
    .flatMap(({ print, figures }) =>
      figures
        .filter(({ measure }) => measure !== 'stated')
        .map(({ fiscalYear, stage, fund, measure, item, subject, aspect }) =>
          [
            fiscalYear === 2025 && stage === 'initialBudget' ? null : `${fiscalYear} ${stage}`,
            fund,
            measure,
            itemKeyOf(item),
            subject,
            aspect === 'amount' ? null : aspect,
            '=',
            print.printedText,
          ]
            .filter((part) => part !== null && part !== '')
            .join(' '),
        ),
    )

const filled = (figures: readonly string[]) => figures.filter((figure) => !figure.endsWith('='))

it('knows the body, the year and the kind', () => {
  expect(reading.identity).toMatchObject({ department: '青山市财政局', fiscalYear: 2025, kind: 'budget' })
})

it('reads natures beside the classes of the overall table', () => {
  expect(filled(figuresOf('2025年预算单位财务收支预算总表'))).toEqual([
    'all fiscalAppropriationRevenue = 501,000',
    'all expenditure function:201 = 501,000',
    'all personnelExpenses function:201 = 300,000',
    'all nonPersonnelExpenses function:201 = 101,000',
    'all projectExpenditure function:201 = 100,000',
    'generalPublicBudget fiscalAppropriationRevenue = 501,000',
    'all expenditure function:208 = 100,000',
    'all personnelExpenses function:208 = 100,000',
    'all institutionalRevenue = 100,000',
    'all totalRevenue = 601,000',
    'all totalExpenditure = 601,000',
    'all personnelExpenses = 400,000',
    'all nonPersonnelExpenses = 101,000',
    'all projectExpenditure = 100,000',
  ])
})

it('joins codes from their columns, and reads on below a header that is printed again', () => {
  expect(filled(figuresOf('2025年预算单位支出预算总表'))).toEqual(
    ['function:201', 'function:20106', 'function:2010601']
      .flatMap((key) => [
        `all expenditure ${key} = 501,000`,
        `all basicExpenditure ${key} = 401,000`,
        `all projectExpenditure ${key} = 100,000`,
      ])
      .concat([
        'all expenditure function:208 = 100,000',
        'all basicExpenditure function:208 = 100,000',
        'all expenditure = 601,000',
        'all basicExpenditure = 501,000',
        'all projectExpenditure = 100,000',
      ]),
  )
})

it('finds the title that stands in a row of the grid, and economic codes in two columns', () => {
  expect(filled(figuresOf('2025年预算单位一般公共预算基本支出部门预算经济分类预算表'))).toEqual([
    'generalPublicBudget basicExpenditure economic:301 = 400,000',
    'generalPublicBudget personnelExpenses economic:301 = 400,000',
    'generalPublicBudget basicExpenditure economic:30101 = 400,000',
    'generalPublicBudget personnelExpenses economic:30101 = 400,000',
    'generalPublicBudget basicExpenditure economic:302 = 1,000',
    'generalPublicBudget nonPersonnelExpenses economic:302 = 1,000',
  ])
})

it('tells the parts of “three public” expenses apart by short headers', () => {
  expect(filled(figuresOf('2025年单位“三公”经费和机关运行经费预算表'))).toEqual([
    'all threePublicExpenses = 6.50',
    'all officialOverseasTravel = 0.00',
    'all officialReceptions = 2.50',
    'all officialVehicles = 4.00',
    'all officialVehicleOperation = 4.00',
    'all agencyOperatingExpenses = 9.90',
  ])
})

it('reads the explanation by fund and item, with the outturn of the year before and what is to be bought', () => {
  expect(figuresOf(null)).toEqual([
    'all revenue = 60.10',
    'all fiscalAppropriationRevenue = 50.10',
    'all fiscalAppropriationRevenue change = 2.00',
    'all institutionalRevenue = 10.00',
    'all expenditure = 60.10',
    'fiscalAppropriation expenditure = 50.10',
    'fiscalAppropriation expenditure change = 2.00',
    'generalPublicBudget expenditure = 50.10',
    'generalPublicBudget expenditure change = 2.00',
    'governmentManagedFunds expenditure = 0.00',
    'governmentManagedFunds expenditure change = 持平',
    'fiscalAppropriation expenditure function:201 = 40.10',
    'fiscalAppropriation expenditure function:2080505 = 10.00',
    '2024 finalAccounts fiscalAppropriation expenditure function:2080505 = 9.00',
    'fiscalAppropriation expenditure function:2080505 = 10.00',
    'all threePublicExpenses = 6.50',
    'all threePublicExpenses change = 持平',
    'all officialVehicles = 4.00',
    'all officialVehicles change = 持平',
    'all officialVehiclePurchase = 0.00',
    'all officialVehiclePurchase change = 持平',
    'all officialVehicleOperation = 4.00',
    'all officialVehicleOperation change = 持平',
    'all officialReceptions = 2.50',
    'all officialReceptions change = 持平',
    'all governmentProcurement = 30.00',
    'all procurementGoods = 12.00',
    'all procurementWorks = 0.00',
    'all procurementServices = 18.00',
    'all vehicles = 2',
    'all vehicles 其他用车 = 2',
    'all equipment 单价100万元（含）以上设备（不含车辆） = 1',
    'all vehiclesPurchased = 5',
    'all vehiclesPurchased 其他用车 = 5',
  ])
})

it('gives each reason to what it is a reason for, and none where none is printed', () => {
  const reasons = reading.statements.filter(({ kind }) => kind === 'reason')
  expect(reasons.map(({ text, about }) => [about[0]?.measure, text])).toEqual([
    ['officialVehiclePurchase', '主要原因是不购置'],
    ['officialVehicleOperation', '主要原因是车辆数不变。'],
  ])
})

it('has nothing to object to', () => {
  expect(reading.findings).toEqual([])
})
