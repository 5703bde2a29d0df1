import { expect, it } from 'vitest'
import { functionEntries, functionLevelOf, makeCodeBook } from './classification.ts'

const standing = makeCodeBook()

it('knows every code once, under a parent it also knows', () => {
  const codes = functionEntries.flatMap(({ code }) => (code === null ? [] : [code]))
  expect(new Set(codes).size).toBe(codes.length)
  const orphans = codes.filter((code) => code.length > 3 && !codes.includes(code.slice(0, -2)))
  expect(orphans).toEqual([])
  expect(codes.filter((code) => functionLevelOf(code) === null)).toEqual([])
})

it.each([
  { path: ['一般公共服务支出', '群众团体事务', '行政运行'], code: '2012901' },
  { path: ['一般公共服务', '群众团体事务', '工会事务'], code: '2012906' },
  { path: ['农林水支出', '水利', '行政运行'], code: '2130301' },
  { path: ['卫生健康支出', null, null], code: '210' },
  { path: ['住房保障支出', '住房改革支出', null], code: '22102' },
  { path: ['社会保障和就业支出', '行政事业单位养老支出', '机关事业单位职业年金'], code: '2080506' },
  { path: ['一般公共服务支出', '不知名事务', '行政运行'], code: null },
])('finds $code at $path', ({ path: [name = '', section = null, item = null], code }) => {
  expect(standing.codeAtPath({ class: name ?? '', section, item })).toBe(code)
})

it('puts what the document prints before the standing list', () => {
  const codeBook = makeCodeBook([{ code: '2019901', name: '云溪专项' }])
  expect(codeBook.codesNamed('云溪专项', 3)).toEqual(['2019901'])
  expect(codeBook.nameOf('2019901')).toBe('云溪专项')
})
