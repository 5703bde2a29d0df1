import { type GuardCatalog, safeFunctions } from './catalog.ts'

/** Two invented relations for the tests of the guard and of the runner. */
export const casesCatalog: GuardCatalog = {
  relations: {
    figures: [
      ...['figure_id', 'report_id', 'department', 'place', 'fiscal_year', 'stage', 'measure', 'item_code'],
      ...['item', 'amount_fen', 'is_total', '备注'],
    ],
    reports: ['report_id', 'department', 'place', 'fiscal_year', 'kind', 'title', 'page_count'],
  },
  functions: safeFunctions,
}
