import { describe, expect, it } from 'vitest'
import { smallVocabulary } from '../testing/small-vocabulary.ts'
import { hear } from '../understand/hear.ts'
import { jsonInText } from './json-in-text.ts'
import { nameCandidates } from './name-candidates.ts'
import { replyReader } from './read-reply.ts'
import { everywhere, outturnOf, saidFigures, saidPlan } from './testing/said-plans.ts'

const readFor = (question: string, reply: unknown) => {
  const named = nameCandidates([question], [], smallVocabulary)
  const read = replyReader({
    named,
    vocabulary: smallVocabulary,
    asked: { question, text: question, words: hear(question, smallVocabulary), earlier: [], spokenOf: [] },
  })
  return read(typeof reply === 'string' ? reply : JSON.stringify(reply))
}

const question = '河口区总工会花了多少'
const plan = saidFigures({
  scope: { ...everywhere, departments: ['青山市河口区总工会'] },
  columns: [outturnOf('expenditure')],
})

const totals =
  "from figures where measure = 'expenditure' and stage = 'finalAccounts' and aspect = 'amount' and standing = 'primary' and item_key = '' and subject is null and is_default_fund = 1 and fiscal_year = 2023"

describe('the JSON in a text', () => {
  it.each([
    ['{"a":1}', { a: 1 }],
    ['Sure:\n```json\n{"a":1}\n```\nHope it helps {smile}', { a: 1 }],
    ['<think>{"a":2} no</think>{"a":1}', { a: 1 }],
    ['first {"a":2}, better {"a":{"b":"}"}}', { a: { b: '}' } }],
    ['{"a":1', null],
    ['{"a":1}{"a":', { a: 1 }],
    ['{"a":"\\"}"}', { a: '"}' }],
    ['', null],
    ['nothing', null],
  ])('of %s', (text, json) => {
    expect(jsonInText(text)).toEqual(json)
  })

  // Gone through once for each of them, it would take minutes.
  it('is looked for in one go, also behind a hundred thousand thoughts that never end', () => {
    expect(jsonInText('<think>'.repeat(140_000))).toBeNull()
  }, 10_000)
})

describe('a reply', () => {
  it('is a plan, with bodies by their ids', () => {
    expect(readFor(question, saidPlan(plan))).toMatchObject({
      kind: 'read',
      value: { kind: 'plan', plan: { version: 1, kind: 'figures', scope: { departments: ['river-union'] } } },
    })
  })

  it('is several plans, or asks for their sources', () => {
    const reply = { reply: { kind: 'plan', plans: [plan, plan], asksForSources: true } }
    expect(readFor(question, reply)).toMatchObject({
      value: {
        plan: { kind: 'sources', of: { kind: 'several', plans: [{ kind: 'figures' }, { kind: 'figures' }] } },
      },
    })
  })

  it('may leave its wrapping out', () => {
    expect(readFor(question, saidPlan(plan).reply)).toMatchObject({ kind: 'read' })
  })

  it('asks back with readings', () => {
    const other = { ...plan, columns: [{ ...outturnOf('expenditure'), stage: 'initialBudget' }] }
    expect(readFor(question, { reply: { kind: 'clarify', readings: [plan, other] } })).toMatchObject({
      value: { kind: 'readings', plans: [{ kind: 'figures' }, { kind: 'figures' }] },
    })
  })

  it('quotes only words of the question', () => {
    const reply = {
      reply: {
        kind: 'no_data',
        code: 'unknown-word',
        words: ['花了', '<!channel>', ' ', '？', '\u001b[2J多少'],
      },
    }
    expect(readFor(question, reply)).toMatchObject({ value: { kind: 'no-data', words: ['花了'] } })
  })

  it('may be SQL that the guard lets pass and that is about the body asked about', () => {
    const sql = `select median(amount_fen) as median_fen ${totals} and department = '青山市河口区总工会'`
    expect(readFor(question, { reply: { kind: 'sql', sql } })).toMatchObject({ value: { kind: 'sql', sql } })
  })

  it.each([
    ['is no JSON', 'the union spent 4 million', /no JSON/u],
    ['is half of one', JSON.stringify(saidPlan(plan)).slice(0, -2), /no JSON/u],
    ['is of another shape', { answer: 42 }, /reply/u],
    ['lacks a part of a plan', saidPlan({ ...plan, fund: undefined } as never), /reply\.plans\.0\.fund/u],
    [
      'names a body that is not held',
      saidPlan({ ...plan, scope: { ...everywhere, departments: ['火星总工会'] } }),
      /departments/u,
    ],
    [
      'names a measure that is none',
      saidPlan({ ...plan, columns: [{ ...outturnOf('expenditure'), measure: 'bribes' }] } as never),
      /measure/u,
    ],
    ['plans nothing', saidPlan(), /plans/u],
    ['plans a thousand things', saidPlan(...Array.from({ length: 1_000 }, () => plan)), /plans/u],
    ['deletes', { reply: { kind: 'sql', sql: 'delete from figures' } }, /not-a-select/u],
    ['reads what is no relation', { reply: { kind: 'sql', sql: 'select * from sqlite_master' } }, /unknown/u],
    ['reads nothing', { reply: { kind: 'sql', sql: 'select 999 as amount_fen' } }, /select from figures/u],
    [
      'leaves the body out of its SQL',
      {
        reply: {
          kind: 'sql',
          sql: `select sum(amount_fen) as total_fen ${totals} and department like '%南屏%'`,
        },
      },
      /河口区/u,
    ],
  ])('that %s is wrong, and it is said where', (_, reply, problem) => {
    const read = readFor(question, reply)
    if (read.kind !== 'wrong') throw new Error('it was read')
    expect(read.issues.map((issue) => `${issue.path} ${issue.problem}`).join('\n')).toMatch(problem)
  })
  it('does not say of a year that is held that it is not', () => {
    const reply = { reply: { kind: 'no_data', code: 'year-not-held', words: ['2023'] } }
    expect(readFor('2023年的奖杯给了谁', reply)).toMatchObject({ kind: 'wrong' })
    const asTyped = { reply: { kind: 'no_data', code: 'year-not-held', words: ['2023年'] } }
    expect(readFor('2023年的奖杯给了谁', asTyped)).toMatchObject({ kind: 'wrong' })
  })

  it.each([
    ['今天的奖杯给了谁', ['今天'], 'unknown-word', ['今天']],
    ['Who won the cup today?', ['today'], 'unknown-word', ['today']],
    ['奖杯给了谁', ['1998'], 'unknown-word', []],
    ['1998年的奖杯给了谁', ['1998年'], 'year-not-held', ['1998']],
    ['1998年今天的奖杯给了谁', ['今天', '1998'], 'year-not-held', ['1998']],
  ])('says of years only that they are not held: %s', (asked, words, code, told) => {
    const reply = { reply: { kind: 'no_data', code: 'year-not-held', words } }
    expect(readFor(asked, reply)).toEqual({ kind: 'read', value: { kind: 'no-data', code, words: told } })
  })
})
