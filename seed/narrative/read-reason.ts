/**
 * The reason that follows an amount: from the words that compare it with the budget ("决算数大于年初预算数的主要原因…",
 * "决算数与年初预算数持平"), or from 主要原因, to the end of its paragraph.
 */
export type Reason = Readonly<{ text: string; start: number; end: number }>

const opening =
  /(?:支\s*出\s*)?决\s*算\s*数?\s*(?:与|和|同|较|比|大于|小于|高于|低于|等于|超|超过|超出|低)\s*(?:年\s*初\s*)?预\s*算|(?:增加|减少|存在差异|差异|变动)?的?主\s*要\s*原\s*因/u

/** `from` is where the amounts end, `limit` where the next item begins. */
export const readReason = (text: string, from: number, limit: number): Reason | null => {
  const tail = text.slice(from, limit)
  const offset = opening.exec(tail)?.index
  if (offset === undefined) return null
  const paragraphEnd = /[。！？]\s*\n/u.exec(tail.slice(offset))
  const cut = paragraphEnd ? offset + paragraphEnd.index + 1 : tail.trimEnd().length
  const start = from + offset
  const end = from + cut
  return { text: text.slice(start, end).replace(/\n/gu, ''), start, end }
}
