/** The account of a seeding as a Markdown page for a person: what was read, what is missing, what contradicts itself. */
import { formatAmount } from '../../db/domain/money.ts'
import { reportKinds, severities } from '../../db/domain/terms.ts'
import type { DocumentAccount, FindingAccount } from '../../seed/index.ts'

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
      findings.length,
    ]),
  )

const missingText = (names: readonly string[]): string => (names.length === 0 ? '无 none' : names.join('、'))

const findingText = ({ severity, message, sizeFen, cited }: FindingAccount): readonly string[] => {
  const size = sizeFen === null ? '' : ` · ${formatAmount(sizeFen, '万元')}万元`
  const sides = [...Map.groupBy(cited, ({ side }) => side).values()]
  return [
    `- **${severities[severity].label.zh}** ${message.zh}${size}  `,
    `  ${message.en}`,
    ...sides.flatMap((prints) =>
      prints
        .slice(0, mostCited)
        .map(
          ({ lines, printed, unit, place, quote }) =>
            `  - ${printed}${unit ?? ''} — ${inCell(place)}，第${linesText(lines)}行：“${inCell(shorten(quote))}”`,
        ),
    ),
  ]
}

/** A sum may cite dozens of parts; its first ones show which table it is. */
const mostCited = 4
const longestQuote = 90
const shorten = (quote: string): string =>
  quote.length > longestQuote ? `${quote.slice(0, longestQuote)}…` : quote

const documentPart = (account: DocumentAccount): readonly string[] => {
  const { file, identity, tables, coverage, missingTables, missingSections, statements, findings } = account
  const unread = coverage.unread.map(({ line, text }) => `第${line}行 ${text}`)
  return [
    `## ${identity.department} ${identity.fiscalYear} ${reportKinds[identity.kind].label.zh}`,
    '',
    `${file} · ${identity.title}`,
    '',
    `缺少的表 missing tables: ${missingText(missingTables)}  `,
    `缺少的章节 missing sections: ${missingText(missingSections)}  `,
    `未读数字 unread numbers: ${missingText(unread)}`,
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
    ...(findings.length === 0 ? ['无 none'] : findings.flatMap(findingText)),
    '',
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
