/**
 * What the rest of the bot knows of a language model: something that is asked with a text and a schema, and that says a
 * text or fails with a code. Who answers (a service, a recording, a person with a folder of files) is not seen from here.
 */
import type { z } from 'zod'

export type ModelMessage = Readonly<{ role: 'system' | 'user' | 'assistant'; content: string }>

export const modelPurposes = ['plan', 'repair', 'prose'] as const

export type ModelRequest = Readonly<{
  purpose: (typeof modelPurposes)[number]
  messages: readonly ModelMessage[]
  /** The reply is to be one JSON value of this schema. */
  schema: Readonly<{ name: string; json: z.core.JSONSchema.BaseSchema }>
  /** What the request is about, apart from how the prompt words it: recordings are found by purpose and subject. */
  subject: string
  mostReplyTokens: number
}>

/** What a request cost; tokens are estimated from the length of the texts where the service does not tell. */
export type ModelUse = Readonly<{
  model: string
  promptTokens: number
  completionTokens: number
  elapsedMs: number
}>

export const modelFailureCodes = [
  'unreachable',
  'timeout',
  'rate-limited',
  'service-error',
  /** The key, the model or the request is not accepted. */
  'rejected',
  /** The model declines to say anything. */
  'refused',
  'empty',
  /** Half an answer. */
  'cut-off',
  'too-large',
  /** What came back is no reply of such a service. */
  'garbled',
  /** After several failures the service is left alone for a while. */
  'paused',
  'busy',
  'budget-spent',
  /** A recording, or a folder, has no reply to it. */
  'no-reply-kept',
] as const
export type ModelFailureCode = (typeof modelFailureCodes)[number]

export type ModelReply =
  | Readonly<{ kind: 'said'; text: string; use: ModelUse }>
  | Readonly<{
      kind: 'failed'
      code: ModelFailureCode
      /** Of HTTP, where the service answered with a failing one: a wrong key is told from an unknown model. */
      status?: number
      use: ModelUse | null
    }>

export type ModelService = Readonly<{
  /** Outcomes: always a reply; nothing is thrown, also not for what the service does wrong. */
  ask: (request: ModelRequest) => Promise<ModelReply>
  /** Whether a model answers; otherwise recordings of people or scripts, of which no accuracy is claimed. */
  isReal: boolean
  /** How it is named to people. */
  model: string
  close: () => Promise<void>
}>
