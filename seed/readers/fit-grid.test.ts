import { describe, expect, it } from 'vitest'
import { type FittedGrid, fitGrid, type PlacedRow } from './fit-grid.ts'
import { layCells, type MarkedCell } from './lay-cells.ts'

/** text@column+width×height */
const shown = (rows: readonly PlacedRow[]) =>
  rows.map((row) =>
    row
      .map(({ text, column, columnSpan, rowSpan }) => `${text}@${column}+${columnSpan}×${rowSpan}`)
      .join(' '),
  )

const fitted = (rows: readonly PlacedRow[]): FittedGrid => {
  const grid = fitGrid(rows)
  if (grid === 'too-large') throw new Error(grid)
  return grid
}

const placed = (text: string, column: number, columnSpan = 1, rowSpan = 1) => ({
  text,
  column,
  columnSpan,
  rowSpan,
})

const marked = (text: string, columnSpan = 1, rowSpan = 1): MarkedCell => ({ text, columnSpan, rowSpan })

describe('cells laid over a grid', () => {
  const laid = (groups: readonly (readonly (readonly MarkedCell[])[])[]) => {
    const rows = layCells(groups)
    if (rows === 'too-large') throw new Error(rows)
    return shown(rows)
  }

  it('stand beside those that reach down from above', () => {
    expect(
      laid([
        [
          [marked('项目', 1, 2), marked('金额', 2)],
          [marked('收入'), marked('支出')],
        ],
      ]),
    ).toEqual(['项目@0+1×2 金额@1+2×1', '收入@1+1×1 支出@2+1×1'])
  })

  it('do not reach over one that stands there, nor out of their group', () => {
    expect(laid([[[marked('甲'), marked('乙', 1, 9)], [marked('丙', 3)]], [[marked('丁')]]])).toEqual([
      '甲@0+1×1 乙@1+1×2',
      '丙@0+1×1',
      '丁@0+1×1',
    ])
  })

  it('reach to the last row where they say 0', () => {
    expect(laid([[[marked('甲', 1, 0), marked('乙')], [marked('丙')], [marked('丁')]]])).toEqual([
      '甲@0+1×3 乙@1+1×1',
      '丙@1+1×1',
      '丁@1+1×1',
    ])
  })

  it('are too many where they reach over more places than are read', () => {
    const rows = Array.from({ length: 3000 }, () => [marked('甲', 1000)])
    expect(layCells([rows])).toBe('too-large')
  })
})

describe('a fitted grid', () => {
  it('has no columns that no cell begins in', () => {
    const { rows, columns } = fitted([[placed('表', 0, 40)], [placed('项目', 2, 7), placed('金额', 9, 31)]])
    expect(columns).toBe(2)
    expect(shown(rows)).toEqual(['表@0+2×1', '项目@0+1×1 金额@1+1×1'])
  })

  it('has one column where edges were meant to be one', () => {
    // The second row's edge stands a hair to the right of the first row's.
    const { rows, columns } = fitted([
      [placed('项目', 0, 1), placed('金额', 1, 2)],
      [placed('合计', 0, 2), placed('12.00', 2, 1)],
    ])
    expect(columns).toBe(2)
    expect(shown(rows)).toEqual(['项目@0+1×1 金额@1+1×1', '合计@0+1×1 12.00@1+1×1'])
  })

  it('keeps a column that one cell has for itself', () => {
    const { columns } = fitted([
      [placed('科目编码', 0, 3), placed('合计', 3)],
      [placed('类', 0), placed('款', 1), placed('项', 2)],
      [placed('2010301', 0, 3), placed('12.00', 3)],
    ])
    expect(columns).toBe(4)
  })

  it('has no rows that no cell begins in, and none reaches over them', () => {
    const { rows } = fitted([
      [placed('项目', 0, 1, 3), placed('金额', 1, 1, 2)],
      [],
      [placed('决算数', 1)],
      [placed('合计', 0), placed('12.00', 1)],
    ])
    expect(shown(rows)).toEqual(['项目@0+1×2 金额@1+1×1', '决算数@1+1×1', '合计@0+1×1 12.00@1+1×1'])
  })

  it('has an empty cell wherever none stands and none reaches to', () => {
    const { rows } = fitted([[placed('甲', 0, 1, 2), placed('乙', 1), placed('丙', 2)], [placed('丁', 2)]])
    expect(shown(rows)).toEqual(['甲@0+1×2 乙@1+1×1 丙@2+1×1', '@1+1×1 丁@2+1×1'])
  })

  it('is too large beyond the cells that are read, spans and all', () => {
    const rows = Array.from({ length: 1500 }, (_, row) => [placed('甲', row * 1_000_000)])
    expect(fitGrid(rows)).toBe('too-large')
  })
})
