/**
 * Whole disclosures of invented bodies, written without sight of the reader: three in which everything agrees, to see
 * whether a check raises a false alarm, and two with contradictions planted in them. Each comes with facts that must be held.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { buildRows } from './build-rows.ts'
import type { DocumentReading } from './reading.ts'
import { readTextFile } from './testing/read-text-file.ts'

const span = z.tuple([z.number(), z.number()])
const listSchema = z.object({
  /** How many findings are left to a person: 预算收入 with and without what was carried over, a list that may be partial. */
  soft: z.number(),
  facts: z.array(z.object({ line: z.number(), text: z.string(), of: z.string() })),
  /** What no rule looks for is not found, and the list says so. */
  planted: z.array(z.object({ lines: z.array(span), what: z.string(), isFound: z.boolean() })),
})

type Span = Readonly<z.infer<typeof span>>

const here = (path: string) => new URL(`testing/disclosures/${path}`, import.meta.url)

const readingOf = (name: string): DocumentReading => {
  const outcome = readTextFile(readFileSync(here(`${name}.txt`)), `${name}.txt`)
  if (outcome.kind !== 'read') throw new Error(`${name}: ${outcome.code}`)
  return outcome.reading
}

const touches = ([first, last]: Span, [from, to]: Span) => first <= to && last >= from

/** The forms of “three public” expenses that do not say which budget they print. */
const isOpen = (code: string) => code === 'unclear-stage'

/** What each finding says and which lines it cites. */
const findingsOf = (reading: DocumentReading) => {
  const rows = buildRows([reading])
  const printById = new Map(rows.print.map((print) => [print.print_id, print]))
  return rows.finding
    .filter(({ code }) => !isOpen(code))
    .map((finding) => {
      const cited = rows.finding_print.filter(({ finding_id }) => finding_id === finding.finding_id)
      const lines = cited.flatMap(({ print_id }): readonly Span[] => {
        const print = printById.get(print_id)
        return print ? [[print.line_start, print.line_end]] : []
      })
      const { otherLine = finding.line } = JSON.parse(finding.details) as Readonly<{ otherLine?: number }> // as written
      const own: readonly Span[] =
        lines.length > 0
          ? lines
          : [
              [finding.line, finding.line],
              [otherLine, otherLine],
            ]
      return { severity: finding.severity, message: finding.message_zh, lines: own }
    })
}

const cases = readdirSync(here('.'))
  .filter((file) => file.endsWith('.json'))
  .map((file) => {
    const name = file.replace('.json', '')
    const list = listSchema.parse(JSON.parse(readFileSync(here(file), 'utf8')))
    const reading = readingOf(name)
    return { name, ...list, reading, findings: findingsOf(reading) }
  })

it('are five, three of them without a contradiction', () => {
  expect(cases.filter(({ planted }) => planted.length === 0)).toHaveLength(3)
  expect(cases.filter(({ planted }) => planted.length > 10)).toHaveLength(2)
})

describe.each(cases)('$name', ({ soft, facts, planted, reading, findings }) => {
  it('is read to the last number and paragraph', () => {
    const { unread, unmatched, unreadParagraphs } = reading.coverage
    expect({ unread, unmatched, unreadParagraphs }).toEqual({
      unread: [],
      unmatched: [],
      unreadParagraphs: [],
    })
  })

  it('is held with every fact of its list', () => {
    const missing = facts.filter(
      ({ line, text }) =>
        !reading.prints.some(
          ({ print, figures }) =>
            figures.length > 0 && print.printedText === text && touches(print.lines, [line, line]),
        ),
    )
    expect(facts.length).toBeGreaterThan(20)
    expect(missing).toEqual([])
  })

  it('gives the contradictions that were planted', () => {
    const isFound = ([first]: readonly Span[]) =>
      first !== undefined && findings.some(({ lines }) => lines.some((own) => touches(own, first)))
    for (const { lines, what, isFound: expected } of planted)
      expect([what, isFound(lines)]).toEqual([what, expected])
  })

  it('gives no other', () => {
    const isPlanted = (own: readonly Span[]) =>
      planted.some(({ lines }) => lines.some((at) => own.some((cited) => touches(cited, at))))
    const others = findings.filter(({ severity, lines }) => severity !== 'soft' && !isPlanted(lines))
    expect(others).toEqual([])
  })

  it('leaves to a person what its list says', () => {
    expect(findings.filter(({ severity }) => severity === 'soft')).toHaveLength(soft)
  })
})
