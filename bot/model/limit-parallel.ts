import type { ModelReply, ModelService } from './model-service.ts'

export type ParallelLimit = Readonly<{
  /** Requests that are asked at once. */
  parallel: number
  /** Requests that wait for their turn; one more is told that the model is busy. */
  mostWaiting: number
}>

export const limitParallel = (
  service: ModelService,
  { parallel, mostWaiting }: ParallelLimit,
): ModelService => {
  let running = 0
  const waiting: (() => void)[] = []

  /** Whoever waited longest takes the place over. */
  const leavePlace = (): void => {
    const next = waiting.shift()
    if (next === undefined) running -= 1
    else next()
  }

  const ask: ModelService['ask'] = async (request): Promise<ModelReply> => {
    if (running < parallel) running += 1
    else if (waiting.length < mostWaiting) await new Promise<void>((resolve) => waiting.push(resolve))
    else return { kind: 'failed', code: 'busy', use: null }
    try {
      return await service.ask(request)
    } finally {
      leavePlace()
    }
  }
  return { ...service, ask }
}
