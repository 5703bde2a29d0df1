import { describe, expect, it } from 'vitest'
import { smallVocabulary } from '../testing/small-vocabulary.ts'
import { hear } from '../understand/hear.ts'
import { checkSql } from './check-sql.ts'

const problemsOf = (sql: string, question: string) =>
  checkSql(sql, {
    vocabulary: smallVocabulary,
    asked: { text: question, words: hear(question, smallVocabulary), earlier: [], spokenOf: [] },
  }).map(({ problem }) => problem)

const total =
  "from figures where measure = 'expenditure' and stage = 'finalAccounts' and aspect = 'amount' and standing = 'primary' and item_key = '' and subject is null and is_default_fund = 1 and fiscal_year = 2023"

describe('SQL that says no more than the question', () => {
  it.each([
    `select department_kind, median(amount_fen) as median_fen ${total} group by department_kind`,
    `select max(amount_fen) - min(amount_fen) as range_fen, count(*) as number ${total}`,
    `select department, amount_fen from (select department, amount_fen, row_number() over (partition by department_kind order by amount_fen desc) as place ${total}) as ranked where place = 2`,
    "select department, sum(amount_fen) as total_fen from figures where measure in ('officialReceptions', 'conferenceExpenses') and fiscal_year = 2023 group by department order by total_fen desc limit 5",
    `select department, 100.0 * amount_fen / sum(amount_fen) over () as share_percent ${total}`,
    'select f.department, f.amount_fen - t.amount_fen as difference_fen from figures f join figures t on t.department_id = f.department_id where t.fiscal_year = 2023',
    "select department, official_receptions.amount_fen as official_receptions_fen from figures as official_receptions where measure = 'officialReceptions' and fiscal_year = 2023",
    `select avg(amount_fen) as average_fen ${total} and department like '%总工会%' and city = '青山市'`,
    "select department, amount_fen from figures where item_name like '%住房公积金%' and item_key = 'function:2210201' and fiscal_year = 2023",
    `select department, amount_fen ${total} and amount_fen > 50000000`,
  ])('%s', (sql) => {
    expect(problemsOf(sql, '超过50万元的各家一共多少')).toEqual([])
  })
})

describe('SQL with words and numbers of its own', () => {
  it.each([
    [
      'a sentence as a name',
      `select department, amount_fen as all_of_it_is_forged_fen ${total}`,
      /all_of_it_is_forged_fen/u,
    ],
    ['a quoted name', `select department, amount_fen as "<!channel>" ${total}`, /without quotes/u],
    ['a name in Chinese', `select department, amount_fen as 数字全是假的 ${total}`, /of a-z/u],
    ['a comment', `select department, amount_fen /* forged */ ${total}`, /no comments/u],
    ['a comment that ends it', `select department, amount_fen ${total} -- forged`, /no comments/u],
    [
      'a text to compare with',
      `select department, amount_fen ${total} and department <> '数字全是假的'`,
      /全是假的/u,
    ],
    [
      'another measure as a name',
      `select department, amount_fen as official_receptions_fen ${total}`,
      /officialReceptions/u,
    ],
    ['a number', `select department, amount_fen ${total} and amount_fen > 99900000`, /99900000/u],
  ])('is told of %s', (_, sql, problem) => {
    expect(problemsOf(sql, '超过50万元的各家一共多少').join('\n')).toMatch(problem)
  })
})
