import type { SlackBlock } from '../../../local-slack/index.ts'
import { h } from '../dom.ts'
import { icon } from '../icons.ts'
import { currentLanguage, say } from '../labels.ts'
import { drawRichText } from './rich-text.ts'

type DataTable = Extract<SlackBlock, { type: 'data_table' }>
type Table = Extract<SlackBlock, { type: 'table' }>
type Cell = DataTable['rows'][number][number]

/** What Slack shows at once where an app does not say. */
const usualPageSize = 5

const textOf = (cell: Cell): string => (cell.type === 'rich_text' ? '' : cell.text)

const drawCell = (cell: Cell): Node =>
  cell.type === 'rich_text' ? drawRichText(cell) : document.createTextNode(cell.text)

/** Numbers first and by size; what is no number stays at the end. */
const compare = (one: Cell, other: Cell): number => {
  if (one.type === 'raw_number' && other.type === 'raw_number') return one.value - other.value
  if (one.type === 'raw_number') return -1
  if (other.type === 'raw_number') return 1
  return textOf(one).localeCompare(textOf(other), currentLanguage())
}

/** Columns in which every value is a number or a dash stand to the right. */
const numericColumns = (rows: readonly (readonly Cell[])[]): readonly boolean[] =>
  (rows[0] ?? []).map((_, column) => {
    const cells = rows.flatMap((row) => row[column] ?? [])
    return (
      cells.some(({ type }) => type === 'raw_number') &&
      cells.every((cell) => cell.type === 'raw_number' || /^[\s—–\-/]*$/u.test(textOf(cell)))
    )
  })

export const drawDataTable = (block: DataTable): HTMLElement => {
  const [head = [], ...rows] = block.rows
  const pageSize = block.page_size ?? usualPageSize
  const isNumeric = numericColumns(rows)
  const rowHeader = block.row_header_column_index ?? 0
  let sorting: Readonly<{ column: number; isDescending: boolean }> | null = null
  let page = 0

  const body = h('tbody')
  const foot = h('div', { class: 'table-pages' })
  const headings = head.map((cell, column) => {
    const button = h(
      'button',
      { type: 'button', class: 'sorter', title: say().sortBy(textOf(cell)) },
      h('span', {}, textOf(cell)),
      h('span', { class: 'arrow', 'aria-hidden': 'true' }),
    )
    button.addEventListener('click', () => {
      const isSame = sorting?.column === column
      // Numbers are asked for largest first.
      sorting = { column, isDescending: isSame ? !sorting?.isDescending : (isNumeric[column] ?? false) }
      page = 0
      show()
    })
    return h('th', { scope: 'col', class: isNumeric[column] ? 'numeric' : undefined }, button)
  })

  const sorted = () => {
    if (sorting === null) return rows
    const { column, isDescending } = sorting
    return rows.toSorted((one, other) => {
      const [left, right] = [one[column], other[column]]
      if (left === undefined || right === undefined) return 0
      const areNumbers = left.type === 'raw_number' && right.type === 'raw_number'
      const order = compare(left, right)
      return isDescending && (areNumbers || left.type === right.type) ? -order : order
    })
  }
  const turn = (label: string, by: number, isPossible: boolean) =>
    h(
      'button',
      {
        type: 'button',
        class: by < 0 ? 'quiet' : 'quiet forward',
        'aria-label': label,
        disabled: !isPossible,
        click: () => {
          page += by
          show()
        },
      },
      icon('back'),
    )

  const show = (): void => {
    const first = page * pageSize
    const shown = sorted().slice(first, first + pageSize)
    body.replaceChildren(
      ...shown.map((row) =>
        h(
          'tr',
          {},
          ...row.map((cell, column) =>
            h(
              column === rowHeader ? 'th' : 'td',
              {
                class: isNumeric[column] ? 'numeric' : undefined,
                scope: column === rowHeader ? 'row' : undefined,
              },
              drawCell(cell),
            ),
          ),
        ),
      ),
    )
    headings.forEach((heading, column) => {
      const order = sorting?.column !== column ? 'none' : sorting.isDescending ? 'descending' : 'ascending'
      heading.setAttribute('aria-sort', order)
    })
    foot.hidden = rows.length <= pageSize
    foot.replaceChildren(
      h('span', {}, say().page(first + 1, first + shown.length, rows.length)),
      turn(say().previousPage, -1, page > 0),
      turn(say().nextPage, 1, first + pageSize < rows.length),
    )
  }
  show()

  return h(
    'figure',
    { class: 'data-table' },
    h('figcaption', {}, block.caption),
    h(
      'div',
      { class: 'table-scroll', tabindex: 0, role: 'region', 'aria-label': block.caption },
      h('table', { class: 'grid' }, h('thead', {}, h('tr', {}, ...headings)), body),
    ),
    foot,
  )
}

export const drawTable = (block: Table): HTMLElement => {
  const isNumeric = numericColumns(block.rows.slice(1))
  const row = (cells: readonly Cell[], tag: 'th' | 'td') =>
    h(
      'tr',
      {},
      ...cells.map((cell, column) => {
        const align = block.column_settings?.[column]?.align ?? (isNumeric[column] ? 'right' : 'left')
        return h(tag, { class: align === 'left' ? undefined : `align-${align}` }, drawCell(cell))
      }),
    )
  const [head = [], ...rows] = block.rows
  return h(
    'div',
    { class: 'table-scroll', tabindex: 0 },
    h(
      'table',
      { class: 'grid' },
      h('thead', {}, row(head, 'th')),
      h('tbody', {}, ...rows.map((cells) => row(cells, 'td'))),
    ),
  )
}
