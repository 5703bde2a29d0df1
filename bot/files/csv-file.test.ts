import { describe, expect, it } from 'vitest'
import type { Answer } from '../answer/answer.ts'
import { cleanText } from '../answer/plain-text.ts'
import { randomAnswer } from '../slack/testing/random-answers.ts'
import { modelPart, sampleAnswer } from '../slack/testing/sample-answers.ts'
import { answerCsv } from './csv-file.ts'
import { csvLine } from './csv-line.ts'
import { readCsv } from './testing/read-csv.ts'

// The default decoder swallows the mark at the beginning, which is asserted.
const textOf = (answer: Answer): string =>
  new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(answerCsv(answer))
const rowsOf = (answer: Answer) => readCsv(textOf(answer).slice(1))

it('holds figures with their sources, the reading, warnings, all citations and the data version', () => {
  expect(textOf(sampleAnswer()).startsWith('\uFEFF')).toBe(true)
  const source = '003_52168a6d5cc201e6.txt · 第三部分 五（三） · 第407行'
  expect(rowsOf(sampleAnswer())).toEqual([
    [
      '部门',
      '年初预算数（万元）',
      '决算数（万元）',
      '超出（%）',
      '来源：年初预算数（万元）',
      '来源：决算数（万元）',
      '来源：超出（%）',
    ],
    ['株洲市天元区总工会', '141.61', '429.56', '203.34', source, source, source],
    [''],
    ['理解为', '2023年 · 支出 · 决算数与年初预算数之比 · 全部工会'],
    ['注意', '表7与正文的数字相差0.01万元'],
    [''],
    ['编号', '文件', '位置', '行或页', '原文'],
    [
      '1',
      '003_52168a6d5cc201e6.txt',
      '第三部分 五（三）',
      '第407行',
      '年初预算数为141.61万元，支出决算数为429.56万元，完成年初预算的303.34%',
    ],
    [''],
    ['数据版本', 'test'],
  ])
})

it('says who read the question beside how it was read', () => {
  const rows = rowsOf(sampleAnswer({ model: modelPart() }))
  const reading = rows.findIndex(([heading]) => heading === '理解为')
  expect(rows[reading + 1]).toEqual(['语言模型', '这个问题是由语言模型理解的'])
})

it('speaks the language of the answer, and joins several sources', () => {
  const [citation = expect.fail()] = sampleAnswer().citations
  const answer = sampleAnswer({
    language: 'en',
    labels: ['Department', 'Initial budget', 'Final accounts', 'Over (%)'],
    citations: [
      { ...citation, place: 'Table 1' },
      { ...citation, file: 'b.pdf', place: '', lines: null, page: 3 },
    ],
    evidence: [[[], [], [0, 1, 1], []]],
  })
  const [head, row] = rowsOf(answer)
  expect(head?.at(-1)).toBe('Source: Final accounts')
  expect(row?.at(-1)).toBe('003_52168a6d5cc201e6.txt · Table 1 · line 407; b.pdf · page 3')
})

it.each([
  { cell: '=HYPERLINK("x")', line: '"\'=HYPERLINK(""x"")"' },
  { cell: '+1', line: "'+1" },
  { cell: '-2+3', line: "'-2+3" },
  { cell: '@sum', line: "'@sum" },
  { cell: '\tcmd', line: "'\tcmd" },
  { cell: '\rcmd', line: '"\'\rcmd"' },
  { cell: '＝1+1', line: "'＝1+1" },
  { cell: -141.61, line: '-141.61' },
  { cell: '-', line: '-' },
  { cell: '－', line: '－' },
  { cell: '甲, "乙"', line: '"甲, ""乙"""' },
  { cell: null, line: '' },
  { cell: [1, 2], line: '"[1,2]"' },
])('writes $cell as $line', ({ cell, line }) => {
  expect(csvLine([cell])).toBe(line)
})

describe('any answer', () => {
  const neutral = (text: string): string => text.replace(/^'(?=[=+\-@\t\r＝＋－＠])/u, '')
  it('reads back as the same cells', () => {
    for (const seed of Array.from({ length: 60 }, (_, index) => index)) {
      const answer = randomAnswer(seed)
      const read = rowsOf(answer)
      const isWrong = (row: number, column: number): boolean => {
        const cell = answer.rows[row]?.[column] ?? null
        const back = read[row + 1]?.[column] ?? ''
        return typeof cell === 'number' ? Number(back) !== cell : neutral(back) !== cleanText(cell ?? '')
      }
      const wrong = [...answer.rows.keys()].filter((row) =>
        [...answer.columns.keys()].some((column) => isWrong(row, column)),
      )
      expect(wrong, `seed ${seed}`).toEqual([])
    }
  })
})
