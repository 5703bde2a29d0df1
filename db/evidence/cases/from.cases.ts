import { accounts, budget, classes, type EvidenceCase, figure, managed, primary } from './evidence-case.ts'

/** Joins, CTEs and sub-queries in FROM. */
export const fromCases: readonly EvidenceCase[] = [
  // Joins.
  {
    about: 'inner join: the columns of each side',
    sql: "select r.title, t.amount_fen from reports r join totals t on t.report_id = r.report_id where r.report_id = 'bing-budget'",
    ids: [[['report:bing-budget'], [budget('bing')]]],
  },
  {
    about: 'left join without a partner',
    sql: "select r.title, t.amount_fen from reports r left join totals t on t.report_id = r.report_id and t.stage = 'finalAccounts' where r.report_id = 'bing-budget'",
    ids: [[['report:bing-budget'], []]],
  },
  {
    about: 'right join',
    sql: "select t.amount_fen, r.title from totals t right join reports r on t.report_id = r.report_id and t.stage = 'finalAccounts' where r.report_id = 'bing-budget'",
    ids: [[[], ['report:bing-budget']]],
  },
  {
    about: 'full join',
    sql: 'select r.title, t.amount_fen from reports r full outer join totals t on t.report_id = r.report_id',
  },
  {
    about: 'cross join',
    sql: "select a.amount_fen - b.amount_fen as d from totals a cross join totals b where a.department_id = 'bing' and b.figure_id = 'jia expenditure total initialBudget'",
    ids: [[[budget('bing'), budget('jia')]]],
  },
  {
    about: 'self join by comma',
    sql: "select a.department, a.amount_fen, b.amount_fen from totals a, totals b where a.department_id = 'jia' and b.department_id = 'jia' and a.fund = b.fund and a.measure = b.measure and a.stage < b.stage and a.fund = 'governmentManagedFunds'",
    ids: [
      [
        null,
        [`${figure('jia', 'total finalAccounts')} ${managed}`],
        [`${figure('jia', 'total initialBudget')} ${managed}`],
      ],
    ],
  },
  {
    about: 'star over a join with USING',
    sql: "select * from totals join reports using (report_id) where report_id = 'bing-budget'",
  },
  {
    about: 'a joined column',
    sql: "select report_id, title from totals join reports using (report_id) where report_id = 'bing-budget'",
    ids: [[null, ['report:bing-budget']]],
  },
  {
    about: 'a join in brackets',
    sql: "select r.title, t.amount_fen from (reports r join totals t on t.report_id = r.report_id) where r.report_id = 'bing-budget'",
    ids: [[['report:bing-budget'], [budget('bing')]]],
  },
  {
    about: 'two years set against each other',
    sql: "select a.department, a.amount_fen as now, b.amount_fen as before, round(100.0 * (a.amount_fen - b.amount_fen) / b.amount_fen, 2) as growth from totals a join totals b on b.department_id = a.department_id and b.fiscal_year = a.fiscal_year - 1 and b.stage = a.stage and b.measure = a.measure where a.fund = b.fund and a.fund = 'generalPublicBudget'",
    ids: [[null, [accounts('yi')], [`${accounts('yi')} 2022`], [accounts('yi'), `${accounts('yi')} 2022`]]],
  },

  // CTEs and sub-queries in FROM.
  {
    about: 'the overrun question',
    sql: `with b as (select department, amount_fen from totals where stage = 'initialBudget' and ${primary}), a as (select department, amount_fen from totals where stage = 'finalAccounts' and ${primary}) select a.department, round(100.0 * (a.amount_fen - b.amount_fen) / nullif(b.amount_fen, 0), 2) as overrun_percent from a join b on b.department = a.department where a.amount_fen > 1.5 * b.amount_fen`,
    ids: [[null, [accounts('jia'), budget('jia')]]],
  },
  {
    about: 'star over a CTE shows no ids',
    sql: "with t as (select department, amount_fen from totals where department_id = 'bing') select * from t",
    ids: [[null, [budget('bing')]]],
  },
  {
    about: 'a CTE with a list of columns',
    sql: "with t(部门, 数) as (select department, amount_fen from totals where department_id = 'bing') select 数, 部门 from t",
    ids: [[[budget('bing')], null]],
  },
  {
    about: 'CTEs one upon the other',
    sql: `with t as (select * from totals where ${primary}), s as (select department, sum(amount_fen) as s from t group by department), m as materialized (select max(s) as m from s) select department, s from s, m where s.s = m.m`,
    ids: [[null, [accounts('yi'), budget('yi')]]],
  },
  {
    about: 'a CTE that is used twice',
    sql: `with t as (select department_id, stage, amount_fen from totals where ${primary}) select a.amount_fen as f, b.amount_fen as i from t a join t b using (department_id) where a.stage = 'finalAccounts' and b.stage = 'initialBudget' and department_id = 'jia'`,
    ids: [[[accounts('jia')], [budget('jia')]]],
  },
  {
    about: 'a sum of sums keeps the parts',
    sql: "select sum(s) as s from (select item_code, sum(amount_fen) as s from expenditure_by_function where department_id = 'jia' and stage = 'finalAccounts' and item_level = 1 group by item_code)",
    ids: [[classes.map((item) => accounts('jia', item))]],
  },
  {
    about: 'count over a sub-query counts what its rows are made of',
    sql: `select count(*) as n from (select department from totals where ${primary} group by department having sum(amount_fen) > 300000000)`,
    ids: [[[accounts('yi'), budget('yi')]]],
  },
  {
    about: 'a sub-query without a name, its column neither',
    sql: 'select "sum(amount_fen)" as s from (select sum(amount_fen) from totals where department_id = \'bing\') -- )',
    ids: [[[budget('bing')]]],
  },
  {
    about: 'star over two sub-queries with a name in common',
    sql: "select * from (select department, amount_fen from totals where department_id = 'bing') a, (select department, count(*) as n from reports where report_id = 'bing-budget') b",
    ids: [[null, [budget('bing')], null, ['report:bing-budget']]],
  },
  {
    about: 'one star of two',
    sql: "select b.*, a.amount_fen from (select department, amount_fen from totals where department_id = 'bing') a, (select department, count(*) as n from reports where report_id = 'bing-budget') b",
    ids: [[null, ['report:bing-budget'], [budget('bing')]]],
  },
  {
    about: 'star over stars with names in common',
    sql: "with t as (select a.*, b.* from (select department, amount_fen from totals where department_id = 'bing') a, (select department, amount_fen from totals where figure_id = 'yi expenditure total initialBudget') b) select * from t",
    ids: [[null, [budget('bing')], null, [budget('yi')]]],
  },
  {
    about: 'two columns of one name in a CTE',
    sql: "with t as (select a.amount_fen, b.amount_fen from totals a, totals b where a.department_id = 'bing' and b.figure_id = 'yi expenditure total initialBudget') select * from t union select * from t",
    ids: [[[budget('bing')], [budget('yi')]]],
  },
  {
    about: 'a star over two relations in a CTE',
    sql: "with t as (select * from totals join reports on reports.report_id = totals.report_id where totals.department_id = 'bing') select distinct * from t",
  },
  {
    about: 'a star under a sub-query in WHERE',
    sql: "with t as (select amount_fen from totals where department_id = 'bing') select department, amount_fen from totals where amount_fen in (select * from t)",
    ids: [[null, [budget('bing')]]],
  },
  {
    about: 'VALUES as a list of names',
    sql: `with wanted(name) as (values ('丙市财政局')) select amount_fen from totals t join wanted w on w.name = t.department`,
    ids: [[[budget('bing')]]],
  },
  {
    about: 'the first of an ordered sub-query',
    sql: `select department, amount_fen from (select * from totals where ${primary} order by amount_fen desc limit 1)`,
    ids: [[null, [budget('bing')]]],
  },
]
