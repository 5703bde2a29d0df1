import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { GuardCatalog } from '../guard/guard.ts'
import { childOldSpaceMegabytes, type QueryLimits } from './limits.ts'
import type { Cell, ChildMessage, ChildOutcome, ChildRequest, ChildSettings } from './messages.ts'
import { boundedCommand, isMemoryFailure, type ProcessTools } from './process-bounds.ts'

/** Why a query was ended before it answered. */
export type StopCode = 'time' | 'memory' | 'crash'

export type PoolOutcome =
  | (Extract<ChildOutcome, { kind: 'rows' }> & Readonly<{ elapsedMs: number }>)
  | Extract<ChildOutcome, { kind: 'refused' }>
  | Readonly<{ kind: 'stopped'; code: StopCode; elapsedMs: number }>

/** The runner cannot work at all: no store, no process, or it is closed. */
export class QueryRunnerFault extends Error {
  readonly code: 'store-unusable' | 'child-failed' | 'closed'
  constructor(code: QueryRunnerFault['code'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

type PoolOptions = Readonly<{
  storePath: string
  catalog: GuardCatalog
  children: number
  tools: ProcessTools
}>

type Job = {
  readonly sql: string
  readonly parameters: readonly Cell[]
  readonly limits: QueryLimits
  readonly isRewritten: boolean
  readonly resolve: (outcome: PoolOutcome) => void
  readonly reject: (fault: QueryRunnerFault) => void
}
type Work = Readonly<{ id: number; job: Job; startedAt: number; timer: NodeJS.Timeout }>
type Child = { readonly process: ChildProcess; isReady: boolean; work: Work | null; lastWords: string }

const childFile = fileURLToPath(new URL('./query-child.ts', import.meta.url))
/** After the first child is ready: long enough for a single question to be answered without a second process. */
const secondChildDelayMs = 300
const allowedFailedStarts = 3
const keptLastWords = 4000

/**
 * Child processes that run SQL, one query at a time each; what waits is taken in order by the first that is free.
 *
 * The pool does not guard: `openQueryRunner` does, before. A query that takes too long is ended with its process,
 * and only that one; a process that dies fails only its own query. Children without work do not keep the parent
 * alive, and end with it.
 */
export class QueryPool {
  readonly #options: PoolOptions
  #tools: ProcessTools
  readonly #children = new Set<Child>()
  readonly #processes = new Set<ChildProcess>()
  readonly #queue: Job[] = []
  #lastId = 0
  #failedStarts = 0
  #isClosed = false

  constructor(options: PoolOptions) {
    this.#options = options
    this.#tools = options.tools
    this.#start()
  }

  run(
    sql: string,
    parameters: readonly Cell[],
    limits: QueryLimits,
    isRewritten = false,
  ): Promise<PoolOutcome> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed) {
        reject(new QueryRunnerFault('closed', 'the query runner is closed'))
        return
      }
      this.#queue.push({ sql, parameters, limits, isRewritten, resolve, reject })
      this.#dispatch()
    })
  }

  /** Ends all children and waits until they are gone; what is still waiting fails. */
  async close(): Promise<void> {
    this.#isClosed = true
    const closed = new QueryRunnerFault('closed', 'the query runner is closed')
    for (const child of this.#children) this.#dismiss(child)?.job.reject(closed)
    this.#failQueue(closed)
    await Promise.all([...this.#processes].map(gone))
  }

  /** For tests and diagnostics. */
  processIds(): readonly number[] {
    return [...this.#processes].flatMap(({ pid }) => (pid === undefined ? [] : [pid]))
  }

  #failQueue(fault: QueryRunnerFault): void {
    for (const job of this.#queue.splice(0)) job.reject(fault)
  }

  #dispatch(): void {
    for (const child of this.#children) {
      if (!child.isReady || child.work !== null) continue
      const job = this.#queue.shift()
      if (job === undefined) break
      this.#assign(child, job)
    }
    const starting = [...this.#children].filter((child) => !child.isReady).length
    const room = this.#options.children - this.#children.size
    const missing = Math.min(room, this.#queue.length - starting)
    for (let count = 0; count < missing; count += 1) this.#start()
    this.#holdParent()
  }

  #assign(child: Child, job: Job): void {
    this.#lastId += 1
    const { timeoutMs, ...limits } = job.limits
    const { sql, parameters, isRewritten } = job
    const request: ChildRequest = { id: this.#lastId, sql, parameters, limits, isRewritten }
    const timer = setTimeout(() => this.#stop(child, 'time'), timeoutMs)
    child.work = { id: request.id, job, startedAt: performance.now(), timer }
    // A channel that closes just now is an exit that is about to be told.
    child.process.send(request, () => {})
  }

  #start(): void {
    const { storePath, catalog } = this.#options
    const settings: ChildSettings = {
      storePath,
      relations: Object.keys(catalog.relations),
      functions: [...catalog.functions].map((name) => name.toLowerCase()),
      prlimit: this.#tools.prlimit,
      parentId: process.pid,
      mustWatchParent: this.#tools.setpriv === null,
    }
    const [command, ...rest] = boundedCommand(this.#tools, [
      process.execPath,
      `--max-old-space-size=${childOldSpaceMegabytes}`,
      childFile,
      JSON.stringify(settings),
    ])
    const started = spawn(command, rest, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], env: {} })
    const child: Child = { process: started, isReady: false, work: null, lastWords: '' }
    this.#children.add(child)
    this.#processes.add(started)
    started.stderr?.on('data', (chunk: Buffer) => {
      child.lastWords = (child.lastWords + chunk.toString()).slice(0, keptLastWords)
    })
    started.on('message', (message: ChildMessage) => this.#hear(child, message))
    // Both may come, or only 'error' where the command could not be started.
    started.on('error', (error) => this.#bury(child, error.message))
    started.on('exit', (code, signal) => this.#bury(child, `${signal ?? code}`))
  }

  #hear(child: Child, message: ChildMessage): void {
    if (!this.#children.has(child)) return
    switch (message.kind) {
      case 'ready':
        child.isReady = true
        this.#failedStarts = 0
        this.#dispatch()
        this.#startOthersLater()
        break
      case 'unusable':
        this.#dismiss(child)
        this.#failQueue(new QueryRunnerFault('store-unusable', message.detail))
        break
      case 'answered':
        if (child.work?.id === message.id) this.#finish(child, child.work, message.outcome)
        break
    }
  }

  #startOthersLater(): void {
    const start = (): void => {
      while (!this.#isClosed && this.#children.size < this.#options.children) this.#start()
      this.#holdParent()
    }
    setTimeout(start, secondChildDelayMs).unref()
  }

  #finish(child: Child, work: Work, outcome: ChildOutcome): void {
    if (outcome.kind === 'out-of-memory') {
      // It answered, but what else failed in it is not known: it is replaced like one that was ended.
      this.#stop(child, 'memory')
      return
    }
    clearTimeout(work.timer)
    child.work = null
    const elapsedMs = performance.now() - work.startedAt
    work.job.resolve(outcome.kind === 'rows' ? { ...outcome, elapsedMs } : outcome)
    this.#dispatch()
  }

  #stop(child: Child, code: StopCode): void {
    const work = this.#dismiss(child)
    work?.job.resolve({ kind: 'stopped', code, elapsedMs: performance.now() - work.startedAt })
    if (this.#isClosed) return
    this.#start()
    this.#dispatch()
  }

  /** Takes a child out of service and ends it; returns what it was working on. */
  #dismiss(child: Child): Work | null {
    this.#children.delete(child)
    child.process.kill('SIGKILL')
    const { work } = child
    child.work = null
    if (work !== null) clearTimeout(work.timer)
    return work
  }

  /** A process has ended, by itself or by us. */
  #bury(child: Child, end: string): void {
    this.#processes.delete(child.process)
    if (!this.#children.has(child)) return
    if (child.isReady) {
      this.#stop(child, isMemoryFailure(child.lastWords) ? 'memory' : 'crash')
      return
    }
    this.#dismiss(child)
    this.#failedStarts += 1
    // Perhaps this machine does not let us bound or tie processes: then without.
    this.#tools = { prlimit: null, setpriv: null }
    if (this.#failedStarts < allowedFailedStarts) {
      this.#dispatch()
      return
    }
    this.#failedStarts = 0
    const lastWords = `the query process does not start (${end}): ${child.lastWords}`
    this.#failQueue(new QueryRunnerFault('child-failed', lastWords))
  }

  /** The parent stays up for an answer, not for idle children. */
  #holdParent(): void {
    for (const child of this.#children) {
      const isAwaited = child.work !== null || (!child.isReady && this.#queue.length > 0)
      const hold = isAwaited ? 'ref' : 'unref'
      child.process[hold]()
      child.process.channel?.[hold]()
      // The pipe is a socket, whose type here is only a stream.
      const { stderr } = child.process
      if (stderr !== null && 'unref' in stderr) (stderr as typeof stderr & { unref: () => void }).unref()
    }
  }
}

const gone = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) resolve()
    else {
      child.ref()
      child.once('exit', () => resolve())
    }
  })
