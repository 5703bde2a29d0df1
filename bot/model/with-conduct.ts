/** How a service is used, whatever it is: not too much at once, not while it is down, not beyond the day's tokens. */
import { type DailyTokens, limitDailyTokens } from './limit-daily-tokens.ts'
import { limitParallel, type ParallelLimit } from './limit-parallel.ts'
import type { ModelService } from './model-service.ts'
import { type Pause, pauseAfterFailures } from './pause-after-failures.ts'

const usualConduct = { mostWaiting: 16, failuresBeforePause: 5, pauseMs: 30_000 }

export type Conduct = DailyTokens &
  Pick<ParallelLimit, 'parallel'> &
  Partial<Pick<ParallelLimit, 'mostWaiting'> & Omit<Pause, 'clock'>>

/** `clock`: milliseconds since 1970. */
export const withConduct = (service: ModelService, conduct: Conduct): ModelService => {
  const whole = { ...usualConduct, ...conduct }
  // Whether it is paused is looked at when a request has its turn: those who waited for a service that went down are let go.
  return limitParallel(pauseAfterFailures(limitDailyTokens(service, whole), whole), whole)
}
