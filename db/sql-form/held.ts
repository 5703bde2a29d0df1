import type { Block } from './form.ts'

/**
 * What a SELECT leaves open, so that figures of different things would stand in one row or be added up: in words for its
 * writer; null: nothing. `isAggregate`: whether rows are taken together.
 */
export const leftOpen = ({ pins, shown }: Block, isAggregate: boolean): string | null => {
  const isPinned = (column: string, ...values: readonly unknown[]): boolean => {
    const held = pins.get(column)
    return held !== undefined && held.length <= 1 && (values.length === 0 || values.includes(held[0]))
  }
  const isOne = (column: string): boolean => isPinned(column) || shown.includes(column)
  for (const column of ['fiscal_year', 'measure', 'stage'])
    if (!isOne(column)) return `hold ${column} to one value by =, or select it`
  if (!isPinned('is_default_fund', 1) && !isOne('fund'))
    return 'add is_default_fund = 1, or hold fund to one value'
  if (!isPinned('aspect', 'amount')) return "add aspect = 'amount'"
  if (!isPinned('standing', 'primary')) return "add standing = 'primary'"
  if (isPinned('item_key', '')) return isOne('subject') ? null : 'add subject is null'
  const isOfOneItem = ['item_key', 'item_code', 'item_name', 'subject'].some(
    (column) => isOne(column) && !isPinned(column, null),
  )
  const isOfOneLevel = isAggregate && (isOne('item_level') || isPinned('is_total', 0))
  return isOfOneItem || isOfOneLevel
    ? null
    : "add item_key = '' and subject is null, or hold or select the item"
}
