import { type CellObject, CFB } from '@e965/xlsx'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { readRaw } from './read-raw.ts'
import { sheetOf, workbookOf } from './testing/office-files.ts'
import { documentOf, shownBlocks } from './testing/shown-blocks.ts'

const read = async (bytes: Uint8Array) => documentOf(await readRaw(bytes))
type Sheet = Parameters<typeof sheetOf>

const shown = async (...sheet: Sheet) => shownBlocks(await read(workbookOf({ 总表: sheetOf(...sheet) })))

const number = (value: number, format?: string): CellObject => ({
  t: 'n',
  v: value,
  ...(format === undefined ? {} : { z: format }),
})

describe('numbers', () => {
  it.each([
    { what: 'as their format shows them', cell: number(1234.5, '#,##0.00'), text: '1,234.50' },
    { what: 'with the decimals of their format', cell: number(0.1 + 0.2, '0.00'), text: '0.30' },
    {
      what: 'with the blanks of a ledger left off',
      cell: number(12.5, '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ '),
      text: '12.50',
    },
    {
      what: 'as the dash that a ledger shows for 0',
      cell: number(0, '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ '),
      text: '-',
    },
    { what: 'below zero in brackets', cell: number(-3.2, '#,##0.00;(#,##0.00)'), text: '(3.20)' },
    { what: 'as percentages', cell: number(0.9807, '0.00%'), text: '98.07%' },
    { what: 'without the dust of arithmetic', cell: number(0.1 + 0.2), text: '0.3' },
    {
      what: 'in full where no format says how many digits',
      cell: number(1234567.8912),
      text: '1234567.8912',
    },
    { what: 'with 15 digits at most', cell: number(123456789012345.67), text: '123456789012346' },
    { what: 'without an exponent', cell: number(1.5e20), text: '150000000000000000000' },
    { what: 'without an exponent, small ones too', cell: number(0.0000012), text: '0.0000012' },
    {
      what: 'in full where their format has an exponent',
      cell: number(1234567, '0.00E+00'),
      text: '1234567',
    },
    { what: 'in full where they stand as text', cell: number(2010301, '@'), text: '2010301' },
    { what: 'as codes', cell: number(2010301), text: '2010301' },
    {
      what: 'as what a formula came to',
      cell: { t: 'n', v: 7.25, f: 'SUM(A1:A2)', z: '0.00' } as CellObject,
      text: '7.25',
    },
    { what: 'as dates', cell: number(45_000, 'yyyy-mm-dd'), text: '2023-03-15' },
  ])('are read $what', async ({ cell, text }) => {
    expect(
      await shown([
        ['项目', '金额'],
        ['合计', cell],
      ]),
    ).toEqual([['项目 | 金额', `合计 | ${text}`]])
    const old = await read(
      workbookOf(
        {
          总表: sheetOf([
            ['项目', '金额'],
            ['合计', cell],
          ]),
        },
        'xls',
      ),
    )
    expect(shownBlocks(old)).toEqual([['项目 | 金额', `合计 | ${text}`]])
  })
})

describe('a table', () => {
  it('has its title, its captions and merged cells, without what they cover', async () => {
    const document = await read(
      workbookOf({
        支出: sheetOf(
          [
            ['支出决算表', '遮住的字', null, null],
            ['部门：云溪县总工会', null, null, '单位：万元'],
            ['项目', null, '本年支出', null],
            ['科目编码', '科目\n名称', '基本支出', '项目支出'],
            ['合计', null, number(12, '0.00'), null],
            [2010301, '行政运行', number(12, '0.00'), null],
          ],
          ['A1:D1', 'A3:B3', 'C3:D3', 'A5:B5'],
        ),
      }),
    )
    expect(shownBlocks(document)).toEqual([
      [
        '支出决算表 (4×1) | · | · | ·',
        '部门：云溪县总工会 |  |  | 单位：万元',
        '项目 (2×1) | · | 本年支出 (2×1) | ·',
        '科目编码 | 科目名称 | 基本支出 | 项目支出',
        '合计 (2×1) | · | 12.00 | ',
        '2010301 | 行政运行 | 12.00 | ',
      ],
    ])
    expect(document.lines[5]).toBe('2010301\t行政运行\t12.00\t')
    expect(document.pages).toEqual([1, 1, 1, 1, 1, 1])
  })

  it('has the columns of its cells where a finer grid lies beneath', async () => {
    expect(
      await shown(
        [
          ['项目', null, null, '金额', null, null, null],
          ['合计', null, null, '1.00', null, null, null],
          ['其中：', null, '甲', '0.50', null, null, '乙'],
        ],
        ['A1:C1', 'D1:G1', 'A2:C2', 'D2:G2', 'A3:B3', 'D3:F3'],
      ),
    ).toEqual([
      ['项目 (2×1) | · | 金额 (2×1) | ·', '合计 (2×1) | · | 1.00 (2×1) | ·', '其中： | 甲 | 0.50 | 乙'],
    ])
  })

  it('has no empty rows and columns, and the rows that are hidden', async () => {
    const sheet = sheetOf([['项目', null, '金额'], [], ['合计', null, '1.00'], ['  ', null, null], []])
    const hidden = { ...sheet, '!rows': [{}, {}, { hidden: true }] }
    expect(shownBlocks(await read(workbookOf({ 总表: hidden })))).toEqual([['项目 | 金额', '合计 | 1.00']])
  })

  it('has rows that reach down no further than it does', async () => {
    expect(
      await shown(
        [
          ['项目', '金额'],
          ['合计', '1.00'],
          [null, '2.00'],
          [null, null],
          [null, null],
        ],
        ['A2:A5'],
      ),
    ).toEqual([['项目 | 金额', '合计 (1×2) | 1.00', '· | 2.00']])
  })
})

describe('text on a sheet', () => {
  it('is lines where there is nothing else', async () => {
    const document = await read(
      workbookOf({
        封面: sheetOf([['2022年度云溪县总工会部门决算'], [], ['二〇二三年八月']]),
        说明: sheetOf([['一、部门职责'], ['维护职工合法权益。\n组织活动。']]),
      }),
    )
    expect(document.lines).toEqual([
      '2022年度云溪县总工会部门决算',
      '二〇二三年八月',
      '一、部门职责',
      '维护职工合法权益。',
      '组织活动。',
    ])
    expect(document.pages).toEqual([1, 1, 2, 2, 2])
    expect(document.blocks).toMatchObject([
      { startsPage: true, goesOn: false },
      { startsPage: false },
      { startsPage: true },
      { startsPage: false },
      { startsPage: false, goesOn: false },
    ])
  })

  it('is lines below a table, a row without figures is not', async () => {
    const rows = [
      ['项目', '金额', '备注'],
      ['合计', '1.00', null],
      ['公务接待费', null, null],
    ]
    expect(await shown([...rows, ['注：本表反映三公经费。'], ['无公务接待。'], ['附件']])).toEqual([
      ['项目 | 金额 | 备注', '合计 | 1.00 | ', '公务接待费 |  | '],
      '注：本表反映三公经费。',
      '无公务接待。',
      '附件',
    ])
    expect(await shown([...rows, ['填表人：张三']])).toContain('填表人：张三')
    expect(await shown([...rows, ['其中：外事接待']])).toHaveLength(1)
    expect(await shown([...rows, ['详见附件']], ['A4:C4'])).toContain('详见附件')
  })

  it('is lines over a table, down to its title and the captions over that', async () => {
    expect(
      await shown([
        ['2022年度部门决算'],
        ['第二部分 部门决算表'],
        ['公开01表'],
        ['收入支出决算总表'],
        ['云溪县总工会', null],
        ['单位：万元'],
        ['项目', '金额'],
        ['合计', '1.00'],
      ]),
    ).toEqual([
      '2022年度部门决算',
      '第二部分 部门决算表',
      [
        '公开01表 | ',
        '收入支出决算总表 | ',
        '云溪县总工会 | ',
        '单位：万元 | ',
        '项目 | 金额',
        '合计 | 1.00',
      ],
    ])
  })

  it('is the title where the first row is no title by its words', async () => {
    expect(await shown([['2022年支出情况'], ['单位：万元'], ['项目', '金额'], ['合计', '1.00']])).toEqual([
      '2022年支出情况',
      ['单位：万元 | ', '项目 | 金额', '合计 | 1.00'],
    ])
  })
})

describe('several tables on a sheet', () => {
  const table = (title: string) => [
    [title, null],
    ['项目', '金额'],
    ['合计', '1.00'],
  ]

  it('are parted by an empty row and a title', async () => {
    expect(await shown([...table('收入决算表'), [], ['公开03表'], ...table('支出决算表')])).toEqual([
      ['收入决算表 | ', '项目 | 金额', '合计 | 1.00'],
      ['公开03表 | ', '支出决算表 | ', '项目 | 金额', '合计 | 1.00'],
    ])
  })

  it('are one where an empty row stands in a table', async () => {
    expect(await shown([...table('收入决算表'), [], ['上级补助', '2.00']])).toEqual([
      ['收入决算表 | ', '项目 | 金额', '合计 | 1.00', '上级补助 | 2.00'],
    ])
  })

  it('are parted by a note', async () => {
    expect(await shown([...table('收入决算表'), ['注：略'], ...table('支出决算表')])).toEqual([
      ['收入决算表 | ', '项目 | 金额', '合计 | 1.00'],
      '注：略',
      ['支出决算表 | ', '项目 | 金额', '合计 | 1.00'],
    ])
  })

  it('are parted by a title with captions below it', async () => {
    const [title = [], ...rows] = table('支出决算表')
    expect(await shown([...table('收入决算表'), title, ['部门：甲', '单位：元'], ...rows])).toEqual([
      ['收入决算表 | ', '项目 | 金额', '合计 | 1.00'],
      ['支出决算表 | ', '部门：甲 | 单位：元', '项目 | 金额', '合计 | 1.00'],
    ])
  })
})

it('reads the sheets that are shown, which are its pages', async () => {
  const bytes = workbookOf({ 甲: sheetOf([['一']]), 乙: sheetOf([['二']]), 丙: sheetOf([['三']]) }, 'xlsx', [
    '乙',
  ])
  expect(await read(bytes)).toMatchObject({ lines: ['一', '三'], pages: [1, 2] })
})

describe('a workbook that cannot be read', () => {
  const whole = workbookOf({
    总表: sheetOf([
      ['项目', '金额'],
      ['合计', '1.00'],
    ]),
  })
  const old = workbookOf(
    {
      总表: sheetOf([
        ['项目', '金额'],
        ['合计', '1.00'],
      ]),
    },
    'xls',
  )

  const farCell = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>丙</t></is></c></row>'

  const withSheet = (change: (xml: string) => string) => {
    const parts = unzipSync(whole)
    const name = 'xl/worksheets/sheet1.xml'
    return zipSync({ ...parts, [name]: strToU8(change(strFromU8(parts[name] ?? new Uint8Array()))) })
  }

  const compound = (streams: readonly string[]): Uint8Array => {
    const file = CFB.utils.cfb_new()
    for (const name of streams) CFB.utils.cfb_add(file, name, Buffer.from('x'.repeat(5000)))
    return new Uint8Array(CFB.write(file, { type: 'buffer' }) as Buffer) // as `type` says
  }

  /** The old workbook with the record in it that says how its other records are encrypted. */
  const withPassword = (): Uint8Array => {
    const file = CFB.read(Buffer.from(old), { type: 'buffer' })
    const stream = Buffer.from(CFB.find(file, '/Workbook').content)
    const firstRecord = 4 + stream.readUInt16LE(2)
    const filePass = Buffer.from([0x2f, 0x00, 0x06, 0x00, 0x00, 0x00, 0x34, 0x12, 0x78, 0x56])
    const encrypted = [stream.subarray(0, firstRecord), filePass, stream.subarray(firstRecord)]
    CFB.utils.cfb_add(file, '/Workbook', Buffer.concat(encrypted))
    return new Uint8Array(CFB.write(file, { type: 'buffer' }) as Buffer) // as `type` says
  }

  it.each([
    { what: 'has a password, an old one', code: 'encrypted-file', bytes: withPassword() },
    { what: 'is cut off', code: 'damaged-file', bytes: whole.subarray(0, 2000) },
    { what: 'is cut off, an old one', code: 'damaged-file', bytes: old.subarray(0, 3000) },
    {
      what: 'has a password',
      code: 'encrypted-file',
      bytes: compound(['/EncryptionInfo', '/EncryptedPackage']),
    },
    { what: 'is none', code: 'unsupported-type', bytes: compound(['/PowerPoint Document']) },
    { what: 'is none inside', code: 'damaged-file', bytes: compound(['/Workbook']) },
    { what: 'has nothing in it', code: 'empty-file', bytes: workbookOf({ 总表: sheetOf([[]]) }) },
    {
      what: 'has no sheet that is shown',
      code: 'empty-file',
      bytes: workbookOf({ 总表: sheetOf([['一']]) }, 'xlsx', ['总表']),
    },
    {
      what: 'has more cells than are read',
      code: 'too-large',
      bytes: withSheet((xml) =>
        xml.replace('</sheetData>', `${'<row><c/></row>'.repeat(2_000_001)}</sheetData>`),
      ),
    },
    {
      what: 'has a text over more cells than are read',
      code: 'too-large',
      bytes: withSheet((xml) =>
        xml.replace(
          '</sheetData>',
          `${farCell}</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>`,
        ),
      ),
    },
  ])('$what: $code', async ({ code, bytes }) => {
    expect(await readRaw(bytes)).toEqual({ kind: 'unreadable', code })
  })

  it('reads what stands far out at once', async () => {
    const far = withSheet((xml) => xml.replace('</sheetData>', `${farCell}</sheetData>`))
    expect(shownBlocks(await read(far))).toEqual([['项目 | 金额 | ', '合计 | 1.00 | ', ' |  | 丙']])
  })
})
