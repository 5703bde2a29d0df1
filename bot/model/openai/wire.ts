import type { OpenAI } from 'openai'
import type { ModelFailureCode, ModelMessage, ModelRequest } from '../model-service.ts'
import type { Abilities } from './abilities.ts'

/** One of the two ways in which such services are asked. */
export type Wire = Readonly<{
  /** Outcome: the body of the reply, whatever it is. Faults: those of the client. */
  send: (client: OpenAI, question: WireQuestion) => Promise<unknown>
  /** null: what came is no reply of this kind. */
  read: (body: unknown) => WireReply | null
}>

export type WireQuestion = Readonly<{
  request: ModelRequest
  model: string
  abilities: Abilities
  signal: AbortSignal
}>

/** Token counts are null where the service does not tell. */
export type WireReply = Readonly<{
  outcome: Readonly<{ kind: 'said'; text: string }> | Readonly<{ kind: 'failed'; code: ModelFailureCode }>
  promptTokens: number | null
  completionTokens: number | null
}>

/** A service that holds no model to a schema leaves it to the model to keep to it. */
export const messagesFor = (
  { messages, schema }: ModelRequest,
  { format }: Abilities,
): readonly ModelMessage[] => {
  if (format === 'json_schema') return messages
  const told = `Reply with one JSON value, and nothing else, of this JSON schema:\n${JSON.stringify(schema.json)}`
  return [{ role: 'system', content: told }, ...messages]
}

/** What was said, unless it is nothing. */
export const saidOrEmpty = (text: string): WireReply['outcome'] =>
  text.trim() === '' ? { kind: 'failed', code: 'empty' } : { kind: 'said', text }
