import type { UnsupportedCode } from '../with-evidence.ts'

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
