/** Questions that ask for something other than reading: commands to write, secrets, instructions hidden in a question. */
import { hasChinese } from '../../db/domain/text.ts'
import type { HeardQuestion } from './heard-question.ts'
import type { RefusalCode } from './outcome.ts'
import type { Role } from './vocabulary.ts'

const refusalRoles: readonly (readonly [Role, RefusalCode])[] = [
  ['secret', 'secret'],
  ['instruction', 'instruction'],
  ['write', 'write'],
]

export const hearRefusal = (
  question: HeardQuestion,
): { code: RefusalCode; words: readonly string[] } | null => {
  for (const [role, code] of refusalRoles) {
    const positions = question.positions(role).filter((at) => role !== 'write' || isWrite(question, at))
    if (positions.length > 0) return { code, words: positions.map((at) => question.words[at]?.text ?? '') }
  }
  return null
}

/** "Drop" and "set" write where they are said of data, or set something to a number; other verbs of writing do by themselves. */
const isWrite = (question: HeardQuestion, index: number): boolean => {
  if (question.roleAt(index, 'write') === 'sql') return true
  if (question.roleAt(index, 'write') !== 'weak') return isCommand(question, index)
  const next = question.neighbour(index, 1)
  const isOfData = question.roleAt(next, 'writeObject') !== null
  const setsNumber = question.words.some(
    (_, at) =>
      at > index && question.roleAt(at, 'range') !== null && question.hasEvidenceAt(at + 1, 'number'),
  )
  return isOfData || (isCommand(question, index) && (question.has('writeObject') || setsNumber))
}

/** "Change …" at the head of a sentence is a command; "the change from last year" is not. Chinese verbs of writing are. */
const isCommand = (question: HeardQuestion, index: number): boolean =>
  hasChinese(question.words[index]?.text ?? '') ||
  question.words
    .slice(0, index)
    .every((word) => !word.evidence.some(({ kind }) => kind !== 'role' && kind !== 'concept'))
