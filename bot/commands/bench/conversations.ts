/** What people ask under load, and what they should get to read. */
import { stableId } from '../../../db/domain/hash.ts'
import type { Answerer } from '../../answer/answerer.ts'
import { cleanLine } from '../../answer/plain-text.ts'
import { caseSetNames, readCaseSet } from '../../evaluation/case-sets.ts'
import { answerBlocks } from '../../slack/blocks/render-answer.ts'
import type { Conversation } from './load-messages.ts'

/** Two cases follow each other in a thread, as a person asks about one thing and then another. */
const casesInThread = 2

/** `questions` of the kept cases, in threads of `people`, half of them in a channel. */
export const conversationsOf = (questions: number, people: number): readonly Conversation[] => {
  // What a person types is read as one clean line. The files keep like cases together; people ask of everything at once.
  const cases = caseSetNames()
    .flatMap((name) => readCaseSet(name).cases)
    .map(({ turns }) => turns.map(cleanLine).filter((turn) => turn !== ''))
    .filter((turns) => turns.length > 0)
    .map((turns) => ({ turns, order: stableId(...turns) }))
    .toSorted((one, other) => (one.order < other.order ? -1 : 1))
    .map(({ turns }) => turns)
  const conversations: Conversation[] = []
  let left = questions
  for (let next = 0; left > 0; next += casesInThread) {
    const turns = Array.from(
      { length: casesInThread },
      (_, index) => cases[(next + index) % cases.length] ?? [],
    )
      .flat()
      .slice(0, left)
    const number = conversations.length
    const place = Math.floor(number / people) % 2 === 0 ? 'channel' : 'direct'
    conversations.push({ person: number % people, place, turns })
    left -= turns.length
  }
  return conversations
}

/** The texts of the answers, one for each turn, without Slack in between; refused questions are no turns of a thread. */
export const textsFor = async (
  { turns }: Conversation,
  answer: Answerer['answer'],
): Promise<readonly string[]> => {
  const texts: string[] = []
  const before: string[] = []
  for (const turn of turns) {
    const found = await answer([...before, turn])
    texts.push(answerBlocks(found, {}).text)
    if (found.status !== 'refuse') before.push(turn)
  }
  return texts
}
