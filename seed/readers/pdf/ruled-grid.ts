/** Tables as their ruled lines part them. */
import type { Box } from '../../intermediate.ts'
import { isTableTitle } from '../../layouts/printed-line.ts'
import type { Glyph, Rule } from './page-content.ts'
import { boxOfGlyphs, linesOfGlyphs, textOfLine } from './text-lines.ts'

export type GridCell = Readonly<{
  row: number
  column: number
  rowSpan: number
  columnSpan: number
  /** The place between the rules. */
  box: Box
  /** Its printed lines, from top to bottom. */
  lines: readonly (readonly Glyph[])[]
}>

export type RuledGrid = Readonly<{
  box: Box
  /** x of the edges of the columns, from left to right; one more than there are columns. */
  xs: readonly number[]
  rows: number
  cells: readonly GridCell[]
}>

/** How far apart two rules of one line may be, in points. */
const sameLine = 2.5
/** How far a rule may end before the one that it meets. */
const reach = 4

const centre = (from: number, to: number): number => (from + to) / 2

/** Rules that lie on one line and touch are one rule. */
const joinRules = (rules: readonly Rule[]): readonly Rule[] => {
  const joined: Rule[] = []
  for (const rule of rules.toSorted((one, other) => one.at - other.at || one.from - other.from)) {
    const index = joined.findLastIndex(
      (other) =>
        Math.abs(other.at - rule.at) <= sameLine &&
        rule.from <= other.to + sameLine &&
        other.from <= rule.to + sameLine,
    )
    const before = joined[index]
    if (before)
      joined[index] = {
        ...before,
        from: Math.min(before.from, rule.from),
        to: Math.max(before.to, rule.to),
      }
    else joined.push(rule)
  }
  return joined
}

const meet = (horizontal: Rule, vertical: Rule): boolean =>
  vertical.at >= horizontal.from - reach &&
  vertical.at <= horizontal.to + reach &&
  horizontal.at >= vertical.from - reach &&
  horizontal.at <= vertical.to + reach

type Component = Readonly<{ across: readonly Rule[]; down: readonly Rule[] }>

/** Rules that meet, directly or through others: those of one table. */
const componentsOf = (across: readonly Rule[], down: readonly Rule[]): readonly Component[] => {
  const free = { across: new Set(across), down: new Set(down) }
  const components: Component[] = []
  for (const start of across) {
    if (!free.across.delete(start)) continue
    const component = { across: [start], down: [] as Rule[] }
    const waiting: Rule[] = [start]
    for (let rule = waiting.pop(); rule; rule = waiting.pop()) {
      const { isHorizontal } = rule
      const others = isHorizontal ? free.down : free.across
      for (const other of others)
        if (isHorizontal ? meet(rule, other) : meet(other, rule)) {
          others.delete(other)
          ;(isHorizontal ? component.down : component.across).push(other)
          waiting.push(other)
        }
    }
    components.push(component)
  }
  return components
}

/** Values that are the same line, as one value each, in order. */
const clustered = (values: readonly number[]): readonly number[] => {
  const groups: number[][] = []
  for (const value of values.toSorted((a, b) => a - b)) {
    const open = groups.at(-1)
    if (open && value - (open.at(-1) ?? value) <= sameLine) open.push(value)
    else groups.push([value])
  }
  return groups.map((group) => group.reduce((sum, value) => sum + value, 0) / group.length)
}

/** Whether a rule runs along `at` past the middle of an edge. */
const isRuled = (rules: readonly Rule[], at: number, middle: number): boolean =>
  rules.some((rule) => Math.abs(rule.at - at) <= sameLine && rule.from <= middle && middle <= rule.to)

type Place = Readonly<{ row: number; column: number }>
type Area = Readonly<{ row: number; column: number; rowSpan: number; columnSpan: number }>

/** The areas that no rule parts. One that is no rectangle is parted into its rows, since its cells cannot be told. */
const areasOf = (
  { across, down }: Component,
  xs: readonly number[],
  ys: readonly number[],
): readonly Area[] => {
  const [columns, rows] = [xs.length - 1, ys.length - 1]
  const middleOf = (edges: readonly number[], index: number) =>
    centre(edges[index] ?? 0, edges[index + 1] ?? 0)
  const isOpenRight = ({ row, column }: Place) =>
    column + 1 < columns && !isRuled(down, xs[column + 1] ?? 0, middleOf(ys, row))
  const isOpenBelow = ({ row, column }: Place) =>
    row + 1 < rows && !isRuled(across, ys[row + 1] ?? 0, middleOf(xs, column))
  const taken = new Set<number>()
  const keyOf = ({ row, column }: Place) => row * columns + column
  const neighbours = (place: Place): readonly Place[] => {
    const { row, column } = place
    const [left, above] = [
      { row, column: column - 1 },
      { row: row - 1, column },
    ]
    return [
      ...(isOpenRight(place) ? [{ row, column: column + 1 }] : []),
      ...(isOpenBelow(place) ? [{ row: row + 1, column }] : []),
      ...(column > 0 && isOpenRight(left) ? [left] : []),
      ...(row > 0 && isOpenBelow(above) ? [above] : []),
    ]
  }
  const flood = (start: Place): readonly Place[] => {
    const places: Place[] = [start]
    taken.add(keyOf(start))
    for (const place of places)
      for (const next of neighbours(place))
        if (!taken.has(keyOf(next))) {
          taken.add(keyOf(next))
          places.push(next)
        }
    return places
  }
  const areas: Area[] = []
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1)
      if (!taken.has(keyOf({ row, column }))) areas.push(...rectanglesOf(flood({ row, column })))
  return areas
}

const rectanglesOf = (places: readonly Place[]): readonly Area[] => {
  const rows = places.map(({ row }) => row)
  const columns = places.map(({ column }) => column)
  const [row, column] = [Math.min(...rows), Math.min(...columns)]
  const area = {
    row,
    column,
    rowSpan: Math.max(...rows) - row + 1,
    columnSpan: Math.max(...columns) - column + 1,
  }
  if (area.rowSpan * area.columnSpan === places.length) return [area]
  return [...Map.groupBy(places, (place) => place.row).values()].flatMap((own) =>
    own.map((place) => ({ ...place, rowSpan: 1, columnSpan: 1 })),
  )
}

/** A frame around a text, or a line under a heading, is no table: it has two columns or more. */
const fewestEdges = 5

/** The smallest value that more than one rule has: a single longer one belongs to a neighbour. */
const outermost = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const shared = sorted.find(
    (value, index) => (sorted[index + 1] ?? Number.POSITIVE_INFINITY) - value < reach,
  )
  return shared ?? sorted[0] ?? 0
}

const edgesOf = ({ across, down }: Component): { xs: readonly number[]; ys: readonly number[] } => {
  const left = outermost(across.map(({ from }) => from))
  const right = -outermost(across.map(({ to }) => -to))
  const [top, bottom] = [Math.min(...down.map(({ from }) => from)), Math.max(...down.map(({ to }) => to))]
  const xs = down.map(({ at }) => at)
  const ys = across.map(({ at }) => at)
  // Tables are often left open at their sides: the rules across end where the outer columns do.
  const outer = (edges: readonly number[], first: number, last: number) => [
    ...(first < Math.min(...edges) - reach ? [first] : []),
    ...edges,
    ...(last > Math.max(...edges) + reach ? [last] : []),
  ]
  return { xs: clustered(outer(xs, left, right)), ys: clustered(outer(ys, top, bottom)) }
}

/** How much wider or narrower another table is, in points. */
const otherWidth = 10

/** The height at which a narrower or a wider table begins. A table that is open at its sides does not tell its width. */
const widthChange = ({ across, down }: Component, ys: readonly number[]): number | null => {
  const isOpen = outsideOf(across) - outsideOf(down.map(({ at }) => ({ from: at, to: at }))) > otherWidth
  if (isOpen) return null
  const extents = ys.slice(1).map((bottom, index) => {
    const middle = centre(ys[index] ?? 0, bottom)
    const own = [
      ...across.filter(({ at }) => Math.abs(at - bottom) <= sameLine),
      ...down
        .filter(({ from, to }) => from <= middle && middle <= to)
        .map(({ at }) => ({ from: at, to: at })),
    ]
    return [Math.min(...own.map(({ from }) => from)), Math.max(...own.map(({ to }) => to))] as const
  })
  const row = extents.findIndex(([left, right], index) => {
    const [above, beyond] = extents[index - 1] ?? [left, right]
    return Math.abs(left - above) > otherWidth || Math.abs(right - beyond) > otherWidth
  })
  return row === -1 ? null : (ys[row] ?? null)
}

const outsideOf = (spans: readonly Readonly<{ from: number; to: number }>[]): number =>
  Math.max(...spans.map(({ to }) => to)) - Math.min(...spans.map(({ from }) => from))

/** Of the width of a table: a title above it takes all of it, or nearly. */
const mostOfWidth = 0.9
const widthOf = ([left, , right]: Box): number => right - left

/** Tables that stand on one another without a gap are drawn as one; each but the first begins with its title. */
const gridsOf = (component: Component, glyphs: readonly Glyph[]): readonly RuledGrid[] => {
  const { xs, ys } = edgesOf(component)
  const box: Box = [xs[0] ?? 0, ys[0] ?? 0, xs.at(-1) ?? 0, ys.at(-1) ?? 0]
  const cells = fillCells(areasOf(component, xs, ys), xs, ys, glyphs)
  const title = cells.find(
    (cell) =>
      cell.row > 0 && widthOf(cell.box) > mostOfWidth * widthOf(box) && isTableTitle(textOfCell(cell)),
  )
  const cut = widthChange(component, ys) ?? (title === undefined ? null : (ys[title.row] ?? null))
  if (cut === null) return [{ box, xs, rows: ys.length - 1, cells }]
  return [
    ...gridsOf(
      clipped(component, Number.NEGATIVE_INFINITY, cut),
      glyphs.filter((glyph) => middleOf(glyph).y < cut),
    ),
    ...gridsOf(
      clipped(component, cut, Number.POSITIVE_INFINITY),
      glyphs.filter((glyph) => middleOf(glyph).y >= cut),
    ),
  ]
}

/** The rules of a component, or their parts, that lie between two heights. */
const clipped = ({ across, down }: Component, top: number, bottom: number): Component => ({
  across: across.filter(({ at }) => at >= top - sameLine && at <= bottom + sameLine),
  down: down.flatMap((rule) => {
    const [from, to] = [Math.max(rule.from, top), Math.min(rule.to, bottom)]
    return to - from > reach ? [{ ...rule, from, to }] : []
  }),
})

/** The grids that the rules of a page draw, with the glyphs that stand in their cells. */
export const ruledGridsOf = (
  rules: readonly Rule[],
  glyphs: readonly Glyph[],
): { readonly grids: readonly RuledGrid[]; readonly outside: readonly Glyph[] } => {
  const across = joinRules(rules.filter(({ isHorizontal }) => isHorizontal))
  const down = joinRules(rules.filter(({ isHorizontal }) => !isHorizontal))
  const taken = new Set<Glyph>()
  const framed = componentsOf(across, down).flatMap((component) => {
    if (component.down.length === 0) return []
    const { xs, ys } = edgesOf(component)
    if (xs.length < 3 || ys.length < 2 || xs.length + ys.length < fewestEdges) return []
    const box: Box = [xs[0] ?? 0, ys[0] ?? 0, xs.at(-1) ?? 0, ys.at(-1) ?? 0]
    return [{ component, box }]
  })
  // A table that stands in a cell of another has its glyphs to itself.
  const grids = framed
    .toSorted((one, other) => sizeOf(one.box) - sizeOf(other.box))
    .flatMap(({ component, box }) => {
      const own = glyphs.filter((glyph) => !taken.has(glyph) && isWithin(glyph, box))
      for (const glyph of own) taken.add(glyph)
      return gridsOf(component, own)
    })
  return { grids, outside: glyphs.filter((glyph) => !taken.has(glyph)) }
}

const sizeOf = ([left, top, right, bottom]: Box): number => (right - left) * (bottom - top)

const middleOf = ({ left, right, baseline, size }: Glyph): Readonly<{ x: number; y: number }> => ({
  x: centre(left, right),
  y: baseline - size * 0.3,
})

const isWithin = (glyph: Glyph, [left, top, right, bottom]: Box): boolean => {
  const { x, y } = middleOf(glyph)
  return x >= left && x <= right && y >= top && y <= bottom
}

const indexIn = (edges: readonly number[], value: number): number =>
  Math.max(
    0,
    Math.min(
      edges.length - 2,
      edges.findLastIndex((edge) => edge <= value),
    ),
  )

const fillCells = (
  areas: readonly Area[],
  xs: readonly number[],
  ys: readonly number[],
  glyphs: readonly Glyph[],
): readonly GridCell[] => {
  const areaAt = new Map<string, Area>()
  for (const area of areas)
    for (let row = area.row; row < area.row + area.rowSpan; row += 1)
      for (let column = area.column; column < area.column + area.columnSpan; column += 1)
        areaAt.set(`${row} ${column}`, area)
  const own = Map.groupBy(glyphs, (glyph) => {
    const { x, y } = middleOf(glyph)
    return areaAt.get(`${indexIn(ys, y)} ${indexIn(xs, x)}`)
  })
  return areas.map((area) => ({
    ...area,
    box: [
      xs[area.column] ?? 0,
      ys[area.row] ?? 0,
      xs[area.column + area.columnSpan] ?? 0,
      ys[area.row + area.rowSpan] ?? 0,
    ],
    lines: linesOfGlyphs(own.get(area) ?? []),
  }))
}

export const textOfCell = ({ lines }: GridCell): string => lines.map(textOfLine).join('')

/** Where a cell's text stands, or the cell itself where it is empty. */
export const printedBox = ({ lines, box }: GridCell): Box => {
  const glyphs = lines.flat()
  return glyphs.length > 0 ? boxOfGlyphs(glyphs) : box
}
