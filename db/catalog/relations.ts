/**
 * The catalog: what may be queried. One documented view per grain over the long tables; planner, guard, renderer and
 * pages read this list and no other. Amounts are whole fen; every figure column has the figure id beside it.
 */
import type { CreateViewBuilder, ExpressionBuilder, Kysely, SelectQueryBuilder } from 'kysely'
import type { Labels } from '../domain/terms.ts'
import { type GuardCatalog, safeFunctions } from '../guard/catalog.ts'
import type { StoreTables } from '../schema/tables.ts'
import { type EvidenceRelations, type RelationEvidence, statedBy, statedTogether } from './evidence.ts'

type Column = Readonly<{ name: string; label: Labels }>
type Rows = SelectQueryBuilder<StoreTables, never, unknown>
export type Relation = Readonly<{
  label: Labels
  columns: readonly Column[]
  evidence: RelationEvidence
  /** The view over the store's tables; it selects exactly `columns`. */
  select: (store: Kysely<StoreTables>) => Rows
}>

const columns = (...names: readonly (readonly [name: string, zh: string, en: string])[]): readonly Column[] =>
  names.map(([name, zh, en]) => ({ name, label: { zh, en } }))

const departmentColumns = columns(
  ['department_id', '部门标识', 'department id'],
  ['department', '部门', 'department'],
  ['department_kind', '部门类别', 'kind of department'],
  ['province', '省', 'province'],
  ['city', '市', 'city'],
  ['county', '区县', 'county'],
)

const reportColumns = columns(
  ['report_id', '报告标识', 'report id'],
  ['fiscal_year', '年度', 'fiscal year'],
  ['report_kind', '报告类别', 'kind of report'],
)

const itemColumns = columns(
  ['item_key', '科目标识', 'item key'],
  ['item_code', '科目编码', 'item code'],
  ['item_name', '科目名称', 'item'],
  ['item_level', '科目级次', 'level (1 class, 2 section, 3 item)'],
)

const figureColumns = columns(
  ['figure_id', '数据标识', 'figure id'],
  ['stage', '阶段', 'stage'],
  ['fund', '资金性质', 'fund'],
  ['measure', '指标', 'measure'],
)

/** Figures with what they measure, and the department and report they belong to, as every view needs them. */
const figures = (store: Kysely<StoreTables>) =>
  store
    .selectFrom('figure')
    .innerJoin('item', (join) =>
      join
        .onRef('item.item_number', '=', 'figure.item_number')
        // It is the same anyhow; said, it can be looked for by.
        .onRef('item.department_number', '=', 'figure.department_number'),
    )
    .innerJoin('department', 'department.department_number', 'figure.department_number')
    .innerJoin('report', 'report.report_number', 'figure.report_number')

/** What a figure measures, under whatever names the department's reports print for it. */
const sameItem = (expression: ExpressionBuilder<StoreTables, 'item'>) =>
  expression
    .selectFrom('item as same')
    .select('same.item_number')
    .whereRef('same.department_number', '=', 'item.department_number')
    .whereRef('same.measure', '=', 'item.measure')
    .whereRef('same.item_key', '=', 'item.item_key')

const departmentSelection = [
  'department.department_id',
  'department.department',
  'department.department_kind',
  'department.province',
  'department.city',
  'department.county',
] as const
const reportSelection = ['report.report_id', 'figure.fiscal_year', 'report.report_kind'] as const
const itemSelection = ['item.item_key', 'item.item_code', 'item.item_name', 'item.item_level'] as const

export const relations = {
  figures: {
    label: { zh: '全部数据，每个数据一行', en: 'all figures, one a row' },
    columns: [
      ...figureColumns,
      ...departmentColumns,
      ...reportColumns,
      ...itemColumns,
      ...columns(
        ['subject', '对象', 'subject'],
        ['aspect', '方面', 'aspect'],
        ['whole', '占比的整体', 'what a share is taken of'],
        ['amount_fen', '金额（分）', 'amount (fen)'],
        ['quantity', '数值', 'quantity'],
        ['quantity_unit', '数值单位', 'unit of the quantity'],
        ['last_digit', '末位印制数字的分值', 'worth of the last printed digit'],
        ['state', '状态', 'state'],
        ['place_rank', '出处（1主表、2正文、3附件）', 'place (1 main table, 2 main text, 3 attachment)'],
        ['is_total', '是否合计', 'is a total'],
        ['is_default_fund', '是否默认资金口径', 'is of the default fund'],
        [
          'is_default_change',
          '是否与上年比较的默认资金口径',
          'is of the default fund for a change on the year',
        ],
        ['standing', '效力', 'standing'],
      ),
    ],
    evidence: statedBy('figure', 'figure_id', {
      numbers: ['amount_fen', 'quantity', 'last_digit'],
      texts: ['quantity_unit', 'state'],
    }),
    select: (store) =>
      figures(store).select([
        'figure.figure_id',
        'figure.stage',
        'figure.fund',
        'item.measure',
        ...departmentSelection,
        ...reportSelection,
        ...itemSelection,
        'item.subject',
        'figure.aspect',
        'figure.whole',
        'figure.amount_fen',
        'figure.quantity',
        'figure.quantity_unit',
        'figure.last_digit',
        'figure.state',
        'figure.place_rank',
        'figure.is_total',
        'figure.is_default_fund',
        'figure.is_default_change',
        'figure.standing',
      ]) as Rows, // the view is described by `columns`; Kysely's row type is not needed past this point
  },
  totals: {
    label: { zh: '部门收支总额', en: 'totals of a department' },
    columns: [
      ...figureColumns,
      ...departmentColumns,
      ...reportColumns,
      ...columns(['amount_fen', '金额（分）', 'amount (fen)'], ['state', '状态', 'state']),
    ],
    evidence: statedBy('figure', 'figure_id', { numbers: ['amount_fen'], texts: ['state'] }),
    select: (store) =>
      figures(store)
        .where('item.item_key', '=', '')
        .where('item.subject', 'is', null)
        .where('figure.aspect', '=', 'amount')
        .where('figure.standing', '=', 'primary')
        .select([
          'figure.figure_id',
          'figure.stage',
          'figure.fund',
          'item.measure',
          ...departmentSelection,
          ...reportSelection,
          'figure.amount_fen',
          'figure.state',
        ]) as Rows, // as above
  },
  expenditure_by_function: {
    label: { zh: '按功能分类的支出', en: 'expenditure by function' },
    columns: [
      ...figureColumns,
      ...departmentColumns,
      ...reportColumns,
      ...itemColumns,
      ...columns(
        ['amount_fen', '金额（分）', 'amount (fen)'],
        ['state', '状态', 'state'],
        ['is_total', '是否含下级科目', 'has items below it'],
      ),
    ],
    evidence: statedBy('figure', 'figure_id', { numbers: ['amount_fen'], texts: ['state'] }),
    select: (store) =>
      figures(store)
        .where('item.item_key', 'like', 'function:%')
        .where('figure.aspect', '=', 'amount')
        .where('figure.standing', '=', 'primary')
        .select([
          'figure.figure_id',
          'figure.stage',
          'figure.fund',
          'item.measure',
          ...departmentSelection,
          ...reportSelection,
          ...itemSelection,
          'figure.amount_fen',
          'figure.state',
          'figure.is_total',
        ]) as Rows, // as above
  },
  budget_execution: {
    label: {
      zh: '年初预算与决算（总额与各科目）',
      en: 'initial budget against final accounts (total and items)',
    },
    columns: [
      ...departmentColumns,
      ...columns(
        ['fiscal_year', '年度', 'fiscal year'],
        ['fund', '资金性质', 'fund'],
        ['measure', '指标', 'measure'],
      ),
      ...itemColumns,
      ...columns(
        ['initial_budget_fen', '年初预算数（分）', 'initial budget (fen)'],
        ['initial_budget_figure_id', '年初预算数标识', 'figure id of the initial budget'],
        ['final_accounts_fen', '决算数（分）', 'final accounts (fen)'],
        ['final_accounts_figure_id', '决算数标识', 'figure id of the final accounts'],
        [
          'completion_percent',
          '完成年初预算（%，按印制）',
          'completion of the initial budget (%, as printed)',
        ],
        ['completion_figure_id', '完成率标识', 'figure id of the completion'],
      ),
    ],
    evidence: statedTogether(
      statedBy('figure', 'initial_budget_figure_id', { numbers: ['initial_budget_fen'] }),
      statedBy('figure', 'final_accounts_figure_id', { numbers: ['final_accounts_fen'] }),
      statedBy('figure', 'completion_figure_id', { numbers: ['completion_percent'] }),
    ),
    select: (store) =>
      figures(store)
        .where('figure.stage', '=', 'initialBudget')
        .where('figure.aspect', '=', 'amount')
        .where('figure.standing', '=', 'primary')
        .innerJoin('figure as final_accounts', (join) =>
          join
            .onRef('final_accounts.fiscal_year', '=', 'figure.fiscal_year')
            .onRef('final_accounts.fund', '=', 'figure.fund')
            .on((expression) => expression('final_accounts.item_number', 'in', sameItem(expression)))
            .on('final_accounts.stage', '=', 'finalAccounts')
            .on('final_accounts.aspect', '=', 'amount')
            .on('final_accounts.standing', '=', 'primary'),
        )
        .leftJoin('figure as completion', (join) =>
          join
            .onRef('completion.fiscal_year', '=', 'figure.fiscal_year')
            .onRef('completion.fund', '=', 'figure.fund')
            .on((expression) => expression('completion.item_number', 'in', sameItem(expression)))
            .on('completion.aspect', '=', 'completionRate')
            .on('completion.standing', '=', 'primary'),
        )
        .select([
          ...departmentSelection,
          'figure.fiscal_year',
          'figure.fund',
          'item.measure',
          ...itemSelection,
          'figure.amount_fen as initial_budget_fen',
          'figure.figure_id as initial_budget_figure_id',
          'final_accounts.amount_fen as final_accounts_fen',
          'final_accounts.figure_id as final_accounts_figure_id',
          'completion.quantity as completion_percent',
          'completion.figure_id as completion_figure_id',
        ]) as Rows, // as above
  },
  prints: {
    label: { zh: '数据在文件中的每一处印制', en: 'every place that prints a figure' },
    columns: columns(
      ['print_id', '印制标识', 'print id'],
      ['figure_id', '数据标识', 'figure id'],
      ['rank', '次序（0为首要）', 'rank (0 is the primary print)'],
      ['file', '文件', 'file'],
      ['page', '页', 'page'],
      ['line_start', '起行', 'first line'],
      ['line_end', '止行', 'last line'],
      ['table_title', '表名', 'table'],
      ['section', '章节', 'section'],
      ['row_label', '行标题', 'row label'],
      ['column_label', '列标题', 'column label'],
      ['printed_text', '印制文字', 'printed text'],
      ['printed_unit', '印制单位', 'printed unit'],
      ['state', '状态', 'state'],
      ['quote', '原文', 'quote'],
    ),
    evidence: statedBy('print', 'print_id', {
      texts: ['row_label', 'column_label', 'printed_text', 'printed_unit', 'state', 'quote'],
    }),
    select: (store) =>
      store
        .selectFrom('figure_print')
        .innerJoin('figure', 'figure.figure_number', 'figure_print.figure_number')
        .innerJoin('print', 'print.print_id', 'figure_print.print_id')
        .innerJoin('excerpt', 'excerpt.excerpt_number', 'print.excerpt_number')
        .innerJoin('place', 'place.place_number', 'excerpt.place_number')
        .innerJoin('report', 'report.report_number', 'print.report_number')
        .innerJoin('document', 'document.document_id', 'report.document_id')
        .select([
          'print.print_id',
          'figure.figure_id',
          'figure_print.rank',
          'document.file',
          'excerpt.page',
          'excerpt.line_start',
          'excerpt.line_end',
          'place.table_title',
          'place.section',
          'print.row_label',
          'print.column_label',
          'print.printed_text',
          'print.printed_unit',
          'print.state',
          'excerpt.quote',
        ]) as Rows, // as above
  },
  statements: {
    label: { zh: '原因等文字说明', en: 'reasons and other statements' },
    columns: [
      ...columns(
        ['statement_id', '说明标识', 'statement id'],
        ['statement_kind', '说明类别', 'kind of statement'],
        ['text', '原文', 'text'],
      ),
      ...figureColumns,
      ...departmentColumns,
      ...reportColumns,
      ...itemColumns,
      ...columns(
        ['aspect', '方面', 'aspect'],
        ['amount_fen', '金额（分）', 'amount (fen)'],
        ['file', '文件', 'file'],
        ['page', '页', 'page'],
        ['line_start', '起行', 'first line'],
        ['line_end', '止行', 'last line'],
        ['section', '章节', 'section'],
      ),
    ],
    evidence: statedTogether(
      statedBy('statement', 'statement_id', { texts: ['text'] }),
      statedBy('figure', 'figure_id', { numbers: ['amount_fen'] }),
    ),
    select: (store) =>
      figures(store)
        .innerJoin('statement_figure', 'statement_figure.figure_number', 'figure.figure_number')
        .innerJoin('statement', 'statement.statement_id', 'statement_figure.statement_id')
        .innerJoin('excerpt', 'excerpt.excerpt_number', 'statement.excerpt_number')
        .innerJoin('place', 'place.place_number', 'excerpt.place_number')
        .innerJoin('document', 'document.document_id', 'report.document_id')
        .where('figure.standing', '=', 'primary')
        .select((expression) => [
          'statement.statement_id',
          'statement.statement_kind',
          expression.fn.coalesce('statement.text', 'excerpt.quote').as('text'),
          'figure.figure_id',
          'figure.stage',
          'figure.fund',
          'item.measure',
          ...departmentSelection,
          ...reportSelection,
          ...itemSelection,
          'figure.aspect',
          'figure.amount_fen',
          'document.file',
          'excerpt.page',
          'excerpt.line_start',
          'excerpt.line_end',
          'place.section',
        ]) as Rows, // as above
  },
  passages: {
    label: {
      zh: '正文段落：职责、机构、名词解释、工作完成、问题、措施、目标、说明和原因',
      en: 'paragraphs: duties, organisation, definitions, achievements, problems, measures, objectives, notes and reasons',
    },
    columns: [
      ...columns(
        ['statement_id', '说明标识', 'statement id'],
        ['statement_kind', '说明类别', 'kind of statement'],
        ['text', '原文', 'text'],
      ),
      ...departmentColumns,
      ...reportColumns,
      ...columns(
        ['file', '文件', 'file'],
        ['page', '页', 'page'],
        ['line_start', '起行', 'first line'],
        ['line_end', '止行', 'last line'],
        ['section', '章节', 'section'],
        ['quote', '原文', 'quote'],
      ),
    ],
    evidence: statedBy('statement', 'statement_id', { texts: ['text', 'quote'] }),
    select: (store) =>
      store
        .selectFrom('statement')
        .innerJoin('excerpt', 'excerpt.excerpt_number', 'statement.excerpt_number')
        .innerJoin('place', 'place.place_number', 'excerpt.place_number')
        .innerJoin('report', 'report.report_number', 'statement.report_number')
        .innerJoin('department', 'department.department_number', 'report.department_number')
        .innerJoin('document', 'document.document_id', 'report.document_id')
        .select((expression) => [
          'statement.statement_id',
          'statement.statement_kind',
          expression.fn.coalesce('statement.text', 'excerpt.quote').as('text'),
          'department.department_id',
          'department.department',
          'department.department_kind',
          'department.province',
          'department.city',
          'department.county',
          'report.report_id',
          'report.fiscal_year',
          'report.report_kind',
          'document.file',
          'excerpt.page',
          'excerpt.line_start',
          'excerpt.line_end',
          'place.section',
          'excerpt.quote',
        ]) as Rows, // as above
  },
  labelled_figures: {
    label: {
      zh: '按文件自身的文字识别的数据：绩效指标、人员、资产、工作完成情况等',
      en: 'figures known by the words they stand under: indicators, staff, assets, work done',
    },
    columns: [
      ...figureColumns,
      ...departmentColumns,
      ...reportColumns,
      ...columns(
        ['subject', '对象', 'subject'],
        ['aspect', '方面', 'aspect'],
        ['amount_fen', '金额（分）', 'amount (fen)'],
        ['quantity', '数值', 'quantity'],
        ['quantity_unit', '数值单位', 'unit of the quantity'],
        ['state', '状态', 'state'],
        ['place_rank', '出处（1主表、2正文、3附件）', 'place (1 main table, 2 main text, 3 attachment)'],
        ['row_label', '行标题', 'row label'],
        ['column_label', '列标题', 'column label'],
        ['printed_text', '印制文字', 'printed text'],
        ['printed_unit', '印制单位', 'printed unit'],
        ['qualifier', '限定语', 'qualifier'],
        ['table_title', '表名', 'table'],
        ['section', '章节', 'section'],
        ['quote', '原文', 'quote'],
        ['file', '文件', 'file'],
        ['page', '页', 'page'],
        ['line_start', '起行', 'first line'],
        ['line_end', '止行', 'last line'],
      ),
    ],
    evidence: statedBy('figure', 'figure_id', {
      numbers: ['amount_fen', 'quantity'],
      texts: [
        ...['quantity_unit', 'state', 'row_label', 'column_label', 'printed_text', 'printed_unit'],
        ...['qualifier', 'quote'],
      ],
    }),
    select: (store) =>
      figures(store)
        .innerJoin('figure_print', (join) =>
          join
            .onRef('figure_print.figure_number', '=', 'figure.figure_number')
            .on('figure_print.rank', '=', 0),
        )
        .innerJoin('print', 'print.print_id', 'figure_print.print_id')
        .innerJoin('excerpt', 'excerpt.excerpt_number', 'print.excerpt_number')
        .innerJoin('place', 'place.place_number', 'excerpt.place_number')
        .innerJoin('document', 'document.document_id', 'report.document_id')
        .where('figure.standing', '=', 'primary')
        .where('item.subject', 'is not', null)
        .select([
          'figure.figure_id',
          'figure.stage',
          'figure.fund',
          'item.measure',
          ...departmentSelection,
          ...reportSelection,
          'item.subject',
          'figure.aspect',
          'figure.amount_fen',
          'figure.quantity',
          'figure.quantity_unit',
          'figure.state',
          'figure.place_rank',
          'print.row_label',
          'print.column_label',
          'print.printed_text',
          'print.printed_unit',
          'print.qualifier',
          'place.table_title',
          'place.section',
          'excerpt.quote',
          'document.file',
          'excerpt.page',
          'excerpt.line_start',
          'excerpt.line_end',
        ]) as Rows, // as above
  },
  findings: {
    label: { zh: '文件自身的矛盾与疑点', en: 'contradictions and doubts found in the documents' },
    columns: [
      ...departmentColumns,
      ...reportColumns,
      ...columns(
        ['finding_id', '问题标识', 'finding id'],
        ['file', '文件', 'file'],
        ['code', '代码', 'code'],
        ['severity', '性质', 'severity'],
        ['size_fen', '差额（分）', 'size (fen)'],
        ['message_zh', '说明', 'what is the matter, in Chinese'],
        ['message_en', '英文说明', 'what is the matter'],
        ['figures', '各方数字（JSON）', 'figures of its sides (JSON)'],
        ['finding_line', '所在行', 'line of the first side'],
        ['words', '该行文字', 'words on that line'],
        ['about', '检索文字', 'text to look it up by'],
        ['side', '方', 'side'],
        ['printed_text', '印制文字', 'printed text'],
        ['page', '页', 'page'],
        ['line_start', '起行', 'first line'],
        ['line_end', '止行', 'last line'],
        ['place', '表名或章节', 'table or section'],
        ['quote', '原文', 'quote'],
      ),
    ],
    evidence: statedBy('finding', 'finding_id', {
      numbers: ['size_fen'],
      texts: ['message_zh', 'message_en', 'figures', 'words', 'about', 'printed_text', 'quote'],
    }),
    select: (store) =>
      store
        .selectFrom('finding')
        .innerJoin('report', 'report.report_number', 'finding.report_number')
        .innerJoin('document', 'document.document_id', 'report.document_id')
        .innerJoin('department', 'department.department_number', 'report.department_number')
        .leftJoin('finding_print', 'finding_print.finding_id', 'finding.finding_id')
        .leftJoin('print', 'print.print_id', 'finding_print.print_id')
        .leftJoin('excerpt', 'excerpt.excerpt_number', 'print.excerpt_number')
        .leftJoin('place', 'place.place_number', 'excerpt.place_number')
        .select((expression) => [
          'department.department_id',
          'department.department',
          'department.department_kind',
          'department.province',
          'department.city',
          'department.county',
          'report.report_id',
          'report.fiscal_year',
          'report.report_kind',
          'finding.finding_id',
          'document.file',
          'finding.code',
          'finding.severity',
          'finding.size_fen',
          'finding.message_zh',
          'finding.message_en',
          'finding.figures',
          'finding.line as finding_line',
          'finding.quote as words',
          'finding.about',
          'finding_print.side',
          'print.printed_text',
          'excerpt.page',
          'excerpt.line_start',
          'excerpt.line_end',
          expression.fn.coalesce('place.table_title', 'place.section').as('place'),
          'excerpt.quote',
        ]) as Rows, // as above
  },
  finding_sides: {
    label: { zh: '矛盾各方的数据', en: 'the figures on the sides of each finding' },
    columns: columns(
      ['finding_id', '问题标识', 'finding id'],
      ['code', '代码', 'code'],
      ['severity', '性质', 'severity'],
      ['message_zh', '说明', 'what is the matter, in Chinese'],
      ['message_en', '英文说明', 'what is the matter'],
      ['side', '方', 'side'],
      ['figure_id', '数据标识', 'figure id'],
      ['department', '部门', 'department'],
    ),
    evidence: statedBy('finding', 'finding_id', { texts: ['message_zh', 'message_en'] }),
    select: (store) =>
      store
        .selectFrom('finding')
        .innerJoin('finding_print', 'finding_print.finding_id', 'finding.finding_id')
        .innerJoin('figure_print', 'figure_print.print_id', 'finding_print.print_id')
        .innerJoin('figure', 'figure.figure_number', 'figure_print.figure_number')
        .innerJoin('report', 'report.report_number', 'finding.report_number')
        .innerJoin('department', 'department.department_number', 'report.department_number')
        .select([
          'finding.finding_id',
          'finding.code',
          'finding.severity',
          'finding.message_zh',
          'finding.message_en',
          'finding_print.side',
          'figure.figure_id',
          'department.department',
        ]) as Rows, // as above
  },
  reports: {
    label: { zh: '已入库的报告', en: 'the reports that are held' },
    columns: [
      ...departmentColumns,
      ...reportColumns,
      ...columns(
        ['edition', '部门或单位版', 'edition'],
        ['title', '标题', 'title'],
        ['file', '文件', 'file'],
        ['printed_name', '文件所印部门名称', 'name of the department as printed'],
        ['line', '部门名称所在行', 'line that prints the name'],
      ),
    ],
    evidence: statedBy('report', 'report_id', { texts: ['title', 'printed_name'] }),
    select: (store) =>
      store
        .selectFrom('report')
        .innerJoin('department', 'department.department_number', 'report.department_number')
        .innerJoin('document', 'document.document_id', 'report.document_id')
        .innerJoin('department_name', (join) =>
          join
            .onRef('department_name.document_id', '=', 'report.document_id')
            .on('department_name.is_first', '=', 1),
        )
        .select([
          'department.department_id',
          'department.department',
          'department.department_kind',
          'department.province',
          'department.city',
          'department.county',
          'report.report_id',
          'report.fiscal_year',
          'report.report_kind',
          'report.edition',
          'report.title',
          'document.file',
          'department_name.name as printed_name',
          'department_name.line',
        ]) as Rows, // as above
  },
} as const satisfies Record<string, Relation>

export type RelationName = keyof typeof relations

/** The views as Kysely sees them: every column by name, its value checked where rows become figures. */
export type CatalogRelations = { [Name in RelationName]: Record<string, string | number | null> }

/** Makes every relation of the catalog a view of the store. */
export const createViews = async (store: Kysely<StoreTables>): Promise<void> => {
  for (const [name, relation] of Object.entries(relations)) {
    const view: CreateViewBuilder = store.schema
      .createView(name)
      .columns(relation.columns.map((column) => column.name))
    await view.as(relation.select(store)).execute()
  }
}

const columnNames = ({ columns: described }: Relation): readonly string[] =>
  described.map((column) => column.name)

export const guardCatalog: GuardCatalog = {
  relations: Object.fromEntries(
    Object.entries(relations).map(([name, relation]) => [name, columnNames(relation)]),
  ),
  functions: safeFunctions,
}

/** What stands behind the columns of each relation. */
export const evidenceRelations: EvidenceRelations = Object.fromEntries(
  Object.entries(relations).map(([name, relation]) => [
    name,
    { columns: columnNames(relation), evidence: relation.evidence },
  ]),
)
