import type { types } from '@slack/bolt'
import { describe, expect, it } from 'vitest'
import { type Answer, answerSchema } from '../../answer/answer.ts'
import { slackBlocksSchema, visibleTextOf } from '../../local-slack/index.ts'
import { limits } from '../limits.ts'
import { randomAnswer } from '../testing/random-answers.ts'
import { modelPart, sampleAnswer } from '../testing/sample-answers.ts'
import { answerBlocks, answerText } from './render-answer.ts'

const modelled = (answer: Answer, budget?: number) =>
  slackBlocksSchema.parse(answerBlocks(answer, budget === undefined ? {} : { budget }).blocks)
const tableOf = (answer: Answer, budget?: number) =>
  modelled(answer, budget).find((block) => block.type === 'data_table')
const contextTexts = (answer: Answer, budget?: number): readonly string[] =>
  modelled(answer, budget).flatMap((block) =>
    block.type === 'context'
      ? block.elements.flatMap((element) => (element.type === 'image' ? [] : [element.text]))
      : [],
  )

describe('an ordinary answer', () => {
  it('says the sentence, the reading, the table, the citations and the warnings in this order', () => {
    const plain = (text: string) => ({ type: 'plain_text', text, emoji: false })
    const reading = '2023年 · 支出 · 决算数与年初预算数之比 · 全部工会'
    expect(answerBlocks(sampleAnswer())).toEqual({
      text: '株洲市天元区总工会决算数429.56万元，超出年初预算203.34%。',
      blocks: [
        { type: 'section', text: plain('株洲市天元区总工会决算数429.56万元，超出年初预算203.34%。') },
        { type: 'context', elements: [plain(`理解为：${reading}`)] },
        {
          type: 'data_table',
          caption: '数据（1行）',
          page_size: 1,
          rows: [
            [
              { type: 'raw_text', text: '部门' },
              { type: 'raw_text', text: '年初预算数（万元）' },
              { type: 'raw_text', text: '决算数（万元）' },
              { type: 'raw_text', text: '超出（%）' },
            ],
            [
              { type: 'raw_text', text: '株洲市天元区总工会' },
              { type: 'raw_number', value: 141.61, text: '141.61 [1]' },
              { type: 'raw_number', value: 429.56, text: '429.56 [1]' },
              { type: 'raw_number', value: 203.34, text: '203.34 [1]' },
            ],
          ],
        },
        {
          type: 'context',
          elements: [
            plain(
              '[1] 003_52168a6d5cc201e6.txt · 第407行 · 第三部分 五（三） · “年初预算数为141.61万元，支出决算数为429.56万元，完成年初预算的303.34%”',
            ),
          ],
        },
        { type: 'context', elements: [plain('⚠ 表7与正文的数字相差0.01万元')] },
      ],
    })
  })

  it('says the part of the model in small print below the reading, which is no warning', () => {
    const answer = sampleAnswer({ model: modelPart() })
    const [reading, note, ...others] = contextTexts(answer)
    expect(reading).toMatch(/^理解为/u)
    expect(note).toBe('这个问题是由语言模型理解的')
    expect(others.filter((text) => text.startsWith('⚠'))).toEqual(['⚠ 表7与正文的数字相差0.01万元'])
    expect(answerText(answer)).toContain('\n这个问题是由语言模型理解的\n')
    expect(contextTexts(sampleAnswer({ model: modelPart({ note: null }) }))).toEqual(
      contextTexts(sampleAnswer()),
    )
  })

  it('offers the model after every other button, and by itself where nothing was answered', () => {
    const controls = { answerId: 'a', hasChart: true, modelQuestion: '甲（按模型的理解）', sharesHere: false }
    const idsOf = (answer: Answer) =>
      slackBlocksSchema
        .parse(answerBlocks(answer, { controls }).blocks)
        .flatMap((block) => (block.type === 'actions' ? block.elements : []))
        .map(({ action_id }) => action_id)
    expect(idsOf(sampleAnswer({ sql: 'select 1' }))).toEqual([
      'answer_sql',
      'answer_sources',
      'answer_csv',
      'answer_chart',
      'answer_share',
      'answer_ask_model',
      'answer_more',
    ])
    expect(idsOf(sampleAnswer({ status: 'no_data', rows: [], citations: [] }))).toEqual(['answer_ask_model'])
  })

  it('prints money in 万元 and percentages with two decimals at least, as the sentence does', () => {
    const rows = [['甲', 605, 1_234.5, 100]]
    const shown = JSON.stringify(tableOf(sampleAnswer({ rows })))
    expect(shown).toContain('"605.00 [1]"')
    expect(shown).toContain('"1,234.50 [1]"')
    expect(shown).toContain('"100.00 [1]"')
  })

  it('says where the rows are that it does not show, if there is a file to have', () => {
    const answer = sampleAnswer({ rows: Array.from({ length: 85 }, () => ['甲', 1, 2, 3]) })
    const controls = { answerId: 'a', hasChart: false, modelQuestion: null, sharesHere: true }
    const withFile = JSON.stringify(answerBlocks(answer, { controls }).blocks)
    expect(withFile).toContain('共85行，这里显示前30行 · 按“CSV”可得全部')
    expect(contextTexts(answer).join()).not.toContain('CSV')
  })

  it('leaves a quotation out of which the cut would leave nothing', () => {
    const [citation = expect.fail()] = sampleAnswer().citations
    const quote = Array.from({ length: 20 }, () => '12.22').join(' ')
    const shown = contextTexts(sampleAnswer({ citations: [{ ...citation, quote }] }))
    expect(shown).toContain('[1] 003_52168a6d5cc201e6.txt · 第407行 · 第三部分 五（三）')
  })

  it('speaks English when the answer does', () => {
    const answer = sampleAnswer({
      language: 'en',
      citations: [{ file: 'a.pdf', lines: null, page: 3, place: 'Table 1', quote: '429.56' }],
      rows: [['a', null, 1, 2]],
    })
    expect(contextTexts(answer)).toContain('[1] a.pdf · page 3 · Table 1 · “429.56”')
    expect(JSON.stringify(tableOf(answer))).toContain('(blank)')
  })

  it.each([
    { value: 1_234_567.5, column: 'amount_yuan', text: '1,234,567.5' },
    { value: -141.61, column: 'overrun_wan_yuan', text: '-141.61' },
    { value: -4_295_600, column: 'difference_yuan', text: '-4,295,600' },
    { value: 2_023, column: 'fiscal_year', text: '2023' },
    { value: 2_080_505, column: 'function_code', text: '2080505' },
    { value: 0, column: 'amount_yuan', text: '0' },
    { value: 1e21, column: 'amount_yuan', text: '1e+21' },
  ])('writes $value in column $column as $text', ({ value, column, text }) => {
    const answer = sampleAnswer({
      columns: ['department', column],
      rows: [
        ['甲', value],
        ['乙', value],
      ],
      evidence: [],
    })
    expect(tableOf(answer)?.rows[1]?.[1]).toEqual({ type: 'raw_number', value, text })
  })

  it.each([
    { cell: null, text: '（空）' },
    { cell: '', text: '（空）' },
    { cell: '—', text: '—' },
    { cell: '无', text: '无' },
  ])('shows a cell of $cell as $text: a blank and a dash are two things', ({ cell, text }) => {
    const answer = sampleAnswer({ columns: ['a'], labels: ['甲'], rows: [[cell]], evidence: [] })
    expect(tableOf(answer)?.rows[1]).toEqual([{ type: 'raw_text', text }])
  })

  it('offers choices as buttons that carry the whole question', () => {
    const choices = [
      { label: '年初预算', question: '天元区总工会 2023年 年初预算数' },
      { label: '决算', question: '天元区总工会 2023年 决算数' },
    ]
    expect(contextTexts(sampleAnswer({ status: 'clarify', choices })).at(-1)).toBe('请选择：')
    expect(contextTexts(sampleAnswer({ status: 'no_data', choices })).at(-1)).toBe('可以改问：')
    const actions = modelled(sampleAnswer({ status: 'clarify', choices })).find(
      (block) => block.type === 'actions',
    )
    expect(actions?.elements).toMatchObject([
      { action_id: 'choose_question_0', text: { text: '年初预算' }, value: '天元区总工会 2023年 年初预算数' },
      { action_id: 'choose_question_1', text: { text: '决算' }, value: '天元区总工会 2023年 决算数' },
    ])
  })

  it('says one figure once, without a table of it', () => {
    const columns = ['department', 'final_accounts_wan_yuan']
    const answer = sampleAnswer({ columns, labels: ['部门', '决算数（万元）'], rows: [['甲', 429.56]] })
    expect(tableOf(answer)).toBeUndefined()
    expect(tableOf(sampleAnswer())).toBeDefined()
  })

  it('says a question back once: its choices are the buttons', () => {
    const choices = [{ label: '年初预算', question: '甲' }]
    const answer = sampleAnswer({ status: 'clarify', text: '哪一个？\n1. 年初预算', choices, rows: [] })
    expect(modelled(answer)[0]).toMatchObject({ text: { text: '哪一个？' } })
    expect(answerText(answer)).toContain('• 甲')
  })

  it('spells labels out that are too long for a button', () => {
    const label = `${'株洲市天元区'.repeat(13)}决算`
    const answer = sampleAnswer({ choices: [{ label, question: '甲' }] })
    expect(contextTexts(answer)).toContain(`1. ${label}`)
  })

  it('cuts what is long instead of leaving the rest out', () => {
    const long = '甲'.repeat(5_000)
    const answer = sampleAnswer({ text: long, restatement: long, rows: [[long, 1, 2, 3]], warnings: [long] })
    const [sentence] = modelled(answer)
    expect(sentence).toMatchObject({ text: { text: `${'甲'.repeat(2_899)}…` } })
    expect(tableOf(answer)?.rows[1]?.[0]).toEqual({ type: 'raw_text', text: `${'甲'.repeat(59)}…` })
    expect(contextTexts(answer)).toHaveLength(3)
  })

  it('says how much was left out', () => {
    const answer = sampleAnswer({
      rows: Array.from({ length: 3_000 }, (_, index) => [`部门${index}`, index, index, index]),
      evidence: Array.from({ length: 3_000 }, (_, index) => [[], [index % 70], [], []]),
      citations: Array.from({ length: 70 }, () => sampleAnswer().citations[0] ?? expect.fail()),
      warnings: Array.from({ length: 9 }, (_, index) => `提示${index}`),
    })
    expect(contextTexts(answer).at(-1)).toBe(
      '共3000行，这里显示前30行 · 另有58处出处未显示 · 另有4条提示未显示',
    )
  })

  it('lists the sources of the rows shown before any other', () => {
    const answer = sampleAnswer({
      rows: [['甲', 1, 2, 3]],
      evidence: [[[], [65], [66], [67]]],
      citations: Array.from({ length: 70 }, () => sampleAnswer().citations[0] ?? expect.fail()),
    })
    const shown = contextTexts(answer).flatMap((text) => /^\[(\d+)\]/u.exec(text)?.[1] ?? [])
    expect(shown.slice(-3)).toEqual(['66', '67', '68'])
    expect(JSON.stringify(tableOf(answer))).toContain('3.00 [68]')
  })
})

describe('any answer', () => {
  // Rendered once: the tests below only look.
  const cases = Array.from({ length: 200 }, (_, seed) => {
    const answer = randomAnswer(seed)
    return { seed, answer, full: answerBlocks(answer), text: answerText(answer) }
  })
  const seedsWhere = (isWrong: (each: (typeof cases)[number]) => boolean): readonly number[] =>
    cases.filter(isWrong).map(({ seed }) => seed)
  const numberCells = (blocks: readonly types.KnownBlock[]) =>
    blocks
      .flatMap((block) => (block.type === 'data_table' ? block.rows.slice(1) : []))
      .flatMap((row, rowIndex) => row.map((cell, column) => ({ cell, rowIndex, column })))
  const activeMarkup = /[<>]|&(?!(?:amp|lt|gt);)/u

  it('is an Answer, with the wild ones among them', () => {
    expect(seedsWhere(({ answer }) => !answerSchema.safeParse(answer).success)).toEqual([])
    expect(Math.max(...cases.map(({ answer }) => answer.rows.length))).toBeGreaterThan(1_000)
    expect(cases.some(({ answer }) => answer.columns.length > 20 && answer.rows.length > 0)).toBe(true)
    expect(cases.some(({ answer }) => answer.text === '')).toBe(true)
  })

  it.each([limits.visibleText, limits.compactVisibleText])('fits Slack within %i characters', (budget) => {
    for (const { seed, answer, full } of cases) {
      const { text, blocks } = budget === limits.visibleText ? full : answerBlocks(answer, { budget })
      const parsed = slackBlocksSchema.safeParse(blocks)
      expect(parsed.error?.issues ?? [], `seed ${seed}`).toEqual([])
      expect(visibleTextOf(parsed.data ?? []), `seed ${seed}`).toBeLessThanOrEqual(budget)
      expect(blocks.length, `seed ${seed}`).toBeLessThanOrEqual(20)
      expect(text.length, `seed ${seed}`).toBeGreaterThan(0)
      expect(text.length, `seed ${seed}`).toBeLessThanOrEqual(300)
    }
  })

  it('never mentions anybody or makes a link', () => {
    const liveBlock = /"type":"(?:mrkdwn|markdown|link|user|broadcast)"/u
    expect(seedsWhere(({ full }) => activeMarkup.test(full.text))).toEqual([])
    expect(seedsWhere(({ text }) => activeMarkup.test(text))).toEqual([])
    expect(seedsWhere(({ full }) => liveBlock.test(JSON.stringify(full.blocks)))).toEqual([])
  })

  it('shows every number as it is, from the first rows on', () => {
    const isWrong = ({ answer, full }: (typeof cases)[number]): boolean =>
      numberCells(full.blocks).some(({ cell, rowIndex, column }) => {
        const value = answer.rows[rowIndex]?.[column] ?? null
        if (cell.type !== 'raw_number') return typeof value === 'number'
        const written = Number(cell.text.replace(/ \[.*$/u, '').replaceAll(',', ''))
        return cell.value !== value || written !== value
      })
    expect(seedsWhere(isWrong)).toEqual([])
  })

  it('marks only with sources that it shows', () => {
    const isWrong = ({ full }: (typeof cases)[number]): boolean => {
      const shown = new Set(
        full.blocks.flatMap((block) =>
          block.type === 'context'
            ? block.elements.flatMap((element) =>
                'text' in element ? (/^\[\d+\]/u.exec(element.text)?.[0] ?? []) : [],
              )
            : [],
        ),
      )
      return numberCells(full.blocks).some(
        ({ cell }) =>
          cell.type === 'raw_number' &&
          [...cell.text.matchAll(/\[\d+\]/gu)].some(([mark]) => !shown.has(mark)),
      )
    }
    expect(seedsWhere(isWrong)).toEqual([])
    expect(cases.some(({ full }) => JSON.stringify(full.blocks).includes(' [1]"'))).toBe(true)
  })

  it('fits into one text when blocks are refused', () => {
    expect(seedsWhere(({ text }) => text === '' || text.length > 4_000 || !text.isWellFormed())).toEqual([])
  })
})
