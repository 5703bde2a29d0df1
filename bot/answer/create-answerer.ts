/** The whole way of a question: understand, compile, guard, run, answer. */
import { guardCatalog } from '../../db/catalog/relations.ts'
import type { Language } from '../../db/domain/terms.ts'
import { languageOf } from '../../db/domain/text.ts'
import type { Plan } from '../../db/plan/plan.ts'
import { openQueryRunner, type QueryRunner } from '../../db/run/query-runner.ts'
import type { CurrentStore } from '../../db/store-location.ts'
import { loadVocabulary } from '../understand/load-vocabulary.ts'
import type { Thread } from '../understand/outcome.ts'
import { understandTurn } from '../understand/understand.ts'
import type { Vocabulary } from '../understand/vocabulary.ts'
import type { WordsFile } from '../understand/words-file.ts'
import type { Answer } from './answer.ts'
import { answerPlan } from './answer-plan.ts'
import type { Answerer } from './answerer.ts'
import { declined } from './declined.ts'
import { inYuan } from './in-yuan.ts'
import { type AnswerParts, emptyParts } from './parts.ts'
import { notHeard } from './passages-answer.ts'
import { phrases } from './phrases.ts'
import { hasOwnUnit, unitHeard } from './preferences.ts'
import { QueryStopped } from './run-plan.ts'
import { answerSql } from './sql-answer.ts'
import { createThreadMemory } from './thread-memory.ts'

export type OpenAnswerer = Answerer &
  Readonly<{
    /** A person's SQL, through the same guard and runner. */
    answerSql: (sql: string, language: Language) => Promise<Answer>
    dataVersion: string
    vocabulary: Vocabulary
    close: () => Promise<void>
  }>

export type AnswererOptions = Readonly<{ store: CurrentStore; words?: WordsFile; clock: () => number }>

/**
 * Opens the core over one store: two query processes and the vocabulary, read once.
 *
 * `words`: what people type beyond what the store knows. `clock` counts milliseconds. Faults: WordsUnusable, and those
 * of the query runner.
 */
export const openAnswerer = async ({ store, words, clock }: AnswererOptions): Promise<OpenAnswerer> => {
  const runner = await openQueryRunner({ storePath: store.path, catalog: guardCatalog })
  const vocabulary = await loadVocabulary(store.path, words).catch(async (error: unknown) => {
    await runner.close()
    throw error
  })
  const memory = createThreadMemory((thread, turn) => takeTurn(thread, turn, vocabulary, runner))
  const dataVersion = `${store.contentHash.slice(0, 12)} ${store.seededAt.slice(0, 10)}`

  const finish = (
    parts: AnswerParts,
    language: Language,
    plan: Plan | null,
    planner: Answer['planner'],
    since: number,
  ): Answer => ({
    version: 1,
    language,
    plan,
    planner,
    dataVersion,
    ...parts,
    elapsedMs: Math.round((clock() - since) * 10) / 10,
  })

  const answer: Answerer['answer'] = async (turns, preferences = {}) => {
    const since = clock()
    const question = turns.at(-1) ?? ''
    const language = preferences.language ?? languageOf(question)
    try {
      const thread = await memory.follow(turns.slice(0, -1))
      const understanding = understandTurn(question, vocabulary, thread)
      if (understanding.kind !== 'plan')
        return finish(declined(understanding, vocabulary, language), language, null, 'embedded', since)
      const { plan, heard } = understanding
      const named = unitHeard(heard)
      const unit = named ?? preferences.unit
      const { parts } = await answerPlan(plan, runner, vocabulary, { language, ...(unit && { unit }) })
      const warnings = [...notHeard(understanding, phrases[language]), ...parts.warnings]
      // A table is in 万元, for whoever reads its columns by name, unless the asker wants yuan throughout.
      const isInYuan = unit === 'yuan' && named === undefined && !hasOwnUnit(plan)
      const told = isInYuan ? inYuan(parts, phrases[language]) : parts
      return finish({ ...told, warnings }, language, plan, 'embedded', since)
    } catch (error) {
      if (!(error instanceof QueryStopped)) throw error
      const parts = {
        ...emptyParts,
        status: 'no_data' as const,
        code: error.code,
        text: phrases[language].stopped[error.code],
      }
      return finish(parts, language, null, 'embedded', since)
    }
  }

  return {
    answer,
    answerSql: async (sql, language) => {
      const since = clock()
      return finish(await answerSql(sql, runner, language), language, null, 'person', since)
    },
    dataVersion,
    vocabulary,
    close: () => runner.close(),
  }
}

/** Turns that a follow-up can go back to. */
const mostEarlier = 8

/** What a thread has spoken of after one more turn. */
const takeTurn = async (
  thread: Thread,
  turn: string,
  vocabulary: Vocabulary,
  runner: QueryRunner,
): Promise<Thread> => {
  const understanding = understandTurn(turn, vocabulary, thread)
  if (understanding.kind !== 'plan') {
    // "Looking at the Tianyuan union": whom the next question is about.
    const isOfBody = understanding.kind === 'no-data' && understanding.code === 'nothing-asked'
    return { ...thread, pending: understanding.kind === 'needs-choice' || isOfBody ? turn : null }
  }
  const { plan } = understanding
  const { departments } = await answerPlan(plan, runner, vocabulary, { language: 'en' })
  const { context } = thread
  const earlier = context === null ? [] : [...context.earlier, context.plan].slice(-mostEarlier)
  return { context: { plan, departments, earlier, isOfOneQuestion: false }, pending: null }
}
