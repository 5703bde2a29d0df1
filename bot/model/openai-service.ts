/** The only place that asks a language model over the network: any service that speaks as OpenAI's does. */
import { estimatePromptTokens, estimateTokens } from './estimate-tokens.ts'
import type { ModelReply, ModelRequest, ModelService, ModelUse } from './model-service.ts'
import {
  type Abilities,
  allAbilities,
  fewestAbilities,
  mayTakeLess,
  withoutRefused,
} from './openai/abilities.ts'
import { chatCompletions } from './openai/chat-completions.ts'
import type { Failure } from './openai/client.ts'
import { responses } from './openai/responses.ts'
import { openTransport } from './openai/transport.ts'
import type { WireReply } from './openai/wire.ts'

export type OpenaiSettings = Readonly<{
  /** null: the service wants none. */
  apiKey: string | null
  /** null: OpenAI's own. */
  baseUrl: string | null
  model: string
  api: 'chat' | 'responses'
  /** For one request with everything that is tried for it. */
  timeoutMs: number
}>

export type OpenaiLimits = Readonly<{ mostRetries: number; mostReplyBytes: number; clock: () => number }>

const usualLimits: OpenaiLimits = {
  mostRetries: 2,
  mostReplyBytes: 1_000_000,
  clock: () => performance.now(),
}

/**
 * A service of the given settings. What it does not take of a request is found out once, and then left out: piece by piece
 * where it names what it refuses, otherwise all that is optional, if without it the same request is taken.
 */
export const createOpenaiService = (
  settings: OpenaiSettings,
  limits: Partial<OpenaiLimits> = {},
): ModelService => {
  const { apiKey, model, timeoutMs } = settings
  const { mostRetries, mostReplyBytes, clock } = { ...usualLimits, ...limits }
  const wire = settings.api === 'chat' ? chatCompletions : responses
  const closing = new AbortController()
  let accepted = allAbilities
  let isKnownToWork = false

  const askWith = async (
    request: ModelRequest,
    abilities: Abilities,
    retries: number,
    signal: AbortSignal,
    since: number,
  ): Promise<Attempt> => {
    const transport = openTransport({
      apiKey,
      mostReplyBytes,
      remainingMs: () => since + timeoutMs - clock(),
    })
    // Loaded with the first request: it takes a good part of a second, for which nobody waits who asks no model.
    const { openClient, isRefusal, failureOf, unreadable } = await import('./openai/client.ts')
    try {
      const client = openClient(settings.baseUrl, retries, transport)
      const reply = wire.read(await wire.send(client, { request, model, abilities, signal }))
      return reply === null ? unreadable(transport) : { kind: 'replied', reply }
    } catch (error) {
      const weaker = isRefusal(error) ? withoutRefused(abilities, transport.refusal()) : null
      if (weaker !== null) return { kind: 'takes-less', abilities: weaker }
      return failureOf(error, transport, signal.aborted)
    }
  }

  const ask = async (request: ModelRequest): Promise<ModelReply> => {
    const since = clock()
    const signal = AbortSignal.any([AbortSignal.timeout(timeoutMs), closing.signal])
    const askAs = (abilities: Abilities, retries: number) =>
      askWith(request, abilities, retries, signal, since)
    let abilities = accepted
    let attempt = await askAs(abilities, mostRetries)
    // Ends: each time there is less to leave out.
    while (attempt.kind === 'takes-less') {
      abilities = attempt.abilities
      accepted = abilities
      attempt = await askAs(abilities, mostRetries)
    }
    let isPaid = mayHaveCost(attempt)
    if (attempt.kind === 'failed' && abilities !== fewestAbilities && mayTakeLess(attempt, isKnownToWork)) {
      const plainest = await askAs(fewestAbilities, 0)
      isPaid ||= mayHaveCost(plainest)
      if (plainest.kind === 'replied') {
        accepted = fewestAbilities
        attempt = plainest
      }
    }
    const useOf = (promptTokens: number | null, completionTokens: number): ModelUse => ({
      model,
      promptTokens: promptTokens ?? estimatePromptTokens(request),
      completionTokens,
      elapsedMs: Math.round(clock() - since),
    })
    if (attempt.kind === 'failed') return { ...attempt, use: isPaid ? useOf(null, 0) : null }
    isKnownToWork = true
    const { outcome, promptTokens, completionTokens } = attempt.reply
    if (outcome.kind === 'failed') return { ...outcome, use: useOf(promptTokens, completionTokens ?? 0) }
    const text = withoutKey(outcome.text, apiKey)
    return { kind: 'said', text, use: useOf(promptTokens, completionTokens ?? estimateTokens(text)) }
  }

  return { ask, isReal: true, model, close: async () => closing.abort() }
}

type Attempt =
  | Readonly<{ kind: 'replied'; reply: WireReply }>
  | Readonly<{ kind: 'takes-less'; abilities: Abilities }>
  | Failure

/** The service began to answer, and may count what it did. */
const mayHaveCost = (attempt: Attempt): boolean =>
  attempt.kind === 'failed' && ['timeout', 'too-large', 'garbled'].includes(attempt.code)

/** Shorter ones stand for no key at all (as "none" does), and may well stand in a reply. */
const shortestKey = 12

/** A service may say back what it was sent. */
const withoutKey = (text: string, apiKey: string | null): string =>
  apiKey !== null && apiKey.length >= shortestKey ? text.replaceAll(apiKey, '[key]') : text
