import { strFromU8, unzipSync } from 'fflate'
import { expect, it } from 'vitest'
import type { Answer } from '../answer/answer.ts'
import { randomAnswer } from '../slack/testing/random-answers.ts'
import { sampleAnswer } from '../slack/testing/sample-answers.ts'
import { answerXlsx } from './xlsx-file.ts'

/** The XML of a workbook's parts by path, and of each sheet the cells by address. */
const open = async (answer: Answer) => {
  const parts = unzipSync(await answerXlsx(answer))
  const part = (path: string): string => strFromU8(parts[path] ?? new Uint8Array())
  const shared = [...part('xl/sharedStrings.xml').matchAll(/<si>(?<item>.*?)<\/si>/gsu)].map(({ groups }) =>
    textIn(groups?.item ?? ''),
  )
  const styles = part('xl/styles.xml')
  const formatCodes = new Map(
    [...styles.matchAll(/<numFmt\b[^>]*?>/gu)].map(([tag]) => [
      attribute(tag, 'numFmtId'),
      unescaped(attribute(tag, 'formatCode')),
    ]),
  )
  const formats = [...(/<cellXfs.*<\/cellXfs>/su.exec(styles)?.[0] ?? '').matchAll(/<xf\b[^>]*>/gu)].map(
    ([tag]) => formatCodes.get(attribute(tag, 'numFmtId')),
  )
  const sheet = (number: number) => {
    const xml = part(`xl/worksheets/sheet${number}.xml`)
    const cells = [...xml.matchAll(/<c\b(?<tag>[^>]*?)(?:\/>|>(?<inner>.*?)<\/c>)/gsu)].map(({ groups }) => {
      const tag = groups?.tag ?? ''
      const inner = groups?.inner ?? ''
      const raw = /<v>(.*?)<\/v>/su.exec(inner)?.[1] ?? ''
      const type = attribute(tag, 't')
      const value =
        type === 's'
          ? shared[Number(raw)]
          : type === 'inlineStr'
            ? textIn(inner)
            : raw === ''
              ? undefined
              : Number(raw)
      return [attribute(tag, 'r'), { value, format: formats[Number(attribute(tag, 's'))] }] as const
    })
    return { xml, cells: new Map(cells) }
  }
  return {
    names: [...part('xl/workbook.xml').matchAll(/<sheet\b[^>]*>/gu)].map(([tag]) => attribute(tag, 'name')),
    sheet,
  }
}
const attribute = (tag: string, name: string): string =>
  new RegExp(`\\b${name}="([^"]*)"`, 'u').exec(tag)?.[1] ?? ''
const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
const textIn = (xml: string): string =>
  unescaped([...xml.matchAll(/<t\b[^>]*>(.*?)<\/t>/gsu)].map(([, text]) => text).join(''))

it('has the figures as numbers in fitting formats under a frozen heading', async () => {
  const answer = sampleAnswer({
    columns: ['item_code', 'fiscal_year', 'final_accounts_wan_yuan', 'overrun_percent'],
    labels: ['科目编码', '年度', '决算数（万元）', '超出（%）'],
    rows: [
      ['0201', 2023, 14_161.5, 203.34],
      ['=1+1', 2023, -429.56, null],
    ],
  })
  const { names, sheet } = await open(answer)
  expect(names).toEqual(['数据', '来源', '说明'])
  const { cells, xml } = sheet(1)
  expect(cells.get('C1')?.value).toBe('决算数（万元）')
  expect(cells.get('E1')?.value).toBe('来源：年度')
  expect(cells.get('A2')).toEqual({ value: '0201', format: '@' })
  expect(cells.get('A3')).toEqual({ value: '=1+1', format: '@' })
  expect(cells.get('B2')?.value).toBe(2023)
  expect(cells.get('C2')).toEqual({ value: 14_161.5, format: '#,##0.00' })
  expect(cells.get('C3')).toEqual({ value: -429.56, format: '#,##0.00' })
  expect(cells.get('D2')).toEqual({ value: 203.34, format: '0.00"%"' })
  expect(cells.get('D3')?.value ?? 0).toBe(0)
  expect(xml).toMatch(/<pane\b[^>]*ySplit="1"[^>]*state="frozen"/u)
  expect(xml).not.toContain('<f>')
})

it('lists the sources with quotes, the reading, the warnings and the data version', async () => {
  const { sheet } = await open(sampleAnswer())
  const sources = sheet(2).cells
  expect(['A2', 'B2', 'D2'].map((address) => sources.get(address)?.value)).toEqual([
    1,
    '003_52168a6d5cc201e6.txt',
    '第407行',
  ])
  expect(sources.get('E2')?.value).toContain('完成年初预算的303.34%')
  const notes = sheet(3).cells
  expect(['B1', 'B2', 'B3'].map((address) => notes.get(address)?.value)).toEqual([
    '2023年 · 支出 · 决算数与年初预算数之比 · 全部工会',
    '表7与正文的数字相差0.01万元',
    'test',
  ])
})

it('keeps a blank apart from a zero and a dash', async () => {
  const { sheet } = await open(sampleAnswer({ rows: [['—', null, 0, 1]], evidence: [] }))
  const { cells } = sheet(1)
  expect(cells.get('A2')?.value).toBe('—')
  expect(cells.has('B2')).toBe(false)
  expect(cells.get('C2')?.value).toBe(0)
})

it('keeps every number of any answer, and cuts a text that no cell can hold', async () => {
  for (const seed of Array.from({ length: 30 }, (_, index) => index)) {
    const answer = randomAnswer(seed)
    const { cells, xml } = (await open(answer)).sheet(1)
    const numbers = answer.rows.flatMap((row) =>
      answer.columns.map((_, column) => row[column]).filter((cell) => typeof cell === 'number'),
    )
    const read = [...cells.values()].map(({ value }) => value).filter((value) => typeof value === 'number')
    expect(read, `seed ${seed}`).toEqual(numbers)
    expect(xml).not.toContain('<f>')
  }
  const long = await open(sampleAnswer({ rows: [['甲'.repeat(40_000), 1, 2, 3]] }))
  expect(String(long.sheet(1).cells.get('A2')?.value).length).toBe(32_767)
})
