import type { MadeUpCode } from '../with-evidence.ts'

type HonestCase = Readonly<{ about: string; sql: string }>
type MadeUpCase = Readonly<{ about: string; sql: string; code: MadeUpCode; place: string }>

const fromTotals = (expression: string): string => `select ${expression} as x from totals t`
const fromExecution = (expression: string): string =>
  `select ${expression} as x from budget_execution where item_key = ''`

/** Columns whose values come from columns alone. */
export const honestCases: readonly HonestCase[] = [
  { about: 'a column', sql: fromTotals('amount_fen') },
  { about: 'a name', sql: fromTotals('department') },
  { about: 'a star', sql: 'select * from budget_execution' },
  { about: 'yuan', sql: fromTotals('amount_fen / 100') },
  { about: '万元, rounded', sql: fromTotals('round(amount_fen / 1000000.0, 2)') },
  { about: '亿元', sql: fromTotals('amount_fen * 1.0 / 1e10') },
  { about: 'a conversion in two steps', sql: fromTotals('amount_fen / (100 * 10000.0)') },
  { about: 'the inverse of a conversion', sql: fromTotals('amount_fen * 0.01') },
  { about: 'a cast', sql: fromTotals('cast(amount_fen as real) / 100') },
  { about: 'a sum', sql: fromTotals('sum(amount_fen)') },
  {
    about: 'sum, average, least, greatest',
    sql: fromTotals('max(amount_fen) - min(amount_fen) + avg(amount_fen)'),
  },
  { about: 'a count', sql: fromTotals('count(*)') },
  {
    about: 'a count of what stands under a condition',
    sql: fromTotals("count(case when stage = 'x' then 7 end)"),
  },
  { about: 'a sum that counts', sql: fromTotals("sum(case when stage = 'finalAccounts' then 1 else 0 end)") },
  { about: 'a sum of ones', sql: fromTotals('sum(1)') },
  { about: 'a sum of truths', sql: fromTotals('sum(amount_fen > 12345)') },
  {
    about: 'a share that meets a condition',
    sql: fromTotals('avg(case when amount_fen > 12345 then 1.0 else 0 end) * 100'),
  },
  { about: 'a sum of a part', sql: fromTotals("sum(case when stage = 'x' then amount_fen else 0 end)") },
  { about: 'a sum that takes blanks for nothing', sql: fromTotals('sum(coalesce(amount_fen, 0))') },
  { about: 'a case without else', sql: fromTotals('case when amount_fen > 500 then amount_fen end') },
  {
    about: 'a case between columns',
    sql: fromExecution('case when fund = 1 then initial_budget_fen else final_accounts_fen end'),
  },
  {
    about: 'a percentage',
    sql: fromExecution('round(100.0 * final_accounts_fen / nullif(initial_budget_fen, 0), 1)'),
  },
  {
    about: 'growth: a ratio less the whole',
    sql: fromExecution('final_accounts_fen * 1.0 / initial_budget_fen - 1'),
  },
  { about: 'growth in percent', sql: fromExecution('100.0 * final_accounts_fen / initial_budget_fen - 100') },
  {
    about: 'growth in percent, the other way',
    sql: fromExecution('(final_accounts_fen * 1.0 / initial_budget_fen - 1) * 100'),
  },
  { about: 'the rest of a whole', sql: fromExecution('1 - final_accounts_fen * 1.0 / initial_budget_fen') },
  {
    about: 'a difference over one side',
    sql: fromExecution('100.0 * (final_accounts_fen - initial_budget_fen) / initial_budget_fen'),
  },
  {
    about: 'abs and sign',
    sql: fromExecution('abs(final_accounts_fen - initial_budget_fen) * sign(initial_budget_fen)'),
  },
  { about: 'a negated column', sql: fromTotals('-amount_fen') },
  { about: 'nothing added', sql: fromTotals('amount_fen + 0') },
  { about: 'NULL', sql: fromTotals('null') },
  { about: 'coalesce of columns', sql: 'select coalesce(amount_fen, quantity) as x from figures' },
  { about: 'the larger of two columns', sql: fromExecution('max(initial_budget_fen, final_accounts_fen)') },
  { about: 'a rank', sql: fromTotals('row_number() over (order by amount_fen desc)') },
  { about: 'quarters', sql: fromTotals('ntile(4) over (order by amount_fen)') },
  {
    about: 'a share by a window',
    sql: fromTotals('100.0 * amount_fen / sum(amount_fen) over (partition by stage)'),
  },
  { about: 'the row before', sql: fromTotals('amount_fen - lag(amount_fen, 2) over (order by fiscal_year)') },
  {
    about: 'a scalar sub-query',
    sql: fromTotals('amount_fen - (select avg(amount_fen) from totals where fiscal_year = 2023)'),
  },
  {
    about: 'a value out of a CTE',
    sql: 'with a as (select amount_fen / 100.0 as yuan from totals) select sum(yuan) as x from a',
  },
  {
    about: 'a unit out of a sub-query',
    sql: 'select t.amount_fen / k.v as x from totals t, (select 100.0 as v) k',
  },
  { about: 'a comparison', sql: fromTotals('amount_fen > 12345') },
  {
    about: 'LIKE, IN and BETWEEN',
    sql: fromTotals("department like '%工会' or stage in ('a', 'b') or amount_fen between 1 and 5"),
  },
  { about: 'EXISTS', sql: fromTotals('exists (select 1 from reports r where r.report_id = t.report_id)') },
  { about: 'a part of a name', sql: 'select substr(item_code, 1, 3) as x from figures' },
  {
    about: 'names side by side',
    sql: "select department || ' ' || item_name || '（' || item_code || '）' as x from figures",
  },
  { about: 'a printed text, trimmed', sql: 'select trim(upper(text)) as x from statements' },
  { about: 'a collation', sql: fromTotals('department collate nocase') },
  {
    about: 'rows of two queries',
    sql: 'select amount_fen as x from totals union all select amount_fen from figures',
  },
  { about: 'the median, to the whole', sql: fromTotals('floor(median(amount_fen))') },
]

/** Columns that their writer had a hand in, with the place. */
export const madeUpCases: readonly MadeUpCase[] = [
  { about: 'a number', sql: fromTotals('999'), code: 'literal', place: '999' },
  {
    about: 'a number under the name of a column',
    sql: 'select 999 as amount_fen from totals',
    code: 'literal',
    place: '999',
  },
  { about: 'a text', sql: fromTotals("'恭喜'"), code: 'literal', place: "'恭喜'" },
  { about: 'a truth of nothing', sql: fromTotals('1 = 1'), code: 'literal', place: '1 = 1' },
  { about: 'true', sql: fromTotals('true'), code: 'literal', place: 'true' },
  { about: 'a parameter', sql: fromTotals('?'), code: 'literal', place: '?' },
  { about: 'a factor', sql: fromTotals('amount_fen * 1.1'), code: 'bent', place: 'amount_fen * 1.1' },
  {
    about: 'a factor of two conversions',
    sql: fromTotals('amount_fen / (100 + 100)'),
    code: 'bent',
    place: 'amount_fen / (100 + 100)',
  },
  { about: 'a number added', sql: fromTotals('amount_fen + 42'), code: 'bent', place: 'amount_fen + 42' },
  {
    about: 'a conversion added',
    sql: fromTotals('amount_fen - 100'),
    code: 'bent',
    place: 'amount_fen - 100',
  },
  {
    about: 'a column away from itself',
    sql: fromTotals('amount_fen - amount_fen + 42'),
    code: 'cancels',
    place: 'amount_fen - amount_fen',
  },
  {
    about: 'a column over itself',
    sql: fromTotals('( Amount_fen)/amount_fen * 100'),
    code: 'cancels',
    place: '( Amount_fen)/amount_fen',
  },
  {
    about: 'a ratio more the whole',
    sql: fromExecution('final_accounts_fen / initial_budget_fen + 1'),
    code: 'bent',
    place: 'final_accounts_fen / initial_budget_fen + 1',
  },
  {
    about: 'a ratio less another whole',
    sql: fromExecution('final_accounts_fen / initial_budget_fen - 100'),
    code: 'bent',
    place: 'final_accounts_fen / initial_budget_fen - 100',
  },
  { about: 'a remainder', sql: fromTotals('amount_fen % 1000'), code: 'bent', place: 'amount_fen % 1000' },
  { about: 'bits', sql: fromTotals('amount_fen << 1'), code: 'bent', place: 'amount_fen << 1' },
  { about: 'inverted bits', sql: fromTotals('~amount_fen'), code: 'bent', place: '~amount_fen' },
  {
    about: 'a truth that is counted with',
    sql: fromTotals('(amount_fen > 0) * 100'),
    code: 'bent',
    place: '(amount_fen > 0) * 100',
  },
  { about: 'a number for a blank', sql: fromTotals('coalesce(amount_fen, 5)'), code: 'literal', place: '5' },
  { about: 'zero for a blank', sql: fromTotals('ifnull(amount_fen, 0)'), code: 'literal', place: '0' },
  {
    about: 'a number of a branch',
    sql: fromTotals('case when amount_fen > 0 then 123 end'),
    code: 'literal',
    place: '123',
  },
  {
    about: 'a number of another branch',
    sql: fromTotals('case when amount_fen > 0 then amount_fen else 5 end'),
    code: 'literal',
    place: '5',
  },
  {
    about: 'a label',
    sql: fromTotals("case when amount_fen > 0 then '大' else '小' end"),
    code: 'literal',
    place: "'大'",
  },
  {
    about: 'iif',
    sql: fromTotals('iif(amount_fen > 0, 1000000, amount_fen)'),
    code: 'literal',
    place: '1000000',
  },
  { about: 'a sum of a number', sql: fromTotals('sum(7)'), code: 'literal', place: '7' },
  {
    about: 'a sum with a number in it',
    sql: fromTotals('sum(case when amount_fen > 0 then amount_fen else 1 end)'),
    code: 'literal',
    place: '1',
  },
  {
    about: 'an average over zeros',
    sql: fromTotals("avg(case when stage = 'x' then amount_fen else 0 end)"),
    code: 'literal',
    place: '0',
  },
  { about: 'the greatest of a number', sql: fromTotals('max(777)'), code: 'literal', place: '777' },
  { about: 'at least a number', sql: fromTotals('max(amount_fen, 1000)'), code: 'literal', place: '1000' },
  {
    about: 'a number instead of a row before',
    sql: fromTotals('lag(amount_fen, 1, 0) over (order by amount_fen)'),
    code: 'literal',
    place: '0',
  },
  {
    about: 'a value left out',
    sql: fromTotals('nullif(amount_fen, 5)'),
    code: 'bent',
    place: 'nullif(amount_fen, 5)',
  },
  {
    about: 'a length',
    sql: fromTotals('length(department)'),
    code: 'text-as-number',
    place: 'length(department)',
  },
  {
    about: 'a place in a text',
    sql: fromTotals("instr(department, '市')"),
    code: 'text-as-number',
    place: "instr(department, '市')",
  },
  {
    about: 'a printed text as a number',
    sql: 'select cast(printed_text as real) as x from prints',
    code: 'text-as-number',
    place: 'cast(printed_text as real)',
  },
  {
    about: 'a printed text added',
    sql: 'select printed_text + printed_unit as x from prints',
    code: 'text-as-number',
    place: 'printed_text + printed_unit',
  },
  {
    about: 'a part of a number',
    sql: fromTotals('substr(amount_fen, 1, 2)'),
    code: 'remade-text',
    place: 'substr(amount_fen, 1, 2)',
  },
  {
    about: 'a part of a printed text',
    sql: 'select substr(text, 1, 5) as x from statements',
    code: 'remade-text',
    place: 'substr(text, 1, 5)',
  },
  {
    about: 'characters taken off',
    sql: "select rtrim(printed_text, '0') as x from prints",
    code: 'remade-text',
    place: "rtrim(printed_text, '0')",
  },
  {
    about: 'a digit before a number',
    sql: fromTotals("'1' || amount_fen"),
    code: 'remade-text',
    place: "'1' || amount_fen",
  },
  {
    about: 'two numbers run together',
    sql: fromTotals('amount_fen || amount_fen'),
    code: 'remade-text',
    place: 'amount_fen || amount_fen',
  },
  {
    about: 'a sign before a number',
    sql: fromTotals("'-' || amount_fen"),
    code: 'remade-text',
    place: "'-' || amount_fen",
  },
  {
    about: 'a number out of a sub-query',
    sql: 'select y as x from (select 999 as y from totals)',
    code: 'literal',
    place: '999',
  },
  {
    about: 'a number out of a CTE, used twice',
    sql: 'with a as (select 42 as y) select t.amount_fen + a.y as x from totals t, a',
    code: 'bent',
    place: 't.amount_fen + a.y',
  },
  { about: 'a number out of a scalar sub-query', sql: fromTotals('(select 5)'), code: 'literal', place: '5' },
  { about: 'VALUES', sql: 'with v(x) as (values (5), (6)) select x from v', code: 'literal', place: '5' },
  {
    about: 'a count of VALUES',
    sql: 'select count(*) as x from (values (5), (6))',
    code: 'nothing-counted',
    place: 'count(*)',
  },
  {
    about: 'a number of one arm',
    sql: 'select amount_fen as x from totals union all select 5',
    code: 'literal',
    place: '5',
  },
  {
    about: 'a unit that is none',
    sql: 'select t.amount_fen / k.v as x from totals t, (select 0.9 as v) k',
    code: 'bent',
    place: 't.amount_fen / k.v',
  },
  {
    about: 'a number under a round',
    sql: fromTotals('round(amount_fen * 1.05 / 100, 2)'),
    code: 'bent',
    place: 'amount_fen * 1.05',
  },
]
