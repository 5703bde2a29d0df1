/** The whole way of a question: understand, compile, guard, run, answer. */
import { guardCatalog } from '../../db/catalog/relations.ts'
import type { Language } from '../../db/domain/terms.ts'
import { languageOf } from '../../db/domain/text.ts'
import type { Plan } from '../../db/plan/plan.ts'
import { openQueryRunner } from '../../db/run/query-runner.ts'
import type { CurrentStore } from '../../db/store-location.ts'
import { createModelPlanner } from '../model/model-planner.ts'
import type { ModelService } from '../model/model-service.ts'
import { createProseWriter } from '../model/prose/prose-writer.ts'
import { loadVocabulary } from '../understand/load-vocabulary.ts'
import type { Thread } from '../understand/outcome.ts'
import type { Vocabulary } from '../understand/vocabulary.ts'
import type { WordsFile } from '../understand/words-file.ts'
import { answerAdHoc } from './ad-hoc-answer.ts'
import type { Answer } from './answer.ts'
import { answerPlan } from './answer-plan.ts'
import type { Answerer } from './answerer.ts'
import { createReadingChooser, type PlannerMode, type Reading } from './choose-reading.ts'
import { declined } from './declined.ts'
import { inYuan } from './in-yuan.ts'
import { modelUsed, type TokenPrices, withProseUses } from './model-notes.ts'
import { type AnswerParts, emptyParts, type Told } from './parts.ts'
import { notHeard } from './passages-answer.ts'
import { phrases } from './phrases.ts'
import { type AnswerPreferences, hasOwnUnit, type Manner, unitHeard } from './preferences.ts'
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

/** Who reads questions besides the rules, and when; and whether they also write sentences beside what was found. */
export type Planning = Readonly<{
  service: ModelService
  mode: PlannerMode
  writesProse?: boolean
  prices?: TokenPrices
}>

export type AnswererOptions = Readonly<{
  store: CurrentStore
  words?: WordsFile
  clock: () => number
  /** null: the embedded planner alone. */
  planning?: Planning | null
}>

/**
 * Opens the core over one store: two query processes and the vocabulary, read once.
 *
 * `words`: what people type beyond what the store knows. `clock` counts milliseconds. Faults: WordsUnusable, and those
 * of the query runner.
 */
export const openAnswerer = async ({
  store,
  words,
  clock,
  planning = null,
}: AnswererOptions): Promise<OpenAnswerer> => {
  const runner = await openQueryRunner({ storePath: store.path, catalog: guardCatalog })
  const vocabulary = await loadVocabulary(store.path, words).catch(async (error: unknown) => {
    await runner.close()
    throw error
  })
  const tell = (plan: Plan, manner: Manner): Promise<Told> => answerPlan(plan, runner, vocabulary, manner)
  const chooser = createReadingChooser({
    vocabulary,
    model: planning
      ? createModelPlanner({ service: planning.service, vocabulary, storeVersion: store.contentHash })
      : null,
    mode: planning?.mode ?? 'embedded',
    tell: (plan, language) => tell(plan, { language }),
    tellAdHoc: (sql, language) => answerAdHoc(sql, runner, vocabulary, language),
  })
  const memory = createThreadMemory(async (thread, turn) => {
    const { outcome } = await chooser.read(turn, thread, languageOf(turn))
    return afterTurn(
      thread,
      turn,
      outcome,
      async (plan) => (await tell(plan, { language: 'en' })).departments,
    )
  })
  const write = planning?.writesProse ? createProseWriter(planning.service) : null
  const prices = planning?.prices ?? { promptPrice: null, completionPrice: null }
  const dataVersion = `${store.contentHash.slice(0, 12)} ${store.seededAt.slice(0, 10)}`

  const finish = (
    parts: AnswerParts,
    rest: Pick<Answer, 'language' | 'plan' | 'planner' | 'model'>,
    since: number,
  ): Answer => ({
    version: 1,
    ...rest,
    dataVersion,
    ...parts,
    elapsedMs: Math.round((clock() - since) * 10) / 10,
  })

  /** What a reading says, told in the asker's manner. */
  const tellReading = async (
    reading: Reading,
    language: Language,
    preferences: AnswerPreferences,
  ): Promise<AnswerParts> => {
    const say = phrases[language]
    const { notKnown } = reading
    const parts = await tellOutcome(reading, language, preferences)
    return notKnown.length === 0
      ? parts
      : { ...parts, warnings: [say.knownToModelOnly(say.list(notKnown)), ...parts.warnings] }
  }

  const tellOutcome = async (
    { outcome, told }: Reading,
    language: Language,
    preferences: AnswerPreferences,
  ): Promise<AnswerParts> => {
    if (outcome.kind === 'sql') return outcome.parts
    if (outcome.kind !== 'plan') return declined(outcome, vocabulary, language)
    const { plan, heard } = outcome
    const named = unitHeard(heard)
    const unit = named ?? preferences.unit
    const isTold = told !== null && unit === undefined
    const parts = isTold ? told : (await tell(plan, { language, ...(unit && { unit }) })).parts
    // A table is in 万元, for whoever reads its columns by name, unless the asker wants yuan throughout.
    const isInYuan = unit === 'yuan' && named === undefined && !hasOwnUnit(plan)
    const inUnit = isInYuan ? inYuan(parts, phrases[language]) : parts
    return { ...inUnit, warnings: [...notHeard(outcome, phrases[language]), ...inUnit.warnings] }
  }

  const answer: Answerer['answer'] = async (turns, preferences = {}) => {
    const since = clock()
    const question = turns.at(-1) ?? ''
    const language = preferences.language ?? languageOf(question)
    try {
      const thread = await memory.follow(turns.slice(0, -1))
      const reading = await chooser.read(question, thread, language)
      const { outcome, planner, model } = reading
      const told = await tellReading(reading, language, preferences)
      const plan = outcome.kind === 'plan' ? outcome.plan : null
      const prose =
        write && plan ? await write({ parts: told, planKind: plan.kind, vocabulary, language }) : null
      const parts = prose?.parts ?? told
      const part = withProseUses(model, prose?.uses ?? [])
      return finish(
        parts,
        {
          language,
          plan,
          planner,
          ...(part && { model: modelUsed(part, plan !== null, prices, phrases[language]) }),
        },
        since,
      )
    } catch (error) {
      if (!(error instanceof QueryStopped)) throw error
      const parts = {
        ...emptyParts,
        status: 'no_data' as const,
        code: error.code,
        text: phrases[language].stopped[error.code],
      }
      return finish(parts, { language, plan: null, planner: 'embedded' }, since)
    }
  }

  return {
    answer,
    answerSql: async (sql, language) => {
      const since = clock()
      const { parts } = await answerSql(sql, runner, language)
      return finish(parts, { language, plan: null, planner: 'person' }, since)
    },
    dataVersion,
    vocabulary,
    close: () => runner.close(),
  }
}

/** Turns that a follow-up can go back to. */
const mostEarlier = 8
/** Questions that a model is told of. */
const mostQuestions = 4

/** What a thread has spoken of after one more turn. */
const afterTurn = async (
  thread: Thread,
  turn: string,
  outcome: Reading['outcome'],
  departmentsOf: (plan: Plan) => Promise<readonly string[]>,
): Promise<Thread> => {
  const questions = [...thread.questions, turn].slice(-mostQuestions)
  if (outcome.kind !== 'plan') {
    const asksWhom = outcome.kind === 'needs-choice' && outcome.code === 'which-department'
    // "Looking at the Tianyuan union": whom the next question is about.
    const isOfBody = outcome.kind === 'no-data' && outcome.code === 'nothing-asked'
    return { ...thread, pending: asksWhom || isOfBody ? turn : null, questions }
  }
  const { plan } = outcome
  const { context } = thread
  const earlier = context === null ? [] : [...context.earlier, context.plan].slice(-mostEarlier)
  const departments = await departmentsOf(plan)
  return { context: { plan, departments, earlier, isOfOneQuestion: false }, pending: null, questions }
}
