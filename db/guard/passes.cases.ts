type PassCase = Readonly<{ about: string; sql: string; parameters?: readonly (string | number | null)[] }>

/** SELECTs that an analyst writes; all of them pass the guard and run on the tests' store. */
export const passCases: readonly PassCase[] = [
  { about: 'columns', sql: 'select department, amount_fen from figures' },
  { about: 'star over a relation', sql: 'select * from reports' },
  { about: 'qualified star', sql: 'select f.* from figures f' },
  { about: 'star over a join', sql: 'select * from figures join reports using (report_id)' },
  { about: 'star over a CTE', sql: 'with a as (select * from reports) select * from a' },
  { about: 'trailing semicolon', sql: 'select department from figures;' },
  { about: 'two trailing semicolons and a comment', sql: 'select department from figures;; -- end' },
  { about: 'line comment', sql: '-- which ones\nselect department -- name\nfrom figures' },
  {
    about: 'block comment with another statement in it',
    sql: 'select 1 as a /* ; drop table x */ from figures',
  },
  { about: 'Chinese comment', sql: '/* 决算 */ select department from figures' },
  { about: 'upper case', sql: 'SELECT DEPARTMENT FROM FIGURES WHERE AMOUNT_FEN > 0' },
  { about: 'tabs and line ends', sql: 'select\tdepartment\r\nfrom\nfigures' },
  { about: 'Chinese literal', sql: "select amount_fen from figures where department = '株洲市天元区总工会'" },
  { about: 'Chinese alias', sql: 'select department as 部门, amount_fen as 决算数 from figures' },
  { about: 'Chinese quoted alias', sql: 'select amount_fen as "决算数（分）" from figures' },
  { about: 'Chinese column', sql: 'select 备注 from figures where 备注 is not null' },
  { about: 'Chinese CTE name', sql: 'with 工会 as (select * from figures) select department from 工会' },
  { about: 'alias with an ideographic space', sql: 'select amount_fen as "其中：　合计" from figures' },
  { about: 'quoted identifiers', sql: 'select "department", [place], `stage` from "figures"' },
  {
    about: 'words of statements in a literal',
    sql: "select department from figures where item = 'drop table; --'",
  },
  { about: 'doubled quote in a literal', sql: "select department from figures where item = 'it''s'" },
  { about: 'emoji in a literal', sql: "select department from figures where item = '📊'" },
  {
    about: 'bound parameters',
    sql: 'select amount_fen from figures where department = ? and fiscal_year > ?',
    parameters: ['x', 2022],
  },
  {
    about: 'bound null and limit',
    sql: 'select coalesce(?, department) as d from figures limit ?',
    parameters: [null, 3],
  },
  { about: 'count of all', sql: 'select count(*) from figures' },
  { about: 'count distinct', sql: 'select count(distinct department) as departments from figures' },
  {
    about: 'group and having',
    sql: 'select department, sum(amount_fen) as total_fen from figures group by department having sum(amount_fen) > 0 order by total_fen desc limit 5',
  },
  {
    about: 'group by alias and ordinal',
    sql: 'select substr(item_code, 1, 3) as class_code, stage, count(*) as n from figures group by class_code, 2',
  },
  { about: 'alias in where', sql: 'select amount_fen / 100.0 as yuan from figures where yuan > 10' },
  {
    about: 'FILTER',
    sql: "select department, sum(amount_fen) filter (where stage = 'initialBudget') as budget_fen, sum(amount_fen) filter (where stage = 'finalAccounts') as accounts_fen from figures group by department",
  },
  {
    about: 'the overrun question',
    sql: "with budget as (select department, fiscal_year, amount_fen from figures where stage = 'initialBudget' and is_total = 1), accounts as (select department, fiscal_year, amount_fen from figures where stage = 'finalAccounts' and is_total = 1) select a.department, round(100.0 * (a.amount_fen - b.amount_fen) / nullif(b.amount_fen, 0), 2) as overrun_percent from accounts a join budget b on b.department = a.department and b.fiscal_year = a.fiscal_year where a.amount_fen > 1.5 * b.amount_fen order by overrun_percent desc",
  },
  {
    about: 'searched CASE',
    sql: "select department, case when amount_fen > 100 then 'large' when amount_fen is null then 'blank' else 'small' end as size from figures",
  },
  {
    about: 'simple CASE',
    sql: "select case stage when 'finalAccounts' then '决算' else '预算' end as 阶段 from figures",
  },
  {
    about: 'sum of CASE',
    sql: "select sum(case when stage = 'finalAccounts' then amount_fen else 0 end) as accounts_fen from figures",
  },
  {
    about: 'scalar sub-query',
    sql: 'select department, amount_fen - (select avg(amount_fen) from figures) as above_average from figures',
  },
  {
    about: 'correlated sub-query',
    sql: 'select f.department from figures f where f.amount_fen = (select max(g.amount_fen) from figures g where g.fiscal_year = f.fiscal_year)',
  },
  {
    about: 'EXISTS',
    sql: 'select department from reports r where exists (select 1 from figures f where f.report_id = r.report_id)',
  },
  {
    about: 'NOT EXISTS',
    sql: "select department from reports r where not exists (select * from figures where report_id = r.report_id and stage = 'finalAccounts')",
  },
  { about: 'IN list', sql: "select * from figures where stage in ('initialBudget', 'finalAccounts')" },
  { about: 'empty IN list', sql: 'select department from figures where stage not in ()' },
  {
    about: 'IN sub-query',
    sql: "select department from figures where report_id in (select report_id from reports where kind = 'finalAccounts')",
  },
  {
    about: 'row value IN',
    sql: 'select item from figures where (department, fiscal_year) in (select department, fiscal_year from reports)',
  },
  {
    about: 'derived table',
    sql: 'select d.department, d.n from (select department, count(*) as n from figures group by department) as d where d.n > 1',
  },
  {
    about: 'derived table without alias',
    sql: 'select department from (select department from figures) where department is not null',
  },
  {
    about: 'derived column without alias',
    sql: 'select "count(*)" as n from (select count(*) from figures)',
  },
  {
    about: 'LEFT JOIN',
    sql: 'select r.title, f.amount_fen from reports r left join figures f on f.report_id = r.report_id',
  },
  {
    about: 'RIGHT JOIN',
    sql: 'select r.title, f.amount_fen from figures f right join reports r on f.report_id = r.report_id',
  },
  {
    about: 'FULL JOIN',
    sql: 'select r.title, f.amount_fen from figures f full outer join reports r on f.report_id = r.report_id',
  },
  {
    about: 'CROSS JOIN',
    sql: 'select a.department, b.department as other from reports a cross join reports b limit 4',
  },
  { about: 'comma join', sql: 'select r.title from reports r, figures f where f.report_id = r.report_id' },
  {
    about: 'self join',
    sql: 'select a.department, a.amount_fen - b.amount_fen as growth_fen from figures a join figures b on a.department = b.department and a.fiscal_year = b.fiscal_year + 1 and a.stage = b.stage',
  },
  {
    about: 'parenthesised join',
    sql: 'select r.title, f.item from (reports r join figures f on f.report_id = r.report_id)',
  },
  {
    about: 'UNION ALL with order by alias',
    sql: 'select department as name from reports union all select item from figures order by name',
  },
  { about: 'UNION', sql: 'select department from reports union select department from figures' },
  { about: 'EXCEPT', sql: 'select department from reports except select department from figures' },
  {
    about: 'INTERSECT',
    sql: 'select department from reports intersect select department from figures order by 1',
  },
  {
    about: 'compound in a CTE',
    sql: 'with names as (select department as name from reports union select item from figures) select count(*) as n from names',
  },
  {
    about: 'VALUES in a CTE',
    sql: "with wanted(name) as (values ('甲'), ('乙')) select f.department from figures f join wanted w on w.name = f.department",
  },
  { about: 'VALUES as a table', sql: 'select column1 from (values (1), (2))' },
  {
    about: 'CTEs one upon the other',
    sql: 'with a as (select department, sum(amount_fen) as s from figures group by department), b as (select avg(s) as average from a) select a.department from a, b where a.s > b.average',
  },
  {
    about: 'materialized CTE',
    sql: 'with a as materialized (select * from figures) select department from a',
  },
  {
    about: 'CTE in a sub-query',
    sql: 'select department from figures where amount_fen > (with a as (select avg(amount_fen) as m from figures) select m from a)',
  },
  {
    about: 'one CTE name in two scopes',
    sql: 'select (with a as (select 1 as x) select x from a) as p, (with a as (select 2 as x) select x from a) as q from reports',
  },
  {
    about: 'running total',
    sql: 'select fiscal_year, sum(amount_fen) over (partition by department order by fiscal_year rows between unbounded preceding and current row) as running_fen from figures',
  },
  {
    about: 'rank per group',
    sql: 'select * from (select department, row_number() over (partition by place order by amount_fen desc) as position from figures) where position <= 3',
  },
  {
    about: 'named window',
    sql: 'select rank() over w as r, dense_rank() over w as d, ntile(4) over w as quarter from figures window w as (order by amount_fen desc)',
  },
  {
    about: 'lag, lead, first and last value',
    sql: 'select lag(amount_fen, 1, 0) over w as before, lead(amount_fen) over w as after, first_value(amount_fen) over w as f, last_value(amount_fen) over w as l from figures window w as (partition by department order by fiscal_year)',
  },
  {
    about: 'frame with bounds and EXCLUDE',
    sql: 'select avg(amount_fen) over (order by fiscal_year rows between 2 preceding and 1 following exclude current row) as m from figures',
  },
  {
    about: 'GROUPS frame and FILTER on a window',
    sql: 'select count(*) filter (where is_total = 1) over (order by fiscal_year groups 1 preceding) as n from figures',
  },
  {
    about: 'share of total',
    sql: 'select department, 100.0 * sum(amount_fen) / sum(sum(amount_fen)) over () as share_percent from figures group by department',
  },
  { about: 'median', sql: 'select median(amount_fen) as m from figures' },
  {
    about: 'casts',
    sql: "select cast(amount_fen as real) / 100 as yuan, cast(fiscal_year as text) || '年' as 年度, cast(item_code as integer) as code, cast(1.5 as decimal(10, 2)) as d from figures",
  },
  {
    about: 'text functions',
    sql: "select lower(trim(title)) as t, upper(kind) as k, length(title) as n, instr(title, '决算') as at from reports",
  },
  {
    about: 'null functions',
    sql: 'select coalesce(amount_fen, 0) as a, ifnull(amount_fen, 0) as b, nullif(amount_fen, 0) as c, iif(amount_fen > 0, 1, 0) as d from figures',
  },
  {
    about: 'scalar max and min',
    sql: 'select max(amount_fen, 0) as a, min(amount_fen, 0) as b, total(amount_fen) as t from figures',
  },
  {
    about: 'LIKE with escape',
    sql: "select department from figures where department like '%总工会%' or item not like '50\\%%' escape '\\'",
  },
  { about: 'GLOB', sql: "select department from figures where item_code glob '201*'" },
  {
    about: 'BETWEEN',
    sql: 'select department from figures where fiscal_year between 2022 and 2024 and amount_fen not between 1 and 2',
  },
  {
    about: 'IS DISTINCT FROM',
    sql: 'select department from figures where amount_fen is distinct from 0 and place is not null and item notnull and 备注 isnull',
  },
  {
    about: 'collation',
    sql: "select department from figures where stage = 'FINALACCOUNTS' collate nocase order by department collate binary",
  },
  {
    about: 'order with nulls last, limit and offset',
    sql: 'select department from figures order by amount_fen desc nulls last, department limit 10 offset 5',
  },
  { about: 'limit with a comma', sql: 'select department from figures limit 5, 10' },
  { about: 'distinct', sql: 'select distinct department, place from reports' },
  {
    about: 'true and false',
    sql: 'select department from figures where (is_total = 1) is true and not false',
  },
  {
    about: 'numerals',
    sql: 'select 1e3 as a, .5 as b, 0x1F as c, -amount_fen as d, +1 as e, ~1 as f, 7 % 4 as g, 6 & 3 | 8 as h, 1 << 4 >> 2 as i from figures',
  },
  {
    about: 'duplicate output names',
    sql: 'select a.department, b.department from reports a join reports b on a.report_id = b.report_id',
  },
  {
    about: 'a long OR chain',
    sql: `select department from figures where ${Array.from({ length: 150 }, (_, index) => `item_code = '${index}'`).join(' or ')}`,
  },
  {
    about: 'a long IN list',
    sql: `select department from figures where fiscal_year in (${Array.from({ length: 400 }, (_, index) => index).join(', ')})`,
  },
]
