import { cleanLine } from '../../answer/plain-text.ts'
import { isDirectChannel } from '../place.ts'
import type { Question } from '../state/question-book.ts'
import type { SlackMessage } from './payloads.ts'

const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' }

/**
 * What a person wrote, out of Slack's markup: mentions are dropped, links and channels become their words.
 *
 * Shape: `<@U1>`, `<!here>`, `<#C1|general>`, `<https://…|words>`; & < > come as entities.
 */
export const readQuestionText = (text: string): string =>
  cleanLine(
    text
      .replace(/<[@!][^>]*>/gu, ' ')
      .replace(/<[^>|]*\|([^>]*)>/gu, '$1')
      .replace(/<([^>]*)>/gu, '$1')
      .replace(/&(?:amp|lt|gt);/gu, (entity) => entities[entity] ?? entity),
  )

/** Slack's names for a message with a file, and for a reply that is also sent to the channel. */
const subtypesOfPeople: readonly string[] = ['file_share', 'thread_broadcast']

/** Programs and Slack's own notices ask nothing. */
export const isFromPerson = ({ bot_id, subtype }: Pick<SlackMessage, 'bot_id' | 'subtype'>): boolean =>
  (bot_id ?? null) === null && (subtype == null || subtypesOfPeople.includes(subtype))

export const isEdited = ({ edited }: Pick<SlackMessage, 'edited'>): boolean => (edited ?? null) !== null

/** One message is one question, however often and in whatever event it is told. */
export const questionIdOf = (channel: string, ts: string): string => `message:${channel}:${ts}`

/** The question in a message; null when no person wrote it. */
export const readQuestion = (message: SlackMessage): Question | null => {
  const { channel, ts, thread_ts, user, text } = message
  if (!isFromPerson(message) || user == null) return null
  return {
    questionId: questionIdOf(channel, ts),
    surface: isDirectChannel(channel) ? 'direct' : 'mention',
    place: { kind: 'thread', channel, threadTs: thread_ts ?? ts },
    userId: user,
    text: readQuestionText(text ?? ''),
  }
}
