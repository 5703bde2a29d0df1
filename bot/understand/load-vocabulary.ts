import { attachmentRank, subjectKeyStart } from '../../db/domain/figure.ts'
import { keysOf, statedMeasures, statesWithValue } from '../../db/domain/terms.ts'
import { openForReading } from '../../db/open.ts'
import type { TermTable } from '../../db/schema/tables.ts'
import type { ProjectName } from './project-names.ts'
import { nothingTaught, teach } from './teach.ts'
import {
  buildVocabulary,
  type HeldDepartment,
  type Stated,
  type StatedFigure,
  type Vocabulary,
} from './vocabulary.ts'
import { readWords, type WordsFile } from './words-file.ts'

/** What a vocabulary is built from. */
export type VocabularySources = Readonly<{
  terms: readonly Omit<TermTable, 'term_id'>[]
  departments: readonly HeldDepartment[]
  stated: Stated
  findings: readonly string[]
  passages: readonly string[]
}>

/** The words, departments and years of a store, with the words of a file beside them. Faults: WordsUnusable. */
export const loadVocabulary = async (
  storePath: string,
  file: WordsFile | null = null,
): Promise<Vocabulary> => {
  const words = file && readWords(file)
  const sources = await readVocabularySources(storePath)
  const { terms, departments, stated, findings, passages } = sources
  const taught = file && words ? teach(words, sources, file.path) : nothingTaught
  return buildVocabulary(terms, departments, stated, findings, passages, taught)
}

export const readVocabularySources = async (storePath: string): Promise<VocabularySources> => {
  const store = openForReading(storePath)
  try {
    const terms = await store
      .selectFrom('term')
      .select(['language', 'surface', 'target_kind', 'target', 'source'])
      .orderBy('term_id')
      .execute()
    const departments = await store.selectFrom('department').selectAll().orderBy('department').execute()
    const reports = await store
      .selectFrom('report')
      .select(['department_number', 'fiscal_year', 'report_kind'])
      .execute()
    const reportsByDepartment = Map.groupBy(reports, (report) => report.department_number)
    const held = departments.map((department): HeldDepartment => {
      const own = reportsByDepartment.get(department.department_number) ?? []
      return {
        ...department,
        years: [...new Set(own.map((report) => report.fiscal_year))],
        outturnYears: [
          ...new Set(
            own.flatMap((report) => (report.report_kind === 'finalAccounts' ? [report.fiscal_year] : [])),
          ),
        ],
      }
    })
    const figures = store
      .selectFrom('figure')
      .innerJoin('item', 'item.item_number', 'figure.item_number')
      .innerJoin('department', 'department.department_number', 'figure.department_number')
    const stated = figures
      .where('standing', '=', 'primary')
      .where(({ or, and, eb }) =>
        or([
          eb('aspect', '=', 'amount'),
          and([eb('measure', '=', 'selfEvaluation'), eb('aspect', '=', 'score')]),
        ]),
      )
      .where('state', 'in', [...statesWithValue])
    const totals = await stated
      .select(['department_id', 'measure', 'stage', 'is_default_change', 'place_rank'])
      .where('item_key', '=', '')
      .distinct()
      .execute()
    const items = await stated
      .select(['department_id', 'item_key', 'stage', 'subject', 'is_total'])
      .where('item_key', '<>', '')
      .where('measure', 'not in', keysOf(statedMeasures))
      .distinct()
      .execute()
    const executions = await figures
      .select(['department_id', 'measure'])
      .where('aspect', '=', 'executionRate')
      .where('item_key', '=', '')
      .where('quantity', 'is not', null)
      .distinct()
      .execute()
    const findings = await store.selectFrom('finding').select('about').execute()
    const passages = await store.selectFrom('passages').select('text').execute()
    const labels = await store.selectFrom('item').select('subject').distinct().execute()
    return {
      terms,
      departments: held,
      stated: {
        totals: ofMainText(totals).map((total) => ({ ...total, isCompared: total.is_default_change === 1 })),
        items,
        projects: projectsOf(items),
        executions,
      },
      findings: findings.map(({ about }) => about),
      passages: [...passages.map(({ text }) => String(text)), ...labels.map(({ subject }) => subject ?? '')],
    }
  } finally {
    await store.destroy()
  }
}

const projectStart = subjectKeyStart('projectExpenditure')

const projectsOf = (
  items: readonly StatedFigure<'item_key' | 'subject' | 'is_total'>[],
): readonly ProjectName[] => {
  const named = items.flatMap(({ department_id: departmentId, item_key: key, subject, is_total: isTotal }) =>
    key.startsWith(projectStart) && subject !== null && isTotal === 0
      ? [{ departmentId, key, name: subject }]
      : [],
  )
  return [...new Map(named.map((project) => [JSON.stringify(project), project])).values()]
}

type Total = Readonly<{ department_id: string; measure: string; place_rank: number }>

/** What attachments state counts where the main tables and text state nothing of the measure. */
const ofMainText = <Stated extends Total>(totals: readonly Stated[]): readonly Stated[] => {
  const keyOf = ({ department_id, measure }: Total) => `${department_id} ${measure}`
  const main = new Set(totals.filter(({ place_rank }) => place_rank < attachmentRank).map(keyOf))
  return totals.filter((total) => total.place_rank < attachmentRank || !main.has(keyOf(total)))
}
