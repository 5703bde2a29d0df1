import type { UnsupportedCode } from './with-evidence.ts'

/** For each row the ids behind each cell, in any order; null: the cell only names something. */
type RowIds = readonly (readonly string[] | null)[]

type EvidenceCase = Readonly<{
  about: string
  sql: string
  ids?: readonly RowIds[]
  /** Why the rows cited for a row do not give that row again by themselves. */
  notReplayed?: 'compares with rows that are not shown' | 'ranks among others' | 'counts what is not shown'
}>

// Figures of `db/fixtures/small-ledger.ts`, by what they are.
const figure = (department: string, rest: string): string => `figure:${department} expenditure ${rest}`
const budget = (department: string, item = 'total') => figure(department, `${item} initialBudget`)
const accounts = (department: string, item = 'total') => figure(department, `${item} finalAccounts`)
const managed = 'governmentManagedFunds'
const primary = "fund = 'generalPublicBudget' and measure = 'expenditure' and fiscal_year = 2023"
const classes = ['201', '221']

/** Queries over the small ledger, by shape, with what stands behind their cells. */
export const evidenceCases: readonly EvidenceCase[] = [
  // Columns.
  {
    about: 'a figure of one department',
    sql: `select department, amount_fen from totals where department_id = 'jia' and stage = 'finalAccounts' and ${primary}`,
    ids: [[null, [accounts('jia')]]],
  },
  {
    about: 'Chinese aliases and quoted names',
    sql: `select "department" as 部门, [amount_fen] as "决算数（分）" from \`totals\` as 总额 where 总额.department_id = 'jia' and stage = 'finalAccounts' and ${primary}`,
    ids: [[null, [accounts('jia')]]],
  },
  {
    about: 'one figure in another unit',
    sql: `select round(amount_fen / 1000000.0, 2) as 万元 from totals where department_id = 'yi' and stage = 'initialBudget'`,
    ids: [[[budget('yi')]]],
  },
  {
    about: 'three values with an id each',
    sql: "select initial_budget_fen, final_accounts_fen, completion_percent from budget_execution where department_id = 'yi' and item_key = ''",
    ids: [[[budget('yi')], [accounts('yi')], [figure('yi', 'total finalAccounts completionRate')]]],
  },
  {
    about: 'a value that is not printed',
    sql: "select completion_percent from budget_execution where department_id = 'jia' and item_code = '201'",
    ids: [[[]]],
  },
  {
    about: 'a ratio of two columns',
    sql: "select department, round(100.0 * final_accounts_fen / initial_budget_fen, 2) as p from budget_execution where department_id = 'yi' and item_key = ''",
    ids: [[null, [accounts('yi'), budget('yi')]]],
  },
  {
    about: 'a difference, ordered and limited',
    sql: 'select department, final_accounts_fen - initial_budget_fen as above_fen from budget_execution order by above_fen desc limit 1',
    ids: [[null, [accounts('jia'), budget('jia')]]],
  },
  {
    about: 'star over a relation',
    sql: "select * from reports where report_id = 'bing-budget'",
    ids: [
      [
        ...[null, null, null, null, null, null, null, null, null, null],
        ...[['report:bing-budget'], null, ['report:bing-budget'], null],
      ],
    ],
  },
  {
    about: 'qualified star',
    sql: "select t.* from totals t where department_id = 'bing'",
  },
  {
    about: 'upper case, comments and a semicolon',
    sql: "SELECT AMOUNT_FEN -- the amount\nFROM totals /* all */ WHERE DEPARTMENT_ID = 'bing' -- one;\n;",
    ids: [[[budget('bing')]]],
  },
  {
    about: 'names alone are cited by their rows',
    sql: "select department from totals where department_id = 'bing'",
    ids: [[[budget('bing')]]],
  },
  {
    about: 'a name beside a literal',
    sql: "select '工会' as kind, department from totals where department_id = 'bing'",
    ids: [[null, [budget('bing')]]],
  },
  { about: 'nothing is read', sql: 'select 1 as one', ids: [[null]] },
  {
    about: 'a text that a document prints',
    sql: "select text, amount_fen from statements where stage = 'finalAccounts' and aspect = 'amount'",
    ids: [[['statement:reason'], [accounts('jia', '2012901')]]],
  },
  {
    about: 'a paragraph',
    sql: "select text, section from passages where statement_id = 'reason of the change'",
    ids: [[['statement:reason of the change'], null]],
  },
  {
    about: 'a finding and its size',
    sql: 'select distinct message_en, size_fen from findings',
    ids: [[['finding:housing'], ['finding:housing']]],
  },
  {
    about: 'a print',
    sql: "select printed_text from prints where print_id = 'second print of jia expenditure 221 finalAccounts'",
    ids: [[['print:second print of jia expenditure 221 finalAccounts']]],
  },
  {
    about: 'a state',
    sql: "select state from figures where state = 'blank' and item_code = '221'",
    ids: [[[accounts('yi', '221')]]],
  },
  {
    about: 'a comparison as a column',
    sql: "select amount_fen > 0 as is_positive from totals where department_id = 'bing'",
    ids: [[[budget('bing')]]],
  },
  {
    about: 'two texts side by side',
    sql: "select row_label || ' ' || printed_text as 印制 from prints where figure_id = 'bing expenditure total initialBudget'",
    ids: [[['print:print of bing expenditure total initialBudget']]],
  },

  // Choices.
  {
    about: 'a case brings the branch that was taken',
    sql: "select case stage when 'initialBudget' then amount_fen else null end as b from totals where department_id = 'bing' or figure_id = 'jia expenditure total finalAccounts' order by department_id",
    ids: [[[budget('bing')]], [[]]],
  },
  {
    about: 'a case over two columns',
    sql: "select case when final_accounts_fen > initial_budget_fen then final_accounts_fen else initial_budget_fen end as larger from budget_execution where item_key = '' and fund = 'generalPublicBudget' order by department_id",
    ids: [[[accounts('jia')]], [[budget('yi')]]],
  },
  {
    about: 'a label says something of its row',
    sql: "select case when amount_fen > 0 then '有' else '无' end as l from totals where department_id = 'bing'",
    ids: [[[budget('bing')]]],
  },
  {
    about: 'iif',
    sql: "select iif(item_code = '201', initial_budget_fen, final_accounts_fen) as v from budget_execution where department_id = 'yi' and item_code = '201'",
    ids: [[[budget('yi', '201')]]],
  },
  {
    about: 'coalesce',
    sql: "select coalesce(amount_fen, quantity) as v from figures where figure_id = 'yi expenditure total finalAccounts completionRate'",
    ids: [[[figure('yi', 'total finalAccounts completionRate')]]],
  },

  // Groups.
  {
    about: 'a sum with the largest part first',
    sql: "select department, sum(final_accounts_fen) as s from budget_execution where item_level = 1 and department_id = 'jia' group by department",
    ids: [[null, classes.map((item) => accounts('jia', item))]],
  },
  {
    about: 'a sum passes over blanks, and so do its ids',
    sql: "select sum(amount_fen) as s from expenditure_by_function where department_id = 'yi' and stage = 'finalAccounts' and item_level = 1",
    ids: [[[accounts('yi', '201')]]],
  },
  {
    about: 'grand totals',
    sql: `select sum(amount_fen) as s, avg(amount_fen) as a, total(amount_fen) as t from totals where stage = 'initialBudget' and ${primary}`,
    ids: [Array.from({ length: 3 }, () => [budget('jia'), budget('yi'), budget('bing')])],
  },
  {
    about: 'each aggregate has its own rows',
    sql: `select sum(amount_fen) filter (where stage = 'finalAccounts') as f, sum(amount_fen) filter (where stage = 'initialBudget') as i from totals where ${primary} and department_id <> 'bing'`,
    ids: [
      [
        [accounts('jia'), accounts('yi')],
        [budget('jia'), budget('yi')],
      ],
    ],
  },
  {
    about: 'a ratio of two aggregates',
    sql: `select department, 100.0 * sum(amount_fen) filter (where stage = 'finalAccounts') / sum(amount_fen) filter (where stage = 'initialBudget') as p from totals where ${primary} and department_id = 'jia' group by 1`,
    ids: [[null, [accounts('jia'), budget('jia')]]],
  },
  {
    about: 'sum of a case',
    sql: `select sum(case when stage = 'finalAccounts' then amount_fen else 0 end) as f from totals where ${primary} and department_id = 'yi'`,
    ids: [[[accounts('yi')]]],
  },
  {
    about: 'counting by a case',
    sql: `select sum(case when stage = 'finalAccounts' then 1 else 0 end) as n, count(case when stage = 'initialBudget' then 1 end) as m from totals where ${primary} and department_id = 'yi'`,
    ids: [[[accounts('yi')], [budget('yi')]]],
  },
  {
    about: 'counting truths',
    sql: `select sum(amount_fen > 150000000) as n from totals where ${primary} and stage = 'initialBudget'`,
    ids: [[[budget('yi'), budget('bing')]]],
  },
  {
    about: 'count of all',
    sql: "select count(*) as n from totals where department_id = 'jia' and fund = 'governmentManagedFunds'",
    ids: [
      [
        [
          `${figure('jia', 'total initialBudget')} ${managed}`,
          `${figure('jia', 'total finalAccounts')} ${managed}`,
        ],
      ],
    ],
  },
  {
    about: 'count of a column counts what is not blank',
    sql: "select count(amount_fen) as n from expenditure_by_function where department_id = 'yi' and stage = 'finalAccounts' and item_level = 1",
    ids: [[[accounts('yi', '201')]]],
  },
  {
    about: 'count distinct',
    sql: "select count(distinct department) as departments from totals where stage = 'initialBudget' and fund = 'generalPublicBudget'",
    ids: [[[budget('jia'), budget('yi'), budget('bing')]]],
  },
  {
    about: 'a count of none',
    sql: "select count(*) as n from totals where department_id = 'nobody'",
    ids: [[[]]],
  },
  {
    about: 'count over a join counts rows of both',
    sql: "select count(*) as n from reports r join totals t on t.report_id = r.report_id where r.report_id = 'bing-budget'",
    ids: [[['report:bing-budget', budget('bing')]]],
  },
  {
    about: 'sum of what only names counts rows',
    sql: "select sum(is_total) as n from expenditure_by_function where department_id = 'jia' and stage = 'finalAccounts' and item_level = 1",
    ids: [[classes.map((item) => accounts('jia', item))]],
  },
  {
    about: 'the greatest is the row that has it',
    sql: `select max(amount_fen) as m from totals where ${primary}`,
    ids: [[[budget('bing')]]],
  },
  {
    about: 'the least and the greatest',
    sql: `select min(amount_fen) as least, max(amount_fen) as most from totals where stage = 'initialBudget' and ${primary}`,
    ids: [[[budget('jia')], [budget('bing')]]],
  },
  {
    about: 'two rows are the greatest',
    sql: `select max(amount_fen) as m from totals where stage = 'finalAccounts' and ${primary}`,
    ids: [[[accounts('jia'), accounts('yi')]]],
  },
  {
    about: 'the greatest text, which three prints have',
    sql: 'select max(printed_text) as m from prints',
    ids: [
      [
        [
          'print:print of jia expenditure 201 initialBudget',
          'print:print of jia expenditure 20129 initialBudget',
          'print:print of yi expenditure total finalAccounts completionRate',
        ],
      ],
    ],
  },
  {
    about: 'the greatest of a filtered column',
    sql: `select max(amount_fen) filter (where stage = 'initialBudget' and department_id <> 'bing') as m from totals where ${primary}`,
    ids: [[[budget('yi')]]],
  },
  {
    about: 'a bare column beside the greatest',
    sql: `select department, max(amount_fen) as m, amount_fen as same from totals where ${primary}`,
    ids: [[null, [budget('bing')], [budget('bing')]]],
  },
  {
    about: 'the median',
    sql: `select median(amount_fen) as m from totals where stage = 'initialBudget' and ${primary}`,
    ids: [[[budget('jia'), budget('yi'), budget('bing')]]],
  },
  {
    about: 'a group by its printed value',
    sql: `select amount_fen, count(*) as n from totals where stage = 'finalAccounts' and department_id = 'jia' and ${primary} group by amount_fen`,
    ids: [[[accounts('jia')], [accounts('jia')]]],
  },
  {
    about: 'group by ordinal and having',
    sql: `select department, sum(amount_fen) as s from totals where ${primary} group by 1 having sum(amount_fen) > 300000000 order by s`,
    ids: [[null, [accounts('yi'), budget('yi')]]],
  },
  {
    about: 'group by alias',
    sql: "select substr(item_code, 1, 3) as class_code, count(*) as n from expenditure_by_function where department_id = 'jia' and stage = 'finalAccounts' group by class_code",
  },
  {
    about: 'sum of distinct amounts',
    sql: `select sum(distinct amount_fen) as s from totals where stage = 'finalAccounts' and ${primary}`,
    ids: [[[accounts('jia'), accounts('yi')]]],
  },
  {
    about: 'names of groups are cited by all their rows',
    sql: `select department from totals where ${primary} group by department having count(*) = 2 order by 1`,
    ids: [[[accounts('yi'), budget('yi')]], [[accounts('jia'), budget('jia')]]],
  },
  {
    about: 'an average of averages',
    sql: `select avg(a) as a from (select department, avg(amount_fen) as a from totals where ${primary} group by department)`,
  },

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

type UnsupportedCase = Readonly<{ code: UnsupportedCode; about: string; sql: string; place: string }>

/** What is run, but cited by documents only. */
export const unsupportedCases: readonly UnsupportedCase[] = [
  {
    code: 'set-difference',
    about: 'EXCEPT',
    sql: 'select department from reports except select department from totals',
    place: 'select department from reports except select department from totals',
  },
  {
    code: 'set-difference',
    about: 'INTERSECT in a CTE',
    sql: 'with a as (select amount_fen from totals intersect select amount_fen from figures) select sum(amount_fen) as s from a',
    place: 'select amount_fen from totals intersect select amount_fen from figures',
  },
  {
    code: 'mixed-compound',
    about: 'UNION ALL after UNION',
    sql: 'select department from reports union select department from totals union all select department from figures',
    place:
      'select department from reports union select department from totals union all select department from figures',
  },
  {
    code: 'values-in-compound',
    about: 'VALUES beside rows',
    sql: 'select amount_fen from totals union all values (5)',
    place: 'values (5)',
  },
  {
    code: 'duplicate-source',
    about: 'two sources of one name',
    sql: 'select count(*) as n from totals, totals',
    place: 'from totals, totals',
  },
  {
    code: 'shadowed-name',
    about: 'a column of an outer source whose name a nearer one has',
    sql: 'select (select amount_fen from prints t limit 1) as x from totals t',
    place: 'amount_fen',
  },
  {
    code: 'reserved-name',
    about: 'an alias with our prefix',
    sql: 'select amount_fen as JUESUAN_EVIDENCE_1 from totals',
    place: 'JUESUAN_EVIDENCE_',
  },
  {
    code: 'reserved-name',
    about: 'a CTE with our prefix',
    sql: 'with juesuan_evidence_1 as (select amount_fen from totals) select * from juesuan_evidence_1',
    place: 'juesuan_evidence_',
  },
  {
    code: 'reserved-name',
    about: 'a quoted column with our prefix',
    sql: 'select "juesuan_evidence_1" from (select amount_fen as [juesuan_evidence_1] from totals)',
    place: 'juesuan_evidence_',
  },
  { code: 'parameter', about: 'a parameter', sql: 'select amount_fen + ? as x from totals', place: '?' },
  {
    code: 'aliased-join',
    about: 'a join in brackets with a name',
    sql: 'select j.amount_fen from (totals t join reports r on r.report_id = t.report_id) as j',
    place: 'as j',
  },
  { code: 'not-a-select', about: 'no statement', sql: '', place: '' },
]
