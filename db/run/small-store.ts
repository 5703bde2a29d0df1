import SqliteDatabase from 'better-sqlite3'

// A store for the tests of the runner: the views of `db/guard/catalog.cases.ts` over base tables that hold more than
// the views show.

const schema = `
  create table report (
    report_id text primary key, department text, place text, fiscal_year integer, kind text, title text,
    page_count integer, hidden_note text
  );
  create table figure (
    figure_id text primary key, report_id text, department text, place text, fiscal_year integer, stage text,
    measure text, item_code text, item text, amount_fen integer, is_total integer, note text, hidden_note text
  );
  create index figure_by_department on figure (department, amount_fen);
  create table secret (token text);
  create virtual table secret_words using fts5 (words);
  create view reports as
    select report_id, department, place, fiscal_year, kind, title, page_count from report;
  create view figures as
    select figure_id, report_id, department, place, fiscal_year, stage, measure, item_code, item, amount_fen,
      is_total, note as "备注" from figure;
  create view hidden as select * from secret;
  insert into secret values ('xoxb-secret');
  insert into secret_words values ('xoxb secret');
`

/** Writes a store of 2 reports and 300 figures to `path`. */
export const writeSmallStore = (path: string): void => {
  const store = new SqliteDatabase(path)
  store.exec(schema)
  const addReport = store.prepare('insert into report values (?, ?, ?, 2023, ?, ?, 20, ?)')
  addReport.run('r0', '甲总工会', '株洲', 'finalAccounts', '甲总工会2023年决算', 'hidden')
  addReport.run('r1', '乙委员会', '长沙', 'budget', '乙委员会2023年预算', 'hidden')
  const addFigure = store.prepare(
    "insert into figure values (?, ?, ?, '株洲', ?, ?, 'total', ?, ?, ?, ?, null, 'hidden')",
  )
  store.transaction(() => {
    for (let index = 0; index < 300; index += 1) {
      const isOfFirst = index % 2 === 0
      addFigure.run(
        `f${index}`,
        isOfFirst ? 'r0' : 'r1',
        isOfFirst ? '甲总工会' : '乙委员会',
        BigInt(2021 + (index % 3)),
        index % 4 < 2 ? 'initialBudget' : 'finalAccounts',
        `201${index % 10}`,
        `项目${index}`,
        BigInt(index * 1000),
        BigInt(index % 2),
      )
    }
  })()
  store.close()
}
