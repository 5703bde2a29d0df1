import { figureLabel } from '../../db/domain/figure-label.ts'
import type { Aspect, FigureMeasure, FigureStage, Language } from '../../db/domain/terms.ts'
import { compilePrints, printKey } from '../../db/plan/compile.ts'
import type { PrintsPlan } from '../../db/plan/plan.ts'
import type { QueryRunner } from '../../db/run/query-runner.ts'
import type { Vocabulary } from '../understand/vocabulary.ts'
import { Citations, findContradictions, spanOf } from './citations.ts'
import { contradictionWarnings } from './figures/warnings.ts'
import { money, percent } from './format.ts'
import { emptyParts, type Told } from './parts.ts'
import { notHeard } from './passages-answer.ts'
import { phrases } from './phrases.ts'
import { type Row, runSql } from './run-plan.ts'
import { scopeRestatement, scopeText } from './scope-text.ts'
import { sourceText } from './sources-answer.ts'

const mostPlaces = 6

/** Every place that prints the value, with what it is there. */
export const answerPrints = async (
  plan: PrintsPlan,
  runner: QueryRunner,
  vocabulary: Vocabulary,
  language: Language,
): Promise<Told> => {
  const say = phrases[language]
  const query = compilePrints(plan)
  const { rows } = await runSql(runner, query)
  const asked = plan.values.map((value) => valueText(value, language))
  const restatement = scopeRestatement(say.printsAsked(asked), plan.scope, vocabulary, say)
  const shared = { restatement, sql: query.sql, parameters: [...query.parameters], choices: [] }
  if (rows.length === 0)
    return {
      departments: plan.scope.departments ?? [],
      parts: {
        ...emptyParts,
        ...shared,
        status: 'no_data',
        code: 'not-printed',
        text: say.valueNotPrinted(scopeText(plan.scope, vocabulary, say), say.list(asked)),
      },
    }
  const citations = new Citations()
  const named = rows.map((row) => {
    const citation = {
      file: String(row[printKey.file]),
      ...spanOf(row, printKey),
      place: [row[printKey.place], row[printKey.rowLabel], row[printKey.columnLabel]]
        .filter(Boolean)
        .join(' · '),
      quote: String(row[printKey.quote]),
    }
    return { row, name: nameOf(row, language), citation, index: citations.add(citation) }
  })
  const groups = Map.groupBy(named, ({ row, name }) => `${row[printKey.department]}：${name}`)
  const contradictions = await findContradictions(
    runner,
    rows.map((row) => String(row[printKey.figureId])),
  )
  const text = [...groups].slice(0, mostPlaces).flatMap(([, group]) => {
    const [first] = group
    if (!first) return []
    const printed = `${first.row[printKey.printedText]}${first.row[printKey.printedUnit] ?? ''}`
    const shown = [...new Map(group.map((it) => [it.index, it])).values()].slice(0, 3)
    return [
      say.row(
        `${first.row[printKey.department]} ${first.row[printKey.fiscalYear]}`,
        [`${first.name} ${printed}`],
        '',
      ),
      ...shown.map(({ citation, index }) => `• ${sourceText(citation, say)} [${index + 1}]`),
    ]
  })
  return {
    departments: [...new Set(rows.map((row) => String(row[printKey.departmentId])))],
    parts: {
      ...shared,
      status: 'answer',
      code: null,
      text: [...text, ...(groups.size > mostPlaces ? [say.moreRows(mostPlaces, groups.size)] : [])].join(
        '\n',
      ),
      columns: ['department', 'fiscal_year', 'subject', 'text', 'file'],
      labels: [say.department, say.year, say.subject, say.quoted, say.file],
      rows: named.map(({ row, name }) => [
        String(row[printKey.department]),
        Number(row[printKey.fiscalYear]),
        name,
        `${row[printKey.printedText]}${row[printKey.printedUnit] ?? ''}`,
        String(row[printKey.file]),
      ]),
      evidence: named.map(({ index }) => [[], [], [index], [index], [index]]),
      citations: citations.entries,
      warnings: [...notHeard(plan, say), ...contradictionWarnings(contradictions, { say, language })],
    },
  }
}

const valueText = ({ value, unit }: PrintsPlan['values'][number], language: Language): string => {
  if (unit === 'money') return money(value, language)
  return unit === 'percent' ? percent(value) : String(value)
}

const nameOf = (row: Row, language: Language): string => {
  const name = row[printKey.subject] ?? row[printKey.itemName] ?? null
  return figureLabel(
    {
      // The view's columns of those types.
      measure: row[printKey.measure] as FigureMeasure,
      stage: row[printKey.stage] as FigureStage,
      aspect: row[printKey.aspect] as Aspect,
      name: name === null ? null : String(name),
    },
    language,
  )
}
