import type { ModelFailureCode, ModelReply, ModelService } from './model-service.ts'

export type Pause = Readonly<{
  failuresBeforePause: number
  pauseMs: number
  /** Counts milliseconds. */
  clock: () => number
}>

/**
 * Leaves a service alone that failed several times in a row: nobody waits for what does not come, and what is overloaded
 * can recover. After the pause one request tries it, and its outcome ends the pause or begins another.
 */
export const pauseAfterFailures = (
  service: ModelService,
  { failuresBeforePause, pauseMs, clock }: Pause,
): ModelService => {
  let failures = 0
  let pausedUntil: number | null = null
  let isTrying = false

  const heed = (reply: ModelReply): void => {
    const sign = reply.kind === 'said' ? 'works' : signs[reply.code]
    if (sign === 'none') return
    failures = sign === 'works' ? 0 : failures + 1
    pausedUntil = failures < failuresBeforePause ? null : clock() + pauseMs
  }

  const ask: ModelService['ask'] = async (request) => {
    const isTrial = pausedUntil !== null
    if (pausedUntil !== null && (isTrying || clock() < pausedUntil))
      return { kind: 'failed', code: 'paused', use: null }
    if (isTrial) isTrying = true
    try {
      const reply = await service.ask(request)
      heed(reply)
      return reply
    } finally {
      if (isTrial) isTrying = false
    }
  }
  return { ...service, ask }
}

/** What a failure says of the service: a model that declines, or has more to say than it may, works. */
const signs: Readonly<Record<ModelFailureCode, 'works' | 'fails' | 'none'>> = {
  unreachable: 'fails',
  timeout: 'fails',
  'rate-limited': 'fails',
  'service-error': 'fails',
  rejected: 'fails',
  garbled: 'fails',
  'too-large': 'fails',
  empty: 'fails',
  refused: 'works',
  'cut-off': 'works',
  paused: 'none',
  busy: 'none',
  'budget-spent': 'none',
  'no-reply-kept': 'none',
}
