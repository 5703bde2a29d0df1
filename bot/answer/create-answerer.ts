/** The whole way of a question: understand, compile, guard, run, answer. */
import { guardCatalog } from '../../db/catalog/relations.ts'
import type { Language } from '../../db/domain/terms.ts'
import { languageOf } from '../../db/domain/text.ts'
import type { FiguresPlan, Plan } from '../../db/plan/plan.ts'
import { openQueryRunner, type QueryRunner } from '../../db/run/query-runner.ts'
import type { CurrentStore } from '../../db/store-location.ts'
import { loadVocabulary } from '../understand/load-vocabulary.ts'
import type { Thread, Understanding } from '../understand/outcome.ts'
import { understandTurn } from '../understand/understand.ts'
import type { Vocabulary } from '../understand/vocabulary.ts'
import type { WordsFile } from '../understand/words-file.ts'
import type { Answer } from './answer.ts'
import type { Answerer } from './answerer.ts'
import { denialsPlan } from './denials.ts'
import { answerAcrossStages } from './figures/across-stages.ts'
import { answerFigures } from './figures/figures-answer.ts'
import { withInstead } from './figures/instead.ts'
import { answerFindings } from './findings-answer.ts'
import { inYuan } from './in-yuan.ts'
import { joinTold } from './join-told.ts'
import { type AnswerParts, emptyParts, type Told } from './parts.ts'
import { answerPassages, notHeard } from './passages-answer.ts'
import { phrases } from './phrases.ts'
import { hasOwnUnit, type Manner, unitHeard } from './preferences.ts'
import { answerPrints } from './prints-answer.ts'
import { answerReasons } from './reasons-answer.ts'
import { answerReports } from './reports-answer.ts'
import { QueryStopped } from './run-plan.ts'
import { tellSources } from './sources-answer.ts'
import { answerSql } from './sql-answer.ts'
import { answerSummary } from './summary-answer.ts'
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

const answerPlan = async (
  plan: Plan,
  runner: QueryRunner,
  vocabulary: Vocabulary,
  manner: Manner,
): Promise<Told> => {
  const { language } = manner
  switch (plan.kind) {
    case 'figures':
      return answerFiguresOrDenial(plan, runner, vocabulary, manner)
    case 'reasons':
      return answerReasons(plan, runner, vocabulary, manner)
    case 'findings':
      return answerFindings(plan, runner, vocabulary, language)
    case 'passages':
      return answerPassages(plan, runner, vocabulary, manner)
    case 'reports':
      return answerReports(plan, runner, vocabulary, language)
    case 'prints':
      return answerPrints(plan, runner, vocabulary, language)
    case 'summary':
      return answerSummary(plan, runner, vocabulary, manner)
    case 'several':
      return joinTold(
        await Promise.all(plan.plans.map((part) => answerPlan(part, runner, vocabulary, manner))),
        phrases[language],
      )
    case 'sources':
      return tellSources(await answerPlan(plan.of, runner, vocabulary, manner), phrases[language])
  }
}

/** Figures, what is printed in the place of a missing budget, or the sentence that there are none. */
const answerFiguresOrDenial = async (
  plan: FiguresPlan,
  runner: QueryRunner,
  vocabulary: Vocabulary,
  manner: Manner,
): Promise<Told> => {
  const telling = { ...manner, plan, vocabulary, say: phrases[manner.language] }
  const answer = (asked: FiguresPlan): Promise<Told> => answerFigures(asked, runner, vocabulary, manner)
  const found = (await answerAcrossStages(telling, answer)) ?? (await answer(plan))
  const isOneSided = found.parts.code === 'nothing-to-compare' && plan.scope.departments?.length === 2
  const each = isOneSided ? await answer({ ...plan, compare: null }) : found
  const unnamed = unansweredOf(plan, each, vocabulary)
  const rest = unnamed && (await answer(unnamed))
  // What was published instead says already why it is not listed.
  const named = plan.focus && rest ? { ...each, parts: { ...each.parts, text: '' } } : each
  // Of who has anything, who has nothing is not told.
  const isTold = rest !== null && !(plan.isNonZero && rest.parts.rows.length === 0)
  const whole = isTold ? joinTold([named, rest], telling.say) : each
  const told = await withInstead(whole, runner, telling, answer)
  const denial = told.parts.code === 'not-printed' ? denialsPlan(plan, vocabulary) : null
  if (denial === null) return told
  const denied = await answerPassages(denial, runner, vocabulary, manner)
  if (denied.parts.status !== 'answer') return told
  return {
    ...denied,
    parts: {
      ...denied.parts,
      restatement: told.parts.restatement,
      text: `${told.parts.text}\n${denied.parts.text}`,
    },
  }
}

/** The same of the bodies that were named and that the answer does not speak of; null: there are none. */
const unansweredOf = (
  plan: FiguresPlan,
  { departments, parts }: Told,
  vocabulary: Vocabulary,
): FiguresPlan | null => {
  const { focus, ...whole } = plan
  const isBudgetOnly = focus?.every((id) => vocabulary.departments.get(id)?.hasFinalAccounts === false)
  if (focus && isBudgetOnly)
    return {
      ...whole,
      conditions: [],
      order: null,
      isNonZero: false,
      presentation: 'value',
      scope: { ...plan.scope, departments: focus, kinds: null },
    }
  const named = plan.scope.departments ?? []
  const rest = named.filter((id) => !departments.includes(id))
  const isPlain = plan.aggregate === null && plan.conditions.length === 0 && plan.limit === null
  return isPlain && plan.isEach && parts.status === 'answer' && rest.length > 0 && rest.length < named.length
    ? {
        ...plan,
        compare: null,
        presentation: 'value',
        scope: { ...plan.scope, departments: rest },
      }
    : null
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

const declined = (
  understanding: Exclude<Understanding, { kind: 'plan' }>,
  vocabulary: Vocabulary,
  language: Language,
): AnswerParts => {
  const say = phrases[language]
  switch (understanding.kind) {
    case 'needs-choice': {
      const choices = [...understanding.options]
      const text = [
        say.choice[understanding.code],
        ...choices.map(({ label }, index) => `${index + 1}. ${label}`),
      ].join('\n')
      return { ...emptyParts, status: 'clarify', code: understanding.code, text, choices }
    }
    case 'no-data': {
      const { code, words } = understanding
      const held =
        code === 'year-not-held'
          ? say.heldYears([...vocabulary.years].sort())
          : say.list([...vocabulary.departments.values()].slice(0, 12).map(({ department }) => department))
      return { ...emptyParts, status: 'no_data', code, text: say.noData[code](say.list(words), held) }
    }
    case 'refused':
      return {
        ...emptyParts,
        code: understanding.code,
        text: say.refusal[understanding.code](say.list(understanding.words)),
      }
  }
}
