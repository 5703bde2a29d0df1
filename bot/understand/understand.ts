/** The embedded planner: no model, no network. */
import { assemble } from './assemble.ts'
import { hear } from './hear.ts'
import type { Context, Understanding } from './outcome.ts'
import type { Vocabulary } from './vocabulary.ts'

export const longestQuestion = 2_000

export const understand = (
  question: string,
  vocabulary: Vocabulary,
  context: Context | null,
): Understanding => {
  if (question.trim() === '') return { kind: 'refused', code: 'empty', words: [] }
  if (question.length > longestQuestion) return { kind: 'refused', code: 'too-long', words: [] }
  return assemble(hear(question, vocabulary), question, vocabulary, context)
}
