import { describe, expect, it } from 'vitest'
import { makeCodeBook } from '../../db/domain/classification.ts'
import { identityOf } from '../testing/readings.ts'
import { makeFlow } from './flow.ts'
import { readExecution } from './read-execution.ts'

const identity = identityOf({ fiscalYear: 2022 })

const section = '五、一般公共预算财政拨款支出决算情况说明'

const read = (text: string, path: readonly string[] = [section]) => {
  const flow = makeFlow(path, [[{ line: 1, text }]], [text])
  return readExecution([flow], { identity, codeBook: makeCodeBook() })
}

const figures = (text: string) =>
  read(text).prints.map(({ figures: [key], amountFen, quantity }) => [
    key?.item?.code ?? null,
    key?.stage,
    amountFen ?? quantity?.value ?? null,
  ])

const expected = [
  ['2012906', 'initialBudget', 8_000_000],
  ['2012906', 'finalAccounts', 10_590_000],
  ['2012906', 'finalAccounts', 132.38],
]

const item = '一般公共服务支出（类）群众团体事务（款）工会事务（项）'

describe('one sentence in many printed forms', () => {
  it.each([
    `1．${item}。年初预算为 8 万元，支出决算为 10.59 万元，完成年初预算的 132.38%。`,
    `(1)${item}。\n年初预算数为8万元，支出决算数为10.59万元，完成年初预算数的132.38％。`,
    `1. ${item.replaceAll('（', '(').replaceAll('）', ')')}。年初预算为 8 万元,支出决算为 10.59 万元,完成年初预算的 132.38%。`,
    `（1）${item}年初预算80,000元，支出决算105900元，完成预算的132.38%。`,
    `3、一般公共服务（类）群众团体事务\n（款）工会事务（项）。年初预\n算为 8 万元，支出决\n算为 10.59 万元，完成年初预算的\n132.38%。`,
    `1.${item}支出，年初预算为8万元，调整预算为9万元，支出决算为10.59万元，完成年初预算的132.38%。`,
    `1、${item}。主要用于：工会开展活动支出。年初预算为 8 万元，支出决算为 10.59 万元。完成年初预算的 132.38%。`,
    `1．${item}。支出决算为 10.59 万元，年初预算为 8 万元，完成年初预算的 132.38%。`,
    `前一项无差异。${item}。年初预算为8万元，支出决算为10.59万元，完成年初预算的132.38%`,
  ])('%s', (text) => {
    expect(figures(text)).toEqual(expected)
  })
})

it('leaves out the completion where the initial budget is zero', () => {
  expect(figures(`${item}。年初预算为0万元，支出决算为0.63万元，决算数大于年初预算数。`)).toEqual([
    ['2012906', 'initialBudget', 0],
    ['2012906', 'finalAccounts', 630_000],
  ])
})

it('reads a class alone, and the total as a total', () => {
  const { prints } = read(
    '2022年度财政拨款支出年初预算为9万元，支出决算为9万元。其中：\n1. 卫生健康支出(类)。年初预算为 9 万元，支出决算为 9 万元。',
  )
  expect(
    prints.map(({ figures: [key], isTotal }) => [key?.item?.code ?? null, key?.item?.level ?? null, isTotal]),
  ).toEqual([
    [null, null, true],
    [null, null, true],
    ['210', 1, false],
    ['210', 1, false],
  ])
})

it('leaves the code open where the names do not decide it', () => {
  const { prints, findings } = read(
    '云溪支出（类）云溪事务（款）行政运行（项）。年初预算为1万元，支出决算为1万元。',
  )
  expect(prints[0]?.figures[0]?.item).toMatchObject({ code: null, name: '行政运行', level: 3 })
  expect(findings).toMatchObject([{ code: 'unresolved-item' }])
})

it('does not read a malformed amount', () => {
  const { prints, findings } = read(
    `${item}。年初预算为 8 万元，支出决算为 10.59.00 万元，完成年初预算的 132.38%。`,
  )
  expect(prints[1]).toMatchObject({
    amountFen: null,
    print: { printedText: '10.59.00', state: 'unreadable' },
  })
  expect(findings).toMatchObject([{ code: 'malformed-amount', sides: [[1]] }])
})

it.each([
  { path: ['九、财政拨款“三公”经费支出决算情况说明'], count: 0 },
  { path: ['六、一般公共预算财政拨款基本支出决算情况说明'], count: 0 },
  { path: ['十、其他'], count: 0 },
  { path: [section, '（三）具体情况。'], count: 3 },
])('reads $count prints under $path', ({ path, count }) => {
  expect(
    read(`${item}。年初预算为8万元，支出决算为10.59万元，完成年初预算的132.38%。`, path).prints.length,
  ).toBe(count)
})

it('takes the fund from the heading', () => {
  const { prints } = read(`${item}。年初预算为8万元，支出决算为9万元。`, [
    '七、政府性基金预算财政拨款支出决算情况说明',
  ])
  expect(prints[0]?.figures[0]?.fund).toBe('governmentManagedFunds')
})

it.each([
  { tail: '决算数与年初预算数无差异。', text: '决算数与年初预算数无差异。' },
  {
    tail: '，决算数大于年初预算数的主要原因是：甲；\n乙。\n（2）下一项',
    text: '决算数大于年初预算数的主要原因是：甲；乙。',
  },
  {
    tail: '。支出决算数小于年初预算数的主要原因：一是甲。二是乙。',
    text: '支出决算数小于年初预算数的主要原因：一是甲。二是乙。',
  },
  {
    tail: '，决算数小于预算数的主要原因：甲。其中：\n1、下一项',
    text: '决算数小于预算数的主要原因：甲。',
  },
  { tail: '。主要原因是人员调整。', text: '主要原因是人员调整。' },
  { tail: '，完成年初预算的112.5%，主要是人员调整。', text: '主要是人员调整。' },
  {
    tail: '，完成年初预算的112.5%，较年初预算增加1万元，主要是新招\n人员。\n主要是另一段。',
    text: '较年初预算增加1万元，主要是新招人员。',
  },
])('keeps the reason: $text', ({ tail, text }) => {
  const reading = read(`${item}。年初预算为8万元，支出决算为9万元${tail}`)
  expect(reading.statements.map((statement) => statement.text)).toEqual([text])
  expect(reading.statements[0]?.about.map(({ stage }) => stage)).toEqual(['initialBudget', 'finalAccounts'])
})

it.each([
  '，主要是人员工资。',
  '，完成年初预算的112.5%，主要是用于帮扶困难职工。',
  '，完成年初预算的112.5%。\n主要是另一段。',
])('keeps no reason where none is given: %s', (tail) => {
  expect(read(`${item}。年初预算为8万元，支出决算为9万元${tail}`).statements).toEqual([])
})

it('quotes up to the page number that cuts a sentence', () => {
  const lines = [
    '年初预算为 8 万元，支出决算为',
    '- 3 -',
    '10.59 万元，完成年初预算的 132.38%。决算数与年初预',
    '- 4 -',
    '算数持平。',
  ]
  const pieces = [`${item}。${lines[0]}`, lines[2] ?? '', lines[4] ?? '']
  const flow = makeFlow([section], [pieces.map((text, index) => ({ line: index * 2 + 1, text }))], lines)
  const { prints, statements } = readExecution([flow], { identity, codeBook: makeCodeBook() })
  expect(prints.map(({ print }) => print.quote)).toEqual([
    '年初预算为 8 万元，支出决算为',
    '10.59 万元，完成年初预算的 132.38%',
    '10.59 万元，完成年初预算的 132.38%',
  ])
  expect(statements[0]).toMatchObject({
    text: '决算数与年初预算数持平。',
    quote: '决算数与年初预',
    lines: [3, 5],
  })
})
