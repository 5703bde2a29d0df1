import { numberOfFigure } from '../../fixtures/small-ledger.ts'
import { accounts, budget, type EvidenceCase, figure, primary } from './evidence-case.ts'

/** Columns and choices between them. */
export const columnCases: readonly EvidenceCase[] = [
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
    ids: [[['statement:1'], [accounts('jia', '2012901')]]],
  },
  {
    about: 'a paragraph',
    sql: 'select text, section from passages where statement_id = 2',
    ids: [[['statement:2'], null]],
  },
  {
    about: 'a finding and its size',
    sql: 'select distinct message_en, size_fen from findings',
    ids: [[['finding:1'], ['finding:1']]],
  },
  {
    about: 'a print',
    sql: 'select printed_text from prints where print_id = 96',
    ids: [[['print:96']]],
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
    ids: [[[`print:${numberOfFigure('bing expenditure total initialBudget')}`]]],
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
]
