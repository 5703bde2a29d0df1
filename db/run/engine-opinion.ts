import type { Database, Statement } from 'better-sqlite3'
import type { Cell } from './messages.ts'

// SQLite's own opinion of a statement, independent of the parser in `db/guard`: EXPLAIN tells which b-trees the
// compiled program would open and which functions it would call. It stands in for the authorizer that better-sqlite3
// does not offer. Opcodes are no stable interface of SQLite: they are an allow-list, so that an engine that compiles
// differently is refused by the tests first (list taken from 3.54.1, the version of better-sqlite3 13.2.0).

const readingOpcodes: ReadonlySet<string> = new Set(
  `Init Goto Gosub Return InitCoroutine Yield EndCoroutine Jump Once If IfNot IsType Not IfNullRow BeginSubrtn Halt
  SeekLT SeekLE SeekGE SeekGT SeekRowid SeekScan SeekHit SeekEnd IfNoHope NotFound Found NotExists IFindKey
  Last IfSizeBetween IfEmpty Rewind Next Prev SorterSort Sort SorterNext IdxLE IdxGT IdxLT IdxGE DeferredSeek
  FinishSeek Or And RowSetRead RowSetTest RowSetAdd IsNull NotNull Ne Eq Gt Le Lt Ge ElseEq IfPos IfNotZero
  DecrJumpZero MustBeInt OffsetLimit Filter FilterAdd PureFunc Function Integer Int64 Real String String8 Null
  SoftNull Blob Variable Move Copy SCopy IntCopy ResultRow CollSeq AddImm RealAffinity Cast Permutation Compare
  IsTrue ZeroOrNull Column Affinity MakeRecord Count BitAnd BitOr BitNot ShiftLeft ShiftRight Add Subtract Multiply
  Divide Remainder Concat OpenRead ReopenIdx OpenDup OpenAutoindex OpenEphemeral SorterOpen OpenPseudo Close
  ColumnsUsed SequenceTest Sequence NewRowid Insert RowCell Delete SorterCompare SorterData RowData Rowid NullRow
  IdxInsert SorterInsert IdxDelete IdxRowid ResetSorter AggInverse AggStep AggStep1 AggValue AggFinal CursorLock
  CursorUnlock VOpen VFilter VNext VColumn VInitIn ClrSubtype GetSubtype SetSubtype ReleaseReg Noop Explain
  Transaction`.split(/\s+/),
)
const callingOpcodes: ReadonlySet<string> = new Set(
  'PureFunc Function AggStep AggStep1 AggInverse AggValue AggFinal'.split(' '),
)
/** What LIKE and GLOB compile to. */
const operatorFunctions = ['like', 'glob']
/** Functions whose result can be many times their input, or that reach out of the database. */
const growingFunctions: readonly string[] = [
  ...['zeroblob', 'randomblob', 'hex', 'unhex', 'quote', 'replace', 'printf', 'format', 'char', 'concat'],
  ...['concat_ws', 'group_concat', 'string_agg', 'json_group_array', 'json_group_object', 'load_extension'],
  ...['fts3_tokenizer', 'sqlite_log', 'unistr', 'unistr_quote'],
]
/** In p5 of OpenRead: p2 names a register, not a page. */
const pageIsInRegister = 0x10

type Instruction = Readonly<{
  opcode: string
  p1: number
  p2: number
  p3: number
  p4: string | number | null
  p5: number
}>

/** What the catalog's own relations open and call: a query may open and call nothing else. */
export type EngineRules = Readonly<{
  rootPages: ReadonlySet<number>
  functions: ReadonlySet<string>
  /** SQLite shows a virtual table as its address, which is the same on one connection. */
  virtualTables: ReadonlySet<string>
}>

export type EngineOpinion =
  | Readonly<{ kind: 'sound'; statement: Statement<Cell[], unknown[]> }>
  | Readonly<{ kind: 'refused'; detail: string }>

const explain = (store: Database, sql: string, parameters: readonly Cell[]): readonly Instruction[] =>
  store.prepare<Cell[], Instruction>(`EXPLAIN ${sql}`).all(...parameters)

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

const calledFunction = ({ p4 }: Instruction): string =>
  String(p4)
    .replace(/\(-?\d+\)$/, '')
    .toLowerCase()

/**
 * Reads once, when the store is opened, what the catalog's relations are made of.
 *
 * A page of an index belongs to its table. Faults: a relation that the store does not hold throws.
 */
export const readEngineRules = (
  store: Database,
  relations: readonly string[],
  functions: readonly string[],
): EngineRules => {
  const trees = store
    .prepare<[], { rootpage: number; tbl_name: string }>(
      'select rootpage, tbl_name from sqlite_schema where rootpage > 0',
    )
    .all()
  const tableByPage = new Map(trees.map((tree) => [tree.rootpage, tree.tbl_name]))
  const tables = new Set<string>()
  const calls = new Set([...functions, ...operatorFunctions])
  const virtualTables = new Set<string>()
  for (const relation of relations) {
    for (const instruction of explain(store, `select * from ${quoted(relation)}`, [])) {
      const { opcode, p2, p4 } = instruction
      if (opcode === 'OpenRead') tables.add(tableByPage.get(p2) ?? '')
      if (opcode === 'VOpen') virtualTables.add(String(p4))
      if (callingOpcodes.has(opcode)) calls.add(calledFunction(instruction))
    }
  }
  const pages = trees.filter((tree) => tables.has(tree.tbl_name)).map((tree) => tree.rootpage)
  return { rootPages: new Set(pages), functions: calls, virtualTables }
}

/** Replaces functions that can fill the memory by ones that throw, but for those that a relation itself calls. */
export const disableGrowingFunctions = (store: Database, rules: EngineRules): void => {
  for (const name of growingFunctions) {
    if (rules.functions.has(name)) continue
    // A function of any number of arguments hides the built-in ones of every number.
    store.function(name, { varargs: true, directOnly: true }, () => {
      throw new Error(`function not allowed: ${name}`)
    })
  }
}

/** Some PRAGMAs act while they are prepared, so the first word is looked at before SQLite sees the text. */
const firstWord = (sql: string): string =>
  /^(?:\s+|--[^\n]*\n|\/\*(?:[^*]|\*(?!\/))*\*\/)*([a-z]*)/i.exec(sql)?.[1]?.toLowerCase() ?? ''

const objection = (instruction: Instruction, rules: EngineRules): string | null => {
  const { opcode, p1, p2, p3, p4, p5 } = instruction
  if (!readingOpcodes.has(opcode)) return opcode
  switch (opcode) {
    case 'OpenRead':
    case 'ReopenIdx': {
      const isAllowed = p3 === 0 && (p5 & pageIsInRegister) === 0 && rules.rootPages.has(p2)
      return isAllowed ? null : `${opcode} of page ${p2} in database ${p3}`
    }
    case 'VOpen':
      return rules.virtualTables.has(String(p4)) ? null : opcode
    case 'Transaction':
      return p1 === 0 && p2 === 0 ? null : `${opcode} ${p1} ${p2}`
    default:
      if (!callingOpcodes.has(opcode)) return null
      return rules.functions.has(calledFunction(instruction)) ? null : `${calledFunction(instruction)}()`
  }
}

/**
 * Prepares a statement and asks the engine what it would do.
 *
 * Outcomes: 'sound' with the statement, which reads only what the catalog's relations read; or 'refused' with the
 * first objection. Faults: what SQLite cannot compile throws its own error.
 */
export const askEngine = (
  store: Database,
  rules: EngineRules,
  sql: string,
  parameters: readonly Cell[],
): EngineOpinion => {
  if (!['select', 'with', 'values'].includes(firstWord(sql))) {
    return { kind: 'refused', detail: 'not a select' }
  }
  const statement = store.prepare<Cell[], unknown[]>(sql)
  if (!statement.reader || !statement.readonly) return { kind: 'refused', detail: 'not a reader' }
  for (const instruction of explain(store, sql, parameters)) {
    const objected = objection(instruction, rules)
    if (objected !== null) return { kind: 'refused', detail: objected }
  }
  return { kind: 'sound', statement }
}
