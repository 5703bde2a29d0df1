import { tabbedDocument } from '../invented-documents.ts'
import { fileOf, type HostileFile } from './hostile-file.ts'

const title = '2022 年度青山市云溪县总工会部门决算'

/** The head of a disclosure, then something that patterns may go back and forth over. */
const bait = (name: string, run: string): HostileFile => fileOf(name, 'no-figures', `${title}\n\n${run}\n`)

/** Headings over sentences that are read by what they claim, and against the budget. */
const claimed = '（一）“三公”经费支出决算情况说明'
const executed = '五、一般公共预算财政拨款支出决算情况说明'

/** It never ends with a full stop. */
const claims = '公务接待费支出决算为12.50万元，比上年增加3.20万元，增长25.6%，主要原因是人员增加；'

const novel = (paragraphs: number): string =>
  Array.from(
    { length: paragraphs },
    (_, index) =>
      `第${index + 1}回　却说那日天色已晚，老者牵着马走进村子，问店家要了一壶酒，${index}文钱，慢慢坐下来说起三十年前的旧事。`,
  ).join('\n\n')

const mail = `From: a@example.org
To: b@example.org
Subject: files
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="part"

--part
Content-Type: text/plain; charset=utf-8

See the attachment.
--part
Content-Type: application/pdf; name="a.bin"
Content-Transfer-Encoding: base64
Content-Disposition: attachment; filename="a.bin"

${Buffer.from(tabbedDocument).toString('base64')}
--part--
`

const garbled = tabbedDocument.replace(/\d{1,3}(?:,\d{3})*\.\d{2}|\d{6,}/gu, '##?#')

/** What is said in the title or the tables is left out. */
const without = (pattern: RegExp): string => tabbedDocument.replaceAll(pattern, '')

/** Text that is something else, that lacks what a disclosure says, or that is very long. */
export const textFiles = (): readonly HostileFile[] => [
  fileOf('novel.txt', 'not-a-disclosure', novel(5_000)),
  fileOf(
    'values.json',
    'not-a-disclosure',
    JSON.stringify(Array.from({ length: 20_000 }, (_, id) => ({ id, 名称: '甲', 金额: id * 1.5 }))),
  ),
  fileOf('deep.json', 'not-a-disclosure', `${'['.repeat(500_000)}${']'.repeat(500_000)}`),
  fileOf(
    'weather.csv',
    'not-a-disclosure',
    `日期,气温,雨量\n${Array.from({ length: 20_000 }, (_, day) => `2021-01-${day % 28},${day % 40}.5,0.0`).join('\n')}`,
  ),
  fileOf('letter.eml', 'not-a-disclosure', mail),
  fileOf('formula.csv', 'not-a-disclosure', '=cmd|\' /C calc\'!A0,1\n=HYPERLINK("http://127.0.0.1/"),2\n'),
  fileOf('title-only.txt', 'no-figures', `${title}\n\n第一部分 概况\n\n维护职工合法权益。\n`),
  fileOf('garbled-amounts.txt', 'read', garbled),
  fileOf('no-year.txt', 'no-fiscal-year', without(/\d{4} ?年度|二〇二三年八月|2022 年[^\n]*/gu)),
  fileOf('no-department.txt', 'no-department', without(/青山市|云溪县|总工会|工会/gu)),
  fileOf('no-kind.txt', 'not-a-disclosure', without(/[决预]算/gu)),
  fileOf('one-line.txt', 'not-a-disclosure', '这是一行很长的文字'.repeat(740_000)),
  fileOf('one-line-ascii.txt', 'not-a-disclosure', 'a'.repeat(20_000_000)),
  fileOf('short-lines.txt', 'not-a-disclosure', '甲\n'.repeat(300_000)),
  fileOf('empty-lines.txt', 'not-a-disclosure', `甲${'\n'.repeat(1_000_000)}乙`),
  fileOf('one-line-after-title.txt', 'no-figures', `${title}\n${'维护职工合法权益'.repeat(200_000)}`),
  fileOf('short-lines-after-title.txt', 'no-report-kind', `${title}\n${'甲\n'.repeat(200_000)}`),
  fileOf('bait-digits.txt', 'no-figures', `${title}\n\n${'1234567890'.repeat(1_000)}`),
  fileOf('bait-grouped-digits.txt', 'read', `${title}\n\n${'1,234,567'.repeat(300)}`),
  bait('bait-currency.txt', '人民币'.repeat(200_000)),
  bait('bait-open-brackets.txt', '（'.repeat(100_000)),
  bait('bait-closing-brackets.txt', '）'.repeat(100_000)),
  bait('bait-years.txt', '2023年'.repeat(50_000)),
  bait('bait-year-titles.txt', '2023年度部门决算'.repeat(30_000)),
  bait('bait-blanks.txt', `甲${' '.repeat(200_000)}乙`),
  bait('bait-tabs.txt', `甲${'\t'.repeat(200_000)}乙`),
  fileOf('bait-numbers-and-blanks.txt', 'read', `${title}\n\n${'1 '.repeat(100_000)}`, 1_100),
  bait('bait-one-grouped-number.txt', `1${',234'.repeat(50_000)}`),
  fileOf('bait-persons-above.txt', 'read', `${title}\n\n${'50人以上企业'.repeat(20_000)}`),
  fileOf('bait-points.txt', 'no-figures', `${title}\n\n${claimed}\n1${'.1'.repeat(50_000)}甲`),
  fileOf('bait-claims.txt', 'read', `${title}\n\n${claimed}\n${claims.repeat(10_000)}`, 800),
  fileOf('bait-purposes.txt', 'no-figures', `${title}\n\n${executed}\n${'主要用于'.repeat(40_000)}`),
  bait('bait-quotes.txt', '“三公”经费'.repeat(40_000)),
  bait('bait-dots.txt', '.'.repeat(300_000)),
  bait('bait-dashes.txt', '－'.repeat(300_000)),
  bait('bait-items.txt', '一般公共服务支出（类）'.repeat(30_000)),
  bait('bait-headings.txt', '（一）'.repeat(100_000)),
  bait('bait-amounts.txt', '支出决算为'.repeat(60_000)),
  bait('bait-names.txt', '青山市云溪县'.repeat(60_000)),
  bait('bait-reasons.txt', '主要原因是'.repeat(60_000)),
  bait('bait-compared.txt', '比上年增加'.repeat(60_000)),
]
