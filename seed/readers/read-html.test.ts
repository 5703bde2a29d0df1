import { describe, expect, it } from 'vitest'
import { readHtml } from './read-html.ts'
import { documentOf, shownBlocks } from './testing/shown-blocks.ts'

const utf8 = (html: string) => new TextEncoder().encode(html)
const read = (html: string) => documentOf(readHtml(utf8(html)))
const shown = (html: string) => shownBlocks(read(html))

describe('text', () => {
  it('is a line for every paragraph, item and heading', () => {
    expect(
      shown(`<!DOCTYPE html><html><head><title>云溪县</title></head><body>
        <h1>2022 年度<b>部门</b>决算</h1>
        <div>一、部门职责<p>维护职工
          合法权益。</p>二、机构设置</div>
        <ul><li>办公室</li><li>财务部</ul>
      </body></html>`),
    ).toEqual(['2022 年度部门决算', '一、部门职责', '维护职工合法权益。', '二、机构设置', '办公室', '财务部'])
  })

  it('is parted by breaks, after which only words can tell whether a sentence goes on', () => {
    const { lines, blocks } = read('<p>第一部分<br>概况<br/><br></p><p>职责</p><pre>甲\n乙</pre>')
    expect(lines).toEqual(['第一部分', '概况', '职责', '甲', '乙'])
    expect(blocks.map((block) => (block.kind === 'line' ? (block.goesOn ?? null) : ''))).toEqual([
      false,
      null,
      false,
      false,
      null,
    ])
  })

  it('has its entities decoded, and blanks that do not break as blanks', () => {
    expect(shown('<p>&emsp;&ldquo;三公&rdquo;经费&nbsp;&lt;&#x4e07;元&gt;&amp;</p>')).toEqual([
      '“三公”经费 <万元>&',
    ])
  })

  it('has nothing that the page hides, runs or leads elsewhere with', () => {
    expect(
      shown(`<nav><a href="/">首页</a></nav><script>document.write('甲')</script><style>p{}</style>
        <noscript>请启用脚本</noscript><p hidden>乙</p><p style="color:red; display: none">丙</p>
        <iframe src="https://example.org/x.html">丁</iframe><!-- 戊 --><p>正文</p>
        <table><tr><td>项目<td>金额</tr><tr style="display:none"><td>己<td>1</tr></table>`),
    ).toEqual(['正文', ['项目 | 金额']])
  })
})

describe('tables', () => {
  it('have their spans solved and the breaks in their cells taken out', () => {
    const document = read(`<p>支出决算表</p><table>
      <thead><tr><td rowspan="2">项
        目</td><td colspan=2>本年支出</td></tr>
      <tr><th>基本<br>支出</th><th><p>项目</p><p>支出</p></th></tr></thead>
      <tbody><tr><td>合计</td><td>1,000.05</td><td>&nbsp;</td></tr></tbody></table><p>注：略。</p>`)
    expect(shownBlocks(document)).toEqual([
      '支出决算表',
      ['项目 (1×2) | 本年支出 (2×1) | ·', '· | 基本支出 | 项目支出', '合计 | 1,000.05 | '],
      '注：略。',
    ])
    expect(document.lines).toEqual([
      '支出决算表',
      '项目\t本年支出',
      '基本支出\t项目支出',
      '合计\t1,000.05\t',
      '注：略。',
    ])
    expect(document.blocks[1]).toMatchObject({ source: 'markup', columns: 3, lines: [2, 4] })
    expect(document.pages).toEqual([])
  })

  it('are grids only where they hold no tables and set cells side by side', () => {
    expect(
      shown(`<table><tr><td>栏目</td><td>
        <table><tr><td>收入支出决算总表</td></tr><tr><td>单位：万元</td></tr></table>
        <table><caption>总表</caption><tr><td>项目</td><td>金额</td></tr><tr><td>合计</td><td>1</td></tr></table>
      </td></tr></table>`),
    ).toEqual(['栏目', '收入支出决算总表', '单位：万元', '总表', ['项目 | 金额', '合计 | 1']])
  })

  it('are read as a browser reads them where tags are left out or stray', () => {
    expect(
      shown(`<div><table><tr><td>项目<td><span>金额</div><tr><td>合计</span></td><td>1</font></table></div>`),
    ).toEqual([['项目 | 金额', '合计 | 1']])
  })

  it('keep a cell within its group of rows', () => {
    expect(
      shown(`<table><thead><tr><th rowspan=5>项目<th>金额</thead><tbody><tr><td>合计<td>1</tbody></table>`),
    ).toEqual([['项目 | 金额', '合计 | 1']])
  })
})

describe('the encoding', () => {
  // 金, as it stands in each encoding.
  const gold = { gb18030: 'bdf0', utf8: 'e98791', big5: 'aaf7' }
  const page = (head: string, hex: string) =>
    new Uint8Array(Buffer.concat([Buffer.from(`<html>${head}<p>`), Buffer.from(hex, 'hex')]))

  it.each([
    { as: 'stated as gb2312', bytes: page('<meta charset="gb2312">', gold.gb18030) },
    {
      as: 'stated in the old way',
      bytes: page('<meta http-equiv="Content-Type" content="text/html; charset=GBK">', gold.gb18030),
    },
    {
      as: 'stated by XML',
      bytes: new Uint8Array([
        ...Buffer.from('<?xml version="1.0" encoding="GB2312"?>'),
        ...page('', gold.gb18030),
      ]),
    },
    { as: 'stated as Big5', bytes: page('<meta charset=big5>', gold.big5) },
    { as: 'stated nowhere, in GB18030', bytes: page('', gold.gb18030) },
    { as: 'stated nowhere, in UTF-8', bytes: page('', gold.utf8) },
    { as: 'stated in error', bytes: page('<meta charset="utf-8">', gold.gb18030) },
    { as: 'unknown', bytes: page('<meta charset="x-none">', gold.utf8) },
    {
      as: 'that of the mark',
      bytes: new Uint8Array([0xef, 0xbb, 0xbf, ...page('<meta charset=gbk>', gold.utf8)]),
    },
    { as: 'UTF-16', bytes: new Uint8Array(Buffer.from('\ufeff<html><p>金', 'utf16le')) },
  ])('is $as', ({ bytes }) => {
    expect(documentOf(readHtml(bytes)).lines).toEqual(['金'])
  })

  it('may break in a text that was cut by bytes, which spoils nothing after it', () => {
    const head = Buffer.from('<html><meta charset="gbk"><meta name="description" content="')
    const cut = Buffer.from('bd', 'hex')
    const body = Buffer.from(`"><p>1,208.05</p>${' '.repeat(1000)}`)
    expect(documentOf(readHtml(new Uint8Array(Buffer.concat([head, cut, body])))).lines).toEqual(['1,208.05'])
  })
})

describe('a hostile page', () => {
  it('says that cells span billions', () => {
    const cell = '<td rowspan=1000000000 colspan=1000000000>甲</td>'
    expect(shown(`<table><tr>${cell}${cell}</tr><tr><td>乙</td></tr></table>`)).toEqual([
      ['甲 (1×2) | 甲 (1×2) | ', '· | · | 乙'],
    ])
  })

  it.each([
    { what: 'is nested without end', html: '<div>'.repeat(1_000_000) },
    { what: 'is nested in tables', html: '<table><tr><td>'.repeat(100_000) },
    { what: 'is nested in lists', html: '<ul><li>'.repeat(100_000) },
    { what: 'ends nothing in order', html: '<b><div></b>'.repeat(100_000) },
    { what: 'hides its ends', html: '<div><!-- --!><p title="</div>">'.repeat(10_000) },
    {
      what: 'never ends its fonts',
      html: `${'<font color=1><font color=2>'.repeat(400)}${'<p>甲'.repeat(9000)}`,
    },
    {
      what: 'spans more than is read',
      html: `<table>${`<tr>${'<td colspan=1000>'.repeat(100)}`.repeat(100)}</table>`,
    },
    { what: 'has too many elements', html: '<i></i>'.repeat(1_000_001) },
  ])('$what', ({ html }) => {
    expect(readHtml(utf8(html))).toEqual({ kind: 'unreadable', code: 'too-large' })
  })

  it.each([
    { what: 'is cut off in a table', code: 'damaged-file', bytes: utf8('<table><tr><td>合计<td>1,20') },
    {
      what: 'is of no encoding',
      code: 'damaged-file',
      bytes: new Uint8Array([...utf8('<html>'), 0xff, 0xff]),
    },
    {
      what: 'is empty',
      code: 'empty-file',
      bytes: utf8('<html><body><p>&nbsp;</p><table><tr><td><td></table>'),
    },
  ])('$what: $code', ({ code, bytes }) => {
    expect(readHtml(bytes)).toEqual({ kind: 'unreadable', code })
  })
})
