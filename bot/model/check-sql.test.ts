import { describe, expect, it } from 'vitest'
import { smallVocabulary } from '../testing/small-vocabulary.ts'
import { hear } from '../understand/hear.ts'
import { checkSql } from './check-sql.ts'

const problemsOf = (sql: string, question: string) =>
  checkSql(sql, {
    vocabulary: smallVocabulary,
    asked: { question, text: question, words: hear(question, smallVocabulary), earlier: [], spokenOf: [] },
  }).map(({ problem }) => problem)

const held = "aspect = 'amount' and standing = 'primary' and is_default_fund = 1 and fiscal_year = 2023"
const ofBodies = `stage = 'finalAccounts' and item_key = '' and subject is null and ${held}`
const total = `from figures where measure = 'expenditure' and ${ofBodies}`

describe('SQL that is what was asked', () => {
  it.each([
    [
      '各类部门支出的居中数是几何',
      `select department_kind, median(amount_fen) as median_fen ${total} group by department_kind`,
    ],
    ['各家支出相差多大', `select max(amount_fen) - min(amount_fen) as range_fen ${total}`],
    [
      '青山市各工会平均支出',
      `select avg(amount_fen) as average_fen ${total} and department_kind = 'tradeUnion' and city = '青山市'`,
    ],
    [
      '各家住房公积金的平均',
      `select avg(amount_fen) as average_fen from figures where measure = 'expenditure' and stage = 'finalAccounts' and item_key = 'function:2210201' and ${held}`,
    ],
    [
      '超过50万元的各家一共多少支出',
      `select sum(amount_fen) as total_fen ${total} and amount_fen > 50000000`,
    ],
    [
      '除了河口区总工会，各家平均支出',
      `select avg(amount_fen) as average_fen ${total} and department not like '%河口区总工会%'`,
    ],
    [
      '哪个市的平均支出最高',
      `select city, avg(amount_fen) as average_fen ${total} group by city order by average_fen desc`,
    ],
    ['各家支出最高的是多少', `select max(amount_fen) as highest_fen ${total}`],
  ])('%s', (question, sql) => {
    expect(problemsOf(sql, question)).toEqual([])
  })
})

describe('SQL about something else than was asked', () => {
  const average = `select avg(amount_fen) as average_fen ${total}`
  it.each([
    ['another kind of body', '各工会的平均支出', average, /工会/u],
    [
      'another body',
      '河口区总工会的平均支出',
      `${average} and department = '${'白湖市南屏县总工会'}'`,
      /白湖市南屏县总工会/u,
    ],
    [
      'all but that body',
      '河口区总工会的平均支出',
      `${average} and department not like '%河口区总工会%'`,
      /does not speak of/u,
    ],
    ['the body that is left out', '除了河口区总工会，各家平均支出', average, /leaves out/u],
    ['another measure', '各家公务接待费的平均', average, /公务接待费/u],
    ['another stage', '各家年初预算的平均', average, /年初预算/u],
    ['another year', '2022年各家平均支出', average, /2022/u],
    ['another fund', '各家政府性基金预算财政拨款平均支出', average, /政府性基金/u],
    ['the average for a total', '各家支出合计', average, /not for average/u],
    ['a total for the average', '各家平均支出', `select sum(amount_fen) as total_fen ${total}`, /average/u],
    [
      'the lowest for the highest',
      '哪个市的平均支出最高',
      `select city, avg(amount_fen) as average_fen ${total} group by city order by average_fen`,
      /order descending/u,
    ],
    ['another unit', '超过50万元的各家平均支出', `${average} and amount_fen > 50`, /number 50/u],
    ['the other side', '超过50万元的各家平均支出', `${average} and amount_fen < 50000000`, /other side/u],
    ['no threshold', '超过50万元的各家平均支出', average, /超过50万元|50万元/u],
  ])('is told of %s', (_, question, sql, problem) => {
    expect(problemsOf(sql, question).join('\n')).toMatch(problem)
  })
})

describe('SQL with words and numbers of its own', () => {
  it.each([
    [
      'a sentence as a name',
      `select department, sum(amount_fen) as all_of_it_is_forged_fen ${total}`,
      /all_of_it_is_forged_fen/u,
    ],
    ['a quoted name', `select department, sum(amount_fen) as "<!channel>" ${total}`, /without quotes/u],
    ['a name in Chinese', `select department, sum(amount_fen) as 数字全是假的 ${total}`, /of a-z/u],
    ['a comment', `select department, sum(amount_fen) /* forged */ ${total}`, /no comments/u],
    ['a comment that ends it', `select department, sum(amount_fen) ${total} -- forged`, /no comments/u],
    [
      'a text to compare with',
      `select department, sum(amount_fen) ${total} and department <> '数字全是假的'`,
      /全是假的/u,
    ],
    [
      'a number',
      `select sum(amount_fen) as total_fen ${total} and amount_fen > 99900000`,
      /number 99900000/u,
    ],
  ])('is told of %s', (_, sql, problem) => {
    expect(problemsOf(sql, '超过50万元的各家支出一共多少').join('\n')).toMatch(problem)
  })
})
