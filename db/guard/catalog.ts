/** What may be queried: the name of each relation (a view of the store) with its columns, and the functions. */
export type GuardCatalog = Readonly<{
  relations: Readonly<Record<string, readonly string[]>>
  functions: ReadonlySet<string>
}>

/**
 * The functions that a query may call, for a catalog to take over as they are.
 *
 * Left out on purpose: everything whose result can be many times its input (replace, printf and format, group_concat
 * and string_agg, zeroblob, randomblob, hex, quote, concat, json_*), that differs from call to call (random, date and
 * time), or that tells of the engine or the machine. `||` still grows: the child's memory limit stops that.
 * cast, case and the operators are grammar, not functions.
 */
export const safeFunctions: ReadonlySet<string> = new Set([
  ...['count', 'sum', 'total', 'avg', 'min', 'max', 'median'],
  ...['row_number', 'rank', 'dense_rank', 'percent_rank', 'cume_dist', 'ntile'],
  ...['lag', 'lead', 'first_value', 'last_value', 'nth_value'],
  ...['abs', 'round', 'floor', 'ceil', 'ceiling', 'sign'],
  ...['coalesce', 'nullif', 'ifnull', 'iif'],
  ...['length', 'substr', 'substring', 'lower', 'upper', 'trim', 'ltrim', 'rtrim', 'instr'],
])
