/**
 * What was asked of a model and what it said, one exchange a line: kept while a model is there, and said again where none
 * is. The prompt itself is not kept, only its hash, which tells whether the prompt has changed since.
 */
import { appendFileSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { estimatePromptTokens, estimateTokens } from './estimate-tokens.ts'
import {
  type ModelReply,
  type ModelRequest,
  type ModelService,
  modelFailureCodes,
  modelPurposes,
} from './model-service.ts'
import { hashRequest } from './request-hash.ts'

const countSchema = z.number().int().nonnegative().nullable().default(null)

const exchangeSchema = z.strictObject({
  source: z.enum(['real', 'scripted']),
  model: z.string(),
  purpose: z.enum(modelPurposes),
  subject: z.string(),
  promptHash: z.string(),
  reply: z.union([z.strictObject({ text: z.string() }), z.strictObject({ code: z.enum(modelFailureCodes) })]),
  /** null: nothing was spent, or it is not known. */
  promptTokens: countSchema,
  completionTokens: countSchema,
  elapsedMs: z.number().nonnegative().nullable().default(null),
})
export type Exchange = Readonly<z.infer<typeof exchangeSchema>>

/** A file of exchanges that cannot be used: the file, the line and the reason. */
export class ExchangeFileProblem extends Error {}

/** Tells `keep` of each exchange with a service. Faults: those of `keep`. */
export const recordExchanges = (service: ModelService, keep: (exchange: Exchange) => void): ModelService => {
  const ask: ModelService['ask'] = async (request) => {
    const reply = await service.ask(request)
    keep(exchangeOf(service, request, reply))
    return reply
  }
  return { ...service, ask }
}

const exchangeOf = (service: ModelService, request: ModelRequest, reply: ModelReply): Exchange => ({
  source: service.isReal ? 'real' : 'scripted',
  model: service.model,
  purpose: request.purpose,
  subject: request.subject,
  promptHash: hashRequest(request),
  reply: reply.kind === 'said' ? { text: reply.text } : { code: reply.code },
  promptTokens: reply.use?.promptTokens ?? null,
  completionTokens: reply.use?.completionTokens ?? null,
  elapsedMs: reply.use?.elapsedMs ?? null,
})

export const appendExchange =
  (path: string) =>
  (exchange: Exchange): void =>
    appendFileSync(path, `${JSON.stringify(exchange)}\n`)

/** Faults: ExchangeFileProblem. */
export const readExchanges = (path: string): readonly Exchange[] =>
  readText(path)
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : [parseExchange(line, `${path}, line ${index + 1}`)]))

const readText = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new ExchangeFileProblem(`${path} cannot be read: ${messageOf(cause)}`, { cause })
  }
}

const parseExchange = (line: string, place: string): Exchange => {
  const parsed = exchangeSchema.safeParse(parseJson(line, place))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const where = issue?.path.length ? `${issue.path.join('.')}: ` : ''
  throw new ExchangeFileProblem(`${place} is not an exchange with a model: ${where}${issue?.message}`)
}

const parseJson = (line: string, place: string): unknown => {
  try {
    return JSON.parse(line)
  } catch (cause) {
    throw new ExchangeFileProblem(`${place} is not JSON: ${messageOf(cause)}`, { cause })
  }
}

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause))

/**
 * A service that says what was said before on the same subject for the same purpose: several replies in their order, the
 * last one from then on. It is real only if a model said all of it.
 */
export const replayExchanges = (exchanges: readonly Exchange[]): ModelService => {
  const exchangesByKey = Map.groupBy(exchanges, keyOf)
  const askedByKey = new Map<string, number>()
  const ask: ModelService['ask'] = async (request) => {
    const key = keyOf(request)
    const kept = exchangesByKey.get(key) ?? []
    const asked = askedByKey.get(key) ?? 0
    askedByKey.set(key, asked + 1)
    const exchange = kept[asked] ?? kept.at(-1)
    return exchange === undefined
      ? { kind: 'failed', code: 'no-reply-kept', use: null }
      : replyOf(exchange, request)
  }
  return {
    ask,
    isReal: exchanges.length > 0 && exchanges.every(({ source }) => source === 'real'),
    model: [...new Set(exchanges.map(({ model }) => model))].join(', '),
    close: async () => {},
  }
}

const keyOf = ({ purpose, subject }: Pick<Exchange, 'purpose' | 'subject'>): string => `${purpose} ${subject}`

const replyOf = (exchange: Exchange, request: ModelRequest): ModelReply => {
  const { model, reply, promptTokens, completionTokens, elapsedMs } = exchange
  const text = 'text' in reply ? reply.text : ''
  const use = {
    model,
    promptTokens: promptTokens ?? estimatePromptTokens(request),
    completionTokens: completionTokens ?? estimateTokens(text),
    elapsedMs: elapsedMs ?? 0,
  }
  return 'text' in reply
    ? { kind: 'said', text, use }
    : { kind: 'failed', code: reply.code, use: promptTokens === null ? null : use }
}
