/** The account of a seeding as a Markdown page for a person: what was read, what is missing, what contradicts itself. */
import { formatAmount } from '../../db/domain/money.ts'
import { keysOf, reportKinds, type Severity, severities } from '../../db/domain/terms.ts'
import type { DocumentAccount, FindingAccount } from '../../seed/index.ts'
import { doubtText } from '../identity-doubts.ts'

/** White space and pipes would break a row of a Markdown table. */
const inCell = (text: string): string => text.replace(/\s+/gu, ' ').replaceAll('|', '\\|')

const percent = (part: number, of: number): string => (of === 0 ? '–' : `${((100 * part) / of).toFixed(2)}%`)

const table = (
  heads: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): readonly string[] => [
  `| ${heads.join(' | ')} |`,
  `|${heads.map(() => '---').join('|')}|`,
  ...rows.map((row) => `| ${row.map((cell) => inCell(String(cell))).join(' | ')} |`),
]

const linesText = ([first, last]: readonly [number, number]): string =>
  first === last ? `${first}` : `${first}–${last}`

const overview = (accounts: readonly DocumentAccount[]): readonly string[] =>
  table(
    [
      '文件 file',
      '部门 department',
      '年度',
      '类别',
      '数字 numbers',
      '已读 loaded',
      '未读 unread',
      '说明 statements',
      '矛盾 findings',
    ],
    accounts.map(({ file, identity, coverage, statements, findings }) => [
      file,
      identity.department,
      identity.fiscalYear,
      reportKinds[identity.kind].label.zh,
      coverage.numbers,
      coverage.loaded,
      `${coverage.unread.length} (${percent(coverage.unread.length, coverage.numbers)})`,
      Object.values(statements).reduce((sum, count) => sum + count, 0),
      findings.filter(({ isKnown }) => !isKnown).length,
    ]),
  )

const missingText = (names: readonly string[]): string => (names.length === 0 ? '无 none' : names.join('、'))

const findingText = ({ message, sizeFen, cited }: FindingAccount): readonly string[] => {
  const size = sizeFen === null ? '' : ` · ${formatAmount(sizeFen, '万元')}万元`
  const sides = [...Map.groupBy(cited, ({ side }) => side).values()]
  return [
    `- ${withSubject(message.zh)}${size}  `,
    `  ${message.en}`,
    ...sides.flatMap((prints) => [
      ...prints
        .slice(0, mostCited)
        .map(
          ({ lines, printed, unit, place, quote }) =>
            `  - ${printed === '' ? '空白 blank' : `${printed}${unit ?? ''}`} — ${inCell(place)}，第${linesText(lines)}行：“${inCell(shorten(quote))}”`,
        ),
      ...(prints.length > mostCited
        ? [`  - 另有${prints.length - mostCited}处 and ${prints.length - mostCited} more`]
        : []),
    ]),
  ]
}

/** What a finding is of stands before its colon. */
const withSubject = (message: string): string => message.replace(/^[^：]+/u, '**$&**')

const findingsOf = (severity: Severity, findings: readonly FindingAccount[]): readonly string[] => {
  const own = findings.filter((finding) => finding.severity === severity)
  const { zh, en } = severities[severity].label
  return own.length === 0 ? [] : [`#### ${zh} ${en} (${own.length})`, '', ...own.flatMap(findingText), '']
}

/** A sum may cite dozens of parts; its first ones show which table it is. */
const mostCited = 4
const longestQuote = 90
const shorten = (quote: string): string =>
  quote.length > longestQuote ? `${quote.slice(0, longestQuote)}…` : quote

/** Where a document says who and what it is. */
const places = {
  title: '标题 title',
  cover: '封面 cover',
  heading: '章节标题 heading',
  caption: '表头 caption',
  cell: '单元格 cell',
  tableTitle: '表名 table title',
} as const

const documentPart = (account: DocumentAccount): readonly string[] => {
  const { file, identity, tables, coverage, missingTables, missingSections, statements, findings } = account
  const unread = coverage.unread.map(({ line, text }) => `第${line}行 ${text}`)
  const unreadParagraphs = coverage.unreadParagraphs.map(({ line, text }) => `第${line}行 ${shorten(text)}`)
  return [
    `## ${identity.department} ${identity.fiscalYear} ${reportKinds[identity.kind].label.zh}`,
    '',
    `${file} · ${identity.title}`,
    '',
    `识别依据 recognised by: 部门 ${places[identity.recognisedBy.department]}，年度 ${places[identity.recognisedBy.fiscalYear]}，类别 ${places[identity.recognisedBy.kind]}  `,
    ...identity.doubts.map((doubt) => `${doubtText(doubt, 'zh')}。${doubtText(doubt, 'en')}.  `),
    `缺少的表 missing tables: ${missingText(missingTables)}  `,
    `缺少的章节 missing sections: ${missingText(missingSections)}  `,
    `未读数字 unread numbers: ${missingText(unread)}  `,
    `未读段落 unread paragraphs: ${missingText(unreadParagraphs)}（共${coverage.paragraphs}段 of ${coverage.paragraphs}）`,
    '',
    ...table(
      ['表 table', '行 lines', '读法 form', '数据 figures'],
      tables.map(({ title, lines, form, figures }) => [
        title,
        linesText(lines),
        form ?? '未识别 unknown',
        figures,
      ]),
    ),
    '',
    ...table(
      ['说明类别 kind of statement', '条数 count'],
      Object.entries(statements).toSorted((a, b) => b[1] - a[1]),
    ),
    '',
    `### 矛盾与疑点 findings (${findings.length})`,
    '',
    ...(findings.length === 0
      ? ['无 none', '']
      : keysOf(severities).flatMap((severity) => findingsOf(severity, findings))),
  ]
}

export const accountPage = (accounts: readonly DocumentAccount[]): string =>
  [
    '# 决算入库核对 Account of the seeding',
    '',
    ...overview(accounts),
    '',
    ...accounts.flatMap(documentPart),
  ].join('\n')
