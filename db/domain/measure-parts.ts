import type { Measure } from './terms.ts'

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
