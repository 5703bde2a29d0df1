/** The client of the package, given every setting that it would otherwise take from the environment. */
import { APIConnectionError, APIError, OpenAI } from 'openai'
import type { ModelFailureCode } from '../model-service.ts'
import { refusingStatuses } from './abilities.ts'
import type { Transport } from './transport.ts'

export type Failure = Readonly<{ kind: 'failed'; code: ModelFailureCode; status?: number }>

/** The key is put on in the transport. */
export const openClient = (baseUrl: string | null, mostRetries: number, { fetch }: Transport): OpenAI =>
  new OpenAI({
    apiKey: 'put on later',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    baseURL: baseUrl,
    maxRetries: mostRetries,
    logLevel: 'off',
    fetch,
  })

/** Whether the service may have refused only a part of the request. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof APIError && refusingStatuses.includes(error.status ?? 0)

/** What the client threw, as a code; its words may hold anything and go no further. */
export const failureOf = (error: unknown, transport: Transport, isOutOfTime: boolean): Failure => {
  if (isOutOfTime) return { kind: 'failed', code: 'timeout' }
  if (error instanceof APIConnectionError) return { kind: 'failed', code: 'unreachable' }
  if (error instanceof APIError && error.status !== undefined)
    return { kind: 'failed', code: codeOfStatus(error.status, transport.refusal()), status: error.status }
  // What else is thrown comes of a body that is none.
  return unreadable(transport)
}

export const unreadable = (transport: Transport): Failure => ({
  kind: 'failed',
  code: transport.isTooLarge() ? 'too-large' : 'garbled',
})

const codeOfStatus = (status: number, refusal: string): ModelFailureCode => {
  if (status === 429) return 'rate-limited'
  if (status === 408) return 'timeout'
  if (status >= 500) return 'service-error'
  return /content.?(?:filter|policy|management)/iu.test(refusal) ? 'refused' : 'rejected'
}
