/** What a store holds, at a glance. */
import {
  type DepartmentKind,
  keysOf,
  type Labels,
  type ReportKind,
  type Severity,
  severities,
} from '../../db/domain/terms.ts'
import type { Store } from '../../db/open.ts'

export type SeverityCounts = Readonly<Record<Severity, number>>

export type OverviewReport = Readonly<{
  fiscalYear: number
  kind: ReportKind
  /** As its document prints it. */
  title: string
  file: string
  figures: number
  findings: SeverityCounts
}>

export type OverviewDepartment = Readonly<{
  name: Labels
  kind: DepartmentKind
  /** By year, then by file. */
  reports: readonly OverviewReport[]
}>

export type Overview = Readonly<{
  /** By name. */
  departments: readonly OverviewDepartment[]
  documents: number
  reports: number
  figures: number
  prints: number
  statements: number
  findings: SeverityCounts
  /** The oldest first. */
  years: readonly number[]
  seededAt: string
  contentHash: string
  dataVersion: string
}>

export type StoreIdentity = Pick<Overview, 'seededAt' | 'contentHash' | 'dataVersion'>

export const readOverview = async (store: Store, identity: StoreIdentity): Promise<Overview> => {
  const reports = await store
    .selectFrom('report')
    .innerJoin('document', 'document.document_id', 'report.document_id')
    .innerJoin('department', 'department.department_number', 'report.department_number')
    .select([
      'report.report_number',
      'report.fiscal_year',
      'report.report_kind',
      'report.title',
      'document.file',
      'department.department_id',
      'department.department',
      'department.english_name',
      'department.department_kind',
    ])
    .orderBy('department.department')
    .orderBy('report.fiscal_year')
    .orderBy('document.file')
    .execute()
  const findings = await store
    .selectFrom('finding')
    .select(({ fn }) => ['report_number', 'severity', fn.countAll<number>().as('count')])
    .groupBy(['report_number', 'severity'])
    .execute()
  const figures = await store
    .selectFrom('figure')
    .select(({ fn }) => ['report_number', fn.countAll<number>().as('count')])
    .groupBy('report_number')
    .execute()
  const figuresByReport = new Map(figures.map(({ report_number: number, count }) => [number, count]))
  const findingsByReport = Map.groupBy(findings, ({ report_number: number }) => number)
  const byDepartment = Map.groupBy(reports, ({ department_id: id }) => id)
  return {
    ...identity,
    departments: [...byDepartment.values()].flatMap((own) => {
      const [first] = own
      if (first === undefined) return []
      const { department: zh, english_name: en, department_kind: kind } = first
      return [
        {
          name: { zh, en: en ?? zh },
          kind,
          reports: own.map((report) => ({
            fiscalYear: report.fiscal_year,
            kind: report.report_kind,
            title: report.title,
            file: report.file,
            figures: figuresByReport.get(report.report_number) ?? 0,
            findings: countsOf(findingsByReport.get(report.report_number) ?? []),
          })),
        },
      ]
    }),
    documents: await countRows(store, 'document'),
    reports: reports.length,
    figures: await countRows(store, 'figure'),
    prints: await countRows(store, 'print'),
    statements: await countRows(store, 'statement'),
    findings: countsOf(findings),
    years: [...new Set(reports.map((report) => report.fiscal_year))].toSorted((left, right) => left - right),
  }
}

const countRows = async (
  store: Store,
  table: 'document' | 'figure' | 'print' | 'statement',
): Promise<number> => {
  const { count } = await store
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

const countsOf = (rows: readonly Readonly<{ severity: Severity; count: number }>[]): SeverityCounts => {
  const countOf = (severity: Severity): number =>
    rows.filter((row) => row.severity === severity).reduce((sum, { count }) => sum + count, 0)
  return Object.fromEntries(
    keysOf(severities).map((severity) => [severity, countOf(severity)]),
  ) as SeverityCounts // every key is there
}
