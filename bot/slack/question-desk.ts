import { randomUUID } from 'node:crypto'
import { hasChinese } from '../../db/domain/text.ts'
import type { Answer } from '../answer/answer.ts'
import type { Answerer } from '../answer/answerer.ts'
import { escapeText } from './blocks/text.ts'
import { deliverAnswer, type PostInThread, type ThreadPlace } from './deliver-answer.ts'
import { type LogLine, logText } from './log.ts'
import { phrases } from './phrases.ts'
import type { SeenKeys } from './state/seen-keys.ts'
import type { ThreadTurns } from './state/thread-turns.ts'
import { createThreadQueue } from './thread-queue.ts'
import { failAfter, orGoOnAfter } from './time-limit.ts'

/** A question taken from Slack, whichever way it came. */
export type AskedQuestion = Readonly<{
  place: ThreadPlace
  question: string
  /** What tells this asking from every other; a second one with any of them is dropped. */
  keys: readonly string[]
  /** A click may be tried again after a failure; a message is asked anew instead. */
  mayRepeatAfterFailure: boolean
}>

/** Takes questions in, answers them in their threads, and never lets a fault pass silently. */
export type QuestionDesk = Readonly<{
  ask: (asked: AskedQuestion) => void
  /** Waits until all that was asked is answered, at most `waitMs`; resolves with the number left. */
  settle: (waitMs: number) => Promise<number>
}>

export type QuestionDeskOptions = Readonly<{
  answerer: Answerer
  post: PostInThread
  turns: ThreadTurns
  seen: SeenKeys
  log: LogLine
  /** Threads answered at the same time. */
  parallel?: number
  /** After this an answer counts as failed, so that a stuck one does not hold its thread for ever. */
  answerTimeoutMs?: number
}>

/** Faults never leave the desk: the person is told with a reference, and the log has the rest under it. */
export const createQuestionDesk = ({
  answerer,
  post,
  turns,
  seen,
  log,
  parallel = 4,
  answerTimeoutMs = 120_000,
}: QuestionDeskOptions): QuestionDesk => {
  const queue = createThreadQueue(parallel)
  const threadOf = ({ channel, threadTs }: ThreadPlace): string => `${channel}:${threadTs}`

  const answerTurn = async ({ place, question }: AskedQuestion): Promise<Answer> => {
    const thread = threadOf(place)
    const answer = await failAfter(answerTimeoutMs, answerer.answer([...turns.read(thread), question]))
    // Kept only once answered: a question that makes the answerer fail must not spoil the follow-ups.
    turns.append(thread, question)
    return answer
  }

  const tellFailure = async (asked: AskedQuestion, fault: unknown): Promise<void> => {
    const reference = randomUUID().slice(0, 8)
    const where = `channel=${asked.place.channel} thread=${asked.place.threadTs}`
    log(logText(`slack: reference=${reference} ${where} failed:`, fault))
    if (asked.mayRepeatAfterFailure) seen.forget(asked.keys)
    const language = hasChinese(asked.question) ? 'zh' : 'en'
    try {
      await post(asked.place, { text: phrases[language].failed(reference) })
    } catch (unsaid) {
      log(logText(`slack: reference=${reference} ${where} the failure could not be told:`, unsaid))
    }
  }

  const serve = async (asked: AskedQuestion): Promise<void> => {
    try {
      if (asked.question === '') {
        // Nothing was said, so nothing tells the language.
        const text = `${phrases.zh.emptyQuestion}\n${phrases.en.emptyQuestion}`
        await post(asked.place, { text: escapeText(text) })
        return
      }
      const answer = await answerTurn(asked)
      await deliverAnswer(post, log, asked.place, answer)
    } catch (fault) {
      await tellFailure(asked, fault)
    }
  }

  return {
    ask: (asked) => {
      if (!seen.takeUp(asked.keys)) return
      queue.add(threadOf(asked.place), () => serve(asked))
    },
    settle: async (waitMs) => {
      await orGoOnAfter(waitMs, queue.idle())
      return queue.size()
    },
  }
}
