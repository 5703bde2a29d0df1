import type { FigureKey, Item, PrintReading } from '../../db/domain/figure.ts'
import { sha256 } from '../../db/domain/hash.ts'
import { isMoneyUnit, parseAmount } from '../../db/domain/money.ts'
import type { DocumentReading, Identity } from '../reading.ts'

/** Readings as a document might give them, for tests that need few of them and every part in sight. */
export const identityOf = (changes: Partial<Identity> = {}): Identity => ({
  department: '青山市云溪县总工会',
  printedNames: [{ name: '青山市云溪县总工会', line: 1 }],
  departmentKind: 'tradeUnion',
  province: null,
  city: '青山市',
  county: '云溪县',
  fiscalYear: 2023,
  kind: 'finalAccounts',
  edition: 'department',
  title: '2023年度青山市云溪县总工会部门决算',
  recognisedBy: { department: 'title', fiscalYear: 'title', kind: 'title' },
  doubts: [],
  ...changes,
})

export const keyOf = (changes: Partial<FigureKey> = {}): FigureKey => ({
  fiscalYear: 2023,
  stage: 'finalAccounts',
  fund: 'all',
  measure: 'expenditure',
  item: null,
  subject: null,
  aspect: 'amount',
  whole: null,
  ...changes,
})

export const functionItem = (code: string, name: string): Item => ({
  classification: 'function',
  code,
  name,
  level: (code.length - 1) / 2,
})

type PrintChanges = Partial<Omit<PrintReading, 'print' | 'figures'>> & {
  readonly unit?: string
  readonly line?: number
}

/** One print of `text`, valued as its unit says; a percentage is a quantity. */
export const printOf = (key: FigureKey, text: string, changes: PrintChanges = {}): PrintReading => {
  const { unit = '万元', line = 1, ...rest } = changes
  const parsed = isMoneyUnit(unit) ? parseAmount(text, unit) : null
  const amountFen = parsed?.kind === 'amount' ? parsed.fen : null
  const quantity = parsed === null ? { value: Number(text), unit } : null
  return {
    print: {
      page: null,
      lines: [line, line],
      tableTitle: '支出决算表',
      section: '第二部分 部门决算表',
      rowLabel: key.item?.name ?? '合计',
      columnLabel: '本年支出合计',
      printedText: text,
      printedUnit: unit,
      state: text === '' ? 'blank' : (amountFen ?? quantity?.value) === 0 ? 'zero' : 'amount',
      qualifier: null,
      quote: text,
    },
    figures: [key],
    amountFen,
    quantity,
    isTotal: false,
    rank: 1,
    ...rest,
  }
}

/** A reading of one report; documents with other prints have another SHA-256, as files with other bytes do. */
export const readingOf = (
  prints: readonly PrintReading[],
  identity: Partial<Identity> = {},
  changes: Partial<DocumentReading> = {},
): DocumentReading => {
  const whose = identityOf(identity)
  return {
    sha256: sha256(JSON.stringify([whose, prints])),
    fileName: `${whose.fiscalYear}-${whose.kind}.txt`,
    mediaType: 'text/plain',
    lineCount: 100,
    pageStarts: [],
    identity: whose,
    tables: [],
    headings: [],
    coverage: {
      numbers: 0,
      loaded: 0,
      structural: {},
      unread: [],
      unmatched: [],
      paragraphs: 0,
      unreadParagraphs: [],
    },
    prints,
    statements: [],
    findings: [],
    ...changes,
  }
}
