/**
 * Answers that another reading of the same rules has judged: as they were given, written from the expectation, damaged
 * on purpose, or written for one rule. Both must fail the same checks.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { answerSchema, citationSchema } from '../answer/answer.ts'
import { readConfig } from '../config.ts'
import { caseSchema } from './case.ts'
import { readCaseSet } from './case-sets.ts'
import { checks } from './checks.ts'
import { readDocuments } from './documents.ts'
import { failedChecks, score } from './score.ts'

const judgedAnswerSchema = answerSchema
  .pick({ status: true, text: true, columns: true, rows: true, sql: true, warnings: true })
  .extend({ citations: z.array(citationSchema.pick({ file: true, lines: true, quote: true })) })

const { given, judged } = z
  .object({
    given: z.record(z.string(), judgedAnswerSchema),
    judged: z.array(
      z.object({
        case: z.string(),
        made: z.string(),
        change: judgedAnswerSchema.partial(),
        /** In place of what the case has. */
        expect: caseSchema.shape.expect.optional(),
        evidence: caseSchema.shape.evidence.optional(),
        failed: z.array(z.string()),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, 'testing', 'judged-answers.json'), 'utf8')))

const caseById = new Map(readCaseSet('dev').cases.map((question) => [question.id, question]))
const documents = readDocuments(readConfig({}).shippedFolder)

describe('the scorer', () => {
  it.each(judged)('judges $case, $made', ({ case: id, change, failed, ...other }) => {
    const question = caseById.get(id)
    const answer = given[id]
    if (!question || !answer) expect.fail(`no case or no answer ${id}`)
    const verdict = score(
      { ...question, expect: other.expect ?? question.expect, evidence: other.evidence ?? question.evidence },
      judgedAnswerSchema.parse({ ...answer, ...change }),
      documents,
    )
    expect(failedChecks(verdict)).toEqual(failed)
    expect(verdict.isRight).toBe(failed.length === 0)
  })

  it.each(Object.keys(checks))('is held to %s, broken and kept', (check) => {
    const made = judged.filter(({ made }) => made !== 'as given')
    const breaking = made.filter(({ failed }) => failed.includes(check))
    expect(breaking.length).toBeGreaterThan(2)
    expect(made.length - breaking.length).toBeGreaterThan(2)
  })
})
