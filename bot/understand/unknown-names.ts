/**
 * Names in a question that nothing in the store has: a plan that leaves one out would answer for others than was asked.
 * A name is known by its form: what stands right before a word for a body, or an English word with a capital letter.
 */
import { hasChinese } from '../../db/domain/text.ts'
import { type HeardWord, isPureFiller, isUnheard } from './heard-word.ts'

export const unknownNames = (words: readonly HeardWord[]): readonly string[] =>
  words.flatMap((word, at) => {
    if (!isUnheard(word)) return []
    const body = bodyAfter(words, at)
    if (body !== null) return [`${word.text}${hasChinese(word.text) ? '' : ' '}${body}`]
    return at > 0 && isCapitalised(word) ? [word.text] : []
  })

/** 阳 before 区总工会, "Haidian" before "district federation". */
const bodyAfter = (words: readonly HeardWord[], at: number): string | null => {
  const [word, next, afterNext] = words.slice(at)
  if (word === undefined || next === undefined) return null
  if (hasChinese(word.text)) return next.span[0] === word.span[1] && isBody(next) ? next.text : null
  if (isBody(next)) return next.text
  return isPureFiller(next) && afterNext !== undefined && isBody(afterNext) && isOfPlace(next)
    ? `${next.text} ${afterNext.text}`
    : null
}

const isBody = ({ evidence }: HeardWord): boolean =>
  evidence.some(({ kind }) => kind === 'department' || kind === 'departmentKind')

const isOfPlace = ({ text }: HeardWord): boolean =>
  /^(?:district|county|city|town|municipal|provincial)$/iu.test(text)

const isCapitalised = ({ text }: HeardWord): boolean => /^\p{Lu}/u.test(text)
