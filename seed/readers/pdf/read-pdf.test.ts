import { fileURLToPath } from 'node:url'
import PDFDocument from 'pdfkit'
import { describe, expect, it } from 'vitest'
import { writePng } from '../../testing/scanned/write-png.ts'
import type { RawDocument } from '../raw-document.ts'
import type { ReadLines } from '../scan/tesseract.ts'
import { pdfReader, readPdf } from './read-pdf.ts'

const font = fileURLToPath(
  new URL('../fonts/NotoSansHans-Regular.otf', import.meta.resolve('@embedpdf/fonts-sc')),
)

type Draw = (page: PDFKit.PDFDocument) => void
type Options = Readonly<{ landscape?: boolean; password?: string }>

/** One page for each drawing. */
const pdfOf = (
  drawings: readonly Draw[],
  { landscape = false, password }: Options = {},
): Promise<Uint8Array> =>
  new Promise((settle) => {
    const document = new PDFDocument({
      autoFirstPage: false,
      margin: 0,
      ...(password === undefined ? {} : { userPassword: password }),
    })
    const chunks: Uint8Array[] = []
    document.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    document.on('end', () => settle(Buffer.concat(chunks)))
    for (const draw of drawings) {
      document.addPage({ size: 'A4', layout: landscape ? 'landscape' : 'portrait', margin: 0 })
      document.font(font)
      draw(document)
    }
    document.end()
  })

const put = (page: PDFKit.PDFDocument, text: string, x: number, y: number, size = 10): void => {
  page.fontSize(size).text(text, x, y, { lineBreak: false })
}

const line = (page: PDFKit.PDFDocument, ...[x, y, toX, toY]: readonly [number, number, number, number]) =>
  page.moveTo(x, y).lineTo(toX, toY).stroke()

type Edges = Readonly<{ xs: readonly number[]; ys: readonly number[] }>

/** A grid with every line drawn, but for its sides where it is open. */
const ruled = (page: PDFKit.PDFDocument, { xs, ys }: Edges, isOpen = false): void => {
  const [left = 0, right = 0, top = 0, bottom = 0] = [xs[0], xs.at(-1), ys[0], ys.at(-1)]
  for (const y of ys) line(page, left, y, right, y)
  for (const x of isOpen ? xs.slice(1, -1) : xs) line(page, x, top, x, bottom)
}

const cells = (page: PDFKit.PDFDocument, { xs, ys }: Edges, texts: readonly (readonly string[])[]): void => {
  texts.forEach((row, r) => {
    row.forEach((text, c) => {
      put(page, text, (xs[c] ?? 0) + 3, (ys[r] ?? 0) + 4)
    })
  })
}

const read = async (bytes: Uint8Array): Promise<RawDocument> => {
  const outcome = await readPdf(bytes)
  if (outcome.kind !== 'raw') throw new Error(outcome.code)
  return outcome.document
}

/** Lines as they are, grids as rows of `text` or `text×columns`. */
const shown = ({ blocks }: RawDocument) =>
  blocks.map((block) => {
    if (block.kind === 'line') return block.goesOn === true ? `+${block.text}` : block.text
    if (block.kind !== 'spanned-grid') return block.kind
    return block.rows.map(({ cells: own }) =>
      own
        .map(({ text, columnSpan, rowSpan }) =>
          [text, columnSpan > 1 ? `×${columnSpan}` : '', rowSpan > 1 ? `↓${rowSpan}` : ''].join(''),
        )
        .join('|'),
    )
  })

const edges: Edges = { xs: [60, 160, 260, 360], ys: [100, 120, 140, 160] }
const table = [
  ['项目', '预算数', '决算数'],
  ['教育支出', '10.00', '9.50'],
  ['合计', '10.00', '9.50'],
]
const tableShown = ['项目|预算数|决算数', '教育支出|10.00|9.50', '合计|10.00|9.50']

describe('ruled tables', () => {
  it('are told by their lines, with the text above and below them', async () => {
    const bytes = await pdfOf([
      (page) => {
        put(page, '支出决算表', 170, 60, 14)
        ruled(page, edges)
        cells(page, edges, table)
        put(page, '注：本表没有别的。', 60, 170)
      },
    ])
    expect(shown(await read(bytes))).toEqual(['支出决算表', tableShown, '注：本表没有别的。'])
  })

  it('may be drawn as thin filled boxes, or be open at their sides', async () => {
    const bytes = await pdfOf([
      (page) => {
        const { xs, ys } = edges
        for (const y of ys) page.rect(60, y - 0.3, 300, 0.6).fill('black')
        for (const x of xs) page.rect(x - 0.3, 100, 0.6, 60).fill('black')
        cells(page, edges, table)
      },
      (page) => {
        ruled(page, edges, true)
        cells(page, edges, table)
        put(page, '完', 60, 300)
      },
    ])
    expect(shown(await read(bytes))).toEqual([[...tableShown, ...tableShown], '完'])
  })

  it('have merged cells where lines are left out', async () => {
    const bytes = await pdfOf([
      (page) => {
        for (const y of [100, 140, 160]) line(page, 60, y, 360, y)
        line(page, 160, 120, 360, 120)
        for (const x of [60, 160, 360]) line(page, x, 100, x, 160)
        line(page, 260, 120, 260, 160)
        put(page, '项目', 63, 112)
        put(page, '本年支出', 200, 104)
        cells(page, { ...edges, ys: [120, 140] }, [
          ['', '基本支出', '项目支出'],
          ['合计', '1.00', '2.00'],
        ])
      },
    ])
    expect(shown(await read(bytes))).toEqual([['项目↓2|本年支出×2', '基本支出|项目支出', '合计|1.00|2.00']])
  })

  it('keep an amount from the label that begins where it ends', async () => {
    const bytes = await pdfOf([
      (page) => {
        ruled(page, edges)
        put(page, '46.93', 160 - 28, 104)
        put(page, '一、教育支出', 161, 104)
      },
    ])
    expect(shown(await read(bytes))).toEqual([['46.93|一、教育支出|', '||', '||']])
  })

  it('join the lines of a wrapped name', async () => {
    const bytes = await pdfOf([
      (page) => {
        ruled(page, { ...edges, ys: [100, 140] })
        put(page, '机关事业单位基本', 63, 104)
        put(page, '养老保险缴费支出', 63, 120)
        put(page, '2.14', 200, 112)
      },
    ])
    expect(shown(await read(bytes))).toEqual([['机关事业单位基本养老保险缴费支出|2.14|']])
  })

  it('have the rows of their amounts where no line parts them', async () => {
    const bytes = await pdfOf([
      (page) => {
        ruled(page, { ...edges, ys: [100, 120, 200] })
        cells(page, { ...edges, ys: [100, 124, 144, 164] }, [
          ['科目', '预算数', '决算数'],
          ['教育支出', '1.00', '2.00'],
          ['卫生支出', '3.00', '4.00'],
          ['合计', '4.00', '6.00'],
        ])
      },
    ])
    expect(shown(await read(bytes))).toEqual([
      ['科目|预算数|决算数', '教育支出|1.00|2.00', '卫生支出|3.00|4.00', '合计|4.00|6.00'],
    ])
  })

  it('go on over the end of a page, past its number', async () => {
    const part = (row: readonly string[], no: number): Draw => {
      return (page) => {
        ruled(page, { ...edges, ys: [100, 120] })
        cells(page, edges, [row])
        put(page, `- ${no} -`, 290, 800)
      }
    }
    const bytes = await pdfOf(table.map((row, index) => part(row, index + 1)))
    const document = await read(bytes)
    expect(shown(document)).toEqual([tableShown])
    expect(document.pages).toEqual([1, 2, 3])
  })

  it('learn of their columns on the next page where the first ends within the header', async () => {
    const bytes = await pdfOf([
      (page) => {
        ruled(page, { xs: [60, 160, 360], ys: [780, 800] })
        put(page, '项目', 63, 784)
        put(page, '本年支出', 163, 784)
      },
      (page) => {
        ruled(page, { ...edges, ys: [60, 80, 100] })
        cells(page, { ...edges, ys: [60, 80] }, [
          ['', '基本支出', '项目支出'],
          ['合计', '1.00', '2.00'],
        ])
      },
    ])
    expect(shown(await read(bytes))).toEqual([['项目|本年支出×2', '|基本支出|项目支出', '合计|1.00|2.00']])
  })

  it('are whole where a page ends within a cell of the header', async () => {
    const bytes = await pdfOf([
      (page) => {
        ruled(page, { ...edges, ys: [780, 800] })
        cells(page, { ...edges, ys: [780] }, [['项目', '一般公共预算', '政府性基金']])
        put(page, '- 1 -', 290, 815)
      },
      (page) => {
        ruled(page, { ...edges, ys: [60, 80, 100] })
        cells(page, { ...edges, ys: [60, 80] }, [
          ['', '财政拨款', '预算财政拨款'],
          ['合计', '1.00', '2.00'],
        ])
      },
    ])
    const document = await read(bytes)
    expect(shown(document)).toEqual([['项目|一般公共预算财政拨款|政府性基金预算财政拨款', '合计|1.00|2.00']])
    expect(document.blocks[0]).toMatchObject({ rows: [{ lines: [1, 2] }, { lines: [3, 3] }] })
  })

  it('keep rows without amounts apart over the end of a page', async () => {
    const bytes = await pdfOf([
      (page) => {
        ruled(page, { ...edges, ys: [760, 780, 800] })
        cells(page, { ...edges, ys: [760, 780] }, [
          ['项目', '预算数', '决算数'],
          ['合计', '1.00', '2.00'],
        ])
      },
      (page) => {
        ruled(page, { ...edges, ys: [60, 80, 100] })
        cells(page, { ...edges, ys: [60, 80] }, [['其中：'], ['教育支出', '1.00', '2.00']])
      },
    ])
    expect(shown(await read(bytes))).toEqual([
      ['项目|预算数|决算数', '合计|1.00|2.00', '其中：||', '教育支出|1.00|2.00'],
    ])
  })

  it('keep a title that stands at the foot of the page before, over its number', async () => {
    const bytes = await pdfOf([
      (page) => {
        put(page, '支出决算表', 170, 780, 14)
        put(page, '- 1 -', 290, 815)
      },
      (page) => {
        put(page, '单位：万元', 300, 40)
        ruled(page, { ...edges, ys: [60, 80, 100, 120] })
        cells(page, { ...edges, ys: [60, 80, 100] }, table)
        put(page, '- 2 -', 290, 815)
      },
    ])
    expect(shown(await read(bytes))).toEqual(['支出决算表', '单位：万元', tableShown])
  })

  it('are two where one stands on the other, or where a text stands between', async () => {
    const lower: Edges = { xs: [60, 160, 260], ys: [160, 180, 200] }
    const bytes = await pdfOf([
      (page) => {
        ruled(page, edges)
        cells(page, edges, table)
        ruled(page, lower)
        cells(page, lower, [
          ['名称', '数量'],
          ['车辆', '2'],
        ])
      },
      (page) => {
        put(page, '另一张表', 60, 60)
        ruled(page, edges)
        cells(page, edges, table)
      },
    ])
    expect(shown(await read(bytes))).toEqual([tableShown, ['名称|数量', '车辆|2'], '另一张表', tableShown])
  })

  it('are read as they are held where they are set sideways', async () => {
    const bytes = await pdfOf([
      (page) => {
        page.rotate(-90, { origin: [0, 0] }).translate(-842, 0)
        ruled(page, edges)
        cells(page, edges, table)
      },
    ])
    expect(shown(await read(bytes))).toEqual([tableShown])
  })

  it('are none where white lines or a frame around a text are drawn', async () => {
    const bytes = await pdfOf([
      (page) => {
        page.strokeColor('white')
        ruled(page, edges)
        page.strokeColor('black').rect(50, 50, 400, 400).stroke()
        put(page, '只有文字', 100, 104)
      },
    ])
    expect(shown(await read(bytes))).toEqual(['只有文字'])
  })
})

describe('text', () => {
  const full = '本单位二〇二三年度收入支出情况说明如下所示今后还要继续努力做好各项工作并按'

  it('is joined to paragraphs where a line is full and the next is not indented', async () => {
    const bytes = await pdfOf([
      (page) => {
        const printed = [`一、${full}`, full, '期公开。', '二、另起一段。'].map(
          (text, index) => [text, index === 0 || index === 3 ? 80 : 60] as const,
        )
        const lines = [
          ...printed,
          [`　${full}`, 70] as const,
          [`${full}`, 60] as const,
          ['完。', 60] as const,
        ]
        lines.forEach(([text, x], index) => {
          put(page, text, x, 60 + index * 20)
        })
      },
    ])
    expect(shown(await read(bytes)).map((text) => String(text).startsWith('+'))).toEqual([
      false,
      true,
      true,
      false,
      false,
      true,
      true,
    ])
  })

  it('goes on over the end of a page, past its number and a running head', async () => {
    const pageWith = (lines: readonly string[], no: number): Draw => {
      return (page) => {
        put(page, '某某县某某局', 60, 30)
        lines.forEach((text, index) => {
          put(page, text, 60, 100 + index * 20)
        })
        put(page, `第 ${no} 页 共 3 页`, 250, 810)
      }
    }
    const bytes = await pdfOf([
      pageWith([full, full, full], 1),
      pageWith(['年度公开。', full, full, full], 2),
      pageWith(['完。'], 3),
    ])
    const texts = shown(await read(bytes)).map(String)
    expect(texts.filter((text) => /共 3 页|某某局/u.test(text))).toEqual([])
    expect(texts[3]).toBe('+年度公开。')
  })

  it('keeps the small lines over a table on every page', async () => {
    const bytes = await pdfOf(
      ['收入决算表', '支出决算表', '基本支出决算表'].map((title): Draw => {
        return (page) => {
          put(page, title, 200, 60)
          put(page, '单位：万元', 400, 80)
          ruled(page, edges)
          cells(page, edges, table)
        }
      }),
    )
    expect(shown(await read(bytes)).filter((block) => block === '单位：万元')).toHaveLength(3)
  })

  it('parts two captions of one line', async () => {
    const bytes = await pdfOf([
      (page) => {
        put(page, '部门：某县教育局', 60, 60)
        put(page, '单位：万元', 400, 60)
      },
    ])
    expect(shown(await read(bytes))).toEqual(['部门：某县教育局', '单位：万元'])
  })
})

it('names the pages that are pictures only', async () => {
  const bytes = await pdfOf([
    (page) => put(page, '文字', 60, 60),
    (page) => page.image(onePixel, 60, 60, { width: 400 }),
    () => {},
  ])
  expect((await read(bytes)).pictures).toEqual([2])
})

describe('pages that are pictures only', () => {
  const picture: Draw = (page) => page.image(printedLine, 60, 60, { width: 300 })
  const hidden: Draw = (page) => {
    page.addContent('3 Tr')
    put(page, '伪造', 60, 300)
    picture(page)
  }
  /** Reads the same wherever there is ink. */
  const readLines: ReadLines = async (images) =>
    images.map(({ width }) => [{ text: '12.34', left: 0, right: width }])

  it.each([
    { what: 'a picture', page: picture },
    { what: 'a picture under letters that are not shown', page: hidden },
  ])('are recognised: $what', async ({ page }) => {
    const words: Draw = (drawn) => put(drawn, '文字', 60, 60)
    const outcome = await pdfReader(() => readLines)(await pdfOf([words, page]))
    expect(outcome).toMatchObject({
      kind: 'raw',
      document: { lines: ['文字', '12.34'], pages: [1, 2], pictures: [], recognised: [2] },
    })
  })

  it('are left out, and named, where nothing recognises them', async () => {
    const words: Draw = (drawn) => put(drawn, '文字', 60, 60)
    const bytes = await pdfOf([words, hidden])
    const outcome = await pdfReader(() => null)(bytes)
    expect(outcome).toMatchObject({ kind: 'raw', document: { lines: ['文字'], pictures: [2] } })
    expect(await pdfReader(() => async () => null)(bytes)).toMatchObject({
      kind: 'raw',
      document: { lines: ['文字'], pictures: [2] },
    })
    expect(await pdfReader(() => null)(await pdfOf([hidden]))).toEqual({
      kind: 'unreadable',
      code: 'scanned-document',
    })
  })
})

describe('what is not read', () => {
  const words: Draw = (page) => put(page, '文字', 60, 60)

  it.each([
    { what: 'a password', code: 'encrypted-file', bytes: () => pdfOf([words], { password: 'x' }) },
    {
      what: 'its second half missing',
      code: 'damaged-file',
      bytes: async () => (await pdfOf([words])).subarray(0, 200),
    },
    { what: 'nothing on its pages', code: 'empty-file', bytes: () => pdfOf([() => {}]) },
    {
      what: 'a picture only',
      code: 'scanned-document',
      bytes: () => pdfOf([(page) => page.image(onePixel, 60, 60, { width: 400 })]),
    },
    {
      what: 'too many pages',
      code: 'too-large',
      bytes: () => pdfOf(Array.from({ length: 1501 }, () => () => {})),
    },
  ])('a file with $what', async ({ code, bytes }) => {
    expect(await readPdf(await bytes())).toEqual({ kind: 'unreadable', code })
  })
})

/** A black bar of 300 pixels by 30 in white. */
const printedLine = Buffer.from(
  writePng({
    width: 400,
    height: 60,
    pixels: Uint8Array.from({ length: 400 * 60 }, (_, at) => {
      const [x, y] = [at % 400, Math.floor(at / 400)]
      return x >= 50 && x < 350 && y >= 15 && y < 45 && x % 12 < 8 ? 0 : 255
    }),
  }),
)

const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
