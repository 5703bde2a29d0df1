import type { ModelFailureCode, ModelReply, ModelRequest, ModelService } from '../model-service.ts'

export const modelRequest = (changes: Partial<ModelRequest> = {}): ModelRequest => ({
  purpose: 'plan',
  messages: [
    { role: 'system', content: 'Answer in JSON.' },
    { role: 'user', content: '哪些工会超出年初预算50%？' },
  ],
  schema: { name: 'plan', json: { type: 'object', properties: {}, additionalProperties: false } },
  subject: '哪些工会超出年初预算50%？',
  mostReplyTokens: 200,
  ...changes,
})

export const said = (text: string, tokens: readonly [number, number] = [30, 7]): ModelReply => ({
  kind: 'said',
  text,
  use: { model: 'test-model', promptTokens: tokens[0], completionTokens: tokens[1], elapsedMs: 1 },
})

export const failed = (code: ModelFailureCode): ModelReply => ({ kind: 'failed', code, use: null })

/** A service without a network: `ask` is the test's own. */
export const serviceOf = (ask: ModelService['ask']): ModelService => ({
  ask,
  isReal: true,
  model: 'test-model',
  close: async () => {},
})
