import { expect, it } from 'vitest'
import { makeCodeBook } from '../../db/domain/classification.ts'
import { identityOf } from '../testing/readings.ts'
import { makeFlow } from './flow.ts'
import { readClaims } from './read-claims.ts'

const context = { identity: identityOf({ fiscalYear: 2022 }), codeBook: makeCodeBook() }

const read = (heading: string, text: string) =>
  readClaims([makeFlow([heading], [[{ line: 1, text }]], [text])], context)

const figuresOf = (heading: string, text: string) =>
  read(heading, text).prints.flatMap(({ figures, amountFen, quantity }) =>
    figures.map(({ measure, aspect }) => [measure, aspect, amountFen ?? quantity?.value ?? null]),
  )

it('reads groups and persons received however the sentence calls them', () => {
  const text =
    '公务接待费支出0.39万元。其中：国内公务接待支出0.30万（含外宾接待支出0.09万元）。列明公务接待2批次、26人次，其中：接待外宾1批次、3人次。'
  expect(figuresOf('七、“三公”经费支出决算情况说明', text)).toEqual([
    ['officialReceptions', 'amount', 390_000],
    ['domesticReceptions', 'amount', 300_000],
    ['foreignReceptions', 'amount', 90_000],
    ['domesticReceptionGroups', 'amount', 2],
    ['domesticReceptionPersons', 'amount', 26],
    ['foreignReceptionGroups', 'amount', 1],
    ['foreignReceptionPersons', 'amount', 3],
  ])
})

it('reads procurement and its parts, and no budget set aside for small enterprises as one of them', () => {
  const text =
    '2022年度政府采购金额（以合同签订为准）为23.19万元，其中：货物采购金额1.22万元、工程采购金额13.87万元、服务采购金额8.10万元。面向中小企业预留政府采购项目预算金额2.25万元，在其他项目中，由中小企业中标的，采购金额1.00万元。'
  expect(figuresOf('（二）政府采购支出情况', text)).toEqual([
    ['governmentProcurement', 'amount', 23_190_000],
    ['procurementGoods', 'amount', 1_220_000],
    ['procurementWorks', 'amount', 13_870_000],
    ['procurementServices', 'amount', 8_100_000],
  ])
})

it('knows no value of a count of more digits than are held exactly', () => {
  const text = `列明公务接待${'9'.repeat(20)}批次、${'9'.repeat(400)}人次。`
  const { prints } = read('七、“三公”经费支出决算情况说明', text)
  expect(prints.map(({ print, quantity }) => [print.state, quantity])).toEqual([
    ['unreadable', null],
    ['unreadable', null],
  ])
})

it('reads that a fund had neither revenue nor expenditure', () => {
  const { prints } = read(
    '八、政府性基金预算财政拨款收入支出决算情况说明',
    '本单位2022年度无政府性基金预算财政拨款收入和支出。',
  )
  expect(prints.map(({ print, figures }) => [print.state, figures.map(({ measure }) => measure)])).toEqual([
    ['none', ['revenue', 'expenditure']],
  ])
})

it.each([
  ['比上年增加1万元，增长10%，主要是人员增加。', '主要是人员增加。'],
  ['比上年减少1万元。主要系压缩开支。', '主要系压缩开支。'],
])('keeps the reason of a change: %s', (tail, reason) => {
  const { statements } = read('（一）机关运行经费支出情况', `机关运行经费支出10万元，${tail}`)
  expect(statements.map(({ text, about }) => [text, about[0]?.measure])).toEqual([
    [reason, 'agencyOperatingExpenses'],
  ])
})

it('takes 主要是 without a change for no reason', () => {
  const { statements } = read('三、支出决算情况说明', '本年支出合计10万元，主要是基本支出8万元。')
  expect(statements).toEqual([])
})

it('compares a year with the year before at the same stage only', () => {
  const text = '机关运行经费支出10万元，比2021年预算数增加1万元。机关运行经费支出比2021年决算数增加2万元。'
  expect(figuresOf('（一）机关运行经费支出情况', text)).toEqual([
    ['agencyOperatingExpenses', 'amount', 10_000_000],
    ['agencyOperatingExpenses', 'change', 2_000_000],
  ])
})

it('gives a reason to the part that it names', () => {
  const text =
    '“三公”经费支出决算比上年减少2万元，其中：公务接待费支出决算比上年减少1万元。公务接待费支出减少的主要原因是严控接待。'
  const { statements } = read('（一）“三公”经费财政拨款支出决算总体情况说明', text)
  expect(statements.map(({ text: said, about }) => [said, about[0]?.measure])).toEqual([
    ['减少的主要原因是严控接待。', 'officialReceptions'],
  ])
})

it.each([
  {
    says: 'no wrong name where a word of stage follows a name',
    heading: '二、收入决算情况说明',
    text: '本年收入合计100.00万元。其他收入决算数为6.60万元，占本年收入的6.60%。',
    figures: [
      ['revenue', 'amount', 100_000_000],
      ['otherRevenue', 'amount', 6_600_000],
      ['otherRevenue', 'share', 6.6],
    ],
  },
  {
    says: 'nothing of a part without a name',
    heading: '二、收入决算情况说明',
    text: '年初结转和结余59.80万元（其中财政拨款55.70万元、非财政拨款4.10万元）。',
    figures: [['openingCarryover', 'amount', 59_800_000]],
  },
  {
    says: 'no budget as an outturn, and contracts of a part as no contracts of all',
    heading: '十一、政府采购支出情况说明',
    text: '政府采购预算数为60.00万元，政府采购支出总额58.00万元。货物采购授予中小企业合同金额12.60万元。',
    figures: [['governmentProcurement', 'amount', 58_000_000]],
  },
  {
    says: 'no money as persons, and no part of the visits as all of them',
    heading: '九、“三公”经费支出决算情况说明',
    text: '国内公务接待86批次、684人次。内容包括：上级检查指导接待52批次、405人次，支出4.05万元。',
    figures: [
      ['domesticReceptionGroups', 'amount', 86],
      ['domesticReceptionPersons', 'amount', 684],
    ],
  },
])('reads $says', ({ heading, text, figures }) => {
  expect(figuresOf(heading, text)).toEqual(figures)
})

it('gives an amount to the year that its clause names', () => {
  const text = '公务接待费0.45万元，2021年为0.60万元，2019年为0.80万元。'
  const { prints } = read('九、“三公”经费支出决算情况说明', text)
  expect(prints.map(({ print, figures: [key] }) => [print.printedText, key?.fiscalYear])).toEqual([
    ['0.45', 2022],
    ['0.60', 2021],
  ])
})
