/**
 * Which reading of a question is answered. The embedded planner reads first; the model where words are left over, or where
 * the person asks for it. Where both have a reading, their results are compared: the same is answered, different ones
 * are for the person to choose from.
 */
import { isDeepStrictEqual } from 'node:util'
import { stableId } from '../../db/domain/hash.ts'
import type { Language } from '../../db/domain/terms.ts'
import { languageOf } from '../../db/domain/text.ts'
import type { Plan } from '../../db/plan/plan.ts'
import type { ModelPlanner, UnusedCode } from '../model/model-planner.ts'
import type { ModelUse } from '../model/model-service.ts'
import type { ModelReading } from '../model/read-reply.ts'
import { createRecent } from '../recent.ts'
import { hear } from '../understand/hear.ts'
import { HeardQuestion } from '../understand/heard-question.ts'
import type { Option, Thread, Understanding } from '../understand/outcome.ts'
import { understand, understandTurn } from '../understand/understand.ts'
import { unknownNames } from '../understand/unknown-names.ts'
import type { Vocabulary } from '../understand/vocabulary.ts'
import type { AnswerParts, Told } from './parts.ts'
import { type Reader, type ReaderMark, readReaderMark, withReaderMark } from './reader-mark.ts'
import { statesTheSame } from './same-result.ts'

/** When the model reads: never, where the embedded planner leaves words over, or always. */
export type PlannerMode = 'embedded' | 'auto' | 'model'

/** What came of asking the model. */
export type ModelPart = Readonly<{
  code:
    | 'used'
    | 'agrees'
    | 'differs'
    /** Its reading has no answer, that of the embedded planner has. */
    | 'finds-nothing'
    | 'declines'
    | 'not-configured'
    /** It read nothing, and wrote beside the answer. */
    | 'wrote'
    | UnusedCode
  uses: readonly ModelUse[]
}>

type AdHocSql = Readonly<{ kind: 'sql'; sql: string }>

export type Reading = Readonly<{
  /** SQL with what it says. */
  outcome: Understanding | Readonly<{ kind: 'sql'; parts: AnswerParts }>
  /** What a plan says, where it was told already, in the usual manner. */
  told: AnswerParts | null
  planner: Reader
  /** Words that nobody but the model made something of. */
  notKnown: readonly string[]
  /** null: the model was not asked. */
  model: ModelPart | null
}>

export type ReadingOptions = Readonly<{
  vocabulary: Vocabulary
  /** null: no model is configured. */
  model: ModelPlanner | null
  mode: PlannerMode
  tell: (plan: Plan, language: Language) => Promise<Told>
  /** null: it says nothing that can be stood by. */
  tellAdHoc: (sql: string, language: Language) => Promise<AnswerParts | null>
}>

export type ReadingChooser = Readonly<{
  /** `language`: of the answer. Faults: those of `tell`. */
  read: (question: string, thread: Thread, language: Language) => Promise<Reading>
}>

/** Readings that were offered as choices, the newest. */
const keptChoices = 1_000

export const createReadingChooser = ({
  vocabulary,
  model,
  mode,
  tell,
  tellAdHoc,
}: ReadingOptions): ReadingChooser => {
  const choices = createRecent<Plan | AdHocSql>(keptChoices)

  const readByModel = async (question: string, { context, questions }: Thread) => {
    if (model === null) throw new Error('there is no model to read with')
    const spokenOf = context?.departments ?? []
    return model.read({ question, before: questions, spokenOf }, languageOf(question))
  }

  const byModel = (
    question: string,
    { reading, parts }: TriedReading,
    uses: readonly ModelUse[],
  ): Reading => ({
    outcome:
      reading.kind === 'sql'
        ? { kind: 'sql', parts }
        : {
            kind: 'plan',
            plan: reading,
            heard: hear(question, vocabulary),
            isEdit: false,
            passedOver: [],
          },
    told: parts,
    planner: 'model',
    notKnown: new HeardQuestion(hear(question, vocabulary), question)
      .unheard()
      .filter((words) => !parts.restatement.includes(words)),
    model: { code: 'used', uses },
  })

  const telling = async (reading: Plan | AdHocSql, language: Language): Promise<AnswerParts | null> =>
    reading.kind === 'sql' ? tellAdHoc(reading.sql, language) : (await tell(reading, language)).parts

  /** What a reading says; null: SQL that says nothing that can be stood by. */
  const tryOne = async (candidate: Candidate, language: Language): Promise<TriedReading | null> => {
    const parts = await (candidate.telling ?? telling(candidate.reading, language))
    return parts && { ...candidate, parts }
  }

  /** Those that find nothing are left out: there is nothing to choose between nothing and something, or two of the kind. */
  const tryEach = async (
    candidates: readonly Candidate[],
    language: Language,
  ): Promise<readonly TriedReading[]> => {
    const tried = await Promise.all(candidates.map((candidate) => tryOne(candidate, language)))
    const sound = tried.filter((it) => it !== null)
    const answered = sound.filter(({ parts }) => parts.status === 'answer')
    return answered.length > 0 ? answered : sound.slice(0, 1)
  }

  const offer = (question: string, readings: readonly TriedReading[], language: Language): Understanding => {
    const labels = readings.map(({ parts }) => parts.restatement)
    const options = readings.map(({ reading, reader }, at): Option => {
      const isAlone = labels.indexOf(labels[at] ?? '') === labels.lastIndexOf(labels[at] ?? '')
      const label = `${labels[at]}${isAlone ? '' : ` (${at + 1})`}`
      const marked = withReaderMark({ question, reader, reading: label }, language)
      choices.set(choiceKey(marked), reading)
      return { label, question: marked }
    })
    return { kind: 'needs-choice', code: 'which-reading', options }
  }

  /** One of them is answered; of several the person chooses. */
  const settle = async (
    question: string,
    own: Understanding,
    beside: Candidate | null,
    found: readonly (Plan | AdHocSql)[],
    uses: readonly ModelUse[],
    language: Language,
  ): Promise<Reading> => {
    const candidates: readonly Candidate[] = [
      ...(beside === null ? [] : [beside]),
      ...found.map((reading) => ({ reader: 'model', reading }) as const),
    ]
    const different = candidates.filter(
      ({ reading }, at) =>
        !candidates.slice(0, at).some((other) => isDeepStrictEqual(other.reading, reading)),
    )
    const tried = await tryEach(different, language)
    const readings = tried.filter(
      ({ parts }, at) => !tried.slice(0, at).some((other) => statesTheSame(parts, other.parts)),
    )
    const [first, ...others] = readings
    if (first === undefined) return { ...withoutReading(own), model: { code: 'wrong-reply', uses } }
    if (others.length > 0)
      return {
        outcome: offer(question, readings, language),
        told: null,
        planner: 'model',
        notKnown: [],
        model: { code: 'differs', uses },
      }
    if (first.reader === 'embedded') {
      const code = tried.length === different.length ? 'agrees' : 'finds-nothing'
      return { outcome: own, told: first.parts, planner: 'embedded', notKnown: [], model: { code, uses } }
    }
    return byModel(question, first, uses)
  }

  /** The reading of the rules where it stands without a model being asked; null: the model is to read as well. */
  const withoutModel = (question: string, mark: ReaderMark | null, own: Understanding): Reading | null => {
    const ownReading: Reading = { ...withoutReading(own), model: null }
    // Whoever types a mark may give orders in it.
    const typed = mark?.reading == null ? null : understand(mark.reading, vocabulary, null)
    if (typed?.kind === 'refused' && isSettled(typed)) return { ...ownReading, outcome: typed }
    if (mark?.reader === 'embedded') return ownReading
    const isAskedFor = mark?.reader === 'model'
    if (model === null || mode === 'embedded')
      return isAskedFor ? { ...ownReading, model: { code: 'not-configured', uses: [] } } : ownReading
    const isWanted = isAskedFor || mode === 'model' || leavesWords(own)
    const namesUnknown = unknownNames(hear(question, vocabulary)).length > 0
    return !isWanted || isSettled(own) || namesUnknown ? ownReading : null
  }

  /** The rules' reading is told while the model thinks. */
  const besideModel = (plan: Plan, language: Language): Candidate => {
    const told = telling(plan, language)
    // A fault of it comes out where it is waited for, or is of no matter.
    told.catch(() => {})
    return { reader: 'embedded', reading: plan, telling: told }
  }

  return {
    read: async (asked, thread, language) => {
      const mark = readReaderMark(asked)
      const question = mark?.question ?? asked
      const chosen = choices.get(choiceKey(asked))
      if (mark?.reader === 'model' && chosen) {
        const tried = await tryOne({ reader: 'model', reading: chosen }, language)
        if (tried !== null) return byModel(question, tried, [])
      }
      const own = understandTurn(question, vocabulary, thread)
      const ownReading = withoutModel(question, mark, own)
      if (ownReading !== null) return ownReading
      // Chosen once, and forgotten since: what was chosen is the model's, whatever the rules make of it.
      const isBeside = mark === null || mark.reading === null
      const beside = isBeside && own.kind === 'plan' ? besideModel(own.plan, language) : null
      const { reading, uses } = await readByModel(isBeside ? question : asked, thread)
      switch (reading.kind) {
        case 'unused':
          return { ...withoutReading(own), model: { code: reading.code, uses } }
        case 'plan':
          return settle(question, own, beside, [reading.plan], uses, language)
        case 'readings':
          return settle(question, own, beside, reading.plans, uses, language)
        case 'sql':
          return settle(question, own, beside, [reading], uses, language)
        case 'no-data':
        case 'refused':
          return { ...withoutReading(declined(own, reading)), model: { code: 'declines', uses } }
      }
    },
  }
}

const withoutReading = (outcome: Understanding) =>
  ({ outcome, told: null, planner: 'embedded', notKnown: [] }) as const

/** `telling`: what it says, where that is on its way. */
type Candidate = Readonly<{
  reader: Reader
  reading: Plan | AdHocSql
  telling?: Promise<AnswerParts | null>
}>
type TriedReading = Candidate & Readonly<{ parts: AnswerParts }>

const choiceKey = (marked: string): string => stableId(marked)

/** What the embedded planner knows for certain: no model could read it otherwise. */
const isSettled = (understanding: Understanding): boolean => {
  switch (understanding.kind) {
    case 'plan':
      return false
    case 'needs-choice':
      return true
    case 'no-data':
      return ['department-not-held', 'year-not-held', 'store-empty'].includes(understanding.code)
    case 'refused':
      return understanding.code !== 'off-topic'
  }
}

const leavesWords = (understanding: Understanding): boolean => {
  if (understanding.kind !== 'plan') return true
  const { plan, passedOver } = understanding
  return passedOver.length > 0 || ('passedOver' in plan && plan.passedOver.length > 0)
}

/** The embedded planner says best why; only what it takes for another matter altogether may the model know to be of this field. */
const declined = (
  embedded: Understanding,
  reading: Extract<ModelReading, { kind: 'no-data' | 'refused' }>,
): Understanding => {
  const isOffTopic = embedded.kind === 'refused' && embedded.code === 'off-topic'
  return isOffTopic && reading.kind === 'no-data' && reading.words.length > 0 ? reading : embedded
}
