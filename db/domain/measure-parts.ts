import type { FigureMeasure, Fund, Measure } from './terms.ts'

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

const partsOfOfficialReceptions = [
  'foreignReceptions',
  'domesticReceptions',
] as const satisfies readonly Measure[]

export const partsOfGovernmentProcurement = [
  'procurementGoods',
  'procurementWorks',
  'procurementServices',
] as const satisfies readonly Measure[]

/** What adds up to each measure that has parts. */
export const partsByMeasure: Readonly<Partial<Record<FigureMeasure, readonly Measure[]>>> = {
  revenue: partsOfRevenue,
  expenditure: partsOfExpenditure,
  basicExpenditure: partsOfBasicExpenditure,
  threePublicExpenses: partsOfThreePublicExpenses,
  officialVehicles: partsOfOfficialVehicles,
  officialReceptions: partsOfOfficialReceptions,
  governmentProcurement: partsOfGovernmentProcurement,
}

/** Parts that do not add up to their whole, or that no table adds up: each within the next. */
const otherWholes: Readonly<Partial<Record<Measure, Measure>>> = {
  procurementSme: 'governmentProcurement',
  procurementMicro: 'procurementSme',
  threePublicExpenses: 'expenditure',
  agencyOperatingExpenses: 'expenditure',
  governmentProcurement: 'expenditure',
  conferenceExpenses: 'expenditure',
  trainingExpenses: 'expenditure',
}

const wholeByMeasure: ReadonlyMap<FigureMeasure, Measure> = new Map([
  ...Object.entries(partsByMeasure).flatMap(([whole, parts]) =>
    parts.map((part) => [part, whole as Measure] as const),
  ), // keys of that very table
  ...Object.entries(otherWholes).map(([part, whole]) => [part as Measure, whole] as const), // as above
])

/** What the measure is a part of, the nearest first: 公务用车购置费 is of 公务用车, of “三公”经费, of 本年支出. */
export const wholesOf = (measure: FigureMeasure): readonly Measure[] => {
  const whole = wholeByMeasure.get(measure)
  return whole === undefined ? [] : [whole, ...wholesOf(whole)]
}

/** Funds that make up the fiscal appropriation (财政拨款). */
export const partsOfFiscalAppropriation = [
  'generalPublicBudget',
  'governmentManagedFunds',
  'stateCapitalOperations',
] as const satisfies readonly Fund[]

/** Economic classes of personnel expenses: 工资福利支出 and 对个人和家庭的补助; all others are non-personnel. */
export const personnelClasses: ReadonlySet<string> = new Set(['301', '303'])

/** What an amount is divided by where it is asked for each; the staff in post, where nothing nearer is counted. */
const headsByMeasure: Readonly<Partial<Record<Measure, Measure>>> = {
  officialReceptions: 'domesticReceptionPersons',
  domesticReceptions: 'domesticReceptionPersons',
  officialOverseasTravel: 'overseasPersons',
  trainingExpenses: 'trainingParticipants',
}

export const headsOf = (measure: Measure): Measure => headsByMeasure[measure] ?? 'staff'
