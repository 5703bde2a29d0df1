import type { ReseedPreview } from '../../reseed.ts'

const counts = { document: 5, report: 5, print: 100, figure: 90, statement: 9, finding: 3 }
/** What a reload would change: one figure of a document that is held. */
export const samplePreview: Extract<ReseedPreview, { kind: 'preview' }> = {
  kind: 'preview',
  contentHash: 'then',
  currentContentHash: 'now',
  isChange: true,
  documents: [
    {
      file: 'a.txt',
      sha256: 'a'.repeat(64),
      standing: 'held',
      department: '甲区总工会',
      fiscalYear: 2023,
      kind: 'finalAccounts',
      edition: 'department',
      doubts: [],
      numbers: 50,
      loaded: 40,
      unread: 2,
      findings: { real: 1, soft: 0, rounding: 2, label: 0 },
    },
  ],
  gone: [],
  before: counts,
  after: { ...counts, figure: 92 },
  figures: {
    added: 3,
    removed: 1,
    changed: 1,
    largest: [
      {
        department: '甲区总工会',
        fiscalYear: 2023,
        label: { zh: '支出合计', en: 'total expenditure' },
        before: { amountFen: 12_345_678, quantity: null, quantityUnit: null, state: 'number' },
        after: null,
      },
    ],
  },
  changesCsv: new TextEncoder().encode('before,after\r\n'),
}
