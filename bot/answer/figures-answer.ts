/** An answer from a plan over figures: rows with their evidence first, then the text, written from the rows. */
import { formulas } from '../../db/catalog/formulas.ts'
import type { Fund, Language, PrintState } from '../../db/domain/terms.ts'
import { difference, differsBeyondRounding, multiple, roundPercent } from '../../db/figures/derive.ts'
import {
  candidateKey,
  columnName,
  compileCandidates,
  compileFigures,
  type OutputColumn,
  type RowKey,
} from '../../db/plan/compile.ts'
import type { FiguresPlan } from '../../db/plan/plan.ts'
import type { QueryRunner } from '../../db/run/query-runner.ts'
import type { HeldDepartment, Vocabulary } from '../understand/vocabulary.ts'
import type { Answer, AnswerCell } from './answer.ts'
import { Citations, type Contradiction, findContradictions } from './citations.ts'
import { money, percent, wanYuan } from './format.ts'
import { type Omission, type Phrases, phrases } from './phrases.ts'
import { type Row, runSql } from './run-plan.ts'

export type AnswerParts = Pick<
  Answer,
  | 'status'
  | 'code'
  | 'text'
  | 'restatement'
  | 'columns'
  | 'labels'
  | 'rows'
  | 'evidence'
  | 'sql'
  | 'parameters'
  | 'citations'
  | 'warnings'
  | 'choices'
>

/** Rows named one by one in the text; further ones stand in the table only. */
const mostRowsInText = 8
const mostNames = 5

type Subject = Readonly<{
  department: string
  departmentKind: string
  year: number
  item: string | null
  code: string | null
  fund: Fund
}>

export const answerFigures = async (
  plan: FiguresPlan,
  runner: QueryRunner,
  vocabulary: Vocabulary,
  language: Language,
): Promise<{ parts: AnswerParts; departments: readonly string[] }> => {
  const answer = new FiguresAnswer(plan, runner, vocabulary, language)
  return answer.write()
}

class FiguresAnswer {
  readonly #plan: FiguresPlan
  readonly #runner: QueryRunner
  readonly #vocabulary: Vocabulary
  readonly #language: Language
  readonly #say: Phrases

  constructor(plan: FiguresPlan, runner: QueryRunner, vocabulary: Vocabulary, language: Language) {
    this.#plan = plan
    this.#runner = runner
    this.#vocabulary = vocabulary
    this.#language = language
    this.#say = phrases[language]
  }

  async write(): Promise<{ parts: AnswerParts; departments: readonly string[] }> {
    const plan = this.#plan
    const isYesNo = plan.presentation === 'yes-no' && plan.conditions.length > 0
    const compiled = compileFigures(isYesNo ? { ...plan, conditions: [] } : plan)
    const [rows, aggregate, holds] = await Promise.all([
      runSql(this.#runner, compiled.query),
      compiled.aggregate ? runSql(this.#runner, compiled.aggregate) : null,
      isYesNo ? runSql(this.#runner, compileFigures(plan).query) : null,
    ])
    const { key, columns } = compiled
    const shown = {
      sql: compiled.aggregate?.sql ?? compiled.query.sql,
      parameters: [...(compiled.aggregate ?? compiled.query).parameters],
    }
    const isUndecided =
      plan.columns[0]?.kind === 'formula' &&
      rows.every((row) => (columns[0] ? row[columns[0].position] : null) === null)
    if (rows.length === 0 || isUndecided) return this.#writeEmpty(shown)
    if (plan.compare !== null && this.#pair(rows, columns) === null)
      return {
        parts: {
          ...this.#withoutRows(shown),
          status: 'no_data',
          code: 'nothing-to-compare',
          text: this.#say.nothingToCompare(rows.length),
          citations: [],
        },
        departments: [],
      }
    const figureIds = rows.flatMap((row) => columns.flatMap((column) => idsOf(row, column)))
    const citations = new Citations()
    const [, contradictions, omitted] = await Promise.all([
      citations.addFigures(this.#runner, figureIds),
      findContradictions(this.#runner, figureIds),
      this.#omitted(rows, key),
    ])
    const body = { rows, key, columns, citations, aggregate: aggregate?.[0] ?? null }
    const table = this.#table(body)
    const text = [
      ...(holds ? [holds.length > 0 ? this.#say.yes : this.#say.no] : []),
      ...this.#headline(body),
      ...this.#lines(body),
      ...omitted,
    ].join('\n')
    return {
      parts: {
        status: 'answer',
        code: null,
        text,
        restatement: this.#restatement(rows.map((row) => String(row[key.fund]) as Fund)), // the view's fund column
        ...table,
        ...shown,
        citations: citations.entries,
        warnings: [...this.#conflicts(body, contradictions), ...this.#recomputed(body)],
        choices: [],
      },
      departments: [...new Set(rows.map((row) => String(row[key.departmentId])))],
    }
  }

  // Rows and table

  #subject(row: Row, key: RowKey): Subject {
    const text = (position: number) => (row[position] === null ? null : String(row[position]))
    return {
      department: String(row[key.department]),
      departmentKind: String(row[key.departmentKind]),
      year: Number(row[key.fiscalYear]),
      item: text(key.itemName),
      code: text(key.itemCode),
      fund: String(row[key.fund]) as Fund, // as above
    }
  }

  #table({
    rows,
    key,
    columns,
    citations,
    aggregate,
  }: Body): Pick<Answer, 'columns' | 'labels' | 'rows' | 'evidence'> {
    const say = this.#say
    const hasItems = this.#plan.items !== null
    const hasYears = new Set(rows.map((row) => row[key.fiscalYear])).size > 1
    const subjectColumns = [
      { name: 'department', label: say.department, cell: (subject: Subject) => subject.department },
      ...(hasYears
        ? [{ name: 'fiscal_year', label: say.year, cell: (subject: Subject) => subject.year }]
        : []),
      ...(hasItems
        ? [
            { name: 'item_code', label: say.itemCode, cell: (subject: Subject) => subject.code },
            { name: 'item', label: say.item, cell: (subject: Subject) => subject.item },
          ]
        : []),
    ]
    const blanks = subjectColumns.slice(1).map(() => null)
    const bodyRows = rows.map((row) => {
      const subject = this.#subject(row, key)
      return [
        ...subjectColumns.map(({ cell }) => cell(subject)),
        ...columns.map((column) => this.#cell(row, column)),
      ]
    })
    const bodyEvidence = rows.map((row) => [
      ...subjectColumns.map((): number[] => []),
      ...columns.map((column) => citations.indexes(idsOf(row, column))),
    ])
    const every = citations.indexes(rows.flatMap((row) => (columns[0] ? idsOf(row, columns[0]) : [])))
    const derived = this.#derived({ rows, key, columns, citations, aggregate })
    return {
      columns: [
        ...subjectColumns.map(({ name }) => name),
        ...columns.map(
          ({ column, unit }) => `${columnName(column)}_${unit === 'money' ? 'wan_yuan' : 'percent'}`,
        ),
      ],
      labels: [
        ...subjectColumns.map(({ label }) => label),
        ...columns.map(({ column, unit }) => {
          const label = say.columnLabel(column)
          return unit === 'money' ? say.inWanYuan(label) : say.inPercent(label)
        }),
      ],
      rows: [
        ...bodyRows,
        ...derived.map(({ label, value }) => [label, ...blanks, value, ...columns.slice(1).map(() => null)]),
      ],
      evidence: [
        ...bodyEvidence,
        ...derived.map(() => [[], ...blanks.map(() => []), every, ...columns.slice(1).map(() => [])]),
      ],
    }
  }

  #cell(row: Row, column: OutputColumn): AnswerCell {
    const value = this.#value(row, column)
    return value === null ? null : column.unit === 'money' ? wanYuan(value) : value
  }

  /** Fen, or percent as printed where a document prints it, else rounded to two decimals. */
  #value(row: Row, { position, unit, printed }: OutputColumn): number | null {
    if (printed && row[printed.value] !== null && row[printed.value] !== undefined)
      return Number(row[printed.value])
    const value = row[position]
    if (value === null || value === undefined) return null
    return unit === 'money' ? Number(value) : roundPercent(Number(value))
  }

  /** A value with what it is: 超出年初预算203.34%, "1.4161 million yuan" with its stage. */
  #valuePhrase(row: Row, column: OutputColumn): string {
    const value = this.#value(row, column)
    const isDerived = column.column.kind === 'formula'
    const text =
      value === null
        ? this.#stateText(row, column)
        : this.#number(isDerived ? Math.abs(value) : value, column.unit)
    return this.#say.value(column.column, text, (value ?? 0) < 0)
  }

  #number(value: number, unit: OutputColumn['unit']): string {
    return unit === 'money' ? money(value, this.#language) : percent(value)
  }

  /** What is said where no amount is printed. */
  #stateText(row: Row, column: OutputColumn): string {
    const state = column.state === null ? null : (row[column.state] as PrintState | null) // the view's state column
    return state === 'unreadable' || state === 'doubtful' ? this.#say.unreadable : this.#say.blank
  }

  /** The rows below the body: a sum, an average, a count, a difference, a multiple. */
  #derived({ rows, columns, aggregate }: Body): readonly { label: string; value: number }[] {
    const say = this.#say
    const [deciding] = columns
    if (!deciding) return []
    const inUnit = (value: number) =>
      deciding.unit === 'money' ? wanYuan(Math.round(value)) : roundPercent(value)
    if (aggregate && this.#plan.aggregate !== null) {
      const value = Number(aggregate[0])
      switch (this.#plan.aggregate) {
        case 'sum':
          return [{ label: say.total, value: inUnit(value) }]
        case 'average':
          return [{ label: say.average, value: inUnit(value) }]
        case 'count':
          return [{ label: say.count, value }]
      }
    }
    const pair = this.#pair(rows, columns)
    if (!pair) return []
    return [
      { label: say.difference, value: inUnit(pair.amount) },
      ...(pair.times === null ? [] : [{ label: say.multiple, value: pair.times }]),
    ]
  }

  /** Two rows, or two amounts of one row, set against each other; the larger first. */
  #pair(rows: readonly Row[], columns: readonly OutputColumn[]) {
    if (this.#plan.compare === null) return null
    const [first, second] = rows
    const [deciding, other] = columns
    if (!first || !deciding) return null
    const left = this.#value(first, deciding)
    const right =
      rows.length === 2 && second
        ? this.#value(second, deciding)
        : rows.length === 1 && other?.unit === deciding.unit
          ? this.#value(first, other)
          : null
    if (left === null || right === null) return null
    return {
      left,
      right,
      amount: difference(left, right),
      times: multiple(left, right),
      isRows: rows.length === 2,
    }
  }

  // Text

  #noun(count: number): string {
    return this.#plan.items !== null && this.#plan.items.kind !== 'named'
      ? this.#say.items(count)
      : this.#say.departments(count, this.#plan.scope.kinds)
  }

  #conditions(): readonly string[] {
    return this.#plan.conditions.flatMap(({ column, comparator, value }) => {
      const conditioned = this.#plan.columns[column]
      if (!conditioned) return []
      const unit = conditioned.kind === 'formula' ? formulas[conditioned.formula].unit : 'money'
      const text = unit === 'money' ? money(value, this.#language) : `${Number(value.toFixed(2))}%`
      return [this.#say.condition(conditioned, comparator, text)]
    })
  }

  #what(): string {
    const [deciding] = this.#plan.columns
    const conditions = this.#conditions()
    if (conditions.length > 0) return this.#say.list(conditions)
    return deciding ? this.#say.columnLabel(deciding) : ''
  }

  #headline({ rows, key, columns, aggregate }: Body): readonly string[] {
    const say = this.#say
    const plan = this.#plan
    const [deciding] = columns
    if (!deciding) return []
    if (aggregate && plan.aggregate !== null) {
      const value = Number(aggregate[0])
      const text =
        deciding.unit === 'money' ? money(Math.round(value), this.#language) : percent(roundPercent(value))
      const count = Number(aggregate[1])
      switch (plan.aggregate) {
        case 'sum':
          return [say.headlineTotal(this.#what(), text, count)]
        case 'average':
          return [say.headlineAverage(this.#what(), text, count)]
        case 'count':
          return [
            say.headlineCount(
              count,
              plan.items === null || plan.items.kind === 'named' ? 'departments' : 'items',
              this.#what(),
            ),
          ]
      }
    }
    const pair = this.#pair(rows, columns)
    if (pair) return [this.#pairHeadline(rows, key, columns, pair)]
    if (plan.conditions.length > 0 && plan.presentation === 'list')
      return [say.found(rows.length, this.#noun(rows.length), this.#what())]
    return []
  }

  #pairHeadline(
    rows: readonly Row[],
    key: RowKey,
    columns: readonly OutputColumn[],
    pair: { left: number; right: number; amount: number; times: number | null; isRows: boolean },
  ): string {
    const nameOf = (index: number): string => {
      const row = pair.isRows ? rows[index] : rows[0]
      if (!row) return ''
      if (pair.isRows) return this.#rowName(this.#subject(row, key), rows, key)
      const column = columns[index]
      return column ? this.#say.columnLabel(column.column) : ''
    }
    const [high, low] = pair.left >= pair.right ? [0, 1] : [1, 0]
    const text = columns[0]?.unit === 'money' ? money(pair.amount, this.#language) : percent(pair.amount)
    const times = pair.times === null ? null : String(pair.times)
    return this.#say.headlineDifference(nameOf(high), nameOf(low), text, times, pair.amount > 0)
  }

  /** What a row is called: the department, its item, or both, and the year where several are shown. */
  #rowName(subject: Subject, rows: readonly Row[], key: RowKey): string {
    const isOneDepartment = new Set(rows.map((row) => row[key.departmentId])).size === 1
    const isOneYear = new Set(rows.map((row) => row[key.fiscalYear])).size === 1
    const item =
      subject.item === null ? null : `${subject.item}${subject.code === null ? '' : `（${subject.code}）`}`
    const isItemList = this.#plan.items !== null && isOneDepartment && rows.length > 1
    return [
      ...(isItemList ? [] : [subject.department]),
      ...(isOneYear ? [] : [String(subject.year)]),
      ...(item === null ? [] : [item]),
    ].join(' ')
  }

  #lines({ rows, key, columns, citations }: Body): readonly string[] {
    const say = this.#say
    const [only] = rows
    const isOneDepartment = new Set(rows.map((row) => row[key.departmentId])).size === 1
    const heading =
      this.#plan.items !== null && isOneDepartment && rows.length > 1 && only
        ? [`${this.#subject(only, key).department}${this.#language === 'zh' ? '：' : ':'}`]
        : []
    const lines = rows.slice(0, mostRowsInText).map((row) => {
      const values = columns
        .filter((column) => this.#value(row, column) !== null || column.state !== null)
        .map((column) => this.#valuePhrase(row, column))
      const marks = citations
        .indexes(columns.flatMap((column) => idsOf(row, column)))
        .map((index) => `[${index + 1}]`)
        .join('')
      const line = say.row(
        this.#rowName(this.#subject(row, key), rows, key),
        values,
        marks === '' ? '' : ` ${marks}`,
      )
      return rows.length > 1 ? `• ${line}` : line
    })
    return [
      ...heading,
      ...lines,
      ...(rows.length > mostRowsInText ? [say.moreRows(mostRowsInText, rows.length)] : []),
    ]
  }

  #restatement(rowFunds: readonly Fund[]): string {
    const plan = this.#plan
    const say = this.#say
    const [deciding] = plan.columns
    const named =
      plan.items?.kind === 'named' ? plan.items.keys.map((key) => key.replace(/^\w+:~?/u, '')) : []
    const departments = plan.scope.departments?.map(
      (id) => this.#vocabulary.departments.get(id)?.department ?? '',
    )
    const label = deciding ? say.columnLabel(deciding) : ''
    const measure = deciding ? say.measure(deciding.measure) : ''
    return say.restatement({
      what: [measure, ...(named.length > 0 ? [`(${say.list(named)})`] : []), '·', label].join(' '),
      fund: [...new Set(rowFunds)],
      years: plan.scope.years ?? [],
      scope: departments
        ? say.list(departments)
        : plan.scope.kinds
          ? say.scopeKinds(plan.scope.kinds)
          : say.scopeAll,
      conditions: this.#conditions(),
    })
  }

  // What is not in the rows

  /** Departments that a list leaves out, with the first condition each one fails. */
  async #omitted(rows: readonly Row[], key: RowKey): Promise<readonly string[]> {
    const plan = this.#plan
    const isSelection =
      plan.presentation === 'list' &&
      plan.conditions.length > 0 &&
      (plan.items === null || plan.items.kind === 'named') &&
      plan.limit === null
    if (!isSelection) return []
    const listed = new Set(rows.map((row) => String(row[key.departmentId])))
    const omissions = await this.#omissions(listed)
    return omissions.length === 0 ? [] : [this.#say.omitted(omissions)]
  }

  async #omissions(listed: ReadonlySet<string>, hidesValues = false): Promise<readonly string[]> {
    const candidates = compileCandidates(this.#plan)
    const rows = await runSql(this.#runner, candidates.query)
    const [deciding] = candidates.columns
    if (!deciding) return []
    const omissions = rows
      .filter((row) => !listed.has(String(row[candidateKey.departmentId])))
      .map((row) => ({
        name: String(row[candidateKey.department]),
        omission: this.#omissionOf(row, deciding, hidesValues),
      }))
    const groups = Map.groupBy(omissions, ({ omission }) =>
      omission.reason === 'condition' ? `condition ${omission.value}` : omission.reason,
    )
    if (omissions.length > mostNames) {
      const byReason = Map.groupBy(omissions, ({ omission }) => omission.reason)
      return [...byReason.values()].flatMap((group) =>
        group[0]
          ? [
              this.#say.omittedCount(group.length, {
                ...group[0].omission,
                ...(group.length > 1 && group[0].omission.reason === 'condition'
                  ? { value: this.#what() }
                  : {}),
              } as Omission),
            ]
          : [],
      ) // the reason stays what it was
    }
    return [...groups.values()].flatMap((group) =>
      group[0] ? [this.#say.omission(this.#say.list(group.map(({ name }) => name)), group[0].omission)] : [],
    )
  }

  #omissionOf(row: Row, deciding: OutputColumn, hidesValues: boolean): Omission {
    const { kinds } = this.#plan.scope
    const kind = row[candidateKey.departmentKind]
    if (kinds && !kinds.some((it) => it === kind)) return { reason: 'not-of-kind', kinds }
    const value = row[deciding.position]
    if (value === null || value === undefined) {
      if (row[candidateKey.hasFinalAccounts] === 0) return { reason: 'budget-only' }
      const hasFigures = deciding.figures.every((position) => row[position] !== null)
      return { reason: hasFigures ? 'zero-base' : 'not-stated' }
    }
    const completion = this.#plan.columns.findIndex(
      (column) => column.kind === 'formula' && column.formula === 'completionPercent',
    )
    const shown = completion === -1 ? 0 : completion
    const column = this.#plan.columns[shown]
    const output = compileCandidates(this.#plan).columns[shown]
    if (!column || !output || hidesValues) return { reason: 'condition', value: this.#what() }
    return {
      reason: 'condition',
      value: this.#valuePhrase(row, output),
    }
  }

  async #writeEmpty(
    shown: Pick<Answer, 'sql' | 'parameters'>,
  ): Promise<{ parts: AnswerParts; departments: readonly string[] }> {
    const plan = this.#plan
    const parts = this.#withoutRows(shown)
    const departments = plan.scope.departments ?? []
    if ((plan.conditions.length > 0 && plan.presentation !== 'yes-no') || departments.length === 0) {
      const candidates = compileCandidates(plan)
      const rows = await runSql(this.#runner, candidates.query)
      const isChecked = (row: Row) =>
        plan.scope.kinds === null ||
        plan.scope.kinds.some((kind) => kind === row[candidateKey.departmentKind])
      const figureIds = rows
        .filter(isChecked)
        .flatMap((row) => candidates.columns.flatMap((column) => idsOf(row, column)))
      const citations = new Citations()
      await citations.addFigures(this.#runner, figureIds)
      const omissions =
        plan.items === null || plan.items.kind === 'named' ? await this.#omissions(new Set(), true) : []
      const text = [
        this.#say.none(this.#what()),
        ...(omissions.length > 0 ? [this.#say.omitted(omissions)] : []),
      ].join('\n')
      return {
        parts: { ...parts, status: 'answer', code: null, text, citations: citations.entries },
        departments,
      }
    }
    const stage = plan.columns[0]?.kind === 'figure' ? plan.columns[0].stage : 'finalAccounts'
    const held = departments.flatMap((id): HeldDepartment[] => {
      const department = this.#vocabulary.departments.get(id)
      return department ? [department] : []
    })
    const isStageMissing =
      stage === 'finalAccounts' && held.every((department) => !department.hasFinalAccounts)
    const sentences = held.map(({ department }) =>
      isStageMissing ? this.#say.stageNotHeld(department, stage) : this.#say.noFigure(department),
    )
    const instead = isStageMissing ? await this.#initialBudgetInstead() : null
    return {
      parts: {
        ...parts,
        ...(instead
          ? {
              columns: instead.columns,
              labels: instead.labels,
              rows: instead.rows,
              evidence: instead.evidence,
            }
          : {}),
        status: 'no_data',
        code: isStageMissing ? 'stage-not-held' : 'not-printed',
        text: [...sentences, ...(instead ? [instead.text] : [])].join('\n'),
        citations: instead?.citations ?? [],
      },
      departments,
    }
  }

  #withoutRows(shown: Pick<Answer, 'sql' | 'parameters'>) {
    return {
      restatement: this.#restatement([]),
      columns: [],
      labels: [],
      rows: [],
      evidence: [],
      ...shown,
      choices: [],
      warnings: [],
    }
  }

  /** What is held instead of an outturn: the initial budget of the same thing. */
  async #initialBudgetInstead(): Promise<AnswerParts | null> {
    const [first] = this.#plan.columns
    if (!first) return null
    const plan: FiguresPlan = {
      ...this.#plan,
      columns: [{ kind: 'figure', measure: first.measure, stage: 'initialBudget' }],
      conditions: [],
      order: null,
      limit: null,
      aggregate: null,
      compare: null,
      presentation: 'value',
    }
    const rows = await runSql(this.#runner, compileFigures(plan).query)
    if (rows.length === 0) return null
    const { parts } = await answerFigures(plan, this.#runner, this.#vocabulary, this.#language)
    return parts
  }

  // Warnings

  #conflicts({ rows, key, columns }: Body, contradictions: readonly Contradiction[]): readonly string[] {
    return contradictions.flatMap(({ figureIds, severity, sides }) => {
      const [first, second] = sides
      const row = rows.find((candidate) =>
        columns.some((column) => idsOf(candidate, column).some((id) => figureIds.includes(id))),
      )
      if (!first || !second || !row) return []
      const place = (side: typeof first) => `${side.place} ${lineText(side.lines, this.#language)}`
      return [
        this.#say.conflict({
          subject: [this.#subject(row, key).department, this.#subject(row, key).item]
            .filter((it) => it !== null)
            .join(' '),
          first: first.printed,
          firstPlace: place(first),
          second: second.printed,
          secondPlace: place(second),
          isRounding: severity === 'rounding',
        }),
      ]
    })
  }

  /** Printed percentages that their own amounts do not give. */
  #recomputed({ rows, key, columns }: Body): readonly string[] {
    return rows.flatMap((row) =>
      columns.flatMap(({ printed, position, column }) => {
        if (!printed) return []
        const stated = row[printed.value]
        const computed = row[position]
        if (
          typeof stated !== 'number' ||
          typeof computed !== 'number' ||
          !differsBeyondRounding(stated, computed)
        )
          return []
        const subject = this.#subject(row, key)
        const name = [subject.department, subject.item, this.#say.columnLabel(column)]
          .filter((it) => it !== null)
          .join(' ')
        return [this.#say.recomputed(name, percent(stated), percent(roundPercent(computed)))]
      }),
    )
  }
}

type Body = Readonly<{
  rows: readonly Row[]
  key: RowKey
  columns: readonly OutputColumn[]
  citations: Citations
  aggregate: Row | null
}>

const idsOf = (row: Row, { figures, printed }: OutputColumn): readonly string[] =>
  [...(printed ? [printed.figure] : []), ...figures].flatMap((position) => {
    const id = row[position]
    return typeof id === 'string' ? [id] : []
  })

const lineText = ([start, end]: readonly [number, number], language: Language): string => {
  const range = start === end ? String(start) : `${start}–${end}`
  return language === 'zh' ? `第${range}行` : `line ${range}`
}
