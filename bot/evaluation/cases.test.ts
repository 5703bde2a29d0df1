/**
 * The question file that readers of budgets wrote, asked of the whole core. Figures are looked for in the rows and in
 * the text with their unit, so that wording may change; every quote is looked up in its file.
 */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Answer } from '../answer/answer.ts'
import {
  column,
  isQuotedThere,
  openSeededAnswerer,
  type SeededAnswerer,
} from '../testing/five-disclosures.ts'

const quantitySchema = z.object({
  value: z.number(),
  /** 家, 项 and the like count things as 个 does. */
  unit: z
    .enum(['%', '万元', '倍', '个', '家', '项', '类'])
    .transform((unit) => (unit === '家' || unit === '项' || unit === '类' ? '个' : unit)),
  tolerance: z.number(),
})
type ExpectedQuantity = z.infer<typeof quantitySchema>

const expectationSchema = z.object({
  behaviour: z.enum(['answer', 'clarify', 'no_data', 'refuse']),
  figures: z.array(quantitySchema.extend({ alternatives: z.array(quantitySchema).optional() })),
  order_matters: z.boolean(),
  entities: z.array(z.string()),
  forbidden_entities: z.array(z.string()),
  forbidden_figures: z.array(quantitySchema),
  text_any: z.array(z.array(z.string())),
  must_warn_conflict: z.boolean(),
})
type Expectation = z.infer<typeof expectationSchema>

const caseSchema = z.object({
  id: z.string(),
  lang: z.enum(['zh', 'en']),
  category: z.string(),
  turns: z.array(z.string()).min(1),
  /** `alt`: other answers that serve as well. */
  expect: expectationSchema.extend({ alt: z.array(expectationSchema).optional() }),
})

/** Three authors, none of whom saw the code or the others' questions. */
const cases = ['questions', 'questions-second', 'questions-third'].flatMap((name) =>
  z.array(caseSchema).parse(JSON.parse(readFileSync(new URL(`cases/${name}.json`, import.meta.url), 'utf8'))),
)

/** Questions that are not answered as expected yet. A question that starts to pass must leave this list. */
const notYet: ReadonlySet<string> = new Set([
  ...['q038', 'q054', 'q071', 'q098', 'q116'],
  ...['h002', 'h003', 'h064'],
])

type Quantity = Readonly<{ value: number; unit: ExpectedQuantity['unit'] }>

/** Multiples stand in the column of the amounts that they were made from. */
const unitOfColumn = (name: string): readonly Quantity['unit'][] =>
  name.endsWith('_wan_yuan') ? ['万元', '倍'] : name.endsWith('_percent') ? ['%'] : []

const quantitiesInRows = ({ rows, columns }: Answer): readonly Quantity[] =>
  rows.flatMap((row) =>
    row.flatMap((cell, index) =>
      typeof cell === 'number'
        ? unitOfColumn(columns[index] ?? '').map((unit) => ({ value: cell, unit }))
        : [],
    ),
  )

/** A count is the last row of an answer whose plan counts. */
const counted = ({ plan, rows }: Answer): readonly Quantity[] =>
  (plan as { aggregate?: string } | null)?.aggregate === 'count' // the plan of a figures or reports answer
    ? (rows.at(-1) ?? []).flatMap((cell) => (typeof cell === 'number' ? [{ value: cell, unit: '个' }] : []))
    : []

const wanYuanByWord: Readonly<Record<string, number>> = {
  亿元: 10_000,
  万元: 1,
  元: 0.0001,
  'billion yuan': 100_000,
  'million yuan': 100,
  yuan: 0.0001,
}
const inText =
  /(?<number>\d+(?:,\d{3})*(?:\.\d+)?)\s*(?<unit>%|亿元|万元|元|倍|billion yuan|million yuan|yuan|times)/gu

const quantitiesInText = (text: string): readonly Quantity[] =>
  [...text.matchAll(inText)].map(({ groups }) => {
    const value = Number(groups?.number?.replaceAll(',', ''))
    const unit = groups?.unit ?? ''
    const wanYuan = wanYuanByWord[unit]
    if (wanYuan !== undefined) return { value: value * wanYuan, unit: '万元' }
    return { value, unit: unit === '%' ? '%' : '倍' }
  })

const isSame = (expected: ExpectedQuantity, { value, unit }: Quantity): boolean =>
  unit === expected.unit && Math.abs(Math.abs(value) - Math.abs(expected.value)) <= expected.tolerance + 1e-9

const show = ({ value, unit }: Quantity) => `${value}${unit}`

/** What an answer lacks or has too much of, in words; nothing: it is as expected. */
const shortcomings = (expected: Expectation, answer: Answer): readonly string[] => {
  if (answer.status !== expected.behaviour)
    return [`status ${answer.status} (${answer.code}), expected ${expected.behaviour}: ${answer.text}`]
  const inRows = quantitiesInRows(answer)
  const stated = [...inRows, ...counted(answer), ...quantitiesInText(answer.text)]
  const said = [answer.text, ...answer.rows.flat().map(String)].join('\n').toLowerCase()
  const departments = new Set(column(answer, 'department'))
  return [
    ...expected.figures
      .filter(
        (figure) =>
          ![figure, ...(figure.alternatives ?? [])].some((it) => stated.some((one) => isSame(it, one))),
      )
      .map((figure) => `does not state ${show(figure)}`),
    ...expected.forbidden_figures
      .filter((figure) => inRows.some((one) => isSame(figure, one)))
      .map((figure) => `lists ${show(figure)}`),
    ...expected.entities.filter((name) => !said.includes(name)).map((name) => `does not name ${name}`),
    ...expected.forbidden_entities.filter((name) => departments.has(name)).map((name) => `lists ${name}`),
    ...expected.text_any
      .filter((forms) => !forms.some((form) => said.includes(form.toLowerCase())))
      .map((forms) => `says none of ${forms.slice(0, 6).join(' | ')}`),
    ...(expected.must_warn_conflict && answer.warnings.length === 0 ? ['does not warn'] : []),
    ...(expected.order_matters && !isInOrder(expected.figures, answer) ? ['is in another order'] : []),
    ...answer.citations
      .filter((citation) => !isQuotedThere(citation))
      .map(({ file, lines, quote }) => `quotes what is not at ${file} ${lines}: ${quote}`),
    ...(answer.status === 'answer' && expected.figures.length > 0 && answer.citations.length === 0
      ? ['cites nothing']
      : []),
  ]
}

const isInOrder = (figures: Expectation['figures'], { rows, columns }: Answer): boolean => {
  const positions = figures.map((figure) =>
    rows.findIndex((row) =>
      row.some(
        (cell, index) =>
          typeof cell === 'number' &&
          unitOfColumn(columns[index] ?? '').some((unit) =>
            [figure, ...(figure.alternatives ?? [])].some((it) => isSame(it, { value: cell, unit })),
          ),
      ),
    ),
  )
  return positions.every((position, index) => position !== -1 && position >= (positions[index - 1] ?? 0))
}

let five: SeededAnswerer
beforeAll(async () => {
  five = await openSeededAnswerer()
})
afterAll(() => five.close())

describe('the question file', () => {
  it('has each id once', () => {
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length)
  })

  it('knows every question that is listed as not answered yet', () => {
    const ids = new Set(cases.map(({ id }) => id))
    expect([...notYet].filter((id) => !ids.has(id))).toEqual([])
  })

  it.each(cases)('$id ($lang, $category): $turns', async (question) => {
    const answer = await five.ask(...question.turns)
    const { alt: others = [], ...first } = question.expect
    const serves = others.some((other) => shortcomings(other, answer).length === 0)
    const found = serves ? [] : shortcomings(first, answer)
    if (notYet.has(question.id)) expect(found, 'passes now: take it off the list').not.toEqual([])
    else expect(found).toEqual([])
  })
})
