import { type Language, type Severity, severities } from '../../db/domain/terms.ts'
import { hasChinese } from '../../db/domain/text.ts'
import { compileFindings, findingKey } from '../../db/plan/compile.ts'
import type { FindingsPlan } from '../../db/plan/plan.ts'
import type { QueryRunner } from '../../db/run/query-runner.ts'
import type { Vocabulary } from '../understand/vocabulary.ts'
import type { Citation } from './answer.ts'
import { Citations, spanOf } from './citations.ts'
import { money, wanYuan } from './format.ts'
import { emptyParts, type Told } from './parts.ts'
import { type Phrases, phrases } from './phrases.ts'
import { type Row, runSql } from './run-plan.ts'
import { scopeRestatement, scopeText } from './scope-text.ts'

const mostFindingsInText = 8
/** A sum may cite dozens of parts. */
const mostCitedPerSide = 2

/** Where documents contradict themselves, as the checks found it, each with the places it speaks of. */
export const answerFindings = async (
  plan: FindingsPlan,
  runner: QueryRunner,
  vocabulary: Vocabulary,
  language: Language,
): Promise<Told> => {
  const say = phrases[language]
  const query = compileFindings(plan)
  const { rows, isTruncated } = await runSql(runner, query)
  const topic = topicText(plan, language)
  const bound = plan.minimumFen === null ? null : money(plan.minimumFen, language)
  const restatement = scopeRestatement(say.findingsAsked(topic, bound), plan.scope, vocabulary, say)
  const shared = { restatement, sql: query.sql, parameters: [...query.parameters], choices: [] }
  const scope = scopeText(plan.scope, vocabulary, say)
  if (rows.length === 0)
    return {
      departments: plan.scope.departments ?? [],
      parts: {
        ...emptyParts,
        ...shared,
        status: 'no_data',
        code: 'no-finding',
        text: say.noFinding(scope, topic),
      },
    }
  const citations = new Citations()
  const findings = [...Map.groupBy(rows, (row) => String(row[findingKey.findingId])).values()].flatMap(
    (group) => {
      const [row] = group
      return row ? [{ row, cited: citedBy(group).map((citation) => citations.add(citation)) }] : []
    },
  )
  const departments = [...new Set(rows.map((row) => String(row[findingKey.departmentId])))]
  const told = findings.slice(0, mostFindingsInText).map(({ row, cited }) => {
    const marks = [...new Set(cited)].map((index) => `[${index + 1}]`).join('')
    const name = departments.length > 1 ? `${row[findingKey.department]} · ` : ''
    return `• ${name}${messageOf(row, language)} ${marks}`
  })
  const bySeverity = Map.groupBy(findings, ({ row }) => row[findingKey.severity] as Severity) // the view's column of that type
  const counts = [...bySeverity].map(
    ([severity, own]) => [severities[severity].label[language], own.length] as const,
  )
  const name = departments.length === 1 ? String(findings[0]?.row[findingKey.department]) : scope
  return {
    departments,
    parts: {
      ...shared,
      warnings: isTruncated ? [say.truncated(rows.length)] : [],
      status: 'answer',
      code: null,
      text: [
        say.findings(name, findings.length, counts),
        ...told,
        ...(findings.length > mostFindingsInText ? [say.moreRows(mostFindingsInText, findings.length)] : []),
      ].join('\n'),
      columns: ['department', 'fiscal_year', 'severity', 'finding', 'size_wan_yuan', 'file'],
      labels: [say.department, say.year, ...findingLabels(say), say.file],
      rows: findings.map(({ row }) => [
        String(row[findingKey.department]),
        Number(row[findingKey.fiscalYear]),
        severities[row[findingKey.severity] as Severity].label[language], // as above
        messageOf(row, language),
        typeof row[findingKey.sizeFen] === 'number' ? wanYuan(Number(row[findingKey.sizeFen])) : null,
        String(row[findingKey.file]),
      ]),
      evidence: findings.map(({ cited }) => [[], [], [], cited, cited, []]),
      citations: citations.entries,
    },
  }
}

const findingLabels = (say: Phrases): readonly string[] => [
  say.severity,
  say.finding,
  say.inWanYuan(say.findingSize),
]

const topicText = ({ topics, figures, severities: asked }: FindingsPlan, language: Language): string =>
  [
    ...topicNames(topics),
    ...figures.map(String),
    ...(asked ?? []).map((severity) => severities[severity].label[language]),
  ].join('、')

/** The first form names a topic; pairs of characters that run on are one word: 劳模, 模体, 体检 is 劳模体检. */
const topicNames = (topics: FindingsPlan['topics']): readonly string[] => {
  const names: string[] = []
  for (const [form = ''] of topics) {
    const last = names.at(-1) ?? ''
    const runsOn = form.length === 2 && hasChinese(form) && last.endsWith(form.slice(0, 1))
    if (runsOn) names.splice(-1, 1, last + form.slice(1))
    else names.push(form)
  }
  return names
}

const messageOf = (row: Row, language: Language): string =>
  String(row[language === 'zh' ? findingKey.messageZh : findingKey.messageEn])

/** The first places of each side; a finding on names or numbers has its lines only, one on a whole table none. */
export const citedBy = (group: readonly Row[]): readonly Citation[] => {
  const [first] = group
  if (first?.[findingKey.side] === null)
    return first[findingKey.findingLine] === 0 ? [] : [citationOfWords(first)]
  const sides = Map.groupBy(group, (row) => row[findingKey.side])
  return [...sides.values()].flatMap((rows) => rows.slice(0, mostCitedPerSide).map(citationOf))
}

const citationOf = (row: Row): Citation => ({
  file: String(row[findingKey.file]),
  ...spanOf(row, findingKey),
  place: String(row[findingKey.place]),
  quote: String(row[findingKey.quote]),
})

const citationOfWords = (row: Row): Citation => ({
  file: String(row[findingKey.file]),
  lines: [Number(row[findingKey.findingLine]), Number(row[findingKey.findingLine])],
  page: null,
  place: String(row[findingKey.words]),
  quote: String(row[findingKey.words]),
})
