import type {
  CommonTableExpr,
  Expr,
  FrameBound,
  FromClause,
  FunctionCallExpr,
  FunctionCallStarExpr,
  FunctionTail,
  JoinConstraint,
  OneSelect,
  Operator,
  ResultColumn,
  Select,
  SelectFrom,
  SelectTable,
  SelectValues,
  SortedColumn,
  Span,
  TableSelectTable,
  Window,
} from 'sqlite3-parser'
import type { GuardCatalog } from './catalog.ts'
import { guardLimits } from './limits.ts'
import { type GuardRefusal, type GuardRefusalCode, refusal } from './refusal.ts'

// An allow-list of syntax: every kind of node that may occur is named in a `switch`, and the default refuses, so what
// a later parser adds is refused until someone names it here. Relations are resolved exactly (a CTE is visible to
// what follows it, never to itself). Columns are resolved generously: where this file cannot know a name for certain
// (a derived column without an alias) it lets the engine decide, which refuses unknown columns anyway.

/** SQLite folds only ASCII letters; `toLowerCase` would make the Kelvin sign a k and so match another name. */
const fold = (name: string): string => name.replace(/[A-Z]/g, (letter) => letter.toLowerCase())

type Columns = ReadonlySet<string> | 'open'
type Relation = Readonly<{ columns: Columns; weight: number }>
type Scope = Readonly<{
  sources: Map<string, Columns>
  unnamedSources: Columns[]
  aliases: Set<string>
  outer: Scope | null
}>
/** CTEs in reach, and the names whose CTEs are still being read: to use one of those is recursion. */
type Ctes = Readonly<{ known: ReadonlyMap<string, Relation>; pending: ReadonlySet<string> }>

/** Leaves the walk from any depth; `checkTree` turns it back into the outcome it carries. */
class Refused extends Error {
  readonly outcome: GuardRefusal
  constructor(outcome: GuardRefusal) {
    super(outcome.code)
    this.outcome = outcome
  }
}

const refuse = (code: GuardRefusalCode, detail: string, span: Span): never => {
  throw new Refused(refusal(code, detail, [span.offset, span.offset + span.length]))
}

const allowedOperators: ReadonlySet<string> = new Set<Operator>([
  ...(['Add', 'Subtract', 'Multiply', 'Divide', 'Modulus', 'Concat', 'And', 'Or', 'Is', 'IsNot'] as const),
  ...(['Equals', 'NotEquals', 'Greater', 'GreaterEquals', 'Less', 'LessEquals'] as const),
  ...(['BitwiseAnd', 'BitwiseOr', 'LeftShift', 'RightShift'] as const),
])
const allowedUnaryOperators: ReadonlySet<string> = new Set(['Not', 'Negative', 'Positive', 'BitwiseNot'])
const allowedCollations: ReadonlySet<string> = new Set(['binary', 'nocase', 'rtrim'])
const allowedCompounds: ReadonlySet<string> = new Set(['Union', 'UnionAll', 'Except', 'Intersect'])
const allowedCastTypes: ReadonlySet<string> = new Set([
  ...['int', 'integer', 'bigint', 'real', 'float', 'double', 'double precision'],
  ...['numeric', 'decimal', 'text', 'varchar', 'char'],
])
/** Bits of a join operator (the parser exports them as a type only): INNER, CROSS, LEFT, RIGHT, OUTER; and NATURAL. */
const knownJoinTypes = 1 | 2 | 8 | 16 | 32
const naturalJoinType = 4

class TreeCheck {
  readonly used = new Set<string>()
  readonly #relations = new Map<string, { name: string; columns: ReadonlySet<string> }>()
  readonly #functions: ReadonlySet<string>
  #nodes = 0
  #ctes = 0
  #parameters = 0
  #compounds = 0
  #weight = 0

  constructor(catalog: GuardCatalog) {
    for (const [name, columns] of Object.entries(catalog.relations)) {
      this.#relations.set(fold(name), { name, columns: new Set(columns.map(fold)) })
    }
    this.#functions = new Set([...catalog.functions].map(fold))
  }

  /** Counts a node and its depth. */
  #enter(node: { readonly type: string; readonly span: Span }, depth: number): void {
    this.#nodes += 1
    if (this.#nodes > guardLimits.nodes) refuse('too-large', `nodes > ${guardLimits.nodes}`, node.span)
    if (depth > guardLimits.depth) refuse('too-deep', `depth > ${guardLimits.depth}`, node.span)
  }

  #unknownNode(node: { readonly type: string; readonly span: Span }): never {
    return refuse('forbidden-construct', node.type, node.span)
  }

  select(select: Select, outer: Scope | null, reach: Ctes, depth: number): Relation {
    this.#enter(select, depth)
    const ctes = this.#with(select, outer, reach, depth)
    const arms: OneSelect[] = [select.select]
    for (const compound of select.compounds ?? []) {
      this.#enter(compound, depth)
      this.#compounds += 1
      if (this.#compounds > guardLimits.compounds) {
        refuse('too-large', `compounds > ${guardLimits.compounds}`, compound.span)
      }
      if (!allowedCompounds.has(compound.operator)) {
        refuse('forbidden-construct', compound.operator, compound.span)
      }
      arms.push(compound.select)
    }
    const read = arms.map((arm) => this.#arm(arm, outer, ctes, depth + 1))
    const orderScope =
      read.length === 1
        ? read[0]?.scope
        : mergeScopes(
            read.map((arm) => arm.scope),
            outer,
          )
    for (const sorted of select.orderBy ?? []) this.#sorted(sorted, orderScope ?? null, ctes, depth + 1)
    if (select.limit !== undefined) {
      this.#enter(select.limit, depth)
      this.#expr(select.limit.expr, null, ctes, depth + 1)
      if (select.limit.offset !== undefined) this.#expr(select.limit.offset, null, ctes, depth + 1)
    }
    const weight = read.reduce((sum, arm) => sum + arm.weight, 0)
    return { columns: read[0]?.columns ?? 'open', weight }
  }

  #with(select: Select, outer: Scope | null, reach: Ctes, depth: number): Ctes {
    if (select.with === undefined) return reach
    this.#enter(select.with, depth)
    if (select.with.recursive) refuse('recursion', 'RECURSIVE', select.with.span)
    const known = new Map(reach.known)
    const pending = new Set(reach.pending)
    for (const cte of select.with.ctes) {
      const name = fold(cte.tblName.text)
      const isTaken = this.#relations.has(name) || known.has(name) || pending.has(name)
      if (isTaken || name.startsWith('sqlite_')) refuse('name-taken', cte.tblName.text, cte.tblName.span)
      pending.add(name)
    }
    for (const cte of select.with.ctes) {
      this.#ctes += 1
      if (this.#ctes > guardLimits.ctes) refuse('too-large', `ctes > ${guardLimits.ctes}`, cte.span)
      const relation = this.#cte(cte, outer, { known: new Map(known), pending }, depth + 1)
      known.set(fold(cte.tblName.text), relation)
      pending.delete(fold(cte.tblName.text))
    }
    return { known, pending: reach.pending }
  }

  #cte(cte: CommonTableExpr, outer: Scope | null, reach: Ctes, depth: number): Relation {
    this.#enter(cte, depth)
    const body = this.select(cte.select, outer, reach, depth + 1)
    if (cte.columns === undefined) return body
    const columns = cte.columns.map((column) => {
      this.#enter(column, depth)
      if (column.collationName !== undefined || column.order !== undefined) this.#unknownNode(column)
      return this.#nameOf(column.colName)
    })
    return { columns: new Set(columns), weight: body.weight }
  }

  #nameOf(name: { readonly text: string; readonly span: Span }): string {
    if (name.text.trim() === '') refuse('unnamed-column', '""', name.span)
    return fold(name.text)
  }

  #arm(arm: OneSelect, outer: Scope | null, ctes: Ctes, depth: number) {
    this.#enter(arm, depth)
    switch (arm.type) {
      case 'SelectFrom':
        return this.#selectFrom(arm, outer, ctes, depth)
      case 'SelectValues':
        return this.#values(arm, outer, ctes, depth)
      default:
        return this.#unknownNode(arm)
    }
  }

  #values(values: SelectValues, outer: Scope | null, ctes: Ctes, depth: number) {
    this.#listLength(values.values.length, values.span)
    for (const row of values.values) {
      this.#enter(row, depth)
      for (const value of row.values) this.#expr(value, outer, ctes, depth + 1)
    }
    const columns: Columns = new Set(values.values[0]?.values.map((_, index) => `column${index + 1}`))
    const scope: Scope = { sources: new Map(), unnamedSources: [columns], aliases: new Set(), outer }
    return { columns, weight: 0, scope }
  }

  #selectFrom(arm: SelectFrom, outer: Scope | null, ctes: Ctes, depth: number) {
    const scope: Scope = { sources: new Map(), unnamedSources: [], aliases: new Set(), outer }
    const constraints: JoinConstraint[] = []
    const weight = arm.from === undefined ? 0 : this.#from(arm.from, scope, constraints, ctes, depth + 1)

    if (arm.columns.length > guardLimits.resultColumns) {
      refuse('too-large', `columns > ${guardLimits.resultColumns}`, arm.span)
    }
    const columns = this.#outputColumns(arm.columns, scope, depth)
    for (const column of arm.columns) {
      if (column.type === 'ExprResultColumn') this.#expr(column.expr, scope, ctes, depth + 1)
    }
    for (const constraint of constraints) {
      if (constraint.type === 'OnJoinConstraint') this.#expr(constraint.expr, scope, ctes, depth + 1)
    }
    const clauses = [arm.whereClause, ...(arm.groupBy ?? []), arm.having]
    for (const clause of clauses) if (clause !== undefined) this.#expr(clause, scope, ctes, depth + 1)
    for (const window of arm.windowClause ?? []) {
      this.#enter(window, depth)
      this.#window(window.window, scope, ctes, depth + 1)
    }
    return { columns, weight, scope }
  }

  /** Reads the result columns' names into the scope, where WHERE, GROUP BY and ORDER BY may use them. */
  #outputColumns(resultColumns: readonly ResultColumn[], scope: Scope, depth: number): Columns {
    const names = new Set<string>()
    let isOpen = false
    const add = (columns: Columns): void => {
      if (columns === 'open') isOpen = true
      else for (const name of columns) names.add(name)
    }
    for (const column of resultColumns) {
      this.#enter(column, depth)
      switch (column.type) {
        case 'StarResultColumn':
          for (const columns of [...scope.sources.values(), ...scope.unnamedSources]) add(columns)
          break
        case 'TableStarResultColumn':
          add(
            scope.sources.get(fold(column.table.text)) ??
              refuse('unknown-relation', column.table.text, column.table.span),
          )
          break
        case 'ExprResultColumn':
          if (column.alias !== undefined) {
            this.#enter(column.alias, depth)
            scope.aliases.add(this.#nameOf(column.alias.name))
            names.add(fold(column.alias.name.text))
          } else if (column.expr.type === 'Id') names.add(fold(column.expr.name))
          else if (column.expr.type === 'QualifiedExpr') names.add(fold(column.expr.column.text))
          else isOpen = true
          break
        default:
          this.#unknownNode(column)
      }
    }
    return isOpen ? 'open' : names
  }

  #from(from: FromClause, scope: Scope, constraints: JoinConstraint[], ctes: Ctes, depth: number): number {
    this.#enter(from, depth)
    let weight = from.select === undefined ? 0 : this.#table(from.select, scope, constraints, ctes, depth + 1)
    for (const joined of from.joins ?? []) {
      this.#enter(joined, depth)
      const { operator } = joined
      switch (operator.type) {
        case 'CommaJoinOperator':
          break
        case 'TypedJoinJoinOperator':
          if (((operator.joinType ?? 0) & naturalJoinType) !== 0) {
            refuse('forbidden-construct', 'NATURAL JOIN', operator.span)
          }
          if (((operator.joinType ?? 0) & ~knownJoinTypes) !== 0) this.#unknownNode(operator)
          break
        default:
          this.#unknownNode(operator)
      }
      weight += this.#table(joined.table, scope, constraints, ctes, depth + 1)
      if (joined.constraint === undefined) continue
      this.#enter(joined.constraint, depth)
      const { type } = joined.constraint
      if (type !== 'OnJoinConstraint' && type !== 'UsingJoinConstraint') this.#unknownNode(joined.constraint)
      constraints.push(joined.constraint)
    }
    return weight
  }

  #table(table: SelectTable, scope: Scope, constraints: JoinConstraint[], ctes: Ctes, depth: number): number {
    this.#enter(table, depth)
    switch (table.type) {
      case 'TableSelectTable': {
        const relation = this.#relation(table, ctes)
        addSource(scope, table.alias?.name.text ?? table.tblName.objName.text, relation.columns)
        this.#weigh(relation.weight, table.span)
        return relation.weight
      }
      case 'SelectSelectTable': {
        const relation = this.select(table.select, scope.outer, ctes, depth + 1)
        addSource(scope, table.alias?.name.text ?? null, relation.columns)
        return relation.weight
      }
      case 'SubSelectTable': {
        const inner: Scope = {
          sources: new Map(),
          unnamedSources: [],
          aliases: new Set(),
          outer: scope.outer,
        }
        const weight = this.#from(table.from, inner, constraints, ctes, depth + 1)
        const columns = unite([...inner.sources.values(), ...inner.unnamedSources])
        for (const [name, source] of inner.sources) addSource(scope, name, source)
        scope.unnamedSources.push(...inner.unnamedSources)
        if (table.alias !== undefined) addSource(scope, table.alias.name.text, columns)
        return weight
      }
      case 'TableCallSelectTable':
        return refuse('forbidden-construct', `${table.tblName.objName.text}()`, table.span)
      default:
        return this.#unknownNode(table)
    }
  }

  #weigh(weight: number, span: Span): void {
    this.#weight += weight
    if (this.#weight > guardLimits.relations)
      refuse('too-large', `relations > ${guardLimits.relations}`, span)
  }

  #relation(table: TableSelectTable, ctes: Ctes): Relation {
    const { dbName, objName } = table.tblName
    if (dbName !== undefined) refuse('forbidden-construct', `${dbName.text}.`, table.tblName.span)
    if (table.indexed !== undefined) refuse('forbidden-construct', 'INDEXED', table.indexed.span)
    const name = fold(objName.text)
    if (ctes.pending.has(name)) refuse('recursion', objName.text, objName.span)
    const cte = ctes.known.get(name)
    if (cte !== undefined) return cte
    const relation = this.#relations.get(name) ?? refuse('unknown-relation', objName.text, objName.span)
    this.used.add(relation.name)
    return { columns: relation.columns, weight: 1 }
  }

  #sorted(sorted: SortedColumn, scope: Scope | null, ctes: Ctes, depth: number): void {
    this.#enter(sorted, depth)
    this.#expr(sorted.expr, scope, ctes, depth)
  }

  #listLength(length: number, span: Span): void {
    if (length > guardLimits.listLength) refuse('too-large', `list > ${guardLimits.listLength}`, span)
  }

  #exprs(exprs: readonly (Expr | undefined)[], scope: Scope | null, ctes: Ctes, depth: number): void {
    for (const expr of exprs) if (expr !== undefined) this.#expr(expr, scope, ctes, depth + 1)
  }

  #expr(expr: Expr, scope: Scope | null, ctes: Ctes, depth: number): void {
    this.#enter(expr, depth)
    switch (expr.type) {
      case 'NumericLiteral':
      case 'StringLiteral':
      case 'NullLiteral':
        break
      case 'VariableExpr':
        this.#parameters += 1
        if (expr.name !== '?') refuse('forbidden-construct', expr.name, expr.span)
        if (this.#parameters > guardLimits.parameters) {
          refuse('too-large', `parameters > ${guardLimits.parameters}`, expr.span)
        }
        break
      case 'Id':
        this.#column(expr.name, expr.span, scope)
        break
      case 'NameExpr':
        this.#column(expr.name.text, expr.span, scope)
        break
      case 'QualifiedExpr':
        if (expr.schema !== undefined) refuse('forbidden-construct', `${expr.schema.text}.`, expr.span)
        this.#qualifiedColumn(expr.table.text, expr.column.text, expr.span, scope)
        break
      case 'ParenthesizedExpr':
        this.#listLength(expr.exprs.length, expr.span)
        this.#exprs(expr.exprs, scope, ctes, depth)
        break
      case 'UnaryExpr':
        if (!allowedUnaryOperators.has(expr.op)) refuse('forbidden-construct', expr.op, expr.span)
        this.#expr(expr.expr, scope, ctes, depth + 1)
        break
      case 'BinaryExpr':
        this.#binary(expr, scope, ctes, depth)
        break
      case 'BetweenExpr':
        this.#exprs([expr.lhs, expr.start, expr.end], scope, ctes, depth)
        break
      case 'CaseExpr':
        this.#exprs([expr.base, expr.elseExpr], scope, ctes, depth)
        for (const pair of expr.whenThenPairs) {
          this.#enter(pair, depth)
          this.#exprs([pair.when, pair.then], scope, ctes, depth)
        }
        break
      case 'CastExpr':
        if (!allowedCastTypes.has(fold(expr.typeName?.name ?? ''))) {
          refuse('forbidden-construct', `cast as ${expr.typeName?.name ?? ''}`, expr.span)
        }
        this.#expr(expr.expr, scope, ctes, depth + 1)
        break
      case 'CollateExpr':
        if (!allowedCollations.has(fold(expr.collation))) {
          refuse('forbidden-construct', `collate ${expr.collation}`, expr.span)
        }
        this.#expr(expr.expr, scope, ctes, depth + 1)
        break
      case 'IsNullExpr':
      case 'NotNullExpr':
        this.#expr(expr.expr, scope, ctes, depth + 1)
        break
      case 'LikeExpr':
        if (expr.op !== 'Like' && expr.op !== 'Glob') refuse('forbidden-construct', expr.op, expr.span)
        this.#exprs([expr.lhs, expr.rhs, expr.escape], scope, ctes, depth)
        break
      case 'InListExpr':
        this.#listLength(expr.rhs?.length ?? 0, expr.span)
        this.#exprs([expr.lhs, ...(expr.rhs ?? [])], scope, ctes, depth)
        break
      case 'InSelectExpr':
        this.#expr(expr.lhs, scope, ctes, depth + 1)
        this.select(expr.rhs, scope, ctes, depth + 1)
        break
      case 'ExistsExpr':
      case 'SubqueryExpr':
        this.select(expr.select, scope, ctes, depth + 1)
        break
      case 'FunctionCallExpr':
      case 'FunctionCallStarExpr':
        this.#call(expr, scope, ctes, depth)
        break
      // Listed so that a reader sees what is refused and why: a blob is not text or a number; `in table` hides a
      // relation; the clock would make the answer differ from run to run; raise belongs to triggers.
      case 'BlobLiteral':
      case 'KeywordLiteral':
      case 'InTableExpr':
      case 'RaiseExpr':
      case 'CurrentDateLiteral':
      case 'CurrentTimeLiteral':
      case 'CurrentTimestampLiteral':
        this.#unknownNode(expr)
        break
      default:
        this.#unknownNode(expr)
    }
  }

  /** A chain `a or b or c …` leans to the left and is as deep as it is long: it is walked without counting depth. */
  #binary(expr: Expr, scope: Scope | null, ctes: Ctes, depth: number): void {
    let left = expr
    while (left.type === 'BinaryExpr') {
      if (left !== expr) this.#enter(left, depth)
      if (!allowedOperators.has(left.op)) refuse('forbidden-construct', left.op, left.span)
      this.#expr(left.right, scope, ctes, depth + 1)
      left = left.left
    }
    this.#expr(left, scope, ctes, depth + 1)
  }

  #call(call: FunctionCallExpr | FunctionCallStarExpr, scope: Scope | null, ctes: Ctes, depth: number): void {
    if (!this.#functions.has(fold(call.name.name))) {
      refuse('forbidden-function', call.name.name, call.name.span)
    }
    if (call.type === 'FunctionCallExpr') {
      if (call.orderBy !== undefined) this.#unknownNode(call.orderBy)
      this.#listLength(call.args?.length ?? 0, call.span)
      this.#exprs(call.args ?? [], scope, ctes, depth)
    }
    if (call.filterOver !== undefined) this.#tail(call.filterOver, scope, ctes, depth)
  }

  #tail(tail: FunctionTail, scope: Scope | null, ctes: Ctes, depth: number): void {
    this.#enter(tail, depth)
    if (tail.filterClause !== undefined) this.#expr(tail.filterClause, scope, ctes, depth + 1)
    if (tail.overClause === undefined) return
    this.#enter(tail.overClause, depth)
    switch (tail.overClause.type) {
      case 'NameOver':
        break
      case 'WindowOver':
        this.#window(tail.overClause.window, scope, ctes, depth + 1)
        break
      default:
        this.#unknownNode(tail.overClause)
    }
  }

  #window(window: Window, scope: Scope | null, ctes: Ctes, depth: number): void {
    this.#enter(window, depth)
    this.#exprs(window.partitionBy ?? [], scope, ctes, depth)
    for (const sorted of window.orderBy ?? []) this.#sorted(sorted, scope, ctes, depth + 1)
    if (window.frameClause === undefined) return
    this.#enter(window.frameClause, depth)
    this.#frameBound(window.frameClause.start, ctes, depth)
    if (window.frameClause.end !== undefined) this.#frameBound(window.frameClause.end, ctes, depth)
  }

  #frameBound(bound: FrameBound, ctes: Ctes, depth: number): void {
    this.#enter(bound, depth)
    switch (bound.type) {
      case 'CurrentRowFrameBound':
      case 'UnboundedFollowingFrameBound':
      case 'UnboundedPrecedingFrameBound':
        break
      case 'FollowingFrameBound':
      case 'PrecedingFrameBound':
        this.#expr(bound.expr, null, ctes, depth + 1)
        break
      default:
        this.#unknownNode(bound)
    }
  }

  #column(written: string, span: Span, scope: Scope | null): void {
    const name = fold(written)
    if (name === 'true' || name === 'false') return
    for (let reached = scope; reached !== null; reached = reached.outer) {
      if (reached.aliases.has(name)) return
      for (const columns of [...reached.sources.values(), ...reached.unnamedSources]) {
        if (columns === 'open' || columns.has(name)) return
      }
    }
    refuse('unknown-column', written, span)
  }

  #qualifiedColumn(table: string, column: string, span: Span, scope: Scope | null): void {
    for (let reached = scope; reached !== null; reached = reached.outer) {
      const columns = reached.sources.get(fold(table))
      if (columns === 'open' || columns?.has(fold(column))) return
    }
    refuse('unknown-column', `${table}.${column}`, span)
  }
}

const unite = (all: readonly Columns[]): Columns => {
  const names = new Set<string>()
  for (const columns of all) {
    if (columns === 'open') return 'open'
    for (const name of columns) names.add(name)
  }
  return names
}

/** Two sources may have one name (the engine refuses what is ambiguous): then both are searched. */
const addSource = (scope: Scope, name: string | null, columns: Columns): void => {
  if (name === null) {
    scope.unnamedSources.push(columns)
    return
  }
  const taken = scope.sources.get(fold(name))
  scope.sources.set(fold(name), taken === undefined ? columns : unite([taken, columns]))
}

/** ORDER BY of a compound names the output of any arm. */
const mergeScopes = (scopes: readonly Scope[], outer: Scope | null): Scope => {
  const merged: Scope = { sources: new Map(), unnamedSources: [], aliases: new Set(), outer }
  for (const scope of scopes) {
    for (const [name, columns] of scope.sources) addSource(merged, name, columns)
    merged.unnamedSources.push(...scope.unnamedSources)
    for (const alias of scope.aliases) merged.aliases.add(alias)
  }
  return merged
}

/**
 * Walks one parsed SELECT.
 *
 * Outcomes: the relations it reads, in the catalog's spelling and in order of first use; or the first refusal met.
 */
export const checkTree = (
  select: Select,
  catalog: GuardCatalog,
): { readonly kind: 'allowed'; readonly relations: readonly string[] } | GuardRefusal => {
  const check = new TreeCheck(catalog)
  try {
    check.select(select, null, { known: new Map(), pending: new Set() }, 0)
    return { kind: 'allowed', relations: [...check.used] }
  } catch (error) {
    if (error instanceof Refused) return error.outcome
    throw error
  }
}
