import type { Fund, Measure } from './terms.ts'

/** Sources that add up to the year's revenue (本年收入). */
export const partsOfRevenue = [
  'fiscalAppropriationRevenue',
  'specialAccountRevenue',
  'superiorSubsidyRevenue',
  'institutionalRevenue',
  'operatingRevenue',
  'subordinateRemittanceRevenue',
  'otherRevenue',
] as const satisfies readonly Measure[]

/** Natures that add up to the year's expenditure (本年支出), whatever it was spent on. */
export const partsOfExpenditure = [
  'basicExpenditure',
  'projectExpenditure',
  'paymentsToSuperiors',
  'operatingExpenditure',
  'subsidiesToSubordinates',
] as const satisfies readonly Measure[]

/** Parts of basic expenditure (基本支出). */
export const partsOfBasicExpenditure = [
  'personnelExpenses',
  'nonPersonnelExpenses',
] as const satisfies readonly Measure[]

/** Parts of the expenses for official travel abroad, vehicles and receptions (“三公”经费); the third has two of its own. */
export const partsOfThreePublicExpenses = [
  'officialOverseasTravel',
  'officialVehicles',
  'officialReceptions',
] as const satisfies readonly Measure[]

export const partsOfOfficialVehicles = [
  'officialVehiclePurchase',
  'officialVehicleOperation',
] as const satisfies readonly Measure[]

/** Funds that make up the fiscal appropriation (财政拨款). */
export const partsOfFiscalAppropriation = [
  'generalPublicBudget',
  'governmentManagedFunds',
  'stateCapitalOperations',
] as const satisfies readonly Fund[]

/** Economic classes of personnel expenses: 工资福利支出 and 对个人和家庭的补助; all others are non-personnel. */
export const personnelClasses: ReadonlySet<string> = new Set(['301', '303'])
