/** A model that says whatever a case tells it to, and keeps what it was told. */
import { z } from 'zod'
import { type Behaviour, type RequestMessage, says } from '../../testing/model-server.ts'
import { type Attack, type SaidReply, textOf } from './attack.ts'

/** One request, as the service got it. */
export type ReceivedPrompt = Readonly<{
  /** What is said by the bot: all but the model's own words of before. */
  text: string
  /** The question that is asked about. */
  question: string
  /** How many requests of this question came before. */
  earlierRequests: number
}>

export type HostileModel = Readonly<{
  behaviour: Behaviour
  /** What is said from now on; `turns` are the attack's as far as they are asked. */
  prepare: (attack: Attack, turns: readonly string[]) => void
  /** The requests since the last time, the oldest first. */
  takePrompts: () => readonly ReceivedPrompt[]
}>

const declines: SaidReply = { reply: { kind: 'refuse', code: 'off-topic', words: [] } }
const askedSchema = z.object({ question: z.string() })

export const hostileModel = (): HostileModel => {
  let repliesByQuestion: ReadonlyMap<string, readonly SaidReply[]> = new Map()
  let prompts: ReceivedPrompt[] = []
  return {
    behaviour: (request, response) => {
      const messages = request.body?.messages ?? []
      const question = questionIn(messages)
      const earlierRequests = prompts.filter((prompt) => prompt.question === question).length
      const { messages: _, ...rest } = request.body ?? {}
      const said = messages.filter(({ role }) => role !== 'assistant').map(({ content }) => content)
      prompts.push({ text: [...said, JSON.stringify(rest)].join('\n'), question, earlierRequests })
      const replies = repliesByQuestion.get(question) ?? []
      return says(textOf(replies[Math.min(earlierRequests, replies.length - 1)] ?? declines))(
        request,
        response,
      )
    },
    prepare: ({ turns: all, replies, earlier = [] }, turns) => {
      repliesByQuestion = new Map(
        turns.map((text, at) => {
          const own = earlier[at]
          return [text, at === all.length - 1 ? replies : own === undefined ? [] : [own]]
        }),
      )
    },
    takePrompts: () => {
      const taken = prompts
      prompts = []
      return taken
    },
  }
}

const questionIn = (messages: readonly RequestMessage[]): string => {
  const asked = messages.find(({ role }) => role === 'user')?.content ?? ''
  return askedSchema.parse(JSON.parse(asked)).question
}
