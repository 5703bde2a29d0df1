/** A model of which every word is known: it says the texts one after the other, then fails. */
import type { ModelFailureCode, ModelRequest, ModelService } from '../model-service.ts'

export type ScriptedModel = ModelService & Readonly<{ requests: readonly ModelRequest[] }>

export const failing = (code: ModelFailureCode) => ({ code }) as const

/** `replies`: a text, what is said as JSON, or a failure. */
export const scriptedModel = (...replies: readonly unknown[]): ScriptedModel => {
  const requests: ModelRequest[] = []
  const use = { model: 'scripted', promptTokens: 100, completionTokens: 10, elapsedMs: 1 }
  return {
    requests,
    isReal: false,
    model: 'scripted',
    close: async () => {},
    ask: async (request) => {
      const reply = replies[requests.push(request) - 1]
      if (reply === undefined) return { kind: 'failed', code: 'unreachable', use: null }
      if (typeof reply === 'object' && reply !== null && 'code' in reply)
        return { kind: 'failed', code: reply.code as ModelFailureCode, use } // made by `failing`
      return { kind: 'said', text: typeof reply === 'string' ? reply : JSON.stringify(reply), use }
    },
  }
}
