import { randomUUID } from 'node:crypto'
import { hasChinese } from '../../db/domain/text.ts'
import type { Answer } from '../answer/answer.ts'
import type { Answerer } from '../answer/answerer.ts'
import { chartOf } from '../charts/chart-of.ts'
import { announceWork } from './announce-work.ts'
import { escapeText } from './blocks/text.ts'
import { deliverAnswer } from './deliver-answer.ts'
import { answerFile } from './files-of-answer.ts'
import { type LanguageModel, questionForModel } from './language-model.ts'
import { type LogLine, logText } from './log.ts'
import { type Language, phrases } from './phrases.ts'
import { isDirectPlace, type Place } from './place.ts'
import { isClosedAddress, isPassing, type Message, type SlackApi, slackRefusal } from './slack-api.ts'
import type { Books } from './state/books.ts'
import type { Question, TakenQuestion } from './state/question-book.ts'
import { failAfter, orGoOnAfter } from './time-limit.ts'

/** Takes questions in, answers them where they were asked, and never lets a fault pass silently. */
export type QuestionDesk = Readonly<{
  /** Resolves once the question is written down; false when it was asked before. */
  ask: (question: Question, keys: readonly string[]) => Promise<boolean>
  /** A question was rewritten by its asker: answered anew, in the place of the answer it had. */
  edit: (questionId: string, text: string) => Promise<void>
  /** Takes up what waits, also what other processes left behind, until it is stopped. */
  start: () => void
  /** Takes up no more; waits for what it began, at most `waitMs`, and resolves with the number left. */
  stop: (waitMs: number) => Promise<number>
}>

export type QuestionDeskOptions = Readonly<{
  books: Pick<Books, 'questions' | 'answers' | 'audit' | 'preferences'>
  answer: Answerer['answer']
  /** null: none is configured. */
  languageModel?: LanguageModel | null
  api: SlackApi
  log: LogLine
  /** Threads answered at the same time. */
  parallel?: number
  /** After this an answer counts as failed, so that a stuck one does not hold its thread for ever. */
  answerTimeoutMs?: number
  /** An answer that takes longer is announced. */
  workingAfterMs?: number
  /** The same where a model is asked in private. */
  workingPrivatelyAfterMs?: number
  /** How often leases are renewed and other processes' leavings looked for. */
  roundMs?: number
  /** Waits before an answer that Slack could not take is tried again; then it has failed. */
  retryDelaysMs?: readonly number[]
}>

export const usualParallel = 4
export const usualAnswerTimeoutMs = 120_000

/** Slack's words for a message that was deleted, or that may not be changed any more. */
const fixedMessages: readonly string[] = ['message_not_found', 'cant_update_message', 'edit_window_closed']

/** A question that ends its process each time must not end every process after it. */
const mostAttempts = 5

/** Faults never leave the desk: the person is told with a reference, and the log has the rest under it. */
export const createQuestionDesk = ({
  books,
  answer,
  languageModel = null,
  api,
  log,
  parallel = usualParallel,
  answerTimeoutMs = usualAnswerTimeoutMs,
  workingAfterMs = 500,
  workingPrivatelyAfterMs = 3_000,
  roundMs = 1_000,
  retryDelaysMs = [5_000, 30_000],
}: QuestionDeskOptions): QuestionDesk => {
  const { questions } = books
  /** What is being worked on, by the question's ordinal. */
  const running = new Map<number, Promise<void>>()
  let round: NodeJS.Timeout | null = null
  let isStopped = false
  let taking: Promise<void> = Promise.resolve()
  let isTaking = false
  let isAskedAgain = false

  const languageFor = async ({ userId, text }: Question): Promise<Language> =>
    (await books.preferences.read(userId)).language ?? (hasChinese(text) ? 'zh' : 'en')

  /** Sends to the place of the question, over the answer that it had before it was edited where that can be changed. */
  const sender =
    ({ place, replyTs, userId }: TakenQuestion) =>
    async (message: Message): Promise<string | null> => {
      if (place.kind === 'private') return sendPrivately(place, userId, message)
      if (replyTs === null) return api.post(place, message)
      try {
        await api.replace(place.channel, replyTs, message)
        return replyTs
      } catch (fault) {
        if (!fixedMessages.includes(slackRefusal(fault) ?? '')) throw fault
        return api.post(place, message)
      }
    }

  /** To the address that came with the question; where it is closed by now, to the asker's direct messages. */
  const sendPrivately = async (place: Place, userId: string, message: Message): Promise<null> => {
    try {
      await api.post(place, message)
    } catch (fault) {
      if (!isClosedAddress(fault)) throw fault
      await api.postTo(await api.openDirect(userId), message)
    }
    return null
  }

  const findAnswer = async (
    question: TakenQuestion,
  ): Promise<Readonly<{ turns: string[]; answer: Answer }>> => {
    const turns = [...(await questions.turnsBefore(question)), question.text]
    const { language, unit } = await books.preferences.read(question.userId)
    const preferences = { ...(language && { language }), ...(unit && { unit }) }
    return { turns, answer: await failAfter(answerTimeoutMs, answer(turns, preferences)) }
  }

  const sayAnswer = async (
    question: TakenQuestion,
    turns: readonly string[],
    found: Answer,
  ): Promise<void> => {
    const { questionId, userId, place } = question
    const answerId = randomUUID()
    // Kept first, so that a button works as soon as it is seen.
    await books.answers.keep({ answerId, questionId, userId, turns, answer: found })
    const { receipt, isWhole } = await deliverAnswer(sender(question), log, found, {
      controls: {
        answerId,
        hasChart: chartOf(found) !== null,
        modelQuestion: questionForModel(question.text, found, languageModel),
        sharesHere: !isDirectPlace(place),
      },
      ...(question.replyTs === null ? {} : { lead: phrases[found.language].inEdited }),
    })
    await questions.finish(question, { isTurn: found.status !== 'refuse', replyTs: receipt })
    if (!isWhole && place.kind === 'thread' && found.rows.length > 0)
      await sendFigures(place.channel, place.threadTs, found)
  }

  /** The answer stands there already: a fault here must not tell the person that it failed, nor take its place. */
  const sendFigures = async (channel: string, threadTs: string, found: Answer): Promise<void> => {
    try {
      await api.upload(channel, threadTs, await answerFile(found, 'csv'))
    } catch (fault) {
      log(logText('slack: the figures of an answer could not be sent as a file:', fault))
    }
  }

  /** A fault here must not tell a person who has their answer that it failed. */
  const audit = async (
    question: Question,
    answered: Partial<Answer>,
    reference: string | null,
  ): Promise<void> => {
    try {
      await books.audit.write({
        userId: question.userId,
        action: 'ask',
        surface: question.surface,
        place: question.place.channel,
        subject: question.text,
        verdict: answered.status ?? 'failed',
        code: answered.code ?? null,
        planner: answered.planner ?? null,
        dataVersion: answered.dataVersion ?? null,
        elapsedMs: answered.elapsedMs ?? null,
        reference,
        model: answered.model ?? null,
      })
    } catch (fault) {
      log(logText('slack: the audit could not be written:', fault))
    }
  }

  /** `found`: the answer that could not be given, since asking a model for it has cost something all the same. */
  const tellFailure = async (
    question: TakenQuestion,
    fault: unknown,
    found: Answer | null = null,
  ): Promise<void> => {
    const reference = randomUUID().slice(0, 8)
    const where = `channel=${question.place.channel} question=${question.questionId}`
    log(logText(`slack: reference=${reference} ${where} failed:`, fault))
    await questions.fail(question)
    await audit(question, found?.model ? { model: found.model } : {}, reference)
    try {
      await sender(question)({ text: phrases[await languageFor(question)].failed(reference), blocks: [] })
    } catch (unsaid) {
      log(logText(`slack: reference=${reference} ${where} the failure could not be told:`, unsaid))
    }
  }

  const askForQuestion = async (question: TakenQuestion): Promise<void> => {
    // Nothing was said, so nothing tells the language.
    const text = `${phrases.zh.emptyQuestion}\n${phrases.en.emptyQuestion}`
    const replyTs = await sender(question)({ text: escapeText(text) })
    await questions.finish(question, { isTurn: false, replyTs })
  }

  const announce = (question: TakenQuestion): (() => void) =>
    announceWork({
      place: question.place,
      languageOfAsker: () => languageFor(question),
      api,
      log,
      afterMs: workingAfterMs,
      // Only a model takes long enough for a line that stays.
      privatelyAfterMs: languageModel === null ? null : workingPrivatelyAfterMs,
    })

  const serveSafely = async (question: TakenQuestion): Promise<void> => {
    if (question.attempts > mostAttempts)
      return tellFailure(question, new Error(`taken up ${mostAttempts} times and never brought to an end`))
    const endAnnouncement = announce(question)
    let found: Answer | null = null
    try {
      if (question.text === '') return await askForQuestion(question)
      const { turns, answer: given } = await findAnswer(question)
      found = given
      await sayAnswer(question, turns, given)
      await audit(question, given, null)
    } catch (fault) {
      const delayMs = retryDelaysMs[question.attempts - 1]
      if (isPassing(fault) && delayMs !== undefined) {
        log(logText(`slack: question=${question.questionId} is tried again in ${delayMs} ms:`, fault))
        await questions.postpone(question, delayMs)
      } else {
        await tellFailure(question, fault, found)
      }
    } finally {
      endAnnouncement()
    }
  }

  const work = (question: TakenQuestion): void => {
    const job = serveSafely(question)
      .catch((fault: unknown) => log(logText(`slack: question=${question.questionId} was left:`, fault)))
      .finally(() => {
        running.delete(question.ordinal)
        takeUp()
      })
    running.set(question.ordinal, job)
  }

  const takeAll = async (): Promise<void> => {
    isTaking = true
    try {
      do {
        isAskedAgain = false
        while (!isStopped && running.size < parallel) {
          const question = await questions.take()
          if (question === null) break
          work(question)
        }
      } while (isAskedAgain && !isStopped)
    } catch (fault) {
      log(logText('slack: the questions could not be read:', fault))
    } finally {
      // In the same step as the last look at `isAskedAgain`: whoever asks from here on starts another look.
      isTaking = false
    }
  }

  /** One look at the book at a time; what comes meanwhile is looked for once more. */
  function takeUp(): void {
    isAskedAgain = true
    if (!isTaking) taking = takeAll()
  }

  const goRound = async (): Promise<void> => {
    try {
      await questions.renewLeases([...running.keys()])
    } catch (fault) {
      log(logText('slack: the questions could not be kept:', fault))
    }
    takeUp()
  }

  return {
    ask: async (question, keys) => {
      const isNew = await questions.accept(question, keys)
      if (isNew) takeUp()
      return isNew
    },
    edit: async (questionId, text) => {
      if (await questions.edit(questionId, text)) takeUp()
    },
    start: () => {
      round ??= setInterval(() => void goRound(), roundMs)
      takeUp()
    },
    stop: async (waitMs) => {
      isStopped = true
      const finish = async (): Promise<void> => {
        await taking
        await Promise.all(running.values())
      }
      await orGoOnAfter(waitMs, finish())
      if (round !== null) clearInterval(round)
      return running.size
    },
  }
}
