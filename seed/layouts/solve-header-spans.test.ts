import { describe, expect, it } from 'vitest'
import { type Span, solveCellSpans, solveTabbedSpans } from './solve-header-spans.ts'

const shape = (rows: readonly (readonly Span[])[] | null) =>
  rows?.map((row) => row.map(({ column, columnSpan, text }) => `${column}+${columnSpan} ${text}`)) ?? null

describe('tabbed rows', () => {
  it('lets an empty cell extend its left neighbour', () => {
    expect(shape(solveTabbedSpans([['收入', '', '', '支出', '', '']]))).toEqual([['0+3 收入', '3+3 支出']])
  })

  it('does not extend under a column that an upper row starts', () => {
    const rows = [
      ['项目', '', '合计', '基本支出'],
      ['编码', '名称', '', ''],
    ]
    expect(shape(solveTabbedSpans(rows))?.[1]).toEqual(['0+1 编码', '1+1 名称'])
  })

  it('leaves the columns before the first cell of a row to the row above', () => {
    const rows = [
      ['合计', '公务用车', ''],
      ['', '购置费', '运行费'],
    ]
    expect(shape(solveTabbedSpans(rows))?.[1]).toEqual(['1+1 购置费', '2+1 运行费'])
  })
})

describe('rows of single cells', () => {
  it.each([
    {
      name: 'vertical merges are empty cells below',
      rows: [
        ['序号', '科目', '合计', '本年收入', '上年结转'],
        ['', '编码', '名称', '', '小计', '事业收入', '其他收入', ''],
      ],
      top: ['0+1 序号', '1+2 科目', '3+1 合计', '4+3 本年收入', '7+1 上年结转'],
    },
    {
      name: 'two sides begin at each return of the first label',
      rows: [
        ['序号', '收入', '支出'],
        ['', '项目', '金额', '项目', '合计', '一般公共预算'],
      ],
      top: ['0+1 序号', '1+2 收入', '3+3 支出'],
    },
    {
      name: 'code and name belong together',
      rows: [
        ['序号', '经济分类科目', '基本支出'],
        ['', '科目编码', '科目名称', '合计', '人员经费', '公用经费'],
      ],
      top: ['0+1 序号', '1+2 经济分类科目', '3+3 基本支出'],
    },
  ])('$name', ({ rows, top }) => {
    expect(shape(solveCellSpans(rows, rows[1]?.length ?? 0))?.[0]).toEqual(top)
  })

  it('gives up where more than one way fits', () => {
    expect(
      solveCellSpans(
        [
          ['甲', '乙'],
          ['一', '二', '三'],
        ],
        3,
      ),
    ).toBeNull()
  })
})
