import { accounts, budget, classes, type EvidenceCase, primary } from './evidence-case.ts'

/** DISTINCT and compounds, sub-queries in expressions, windows. */
export const compoundCases: readonly EvidenceCase[] = [
  // DISTINCT and compounds.
  {
    about: 'distinct names',
    sql: `select distinct department from totals where ${primary} order by department_id`,
    ids: [[[budget('bing')]], [[accounts('jia'), budget('jia')]], [[accounts('yi'), budget('yi')]]],
  },
  {
    about: 'distinct amounts',
    sql: `select /* each */ distinct amount_fen from totals where stage = 'finalAccounts' and ${primary}`,
    ids: [[[accounts('jia'), accounts('yi')]]],
  },
  {
    about: 'distinct over groups',
    sql: `select distinct sum(amount_fen) as s from totals where ${primary} and stage = 'finalAccounts' group by department`,
    ids: [[[accounts('jia'), accounts('yi')]]],
  },
  {
    about: 'distinct over a window',
    sql: `select distinct department, sum(amount_fen) over (partition by department) as s from totals where ${primary} and department_id = 'jia'`,
    ids: [[null, [accounts('jia'), budget('jia')]]],
  },
  {
    about: 'distinct star',
    sql: "select distinct * from (select department, amount_fen from totals where department_id = 'bing')",
    ids: [[null, [budget('bing')]]],
  },
  {
    about: 'UNION ALL',
    sql: `select department, amount_fen from totals where stage = 'finalAccounts' and ${primary} union all select department, amount_fen from totals where department_id = 'bing' order by amount_fen desc, 1 limit 1`,
    ids: [[null, [budget('bing')]]],
  },
  {
    about: 'UNION',
    sql: "select amount_fen as 数 from totals where figure_id = 'jia expenditure total finalAccounts' union select amount_fen from totals where figure_id = 'yi expenditure total finalAccounts'",
    ids: [[[accounts('jia'), accounts('yi')]]],
  },
  {
    about: 'UNION of names',
    sql: "select department from totals where department_id = 'bing' union select department from reports where department_id = 'bing' order by department limit 5",
    ids: [[[budget('bing'), 'report:bing-budget']]],
  },
  {
    about: 'a UNION in a CTE',
    sql: "with n as (select department from totals where department_id = 'bing' union select department from reports where report_id = 'bing-budget') select count(*) as n from n",
    ids: [[[budget('bing'), 'report:bing-budget']]],
  },
  {
    about: 'a total under its parts',
    sql: "select item_name, amount_fen from expenditure_by_function where department_id = 'jia' and stage = 'finalAccounts' and item_level = 1 union all select '合计', sum(amount_fen) from expenditure_by_function where department_id = 'jia' and stage = 'finalAccounts' and item_level = 1",
    ids: [
      ...classes.map((item) => [null, [accounts('jia', item)]]),
      [null, classes.map((item) => accounts('jia', item))],
    ],
  },
  {
    about: 'a UNION of three with DISTINCT in it',
    sql: "select distinct department from totals where department_id = 'jia' union all select department from reports where report_id = 'bing-budget' union select department from totals where department_id = 'bing'",
  },

  // Sub-queries in expressions.
  {
    about: 'a scalar sub-query beside names',
    sql: `select r.department, (select max(t.amount_fen) from totals t where t.department_id = r.department_id and t.stage = 'finalAccounts' and ${primary}) as m from reports r where r.report_id = 'jia-accounts'`,
    ids: [[null, [accounts('jia')]]],
  },
  {
    about: 'above the average',
    sql: `select department, amount_fen - (select avg(amount_fen) from totals where stage = 'initialBudget' and ${primary}) as d from totals where department_id = 'bing'`,
    ids: [[null, [budget('bing'), budget('jia'), budget('yi')]]],
  },
  {
    about: 'a share of the total',
    sql: `select department, 100.0 * amount_fen / (select sum(amount_fen) from totals where stage = 'initialBudget' and ${primary}) as p from totals where department_id = 'bing'`,
    ids: [[null, [budget('bing'), budget('jia'), budget('yi')]]],
  },
  {
    about: 'sub-queries within sub-queries',
    sql: "select (select (select t.amount_fen from totals u where u.department_id = t.department_id limit 1) from totals t where t.department_id = 'bing') as x",
    ids: [[[budget('bing')]]],
  },
  {
    about: 'a sub-query with a CTE of its own',
    sql: "select department, (with m as (select amount_fen from totals where department_id = 'bing') select * from m) as x from reports where report_id = 'bing-budget'",
    ids: [[null, [budget('bing')]]],
  },
  {
    about: 'EXISTS as a column',
    sql: "select department, exists (select * from totals t where t.department_id = r.department_id and t.stage = 'initialBudget') as has from reports r where report_id = 'bing-budget'",
    ids: [[null, [budget('bing')]]],
  },
  {
    about: 'above the average, in WHERE',
    sql: `select department, amount_fen from totals where stage = 'initialBudget' and ${primary} and amount_fen > (select avg(amount_fen) from totals where stage = 'initialBudget' and ${primary})`,
    ids: [[null, [budget('bing')]]],
    notReplayed: 'compares with rows that are not shown',
  },
  {
    about: 'EXISTS in WHERE',
    sql: "select title from reports r where not exists (select 1 from totals t where t.report_id = r.report_id and t.stage = 'finalAccounts')",
    ids: [[['report:bing-budget']]],
  },
  {
    about: 'EXCEPT under IN',
    sql: "select amount_fen from totals where department_id in (select department_id from reports except select department_id from totals where stage = 'finalAccounts')",
    ids: [[[budget('bing')]]],
  },
  {
    about: 'a star in a condition, over a CTE that is asked for its ids only later',
    sql: "with m as (select amount_fen from totals where department_id = 'bing') select sum(amount_fen) filter (where amount_fen in (select * from m)) as s, (select max(amount_fen) from m) as x from totals",
    ids: [[[budget('bing')], [budget('bing')]]],
  },
  {
    about: 'row values under IN',
    sql: "select amount_fen from totals where (department_id, stage) in (select department_id, stage from totals where department_id = 'bing')",
    ids: [[[budget('bing')]]],
  },

  // Windows.
  {
    about: 'a share of all by a window',
    sql: `select department, 100.0 * amount_fen / sum(amount_fen) over () as p from totals where stage = 'initialBudget' and ${primary} order by department_id limit 1`,
    ids: [[null, [budget('bing'), budget('yi'), budget('jia')]]],
  },
  {
    about: 'a running total',
    sql: `select amount_fen, sum(amount_fen) over (order by amount_fen rows between unbounded preceding and current row) as r from totals where stage = 'initialBudget' and ${primary} order by 1`,
    ids: [
      [[budget('jia')], [budget('jia')]],
      [[budget('yi')], [budget('jia'), budget('yi')]],
      [[budget('bing')], [budget('jia'), budget('yi'), budget('bing')]],
    ],
  },
  {
    about: 'a frame that moves on',
    sql: `select avg(amount_fen) over (order by amount_fen rows 1 preceding) as m from totals where stage = 'initialBudget' and ${primary} order by 1`,
    ids: [[[budget('jia')]], [[budget('jia'), budget('yi')]], [[budget('yi'), budget('bing')]]],
  },
  {
    about: 'a named window with a filter',
    sql: `select count(*) filter (where stage = 'finalAccounts') over w as n from totals where ${primary} and department_id = 'jia' window w as (partition by department)`,
    ids: [[[accounts('jia')]], [[accounts('jia')]]],
  },
  {
    about: 'a rank is of its row',
    sql: `select rank() over (order by amount_fen desc) as 名次, department from totals where stage = 'initialBudget' and ${primary} order by 1 limit 1`,
    ids: [[[budget('bing')], null]],
  },
  {
    about: 'the second of each group',
    sql: `select department, amount_fen from (select *, row_number() over (partition by department order by amount_fen desc) as n from totals where ${primary}) where n = 2 order by amount_fen limit 1`,
    ids: [[null, [budget('jia')]]],
    notReplayed: 'ranks among others',
  },
  {
    about: 'the row before',
    sql: `select amount_fen, amount_fen - lag(amount_fen) over (order by amount_fen) as step from totals where stage = 'initialBudget' and ${primary} order by 1`,
    ids: [
      [[budget('jia')], [budget('jia')]],
      [[budget('yi')], [budget('yi'), budget('jia')]],
      [[budget('bing')], [budget('bing'), budget('yi')]],
    ],
  },
  {
    about: 'the first of a window',
    sql: `select first_value(amount_fen) over w as f, nth_value(amount_fen, 2) over w as s from totals where stage = 'initialBudget' and ${primary} window w as (order by amount_fen rows between unbounded preceding and unbounded following) limit 1`,
    ids: [[[budget('jia')], [budget('yi')]]],
  },
  {
    about: 'a window over groups',
    sql: `select department, 100.0 * sum(amount_fen) / sum(sum(amount_fen)) over () as p from totals where stage = 'initialBudget' and ${primary} and department_id <> 'yi' group by department order by 2 limit 1`,
    ids: [[null, [budget('jia'), budget('bing')]]],
  },
  {
    about: 'a rank of groups',
    sql: `select department, rank() over (order by sum(amount_fen) desc) as r from totals where ${primary} group by department order by r limit 1`,
    ids: [[null, [accounts('yi'), budget('yi')]]],
  },
]
