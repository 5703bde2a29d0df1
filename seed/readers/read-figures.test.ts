/** One invented disclosure as a page, a document of Word and a workbook, its amounts noted by hand. */
import { describe, expect, it } from 'vitest'
import { withoutSpace } from '../intermediate.ts'
import { readDocument } from '../read-document.ts'
import type { DocumentReading } from '../reading.ts'
import { readRaw } from './read-raw.ts'
import {
  wordCell as cell,
  docxOf,
  wordParagraph as paragraph,
  sheetOf,
  wordTable as table,
  workbookOf,
} from './testing/office-files.ts'
import { documentOf } from './testing/shown-blocks.ts'

const page = `<!DOCTYPE html><html><head><meta charset="utf-8"><title>云溪县政府网</title></head><body>
<nav><ul><li>首页<li>2019年度政务公开表</ul></nav>
<h1>2022年度青山市云溪县总工会部门决算</h1>
<p>第二部分 2022年度部门决算表</p>
<p>收入支出决算总表</p><p>公开01表</p><p>部门：青山市云溪县总工会&nbsp;&nbsp;&nbsp;单位：万元</p>
<table>
<tr><td colspan="3">收入</td><td colspan="3">支出</td></tr>
<tr><td>项目</td><td>行次</td><td>金额</td><td>项目</td><td>行次</td><td>金额</td></tr>
<tr><td>栏次</td><td></td><td>1</td><td>栏次</td><td></td><td>2</td></tr>
<tr><td>一、一般公共预算财政
拨款收入</td><td>1</td><td>1,208.05</td><td>一、一般公共服务支出</td><td>32</td><td>1,100.05</td></tr>
<tr><td>二、政府性基金预算财政拨款收入</td><td>2</td><td>—</td><td>二、外交支出</td><td>33</td><td></td></tr>
<tr><td>本年收入合计</td><td>27</td><td>1,208.05</td><td>本年支出合计</td><td>58</td><td>1,108.05</td></tr>
</table>
<p>注：本表反映部门本年度的总收支情况。</p>
<p>支出决算表</p><p>公开03表</p><p>部门：青山市云溪县总工会 单位：万元</p>
<table>
<tr><td colspan="4">项目</td><td rowspan="3">本年支出合计</td><td rowspan="3">基本支出</td><td rowspan="3">项目支出</td></tr>
<tr><td colspan="3">功能分类科目编码</td><td rowspan="2">科目名称</td></tr>
<tr><td>类</td><td>款</td><td>项</td></tr>
<tr><td colspan="4">栏次</td><td>1</td><td>2</td><td>3</td></tr>
<tr><td colspan="4">合计</td><td>1,100.05</td><td>1,000.05</td><td>100.00</td></tr>
<tr><td colspan="3">2012906</td><td>工会<br>事务</td><td>1,100.05</td><td>1,000.05</td><td>100.00</td></tr>
</table>
<p>财政拨款“三公”经费支出决算表</p><p>公开09表</p><p>部门：青山市云溪县总工会 单位：万元</p>
<table>
<tr><td colspan="6">预算数</td><td colspan="6">决算数</td></tr>
<tr><td rowspan="2">合计</td><td rowspan="2">因公出国（境）费</td><td colspan="3">公务用车购置及运行维护费</td><td rowspan="2">公务接待费</td>
<td rowspan="2">合计</td><td rowspan="2">因公出国（境）费</td><td colspan="3">公务用车购置及运行维护费</td><td rowspan="2">公务接待费</td></tr>
<tr><td>小计</td><td>公务用车购置费</td><td>公务用车运行维护费</td><td>小计</td><td>公务用车购置费</td><td>公务用车运行维护费</td></tr>
<tr><td>1</td><td>2</td><td>3</td><td>4</td><td>5</td><td>6</td><td>7</td><td>8</td><td>9</td><td>10</td><td>11</td><td>12</td></tr>
<tr><td>11.40</td><td>0.00</td><td>8.00</td><td></td><td>8.00</td><td>3.40</td><td>10.35</td><td>0.00</td><td>7.35</td><td></td><td>7.35</td><td>3.00</td></tr>
</table>
</body></html>`

const [wide, deep, on] = [
  (columns: number) => `<w:gridSpan w:val="${columns}"/>`,
  '<w:vMerge w:val="restart"/>',
  '<w:vMerge/>',
]
const cells = (...texts: readonly string[]) => texts.map((text) => cell(text))
const captions = (form: string) => [
  paragraph(form),
  paragraph('部门：青山市云溪县总工会    2022年度    单位：万元'),
]

const wordDocument = docxOf(
  [
    paragraph('2022年度'),
    paragraph('青山市云溪县总工会部门决算'),
    paragraph('第二部分 2022年度部门决算表'),
    paragraph('收入支出决算总表'),
    ...captions('公开01表'),
    table([
      [cell('收入', wide(3)), cell('支出', wide(3))],
      cells('项目', '行次', '金额', '项目', '行次', '金额'),
      cells('栏次', '', '1', '栏次', '', '2'),
      cells('一、一般公共预算财政拨款收入', '1', '1,208.05', '一、一般公共服务支出', '32', '1,100.05'),
      cells('二、政府性基金预算财政拨款收入', '2', '—', '二、外交支出', '33', ''),
      cells('本年收入合计', '27', '1,208.05', '本年支出合计', '58', '1,108.05'),
    ]),
    paragraph('注：本表反映部门本年度的总收支情况。'),
    table([
      [cell('支出决算表', wide(7))],
      [cell('公开03表', wide(7))],
      [cell('青山市云溪县总工会', wide(7))],
      [cell('部门：青山市云溪县总工会', wide(4)), cell('单位：万元', wide(3))],
      [cell('项目', wide(4)), cell('本年支出合计', deep), cell('基本支出', deep), cell('项目支出', deep)],
      [cell('功能分类科目编码', wide(3)), cell('科目名称', deep), cell('', on), cell('', on), cell('', on)],
      [...cells('类', '款', '项'), cell('', on), cell('', on), cell('', on), cell('', on)],
      [cell('栏次', wide(4)), ...cells('1', '2', '3')],
      [cell('合计', wide(4)), ...cells('1,100.05', '1,000.05', '100.00')],
      [cell('2012906', wide(3)), ...cells('工会事务', '1,100.05', '1,000.05', '100.00')],
    ]),
    paragraph('财政拨款“三公”经费支出决算表'),
    ...captions('公开09表'),
    table([
      [cell('预算数', wide(6)), cell('决算数', wide(6))],
      ['预', '决'].flatMap(() => [
        cell('合计', deep),
        cell('因公出国（境）费', deep),
        cell('公务用车购置及运行维护费', wide(3)),
        cell('公务接待费', deep),
      ]),
      ['预', '决'].flatMap(() => [
        cell('', on),
        cell('', on),
        ...cells('小计', '公务用车购置费', '公务用车运行维护费'),
        cell('', on),
      ]),
      cells('1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'),
      cells('11.40', '0.00', '8.00', '', '8.00', '3.40', '10.35', '0.00', '7.35', '', '7.35', '3.00'),
    ]),
  ].join(''),
)

const money = (value: number) => ({ t: 'n' as const, v: value, z: '#,##0.00' })

const sheets = {
  封面: sheetOf([['2022年度青山市云溪县总工会部门决算']]),
  收支: sheetOf(
    [
      ['收入支出决算总表'],
      ['公开01表'],
      ['部门：青山市云溪县总工会', null, null, null, null, '单位：万元'],
      ['收入', null, null, '支出'],
      ['项目', '行次', '金额', '项目', '行次', '金额'],
      ['栏次', null, 1, '栏次', null, 2],
      ['一、一般公共预算财政拨款收入', 1, money(1208.05), '一、一般公共服务支出', 32, money(1100.05)],
      ['二、政府性基金预算财政拨款收入', 2, '—', '二、外交支出', 33],
      ['本年收入合计', 27, money(1208.05), '本年支出合计', 58, money(1108.05)],
      ['注：本表反映部门本年度的总收支情况。'],
    ],
    ['A1:F1', 'A2:F2', 'A4:C4', 'D4:F4', 'A10:F10'],
  ),
  支出: sheetOf(
    [
      ['支出决算表'],
      ['部门：青山市云溪县总工会', null, null, null, null, null, '单位：万元'],
      ['项目', null, null, null, '本年支出合计', '基本支出', '项目支出'],
      ['功能分类科目编码', null, null, '科目名称'],
      ['类', '款', '项'],
      ['栏次', null, null, null, 1, 2, 3],
      ['合计', null, null, null, money(1100.05), money(1000.05), money(100)],
      [2012906, null, null, '工会\n事务', money(1100.05), money(1000.05), money(100)],
      [],
      ['财政拨款“三公”经费支出决算表'],
      ['部门：青山市云溪县总工会', null, null, null, null, null, null, null, null, null, null, '单位：万元'],
      ['预算数', null, null, null, null, null, '决算数'],
      [
        '合计',
        '因公出国（境）费',
        '公务用车购置及运行维护费',
        null,
        null,
        '公务接待费',
        '合计',
        '因公出国（境）费',
        '公务用车购置及运行维护费',
        null,
        null,
        '公务接待费',
      ],
      [
        null,
        null,
        '小计',
        '公务用车购置费',
        '公务用车运行维护费',
        null,
        null,
        null,
        '小计',
        '公务用车购置费',
        '公务用车运行维护费',
      ],
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
      [
        '11.40',
        '0.00',
        '8.00',
        null,
        '8.00',
        '3.40',
        money(10.35),
        money(0),
        money(7.35),
        null,
        money(7.35),
        money(3),
      ],
    ],
    [
      ...['A1:G1', 'A3:D3', 'E3:E5', 'F3:F5', 'G3:G5', 'A4:C4', 'D4:D5', 'A6:D6', 'A7:D7', 'A8:C8'],
      ...['A10:L10', 'A12:F12', 'G12:L12', 'A13:A14', 'B13:B14', 'C13:E13', 'F13:F14', 'G13:G14'],
      ...['H13:H14', 'I13:K13', 'L13:L14'],
    ],
  ),
}

const files = {
  page: new TextEncoder().encode(page),
  'document of Word': wordDocument,
  workbook: workbookOf(sheets),
  'old workbook': workbookOf(sheets, 'xls'),
}

const read = async (bytes: Uint8Array): Promise<DocumentReading> => {
  const outcome = await readDocument(bytes, 'invented')
  if (outcome.kind !== 'read') throw new Error(outcome.code)
  return outcome.reading
}

/** label | column | printed text | amount in fen or state, one line per print of a table. */
const cellsOf = ({ prints }: DocumentReading, title: string) =>
  prints
    .filter(({ print }) => print.tableTitle === title)
    .map(({ print, amountFen }) =>
      [print.rowLabel, print.columnLabel, print.printedText, amountFen ?? print.state].join('|'),
    )

describe.each(Object.entries(files))('a %s', (kind, bytes) => {
  it('says whose disclosure it is', async () => {
    expect((await read(bytes)).identity).toMatchObject({
      department: '青山市云溪县总工会',
      fiscalYear: 2022,
      kind: 'finalAccounts',
    })
  })

  it('gives the cells of 收入支出决算总表', async () => {
    expect(cellsOf(await read(bytes), '收入支出决算总表')).toEqual([
      '一、一般公共预算财政拨款收入|收入 > 金额|1,208.05|1208050000',
      '一、一般公共服务支出|支出 > 金额|1,100.05|1100050000',
      '二、政府性基金预算财政拨款收入|收入 > 金额|—|dash',
      '二、外交支出|支出 > 金额||blank',
      '本年收入合计|收入 > 金额|1,208.05|1208050000',
      '本年支出合计|支出 > 金额|1,108.05|1108050000',
    ])
  })

  it('gives the figures of 支出决算表', async () => {
    const reading = await read(bytes)
    expect(cellsOf(reading, '支出决算表')).toEqual([
      '合计|本年支出合计|1,100.05|1100050000',
      '合计|基本支出|1,000.05|1000050000',
      '合计|项目支出|100.00|100000000',
      '2012906 工会事务|本年支出合计|1,100.05|1100050000',
      '2012906 工会事务|基本支出|1,000.05|1000050000',
      '2012906 工会事务|项目支出|100.00|100000000',
    ])
    const figures = reading.prints
      .filter(({ print }) => print.tableTitle === '支出决算表')
      .map(({ figures: [key] }) => `${key?.measure} ${key?.item?.code ?? ''}`.trim())
    expect(figures).toEqual([
      'expenditure',
      'basicExpenditure',
      'projectExpenditure',
      'expenditure 2012906',
      'basicExpenditure 2012906',
      'projectExpenditure 2012906',
    ])
  })

  it('gives each of the “three public” expenses its column', async () => {
    const vehicles = '公务用车购置及运行维护费'
    expect(
      cellsOf(await read(bytes), '财政拨款“三公”经费支出决算表').map((line) => line.replace(/^[^|]*\|/u, '')),
    ).toEqual([
      '预算数 > 合计|11.40|11400000',
      '预算数 > 因公出国（境）费|0.00|0',
      `预算数 > ${vehicles} > 小计|8.00|8000000`,
      `预算数 > ${vehicles} > 公务用车购置费||blank`,
      `预算数 > ${vehicles} > 公务用车运行维护费|8.00|8000000`,
      '预算数 > 公务接待费|3.40|3400000',
      '决算数 > 合计|10.35|10350000',
      '决算数 > 因公出国（境）费|0.00|0',
      `决算数 > ${vehicles} > 小计|7.35|7350000`,
      `决算数 > ${vehicles} > 公务用车购置费||blank`,
      `决算数 > ${vehicles} > 公务用车运行维护费|7.35|7350000`,
      '决算数 > 公务接待费|3.00|3000000',
    ])
  })

  it('is quoted from the lines that it was written down in', async () => {
    const { lines } = documentOf(await readRaw(bytes))
    for (const { print } of (await read(bytes)).prints)
      expect(withoutSpace(lines.slice(print.lines[0] - 1, print.lines[1]).join(''))).toContain(
        withoutSpace(print.quote),
      )
  })

  it('has pages where it has sheets', async () => {
    const { prints } = await read(bytes)
    const pages = [...new Set(prints.map(({ print }) => print.page))]
    expect(pages).toEqual(kind.includes('workbook') ? [2, 3] : [null])
  })
})
