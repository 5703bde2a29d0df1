/** One job at a time within a thread, in order of arrival; `parallel` threads at a time overall. */
export type ThreadQueue = Readonly<{
  /** The job must not reject: it tells its own faults. */
  add: (thread: string, job: () => Promise<void>) => void
  /** Resolves when nothing waits or runs. */
  idle: () => Promise<void>
  /** Jobs waiting or running. */
  size: () => number
}>

export const createThreadQueue = (parallel: number): ThreadQueue => {
  const waitingByThread = new Map<string, (() => Promise<void>)[]>()
  const readyThreads: string[] = []
  let idleListeners: (() => void)[] = []
  let running = 0
  let size = 0

  const finish = (thread: string): void => {
    running -= 1
    size -= 1
    if (waitingByThread.get(thread)?.length === 0) waitingByThread.delete(thread)
    else readyThreads.push(thread)
    startReady()
    if (size === 0) {
      for (const resolve of idleListeners) resolve()
      idleListeners = []
    }
  }

  const startReady = (): void => {
    while (running < parallel) {
      const thread = readyThreads.shift()
      if (thread === undefined) return
      const job = waitingByThread.get(thread)?.shift()
      if (job === undefined) continue
      running += 1
      void job().finally(() => finish(thread))
    }
  }

  return {
    add: (thread, job) => {
      size += 1
      const waiting = waitingByThread.get(thread)
      if (waiting === undefined) {
        waitingByThread.set(thread, [job])
        readyThreads.push(thread)
      } else {
        waiting.push(job)
      }
      startReady()
    },
    idle: () =>
      size === 0 ? Promise.resolve() : new Promise<void>((resolve) => idleListeners.push(resolve)),
    size: () => size,
  }
}
