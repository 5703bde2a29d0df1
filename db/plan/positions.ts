/**
 * Where the columns of a compiled query stand: their names, in the order in which they are selected. A name is the
 * column's own in camelCase, so that the select list can be written from the positions.
 */
export const positionsOf = <Name extends string>(...names: readonly Name[]): Readonly<Record<Name, number>> =>
  Object.fromEntries(names.map((name, position) => [name, position])) as Record<Name, number> // one entry for each name

/** The columns at the positions, in their order: `departmentId` is `department_id`. */
export const columnsAt = (positions: Readonly<Record<string, number>>): readonly string[] =>
  Object.keys(positions).map(snakeCase)

export const snakeCase = (name: string): string =>
  name.replace(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`)
