/** The embedded planner: no model, no network. */
import { assemble } from './assemble.ts'
import { hear } from './hear.ts'
import type { Context, Thread, Understanding } from './outcome.ts'
import type { Vocabulary } from './vocabulary.ts'

export const longestQuestion = 2_000

/** The next turn of a thread. After "which one do you mean?" a turn that only names a body resumes the question. */
export const understandTurn = (question: string, vocabulary: Vocabulary, thread: Thread): Understanding => {
  const alone = understand(question, vocabulary, thread.context)
  if (thread.pending === null || alone.kind === 'plan') return alone
  const resumed = understand(`${thread.pending} ${question}`, vocabulary, thread.context)
  return resumed.kind === 'plan' ? resumed : alone
}

export const understand = (
  question: string,
  vocabulary: Vocabulary,
  context: Context | null,
): Understanding => {
  if (question.trim() === '') return { kind: 'refused', code: 'empty', words: [] }
  if (question.length > longestQuestion) return { kind: 'refused', code: 'too-long', words: [] }
  return assemble(hear(question, vocabulary, context?.departments ?? []), question, vocabulary, context)
}
