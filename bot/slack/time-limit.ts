/** Work took longer than it may. */
export class TimeLimitPassed extends Error {
  readonly code = 'time-limit-passed'
  constructor(limitMs: number) {
    super(`not done after ${limitMs} ms`)
    this.name = 'TimeLimitPassed'
  }
}

const race = async <Result>(work: Promise<Result>, limitMs: number, pass: () => Result): Promise<Result> => {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<Result>((resolve, reject) => {
    timer = setTimeout(() => {
      try {
        resolve(pass())
      } catch (fault) {
        reject(fault)
      }
    }, limitMs)
  })
  try {
    return await Promise.race([work, limit])
  } finally {
    clearTimeout(timer)
  }
}

/** The result of `work`; rejects with TimeLimitPassed when it takes longer. The work itself is not ended. */
export const failAfter = <Result>(limitMs: number, work: Promise<Result>): Promise<Result> =>
  race(work, limitMs, () => {
    throw new TimeLimitPassed(limitMs)
  })

/** Waits for `work`, but not longer. */
export const orGoOnAfter = (limitMs: number, work: Promise<void>): Promise<void> =>
  race(work, limitMs, () => {})
