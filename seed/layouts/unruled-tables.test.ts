import { expect, it } from 'vitest'
import type { RawBlock } from './raw-table.ts'
import { unruledTablesIn } from './unruled-tables.ts'

const linesOf = (...texts: readonly string[]): readonly RawBlock[] =>
  texts.map((text, index) => ({ kind: 'line', line: index + 1, text, startsPage: false }))

const rows = [
  '201 一般公共服务支出 120.50 80.50 40.00',
  '20129 群众团体事务 120.50 80.50 40.00',
  '2012901 行政运行 80.50 80.50',
]

it('names a title with its unit over lines of amounts', () => {
  const lines = linesOf(
    '支出决算表',
    '公开03表',
    '部门：某局',
    '单位：万元',
    '科目编码 科目名称 合计',
    ...rows,
  )
  expect(unruledTablesIn(lines)).toEqual([{ title: '支出决算表', line: 1 }])
})

it.each([
  ['the contents name it', ['支出决算表', '财政拨款收入支出决算总表', '三、情况说明']],
  ['it states no unit', ['支出决算表', ...rows]],
  [
    'sentences follow',
    ['支出决算表', '单位：万元', '本年支出120.50万元。', '其中基本支出80.50万元。', '项目支出40.00万元。'],
  ],
  [
    'the next title comes first',
    ['支出决算表', '单位：万元', '本单位无此项支出', '收入决算表', '科目 合计', ...rows],
  ],
])('names none where %s', (_, texts) => {
  expect(unruledTablesIn(linesOf(...texts))).toEqual([])
})

it('names none that is ruled', () => {
  const grid: RawBlock = { kind: 'spanned-grid', source: 'ruled', rows: [], columns: 3, lines: [3, 9] }
  expect(unruledTablesIn([...linesOf('支出决算表', '单位：万元'), grid, ...linesOf(...rows)])).toEqual([])
})
