import { describe, expect, it } from 'vitest'
import { readDocx } from './read-docx.ts'
import {
  wordCell as cell,
  docxOf,
  wordParagraph as paragraph,
  wordTable as table,
} from './testing/office-files.ts'
import { documentOf, shownBlocks } from './testing/shown-blocks.ts'

const shown = (body: string, parts: Readonly<Record<string, string>> = {}) =>
  shownBlocks(documentOf(readDocx(docxOf(body, parts))))

const run = (content: string) => `<w:r>${content}</w:r>`
const text = (words: string) => run(`<w:t>${words}</w:t>`)

describe('text', () => {
  it('is a line for every paragraph, its runs joined, its breaks lines of their own', () => {
    const document = documentOf(
      readDocx(
        docxOf(
          `<w:p>${text('2022 年度')}${text('部门决算')}</w:p><w:p/><w:p>${text('部门：云溪县')}${run('<w:tab/>')}${text('单位：万元')}</w:p><w:p>${text('第一部分')}${run('<w:br/>')}${text('概况')}</w:p>`,
        ),
      ),
    )
    expect(document.lines).toEqual(['2022 年度部门决算', '部门：云溪县\t单位：万元', '第一部分', '概况'])
    expect(document.blocks).toMatchObject([{ goesOn: false }, { goesOn: false }, { goesOn: false }, {}])
    expect(document.blocks[3]).not.toHaveProperty('goesOn')
  })

  it('has what was inserted and not what was deleted, moved away or hidden', () => {
    expect(
      shown(`<w:p>${text('决算')}<w:del>${run('<w:delText>旧数</w:delText><w:tab/>')}</w:del><w:ins>${text('新数')}</w:ins>
        <w:moveFrom>${text('移走')}</w:moveFrom><w:moveTo>${text('移来')}</w:moveTo>
        <w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>可见</w:t></w:r></w:p>`),
    ).toEqual(['决算新数移来可见'])
  })

  it('has the text of links, controls and fields, and not their codes', () => {
    expect(
      shown(`<w:sdt><w:sdtPr><w:alias w:val="名称"/></w:sdtPr><w:sdtContent><w:p><w:hyperlink>${text('云溪县')}</w:hyperlink>
        <w:sdt><w:sdtContent>${text('总工会')}</w:sdtContent></w:sdt>${run('<w:fldChar w:fldCharType="begin"/>')}${run('<w:instrText> PAGE </w:instrText>')}${text('3')}
        <w:fldSimple w:instr="DATE">${text('日')}</w:fldSimple></w:p></w:sdtContent></w:sdt>`),
    ).toEqual(['云溪县总工会3日'])
  })

  it('has a text box once, after its paragraph', () => {
    const box = `<w:txbxContent>${paragraph('附件')}${paragraph('编号')}</w:txbxContent>`
    expect(
      shown(`<w:p>${text('正文')}<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>${box}</w:drawing></mc:Choice>
        <mc:Fallback><w:pict>${box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`),
    ).toEqual(['正文', '附件', '编号'])
  })
})

describe('tables', () => {
  it('have the spans that they state', () => {
    expect(
      shown(
        `${paragraph('支出决算表')}${table([
          [cell('项目', '<w:vMerge w:val="restart"/>'), cell('本年支出', '<w:gridSpan w:val="2"/>')],
          [cell('', '<w:vMerge/>'), cell('基本支出'), cell('项目支出')],
          [cell('合计'), cell('1,000.05'), cell('')],
        ])}`,
      ),
    ).toEqual([
      '支出决算表',
      ['项目 (1×2) | 本年支出 (2×1) | ·', '· | 基本支出 | 项目支出', '合计 | 1,000.05 | '],
    ])
  })

  it('begin a row where its first columns are left out', () => {
    const late = `<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>${cell('人员经费')}${cell('公用经费')}</w:tr>`
    const whole = `<w:tr>${cell('项目')}${cell('基本支出', '<w:gridSpan w:val="2"/>')}</w:tr>`
    expect(shown(`<w:tbl>${whole}${late}</w:tbl>`)).toEqual([
      ['项目 | 基本支出 (2×1) | ·', ' | 人员经费 | 公用经费'],
    ])
  })

  it('have the paragraphs, breaks and tables of a cell on one line', () => {
    const inner = table([[cell('甲'), cell('乙')]])
    const wrapped = `<w:tc>${paragraph('机关事业单位')}${paragraph('养老保险')}${inner}${paragraph('')}</w:tc>`
    expect(shown(table([[wrapped, cell('1.00')]]))).toEqual([['机关事业单位养老保险甲乙 | 1.00']])
  })

  it('leave out rows and cells that were deleted', () => {
    const deleted = `<w:tr><w:trPr><w:del/></w:trPr>${cell('旧')}${cell('1')}</w:tr>`
    const kept = `<w:tr>${cell('新')}${cell('2')}${cell('删', '<w:cellDel/>')}</w:tr>`
    expect(shown(`<w:tbl>${deleted}<w:sdt><w:sdtContent>${kept}</w:sdtContent></w:sdt></w:tbl>`)).toEqual([
      ['新 | 2'],
    ])
  })

  it('are text where they only frame it', () => {
    expect(shown(table([[cell('第一部分')], [cell('概况')]]))).toEqual(['第一部分', '概况'])
  })

  it('merge two edges that were meant to be one', () => {
    expect(
      shown(
        table([
          [cell('项目'), cell('金额', '<w:gridSpan w:val="2"/>')],
          [cell('合计', '<w:gridSpan w:val="2"/>'), cell('1.00')],
        ]),
      ),
    ).toEqual([['项目 | 金额', '合计 | 1.00']])
  })
})

describe('automatic numbers', () => {
  const level = (depth: number, format: string, pattern: string, more = '') =>
    `<w:lvl w:ilvl="${depth}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${pattern}"/>${more}</w:lvl>`
  const numbering = `<w:numbering xmlns:w="w">
    <w:abstractNum w:abstractNumId="0">${level(0, 'chineseCountingThousand', '%1、', '<w:pStyle w:val="2"/>')}${level(1, 'japaneseCounting', '（%2）')}${level(2, 'decimal', '%3.')}${level(3, 'decimal', '%3.%4', '<w:suff w:val="nothing"/>')}</w:abstractNum>
    <w:abstractNum w:abstractNumId="1">${level(0, 'bullet', '●')}${level(1, 'chineseCounting', '第%2部分')}</w:abstractNum>
    <w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="6"><w:abstractNumId w:val="1"/></w:num>
    <w:num w:numId="7"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="20"/></w:lvlOverride></w:num></w:numbering>`
  const styles = `<w:styles xmlns:w="w"><w:style w:styleId="2"><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>
    <w:style w:styleId="3"><w:basedOn w:val="2"/></w:style></w:styles>`
  const parts = { 'word/numbering.xml': numbering, 'word/styles.xml': styles }
  const numbered = (words: string, list: number, depth: number) =>
    paragraph(words, `<w:numPr><w:ilvl w:val="${depth}"/><w:numId w:val="${list}"/></w:numPr>`)

  it('stand before what they number, each level counted for itself', () => {
    expect(
      shown(
        [
          numbered('部门职责', 5, 0),
          numbered('主要职责', 5, 1),
          numbered('机构设置', 5, 1),
          numbered('办公室', 5, 2),
          numbered('人员', 5, 3),
          numbered('决算表', 5, 0),
          numbered('收入', 5, 1),
          paragraph('正文'),
        ].join(''),
        parts,
      ),
    ).toEqual([
      '一、部门职责',
      '（一）主要职责',
      '（二）机构设置',
      '1. 办公室',
      '1.1人员',
      '二、决算表',
      '（一）收入',
      '正文',
    ])
  })

  it('come from styles, go on from list to list and begin anew where the document says so', () => {
    const styled = (words: string, style: string) => paragraph(words, `<w:pStyle w:val="${style}"/>`)
    expect(
      shown(
        `${styled('甲', '2')}${styled('乙', '3')}${numbered('丙', 7, 0)}${numbered('丁', 7, 0)}${numbered('戊', 6, 0)}${numbered('己', 6, 1)}${paragraph('庚', '<w:pStyle w:val="2"/><w:numPr><w:numId w:val="0"/></w:numPr>')}`,
        parts,
      ),
    ).toEqual(['一、甲', '二、乙', '二十、丙', '二十一、丁', '戊', '第一部分 己', '庚'])
  })

  it('are the whole of a cell that numbers a row', () => {
    const number = `<w:tc>${numbered('', 5, 2)}</w:tc>`
    expect(
      shown(
        table([
          [number, cell('甲')],
          [number, cell('乙')],
        ]),
        parts,
      ),
    ).toEqual([['1. | 甲', '2. | 乙']])
  })
})

it.each([
  {
    what: 'declares a DOCTYPE',
    code: 'damaged-file',
    parts: { 'word/document.xml': '<!DOCTYPE w [<!ENTITY a "甲">]><w:document/>' },
  },
  { what: 'has no body', code: 'damaged-file', parts: { 'word/document.xml': '<w:document/>' } },
  { what: 'has a broken part', code: 'damaged-file', parts: { 'word/styles.xml': '<w:styles>' } },
  { what: 'has nothing in it', code: 'empty-file', parts: {} },
])('a document that $what: $code', ({ code, parts }) => {
  expect(readDocx(docxOf('', parts))).toEqual({ kind: 'unreadable', code })
})

it('gives no more columns to a cell than a table can have', () => {
  const wide = cell('甲', '<w:gridSpan w:val="1000000000"/>')
  expect(
    shown(
      table([
        [wide, cell('乙')],
        [cell('丙'), cell('丁')],
      ]),
    ),
  ).toEqual([['甲 (2×1) | · | 乙', '丙 | 丁 | ']])
})
