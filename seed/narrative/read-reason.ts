/** Where sentences give the reason of a change or of a difference. */

export type Reason = Readonly<{ text: string; start: number; end: number }>

const named = /(?:(?:增加|减少|增长|下降|存在差异|变动|差异)的?)?主\s*要\s*原\s*因|原\s*因\s*[是为:：]/u

/** 主要是, 主要系: the reason of a change; without one before them, what the money consists of or is for. */
const mainly = /主\s*要\s*(?:是\s*由\s*于|是\s*因\s*为|由\s*于|因\s*为|系|因|是)(?!\s*用\s*于)/u

const compares = /增\s*加|减\s*少|增\s*长|下\s*降|降\s*低|上\s*升|提\s*高|持\s*平|差\s*异|增\s*减/u

/** Where the reason begins in a sentence; `isCompared`: the sentence before it compared something. */
export const reasonStart = (sentence: string, isCompared: boolean): number | null => {
  const start = named.exec(sentence)?.index
  if (start !== undefined) return start
  const at = mainly.exec(sentence)?.index
  if (at === undefined) return null
  const before = sentence.slice(0, at)
  return compares.test(before) || (isCompared && before.trim() === '') ? at : null
}

const setAgainstBudget =
  /(?:支\s*出\s*)?决\s*算\s*数?\s*(?:与|和|同|较|比|大于|小于|高于|低于|等于|超|超过|超出|低)\s*(?:年\s*初\s*)?预\s*算|[较比]\s*(?:年\s*初\s*)?预\s*算(?=[^。]*(?:主\s*要|原\s*因))/u

/**
 * The reason that follows an item's amounts: from the words that compare it with the budget ("决算数大于年初预算数的
 * 主要原因…", "决算数与年初预算数持平"), or from the reason itself, to the end of its paragraph. `from` is where the amounts
 * end, `limit` where the next item begins; `isCompared`: a completion stands among the amounts.
 */
export const readReason = (text: string, from: number, limit: number, isCompared: boolean): Reason | null => {
  const tail = text.slice(from, limit)
  const starts = [
    setAgainstBudget.exec(tail)?.index,
    reasonStart(tail, false),
    isCompared ? mainly.exec(firstParagraph(tail))?.index : null,
  ].filter((start) => typeof start === 'number')
  if (starts.length === 0) return null
  const offset = Math.min(...starts)
  const start = from + offset
  const end = start + firstParagraph(tail.slice(offset)).length
  return { text: text.slice(start, end).replace(/\n/gu, ''), start, end }
}

/** 其中： at its end leads over to the items. */
const firstParagraph = (text: string): string => {
  const end = /[。！？]\s*(?:其\s*中\s*[:：]\s*)?(?:\n|$)/u.exec(text)
  return end ? text.slice(0, end.index + 1) : text.trimEnd()
}
