/** The commands as a person runs them. Processes are started sparingly: many requests go through one. */
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { folders } from '../../db/store-location.ts'
import { type Answer, answerSchema } from '../answer/answer.ts'
import { bodies, column, type SeededStore, seedFiveDisclosures } from '../testing/five-disclosures.ts'
import { type CommandResult, runCommandProcess, stackTrace } from '../testing/run-command.ts'

const flagship = 'which unions exceeded initial budget by over 50%?'

// Processes start slowly on a busy machine; each ends by itself long before this.
vi.setConfig({ testTimeout: 150_000 })

let seeded: SeededStore
let scratch: string
beforeAll(async () => {
  seeded = await seedFiveDisclosures()
  scratch = mkdtempSync(join(tmpdir(), 'juesuan-commands-'))
})
afterAll(() => {
  seeded.remove()
  rmSync(scratch, { recursive: true, force: true })
})

const run = async (
  command: Parameters<typeof runCommandProcess>[0],
  words: readonly string[],
  { dataFolder = seeded.dataFolder, input = '' } = {},
): Promise<CommandResult> => {
  const result = await runCommandProcess(command, words, dataFolder, input)
  expect(`${result.stdout}\n${result.stderr}`).not.toMatch(stackTrace)
  return result
}

const lines = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '')
const answersIn = (stdout: string): readonly Answer[] =>
  lines(stdout).map((line) => answerSchema.parse(JSON.parse(line)))

describe.concurrent('ask', () => {
  it('writes an answer to read, with its sources', async () => {
    const { code, stdout, stderr } = await run('ask', [flagship])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    for (const shown of [bodies.tianyuan, bodies.xinzhou, '203.34%', '81.56%', '003_52168a6d5cc201e6.txt'])
      expect(stdout).toContain(shown)
  })

  it('writes one Answer with --json, and nothing else', async () => {
    const { code, stdout, stderr } = await run('ask', ['--json', ...flagship.split(' ')])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const [answer, ...more] = answersIn(stdout)
    expect(more).toEqual([])
    expect(answer && column(answer, 'department')).toEqual([bodies.tianyuan, bodies.xinzhou])
  })

  it('stops with a file of words that has a mistake, and says where', async () => {
    const dataFolder = join(scratch, 'mistaken-words')
    cpSync(seeded.dataFolder, dataFolder, { recursive: true })
    writeFileSync(join(dataFolder, 'words.json'), '{"measures": {"零花钱": ["pocket money"]}}')
    const { code, stdout, stderr } = await run('ask', [flagship], { dataFolder })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(lines(stderr)).toEqual([expect.stringContaining('words.json: measures → 零花钱: no measure')])
  })

  it('says how it is used', async () => {
    const { code, stdout, stderr } = await run('ask', ['--no-such-option', 'x'])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/Usage/u)
  })

  it('answers every line of --jsonl with one line, in order, also garbage', async () => {
    const requests: readonly (readonly [line: string, expected: Partial<Answer>])[] = [
      [JSON.stringify({ question: flagship }), { status: 'answer', language: 'en' }],
      [JSON.stringify({ turns: [flagship, 'Why?'] }), { status: 'answer' }],
      ['not json', { status: 'refuse', code: 'bad-request' }],
      ['{}', { status: 'refuse', code: 'bad-request' }],
      ['[]', { status: 'refuse', code: 'bad-request' }],
      ['null', { status: 'refuse', code: 'bad-request' }],
      ['', { status: 'refuse', code: 'bad-request' }],
      ['{"turns":[]}', { status: 'refuse', code: 'bad-request' }],
      ['{"question":5}', { status: 'refuse', code: 'bad-request' }],
      ['{"question":"天元', { status: 'refuse', code: 'bad-request' }],
      ['{"question":""}', { status: 'refuse', code: 'empty' }],
      ['{"turns":["", ""]}', { status: 'refuse', code: 'empty' }],
      [JSON.stringify({ question: '问'.repeat(34_000) }), { status: 'refuse', code: 'too-long' }],
      [JSON.stringify({ question: '\u0000\uFFFF\u202E' }), { status: 'refuse' }],
      [
        JSON.stringify({ question: 'zyzzyva of the Tianyuan union' }),
        { status: 'no_data', code: 'unknown-word' },
      ],
      [JSON.stringify({ question: '天元决算支出', extra: true }), { status: 'answer', language: 'zh' }],
    ]
    const { code, stdout, stderr } = await run('ask', ['--jsonl'], {
      input: requests.map(([line]) => line).join('\n'),
    })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const answers = answersIn(stdout)
    expect(answers).toHaveLength(requests.length)
    for (const [index, [line, expected]] of requests.entries())
      expect(answers[index], line.slice(0, 80)).toMatchObject(expected)
  })

  // The reader of lines also cuts at U+2028, which may stand inside a JSON text.
  it('takes a line separator inside a JSON text for a part of it', async () => {
    const { stdout } = await run('ask', ['--jsonl'], { input: '{"question":"天元\u2028决算支出"}\n' })
    expect(lines(stdout)).toHaveLength(1)
  })

  it('answers an empty question and one of 100 KB with a sentence', async () => {
    const results = await Promise.all([run('ask', ['']), run('ask', ['budget '.repeat(14_000)])])
    for (const { code, stdout, stderr } of results) {
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      expect(stdout.length).toBeGreaterThan(10)
      expect(stdout.length).toBeLessThan(1000)
    }
  })
})

describe.concurrent('a data folder', () => {
  it('that cannot be written is named, and nothing else is said', async () => {
    const file = join(scratch, 'a-file')
    writeFileSync(file, '')
    const { code, stdout, stderr } = await run('ask', [flagship], { dataFolder: join(file, 'below') })
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain(join(file, 'below'))
  })

  it('with a store of another version is rebuilt from the kept documents', async () => {
    const dataFolder = join(scratch, 'older')
    cpSync(seeded.dataFolder, dataFolder, { recursive: true })
    const { pointer } = folders(dataFolder)
    const current = JSON.parse(readFileSync(pointer, 'utf8')) as object // our own file
    writeFileSync(pointer, JSON.stringify({ ...current, schemaVersion: 0 }))
    const { code, stdout } = await run('ask', ['--json', flagship], { dataFolder })
    expect(code).toBe(0)
    expect(answersIn(stdout)[0]?.rows).toHaveLength(2)
    expect(JSON.parse(readFileSync(pointer, 'utf8'))).toMatchObject({
      ...current,
      version: 2,
      seededAt: expect.any(String),
    })
  })

  it('with a pointer to a store outside the folder is rebuilt', async () => {
    const text = '{"schemaVersion":1,"file":"../../etc/passwd","contentHash":"x","seededAt":"x"}'
    const dataFolder = join(scratch, 'pointer')
    cpSync(seeded.dataFolder, dataFolder, { recursive: true })
    writeFileSync(folders(dataFolder).pointer, text)
    const { code, stdout } = await run('ask', ['--json', flagship], { dataFolder })
    expect(code).toBe(0)
    expect(answersIn(stdout)[0]?.rows).toHaveLength(2)
  })
})

describe.concurrent('sql', () => {
  const storeFiles = () =>
    Object.fromEntries(
      readdirSync(folders(seeded.dataFolder).stores).map((file) => {
        const { size, mtimeMs } = statSync(join(folders(seeded.dataFolder).stores, file))
        return [file, [size, mtimeMs]]
      }),
    )

  it('refuses everything that is not one query of the catalog, with a code, and goes on', async () => {
    const files = storeFiles()
    const doubling = Array.from(
      { length: 12 },
      (_, index) =>
        `t${index + 1} as (select ${Array.from({ length: 8 }, () => 's').join(' || ')} as s from t${index})`,
    ).join(', ')
    const requests: readonly (readonly [sql: string, code: string | RegExp])[] = [
      ["insert into figures (figure_id) values ('x')", 'not-a-select'],
      ['update figure set amount_fen = 0', 'not-a-select'],
      ['delete from report', 'not-a-select'],
      ['drop table figure', 'not-a-select'],
      ['create table x (y)', 'not-a-select'],
      ['create temp view figures as select 1', 'not-a-select'],
      ['alter table figure rename to x', 'not-a-select'],
      [`attach '${join(scratch, 'attached.sqlite')}' as other`, 'not-a-select'],
      ['pragma query_only = 0', 'not-a-select'],
      [`vacuum into '${join(scratch, 'copy.sqlite')}'`, 'not-a-select'],
      ['begin; select 1', 'more-than-one-statement'],
      ['select 1; drop table figure', 'more-than-one-statement'],
      ['select name from sqlite_schema', 'unknown-relation'],
      ['select * from figure', 'unknown-relation'],
      ["select * from pragma_table_info('figure')", /unknown-relation|forbidden/u],
      ["select load_extension('x')", 'forbidden-function'],
      ["select readfile('/etc/passwd')", 'forbidden-function'],
      ['select secret from figures', 'unknown-column'],
      ['with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n', 'recursion'],
      ['select zeroblob(1000000000)', 'forbidden-function'],
      [
        `with t0 as (select '01234567' as s), ${doubling} select length(s) from t12`,
        /memory|time|crash|engine|too/u,
      ],
      ['select', 'not-sql'],
      ['', 'empty'],
      ['-- nothing', /empty|not-sql/u],
      ["select '", 'not-sql'],
      ['你好', /not-sql|unknown/u],
    ]
    const working = 'select count(*) as n from reports'
    const { code, stdout, stderr } = await run('sql', ['--jsonl'], {
      input: [...requests.flatMap(([sql]) => [{ sql }, { sql: working }]), 'garbage']
        .map((request) => JSON.stringify(request))
        .join('\n'),
    })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const answers = answersIn(stdout)
    expect(answers).toHaveLength(requests.length * 2 + 1)
    for (const [index, [sql, expected]] of requests.entries()) {
      const refused = answers[index * 2]
      expect(refused?.status, sql).not.toBe('answer')
      if (typeof expected === 'string') expect(refused?.code, sql).toBe(expected)
      else expect(refused?.code, sql).toMatch(expected)
      expect(refused?.rows, sql).toEqual([])
      expect(answers[index * 2 + 1], `after ${sql}`).toMatchObject({ status: 'answer', rows: [[5]] })
    }
    expect(answers.at(-1)).toMatchObject({ code: 'bad-request' })
    expect(storeFiles()).toEqual(files)
    expect(readdirSync(scratch).filter((file) => file.endsWith('.sqlite'))).toEqual([])
  })

  it('ends with 1 and says the code on stderr', async () => {
    const { code, stdout, stderr } = await run('sql', ['delete from figure'])
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain('not-a-select')
  })

  it('stops an allowed query that does not end, and answers the next', async () => {
    const endless = 'select count(*) as n from figures a, figures b, figures c, figures d, figures e'
    const { code, stdout } = await run('sql', ['--jsonl'], {
      input: [endless, 'select count(*) as n from reports'].map((sql) => JSON.stringify({ sql })).join('\n'),
    })
    expect(code).toBe(0)
    expect(answersIn(stdout)).toMatchObject([
      { status: 'no_data', code: 'time', rows: [] },
      { status: 'answer', rows: [[5]] },
    ])
  })

  it('answers with a table, labels of the catalog, sources and planner "person"', async () => {
    const sql =
      "select department, amount_fen from totals where measure = 'expenditure' and stage = 'finalAccounts' order by amount_fen desc"
    const [text, json] = await Promise.all([run('sql', [sql]), run('sql', ['--json', sql])])
    expect([text.code, json.code]).toEqual([0, 0])
    expect(text.stdout).toContain(bodies.xinzhou)
    expect(text.stdout).toMatch(/Sources:\n\[1\] \S+\.txt line/)
    const [answer] = answersIn(json.stdout)
    expect(answer?.evidence[0]).toEqual([[], [0]])
    expect(answer).toMatchObject({ planner: 'person', status: 'answer', sql })
    expect(answer?.rows[0]).toEqual([bodies.xinzhou, 673_160_000])
  })

  it('says what can be queried when it is used wrongly', async () => {
    const { code, stderr } = await run('sql', [])
    expect(code).toBe(2)
    expect(stderr).toContain('budget_execution')
  })
})

const accountSchema = z.object({
  identity: z.object({ department: z.string() }),
  coverage: z.object({ unread: z.array(z.unknown()) }),
  missingTables: z.array(z.string()),
  missingSections: z.array(z.string()),
  findings: z.array(z.object({ line: z.number(), cited: z.array(z.unknown()) })),
})

describe.concurrent('seed', () => {
  it('names a missing file and leaves the store as it was', async () => {
    const pointer = readFileSync(folders(seeded.dataFolder).pointer, 'utf8')
    const missing = join(scratch, 'no-such-file.txt')
    const { code, stdout, stderr } = await run('seed', [missing])
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain(missing)
    expect(readFileSync(folders(seeded.dataFolder).pointer, 'utf8')).toBe(pointer)
  })

  it('says of every file why it cannot be taken', async () => {
    const contents = {
      'empty.txt': '',
      'noise.txt': 'nothing of the field stands here\n'.repeat(20),
      'picture.png': '\u0089PNG\r\n',
    }
    const files = Object.entries(contents).map(([name, text]) => {
      writeFileSync(join(scratch, name), text)
      return join(scratch, name)
    })
    const { code, stderr } = await run('seed', ['--dry-run', ...files])
    expect(code).toBe(1)
    for (const name of Object.keys(contents)) expect(stderr).toMatch(new RegExp(`^${name}: .+`, 'mu'))
  })

  it('reads without storing with --dry-run, and reports as data with --json', async () => {
    const dataFolder = join(scratch, 'dry')
    const { code, stdout, stderr } = await run('seed', ['--dry-run', '--json'], { dataFolder })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const report = JSON.parse(stdout) as { isStored: boolean; documents: readonly unknown[] } // checked below
    expect(report.isStored).toBe(false)
    expect(report.documents).toHaveLength(5)
    expect(readdirSync(scratch)).not.toContain('dry')
  })

  it('gives an account of each document, as data and as a page', async () => {
    const page = join(scratch, 'account.md')
    const { code, stdout } = await run('seed', ['--dry-run', '--json', '--report', page], {
      dataFolder: join(scratch, 'account'),
    })
    expect(code).toBe(0)
    const { documents } = z.object({ documents: z.array(accountSchema) }).parse(JSON.parse(stdout))
    const text = readFileSync(page, 'utf8')
    for (const { identity, coverage, missingTables, missingSections, findings } of documents) {
      expect(text).toContain(`## ${identity.department} 2023`)
      expect(coverage.unread).toEqual([])
      // Each of the five prints the nine tables of its kind and every usual section.
      expect([missingTables, missingSections]).toEqual([[], []])
      for (const { cited, line } of findings) expect(cited.length > 0 || line > 0).toBe(true)
    }
    expect(text.match(/^- \*\*/gmu)?.length).toBe(
      documents.reduce((sum, { findings }) => sum + findings.length, 0),
    )
  })

  it('says where a page cannot be written', async () => {
    const page = join(scratch, 'no-such-folder', 'account.md')
    const { code, stderr } = await run('seed', ['--dry-run', '--report', page], {
      dataFolder: join(scratch, 'page'),
    })
    expect(code).toBe(2)
    expect(stderr).toContain(page)
  })

  it('writes every figure that a dry run would change, and only then', async () => {
    const dataFolder = join(scratch, 'changes')
    const path = join(scratch, 'changes.csv')
    const { code, stdout } = await run('seed', ['--dry-run', '--json', '--changes', path], { dataFolder })
    expect(code).toBe(0)
    const { comparison } = JSON.parse(stdout)
    expect(comparison).not.toHaveProperty('changes')
    expect(comparison.largest).toHaveLength(20)
    expect(readFileSync(path, 'utf8').trimEnd().split('\r\n')).toHaveLength(comparison.added + 1)
    expect((await run('seed', ['--changes', path], { dataFolder })).code).toBe(2)
  })

  it('says what a dry run would change, and stores only what --expect names', async () => {
    const dataFolder = join(scratch, 'expected')
    const dry = JSON.parse((await run('seed', ['--dry-run', '--json'], { dataFolder })).stdout)
    expect(dry).toMatchObject({
      contentHash: seeded.current.contentHash,
      currentContentHash: null,
      comparison: { before: null, after: { report: 5 }, removed: 0, changed: 0 },
    })
    const other = await run('seed', ['--expect', 'another'], { dataFolder })
    expect(other.code).toBe(1)
    expect(other.stderr).toContain(seeded.current.contentHash)
    expect(existsSync(folders(dataFolder).pointer)).toBe(false)
    expect((await run('seed', ['--expect', dry.contentHash], { dataFolder })).code).toBe(0)
    expect(existsSync(folders(dataFolder).pointer)).toBe(true)
  })

  it('names what cannot be read as data, too', async () => {
    const dataFolder = join(scratch, 'unread')
    const file = join(scratch, 'letter.txt')
    writeFileSync(file, '今天天气不错。')
    const { code, stdout } = await run('seed', ['--dry-run', '--json', file], { dataFolder })
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toEqual({ problems: [{ file: 'letter.txt', code: 'not-a-disclosure' }] })
  })

  it('answers with a corrected value, says who corrected it, and takes the correction back', async () => {
    const dataFolder = join(scratch, 'corrected')
    cpSync(seeded.dataFolder, dataFolder, { recursive: true })
    const zh = `${bodies.tianyuan}2023年住房保障支出决算数`
    const en = 'What did the Tianyuan trade union spend on housing security in 2023?'
    const ask = async (question: string) => (await run('ask', [question], { dataFolder })).stdout
    const query = `select figure_id from figures where department = '${bodies.tianyuan}' and fiscal_year = 2023 and stage = 'finalAccounts' and measure = 'expenditure' and item_key = 'function:221' and aspect = 'amount' and is_default_fund = 1`
    const [found] = z
      .object({ rows: z.array(z.array(z.string())) })
      .parse(JSON.parse((await run('sql', ['--json', query], { dataFolder })).stdout)).rows
    const id = found?.[0] ?? ''
    const reason = '与部门核对'
    const words = ['correct', id, '9.98', '--reason', reason, '--by', '李明']
    expect((await run('seed', words, { dataFolder })).code).toBe(0)
    const [inChinese, inEnglish] = [await ask(zh), await ask(en)]
    expect(inChinese).toMatch(/决算数9\.98万元 \[1\]/u)
    expect(inChinese).toMatch(/由?管理员更正：.*印8\.99万元.*李明.*更正为9\.98万元.*与部门核对/u)
    expect(inEnglish).toMatch(/99,800 yuan \[1\]/u)
    expect(inEnglish).toMatch(/was corrected: .*printed 8\.99万元.*corrected to 9\.98万元 by 李明/u)
    expect((await run('seed', ['versions'], { dataFolder })).stdout).toContain(`corrected by 李明: ${reason}`)
    expect((await run('seed', ['withdraw', id], { dataFolder })).code).toBe(0)
    expect(await ask(zh)).not.toContain('更正')
  })

  it('joins a department under its new name, and says of one that it is part of another', async () => {
    const dataFolder = join(scratch, 'reorganised')
    cpSync(seeded.dataFolder, dataFolder, { recursive: true })
    const since = ['--since', '2024-03-01', '--reason', '机构改革', '--by', '李明']
    const name = '株洲市天元区工会联合会'
    const rename = ['rename', bodies.tianyuan, name, ...since]
    const merge = ['merge', bodies.pingxiang, bodies.xinzhou, ...since]
    for (const words of [rename, merge]) expect((await run('seed', words, { dataFolder })).code).toBe(0)
    const ask = async (question: string) => (await run('ask', [question], { dataFolder })).stdout
    const byOldName = await ask(`${bodies.tianyuan}2023年支出决算数`)
    expect(byOldName).toMatch(new RegExp(`^${name}：决算数\\S+万元 \\[1\\]`, 'u'))
    expect(byOldName).toContain(`${bodies.tianyuan}自2024-03-01起改名为${name}`)
    const inEnglish = await ask('What did the Tianyuan trade union spend in 2023?')
    expect(inEnglish).toContain(`${bodies.tianyuan} has been called ${name} since 2024-03-01`)
    const sentence = `${bodies.pingxiang}自2024-03-01起并入${bodies.xinzhou}`
    // Beside what is printed, and in the place of what is not.
    expect(await ask(`${bodies.xinzhou}2023年支出决算数`)).toContain(`注意: ${sentence}`)
    expect(await ask(`${bodies.xinzhou}2023年培训费年初预算`)).toContain(`没有印出这个数。\n${sentence}`)
  })

  it.each([
    [
      'an id that nothing has',
      ['correct', 'ffffffffffffffffffff', '1', '--reason', 'r'],
      /no figure or finding/u,
    ],
    ['no reason', ['correct', 'ffffffffffffffffffff', '1'], /^Usage/u],
    ['a reason for nothing', ['--reason', 'r'], /^Usage/u],
    [
      'a name that nothing has',
      ['rename', '无此部门', '某部门', '--since', '2024-03-01', '--reason', 'r'],
      /no department/u,
    ],
    ['no day', ['merge', bodies.pingxiang, bodies.xinzhou, '--reason', 'r'], /--since/u],
    [
      'a name of another that published beside it',
      ['rename', bodies.tianyuan, bodies.xinzhou, '--since', '2024-03-01', '--reason', 'r'],
      /two bodies/u,
    ],
    ['nothing to take back', ['withdraw', 'ffffffffffffffffffff'], /nothing was remarked/u],
  ])('refuses a remark with %s', async (_, words, told) => {
    const { code, stderr } = await run('seed', words)
    expect(code).toBe(2)
    expect(stderr).toMatch(told)
  })

  it('gives the same store from the same documents', async () => {
    const { code, stdout } = await run('seed', ['--json'], { dataFolder: join(scratch, 'again') })
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ isStored: true, contentHash: seeded.current.contentHash })
  })
})

describe.concurrent('export', () => {
  it.each(['figures', 'findings'])('writes %s as one JSON object a line', async (kind) => {
    const { code, stdout, stderr } = await run('export', [kind])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const rows = lines(stdout).map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>) // any object
    expect(rows.length).toBeGreaterThan(0)
    const names = Object.keys(rows[0] ?? {})
    for (const row of rows) expect(Object.keys(row)).toEqual(names)
  })

  it('writes the same rows as csv, with a heading', async () => {
    const [csv, jsonl] = await Promise.all([
      run('export', ['reports', '--format', 'csv']),
      run('export', ['reports', '--format', 'jsonl']),
    ])
    expect(csv.code).toBe(0)
    const [heading = '', ...rows] = lines(csv.stdout)
    const objects = lines(jsonl.stdout).map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>) // as above
    expect(heading.split(',')).toEqual(Object.keys(objects[0] ?? {}))
    expect(rows).toHaveLength(objects.length)
    for (const [index, object] of objects.entries()) expect(rows[index]).toContain(String(object.department))
  })

  it('says how it is used', async () => {
    const { code, stdout, stderr } = await run('export', ['figures', '--format', 'xml'])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/Usage/u)
  })
})

describe.concurrent('eval', () => {
  it('reports on one set, writes its failures and says that a minimum is not reached', async () => {
    const file = join(scratch, 'failures.json')
    const { code, stdout, stderr } = await run('eval', ['--set', 'dev', '--min', '100', '--failures', file])
    const [right = 0, all = 0] =
      /Right [\d.]+% \((\d+)\/(\d+)\)\.\n$/u.exec(stdout)?.slice(1).map(Number) ?? []
    expect(all).toBeGreaterThan(100)
    expect(z.array(z.object({ id: z.string() })).parse(JSON.parse(readFileSync(file, 'utf8')))).toHaveLength(
      all - right,
    )
    expect(code).toBe(right === all ? 0 : 1)
    expect(stderr).toBe(
      right === all
        ? ''
        : `The share of questions answered right is ${((100 * right) / all).toFixed(1)}% (${right}/${all}), below the minimum of 100%.\n`,
    )
  })

  it.each([
    [['--set', 'no-such-set'], /no-such-set.*dev, /u],
    [['--min', 'half'], /--min takes a number from 0 to 100/u],
    [['--set', 'dev', '--write-readme'], /takes no --set/u],
  ])('says what is wrong with %j', async (words, message) => {
    const { code, stdout, stderr } = await run('eval', words)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(message)
  })
})

describe.concurrent('start without tokens', () => {
  it('is a chat that works when piped', async () => {
    const typed = [
      '/sources',
      flagship,
      'why?',
      '/sources',
      '/sql',
      '/help',
      '/nonsense',
      '',
      '中站区年初预算多少',
      '2',
      '/new',
      'why?',
      '/quit',
      'never read',
    ]
    const { code, stdout, stderr } = await run('start', [], { input: `${typed.join('\n')}\n` })
    expect(code).toBe(0)
    expect(lines(stderr)).toEqual([
      expect.stringMatching(/^No Slack token is set, so this is the terminal\./u),
    ])
    const order = [
      '203.34%',
      'line 407',
      'select "final"',
      '/sources',
      '/nonsense',
      `2. ${bodies.zhongzhanUnion}`,
      '37.16万元',
    ]
    let from = 0
    for (const text of order) {
      const position = stdout.indexOf(text, from)
      expect(position, `${text} after ${stdout.slice(0, from).slice(-80)}`).toBeGreaterThanOrEqual(from)
      from = position + 1
    }
    expect(stdout).not.toContain('never read')
  })

  it('ends with its input', async () => {
    const { code, stdout } = await run('start', [], { input: '天元决算支出' })
    expect(code).toBe(0)
    expect(stdout).toContain('429.56')
  })
})
