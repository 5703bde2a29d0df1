import { numberOfFigure } from '../../fixtures/small-ledger.ts'
import { accounts, budget, classes, type EvidenceCase, figure, managed, primary } from './evidence-case.ts'

/** Aggregates and groups. */
export const groupCases: readonly EvidenceCase[] = [
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
          `print:${numberOfFigure('jia expenditure 201 initialBudget')}`,
          `print:${numberOfFigure('jia expenditure 20129 initialBudget')}`,
          `print:${numberOfFigure('yi expenditure total finalAccounts completionRate')}`,
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
]
