type RepeatCase = Readonly<{ about: string; sql: string; isRepeated: boolean }>

/** What is added up or counted once, and more than once. */
export const repeatCases: readonly RepeatCase[] = [
  { about: 'a sum', sql: 'select sum(amount_fen) as x from totals', isRepeated: false },
  {
    about: 'a sum over a join that gives each figure several rows',
    sql: 'select sum(t.amount_fen / 100.0) as x from totals t join reports r on 1',
    isRepeated: true,
  },
  {
    about: 'a sum over a join that gives each figure one row',
    sql: 'select sum(t.amount_fen) as x from totals t join reports r using (report_id)',
    isRepeated: false,
  },
  {
    about: 'a sum over a CTE that repeats its figures',
    sql: 'with t as (select amount_fen as 数 from totals union all select amount_fen from totals) select sum(数) as x from t',
    isRepeated: true,
  },
  {
    about: 'a sum over rows that were made one',
    sql: 'with t as (select distinct figure_id, amount_fen from totals, reports) select sum(amount_fen) as x from t',
    isRepeated: false,
  },
  { about: 'a count of the sides of findings', sql: 'select count(*) as x from findings', isRepeated: true },
  {
    about: 'a count of findings',
    sql: 'select count(distinct finding_id) as x from findings',
    isRepeated: false,
  },
  { about: 'a count of rows', sql: 'select count(amount_fen) as x from totals', isRepeated: false },
  { about: 'a sum of sizes by side', sql: 'select sum(size_fen) as x from findings', isRepeated: true },
  {
    about: 'a sum of differences that have a side in common',
    sql: "select sum(a.amount_fen - b.amount_fen) as x from totals a, totals b where b.department_id = 'bing'",
    isRepeated: false,
  },
  {
    about: 'the greatest over a join',
    sql: 'select max(t.amount_fen) as x from totals t, reports r',
    isRepeated: false,
  },
  {
    about: 'frames that have rows in common',
    sql: 'select sum(amount_fen) over (order by figure_id rows 1 preceding) as x from totals',
    isRepeated: false,
  },
]
