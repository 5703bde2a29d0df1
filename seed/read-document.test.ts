import { describe, expect, it } from 'vitest'
import { withoutSpace } from './intermediate.ts'
import { readDocument } from './read-document.ts'
import type { DocumentReading } from './reading.ts'
import { celledDocument, spacedDocument, tabbedDocument } from './testing/invented-documents.ts'
import { readTextFile } from './testing/read-text-file.ts'

const read = (text: string): DocumentReading => {
  const outcome = readTextFile(new TextEncoder().encode(text), 'invented.txt')
  if (outcome.kind !== 'read') throw new Error(outcome.code)
  return outcome.reading
}

it.each([
  // Titles of parts name the body with its place, and come before the cover in care; the second has a cover only.
  { document: tabbedDocument, department: 'title' },
  { document: spacedDocument, department: 'cover' },
  { document: celledDocument, department: 'title' },
])('says by what it recognised a document', ({ document, department }) => {
  expect(read(document).identity.recognisedBy).toEqual({ department, fiscalYear: 'title', kind: 'title' })
})

it('says that the year stands in the captions only', () => {
  const untitled = tabbedDocument
    .replaceAll(/2022\s*年度?(?!：)/gu, '')
    .replace('单位：万元', '单位：万元 2022年度')
  expect(read(untitled).identity).toMatchObject({ fiscalYear: 2022, recognisedBy: { fiscalYear: 'caption' } })
})

describe('tables that say otherwise than the title', () => {
  it('leave no doubt where one of them agrees', () => {
    expect(read(celledDocument.replace('预算年度：2024', '预算年度：2023')).identity.doubts).toEqual([])
  })

  it.each([
    {
      part: 'department',
      text: tabbedDocument.replaceAll('部门：青山市云溪县总工会', '部门：云溪县水利局'),
      taken: '青山市云溪县总工会',
      other: '云溪县水利局',
    },
    {
      part: 'fiscalYear',
      text: celledDocument.replaceAll('预算年度：2024', '预算年度：2023'),
      taken: '2024',
      other: '2023',
    },
    {
      part: 'kind',
      text: tabbedDocument.replaceAll(/(支出)决算(总?表\n)/gu, '$1预算$2'),
      taken: 'finalAccounts',
      other: 'budget',
    },
  ])('make the $part doubtful, and change nothing', ({ part, text, taken, other }) => {
    const { identity } = read(text)
    expect(identity.doubts).toEqual([{ part, taken, other }])
    expect(String(identity[part as 'kind'])).toBe(taken)
  })
})

/** label | column | printed text | state | fen, one line per print of a table. */
const cellsOf = (reading: DocumentReading, title: string) =>
  reading.prints
    .filter(({ print }) => print.tableTitle === title)
    .map(({ print, amountFen }) =>
      [print.rowLabel, print.columnLabel, print.printedText, print.state, amountFen ?? ''].join('|'),
    )

const figuresOf = (reading: DocumentReading, title: string) =>
  reading.prints
    .filter(({ print, figures }) => print.tableTitle === title && figures.length > 0)
    .map(({ figures: [key], isTotal }) =>
      [key?.stage, key?.fund, key?.measure, key?.item?.code ?? '', isTotal ? 'total' : ''].join(' ').trim(),
    )

const reasonsOf = (reading: DocumentReading) =>
  reading.statements.filter(({ kind }) => kind === 'reason').map(({ text }) => text)

describe('tabbed text', () => {
  const reading = read(tabbedDocument)

  it('identifies the department, the place, the year and the kind', () => {
    expect(reading.identity).toMatchObject({
      department: '青山市云溪县总工会',
      departmentKind: 'tradeUnion',
      province: null,
      city: '青山市',
      county: '云溪县',
      fiscalYear: 2022,
      kind: 'finalAccounts',
      edition: 'department',
    })
  })

  it('tells amount, zero, blank, dash and 无 apart and goes on after a page break', () => {
    expect(cellsOf(reading, '收入支出决算总表')).toEqual([
      '一、一般公共预算财政拨款收入|收入 > 金额|1,208.05|amount|1208050000',
      '一、一般公共服务支出|支出 > 金额|1,100.05|amount|1100050000',
      '二、政府性基金预算财政拨款收入|收入 > 金额|—|dash|',
      '二、外交支出|支出 > 金额||blank|',
      '三、上级补助收入|收入 > 金额|0.00|zero|0',
      '三、国防支出|支出 > 金额|无|none|',
      '|收入 > 金额||blank|',
      '四、卫生健康支出|支出 > 金额|8.00|amount|8000000',
      '本年收入合计|收入 > 金额|1,208.05|amount|1208050000',
      '本年支出合计|支出 > 金额|1,108.05|amount|1108050000',
      '总计|收入 > 金额|1,208.05|amount|1208050000',
      '总计|支出 > 金额|1,208.05|amount|1208050000',
    ])
  })

  it('says what each row of the overall table is about', () => {
    expect(figuresOf(reading, '收入支出决算总表')).toEqual([
      'finalAccounts generalPublicBudget fiscalAppropriationRevenue',
      'finalAccounts all expenditure 201',
      'finalAccounts governmentManagedFunds fiscalAppropriationRevenue',
      'finalAccounts all expenditure 202',
      'finalAccounts all superiorSubsidyRevenue',
      'finalAccounts all expenditure 203',
      'finalAccounts all expenditure 210',
      'finalAccounts all revenue  total',
      'finalAccounts all expenditure  total',
      'finalAccounts all totalRevenue  total',
      'finalAccounts all totalExpenditure  total',
    ])
  })

  it('joins a code torn over two cells and leaves a misprinted amount unread, with a finding', () => {
    const torn = cellsOf(reading, '支出决算表').filter((cell) => cell.startsWith('2012906 工会事务'))
    expect(torn.slice(0, 3)).toEqual([
      '2012906 工会事务|本年支出合计|1,100.05|amount|1100050000',
      '2012906 工会事务|基本支出|1,000.05|amount|1000050000',
      '2012906 工会事务|项目支出|1O0.00|unreadable|',
    ])
    expect(reading.findings).toMatchObject([{ code: 'malformed-amount', details: { text: '1O0.00' } }])
  })

  it('marks the total row and every parent as totals', () => {
    const rows = reading.prints.filter(
      ({ print }) => print.tableTitle === '支出决算表' && print.columnLabel === '基本支出',
    )
    expect(rows.map(({ print, isTotal }) => [print.rowLabel, isTotal])).toEqual([
      ['合计', true],
      ['201 一般公共服务支出', true],
      ['20129 群众团体事务', true],
      ['2012906 工会事务', false],
      ['210 卫生健康支出', false],
    ])
  })

  it('reads items and sentences in paragraphs of their own, in 万元 and in 元', () => {
    const narrative = reading.prints.filter(({ rank }) => rank === 2)
    expect(
      narrative.map(({ print, figures: [key], amountFen, quantity }) => [
        key?.item?.code ?? 'total',
        print.columnLabel,
        amountFen ?? quantity?.value,
      ]),
    ).toEqual([
      ['total', '年初预算', 500_000_000],
      ['total', '支出决算', 1_108_050_000],
      ['total', '完成年初预算', 221.61],
      ['2012906', '年初预算', 500_000_000],
      ['2012906', '支出决算', 1_100_050_000],
      ['2012906', '完成年初预算', 220.01],
      ['210', '年初预算', 0],
      ['210', '支出决算', 8_000_000],
    ])
  })

  it('keeps a reason whole over a page break and ends it before the next item', () => {
    expect(reasonsOf(reading)).toEqual([
      '决算数大于年初预算数的主要原因是：新建职工之家，并在年中追加了一笔用于云溪县各乡镇的帮扶资金。二是补发津贴。',
      '支出决算数与年初预算数不一致的主要原因：新增。',
    ])
  })
})

describe('spaced text', () => {
  const reading = read(spacedDocument)

  it('parts glued cells, joins torn ones and skips page numbers', () => {
    expect(cellsOf(reading, '收入支出决算总表')).toEqual([
      '一、一般公共预算财政拨款收入|收入 > 决算数|1208.05|amount|1208050000',
      '一、一般公共服务支出|支出 > 决算数|1100.05|amount|1100050000',
      '二、政府性基金预算财政拨款收入|收入 > 决算数||blank|',
      '二、外交支出|支出 > 决算数||blank|',
      '三、附属部门/单位上缴收入|收入 > 决算数|0.00|zero|0',
      '三、国防支出|支出 > 决算数|0.00|zero|0',
      '|收入 > 决算数||blank|',
      '四、卫生健康支出|支出 > 决算数|8.00|amount|8000000',
      '|收入 > 决算数||blank|',
      '|支出 > 决算数||blank|',
      '本年收入合计|收入 > 决算数|1208.05|amount|1208050000',
      '本年支出合计|支出 > 决算数|1108.05|amount|1108050000',
      '总计|收入 > 决算数|1208.05|amount|1208050000',
      '总计|支出 > 决算数|1208.05|amount|1208050000',
    ])
  })

  it('reads a name wrapped over lines with its code and its figures', () => {
    const row = reading.prints.filter(({ print }) => print.rowLabel.startsWith('2080505'))
    expect(row.map(({ print }) => print.printedText)).toEqual([
      '5.00',
      '5.00',
      '0.00',
      '0.00',
      '0.00',
      '0.00',
    ])
    expect(row[0]?.print.rowLabel).toBe('2080505 机关事业单位基本养老保险缴费支出')
    expect(row[5]?.figures[0]?.measure).toBe('subsidiesToSubordinates')
  })

  it('puts a name together that wraps around the line of its figures', () => {
    const [row] = reading.prints.filter(({ print }) => print.rowLabel.startsWith('2080506'))
    expect(row?.print.rowLabel).toBe('2080506 机关事业单位职业年金缴费支出')
    expect(row?.amountFen).toBe(1_000_000)
  })

  it('does not guess which columns the figures of a row with blank cells belong to', () => {
    const row = reading.prints.filter(({ print }) => print.rowLabel === '210 卫生健康支出')
    expect(row.map(({ print }) => print.state)).toEqual(['amount', ...new Array(5).fill('unreadable')])
    // The text leaves an item out, so that its items do not add up.
    expect(reading.findings.map(({ code }) => code)).toEqual(['uncertain-cell', 'sum-differs'])
  })

  it('joins sentences that the page cut', () => {
    expect(reading.prints.filter(({ rank }) => rank === 2).map(({ amountFen }) => amountFen)).toEqual([
      500_000_000,
      1_108_050_000,
      null,
      500_000_000,
      1_100_050_000,
      null,
    ])
    expect(reasonsOf(reading)).toEqual(['决算数与年初预算数存在差异的主要原因是 2022 年新建职工之家。'])
  })
})

describe('one cell per line', () => {
  const reading = read(celledDocument)

  it('identifies a budget without a cover, the department code left off', () => {
    expect(reading.identity).toMatchObject({
      department: '云溪县总工会',
      county: '云溪县',
      fiscalYear: 2024,
      kind: 'budget',
      title: '云溪县总工会2024年部门预算信息公开情况说明',
    })
  })

  it('reads both sides in yuan, a cell over two lines included', () => {
    expect(cellsOf(reading, '部门预算收支总表')).toEqual([
      '一、一般公共预算拨款收入|收入 > 预算数|90000.50|amount|9000050',
      '一、一般公共服务支出|支出 > 预算数|90000.50|amount|9000050',
      '二、事业单位经营收入|收入 > 预算数||blank|',
      '二、社会保障和就业支出|支出 > 预算数||blank|',
      '收入总计|收入 > 预算数|90000.50|amount|9000050',
      '支出总计|支出 > 预算数|90000.50|amount|9000050',
    ])
    expect(figuresOf(reading, '部门预算收支总表')[3]).toBe('initialBudget all expenditure 208')
  })

  it('reads expenditure by function under a header whose spans were lost', () => {
    expect(figuresOf(reading, '部门预算支出总表')).toEqual([
      'initialBudget all expenditure  total',
      'initialBudget all basicExpenditure  total',
      'initialBudget all projectExpenditure  total',
      'initialBudget all expenditure 2012906',
      'initialBudget all basicExpenditure 2012906',
      'initialBudget all projectExpenditure 2012906',
    ])
  })
})

it.each([
  { layout: 'tabs', text: tabbedDocument },
  { layout: 'spaces', text: spacedDocument },
  { layout: 'cells', text: celledDocument },
])('quotes what stands at the cited lines ($layout)', ({ text }) => {
  const lines = text.split('\n')
  const reading = read(text)
  for (const { quote, lines: span } of [...reading.prints.map(({ print }) => print), ...reading.statements])
    expect(withoutSpace(lines.slice(span[0] - 1, span[1]).join(''))).toContain(withoutSpace(quote))
})

it.each([
  { code: 'empty-file', bytes: new Uint8Array() },
  { code: 'empty-file', bytes: new TextEncoder().encode(' \n\n\t\n') },
  { code: 'damaged-file', bytes: new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 255, 254]) },
  { code: 'damaged-file', bytes: new TextEncoder().encode('%PDF-1.7\n\u0001\u0002') },
  { code: 'not-a-disclosure', bytes: new TextEncoder().encode('今天天气很好。') },
  { code: 'no-report-kind', bytes: new TextEncoder().encode('关于预算和决算的讲座\n') },
  { code: 'no-fiscal-year', bytes: new TextEncoder().encode('云溪县总工会部门决算\n') },
  { code: 'no-department', bytes: new TextEncoder().encode('2022年度部门决算\n') },
  { code: 'no-figures', bytes: new TextEncoder().encode('2022年度云溪县总工会部门决算\n') },
])('says $code instead of inventing', async ({ code, bytes }) => {
  expect(await readDocument(bytes, 'x.txt')).toEqual({ kind: 'unreadable', fileName: 'x.txt', code })
})

it('reads GB18030 as it reads UTF-8', async () => {
  // 2022年度云溪县总工会部门决算, in GB18030
  const bytes = Uint8Array.from(
    '32303232c4eab6c8d4c6cfaacfd8d7dcb9a4bbe1b2bfc3c5bef6cbe3'.match(/../gu) ?? [],
    (pair) => Number.parseInt(pair, 16),
  )
  expect(await readDocument(bytes, 'gb.txt')).toMatchObject({ code: 'no-figures' })
})

it('marks amounts of a table without a printed unit as unreadable', () => {
  const reading = read(tabbedDocument.replaceAll('单位：万元', ''))
  const states = reading.prints.filter(({ rank }) => rank === 1).map(({ print }) => print.state)
  expect(states).not.toContain('amount')
  expect(reading.findings.map(({ code }) => code)).toContain('no-unit')
})

it('keeps the cells of a table that no form knows by their own labels, as no measure', () => {
  const reading = read(tabbedDocument.replace('\n支出决算表\n', '\n工会会员人数表\n'))
  expect(reading.tables.map(({ title, form }) => [title, form])).toEqual([
    ['收入支出决算总表', 'overall'],
    ['工会会员人数表', 'labelled'],
  ])
  const own = reading.prints.filter(({ print }) => print.tableTitle === '工会会员人数表')
  expect(own.length).toBeGreaterThan(5)
  expect(new Set(own.map(({ figures: [key] }) => key?.measure))).toEqual(new Set(['stated']))
})

it('says that the rest of a table was not read when a page break changed its columns', () => {
  const cut = tabbedDocument.replace(
    '\n210\t\t卫生健康支出\t8.00\t0.00\t8.00\t\t\t',
    '\n\n210\t卫生健康支出\t8.00\t0.00\t8.00',
  )
  expect(read(cut).findings).toContainEqual(expect.objectContaining({ code: 'unknown-header' }))
})

it('gives the sum over two kinds of basic expenditure to basic expenditure, and each kind its own', () => {
  const reading = read(`2024年云溪县总工会部门预算公开说明

部门支出总表

单位：元

科目编码\t科目名称\t合计\t基本支出\t\t\t项目支出
\t\t\t小计\t人员经费\t公用经费\t
\t合计\t10.00\t9.00\t5.00\t4.00\t1.00
201\t一般公共服务支出\t10.00\t9.00\t5.00\t4.00\t1.00
`)
  const [row] = [reading.prints.slice(0, 5)]
  expect(row?.map(({ figures: [key] }) => key?.measure ?? null)).toEqual([
    'expenditure',
    'basicExpenditure',
    'personnelExpenses',
    'nonPersonnelExpenses',
    'projectExpenditure',
  ])
  expect(reading.findings).toEqual([])
})

describe('a form of the fiscal appropriation by fund', () => {
  const withTotal = (byFund: string) =>
    tabbedDocument.replace(
      '第三部分 2022 年度部门决算情况说明',
      `财政拨款收入支出决算总表

单位：万元

收入\t\t\t支出\t\t\t\t\t
项目\t行次\t金额\t项目\t行次\t合计\t一般公共预算财政拨款\t政府性基金预算财政拨款\t国有资本经营预算财政拨款
栏次\t\t1\t栏次\t\t2\t3\t4\t5
一、一般公共预算财政拨款\t1\t1,108.05\t一、一般公共服务支出\t33\t1,100.05\t1,100.05\t0.00\t0.00
本年收入合计\t27\t1,108.05\t本年支出合计\t59\t1,108.05\t${byFund}
总计\t32\t1,108.05\t总计\t64\t1,108.05\t1,108.05\t0.00\t0.00

第三部分 2022 年度部门决算情况说明`,
    )
  const doubted = (text: string) =>
    read(text)
      .findings.filter(({ code }) => code === 'row-does-not-add-up')
      .map(({ details }) => [details.row, details.text])

  it('has rows that add up', () => {
    expect(doubted(withTotal('1,108.05\t0.00\t0.00'))).toEqual([])
    expect(doubted(withTotal('1,108.05\t1,108.05\t1,108.05'))).toEqual([['本年支出合计', '1,108.05']])
  })
})

describe('a form with nothing in it', () => {
  const empty = (remark: string) =>
    tabbedDocument.replace(
      '第三部分 2022 年度部门决算情况说明',
      `政府性基金预算财政拨款收入支出决算表

单位：万元

项目\t\t年初结转和结余\t本年收入\t本年支出\t\t\t年末结转和结余
科目编码\t科目名称\t\t\t小计\t基本支出\t项目支出\t
\t合计\t\t\t\t\t\t

${remark}

第三部分 2022 年度部门决算情况说明`,
    )
  const codes = (text: string) => read(text).findings.map(({ code }) => code)

  it('is a finding, unless a remark says so', () => {
    expect(codes(empty('注：本表反映部门本年度收支情况。'))).toContain('table-empty')
    expect(codes(empty('说明：本单位没有政府性基金收入，故本表无数据。'))).not.toContain('table-empty')
  })
})
