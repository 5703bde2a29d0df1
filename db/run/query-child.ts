import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { Kysely } from 'kysely'
import { type CappedResult, cappedDialect, cappedQuery, EngineRefusal } from './capped-dialect.ts'
import { childHeadroomBytes } from './limits.ts'
import type { ChildMessage, ChildOutcome, ChildRequest, ChildSettings } from './messages.ts'
import { openStoreForQueries } from './open-store.ts'

// The process in which queries run, one at a time; its parent ends it when one takes too long. It is a process and
// not a thread because a thread inside a statement cannot be stopped.

const send = (message: ChildMessage): void => {
  process.send?.(message)
}

/**
 * Bounds this process to what it has now and a headroom.
 *
 * Counted from now on purpose: Node reserves gigabytes of address space that it never fills, more or less of it from
 * start to start, so that a fixed bound is either too wide to help or now and then too narrow to start.
 */
const boundMemory = (prlimit: string): void => {
  const status = readFileSync('/proc/self/status', 'utf8')
  const bytesOf = (field: string): number =>
    Number(new RegExp(`^${field}:\\s*(\\d+) kB`, 'm').exec(status)?.[1]) * 1024
  const addressSpace = bytesOf('VmSize') + 2 * childHeadroomBytes
  const writable = bytesOf('VmData') + childHeadroomBytes
  // Where the machine does not allow it, the bounds on JavaScript, cells and bytes remain.
  spawnSync(prlimit, ['--pid', String(process.pid), `--as=${addressSpace}`, `--data=${writable}`])
}

/** A thread still runs while a statement holds the main one; `disconnect` would be heard only after it. */
const watchParent = (parentId: number): void => {
  const watch = `setInterval(() => {
    if (process.ppid !== ${parentId}) process.kill(process.pid, 'SIGKILL')
  }, 250)`
  new Worker(watch, { eval: true, env: {} }).unref()
}

const isOutOfMemory = (error: unknown): boolean => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (['SQLITE_NOMEM', 'SQLITE_TOOBIG', 'ERR_STRING_TOO_LONG'].includes(code)) return true
  return (
    error instanceof Error && /allocation failed|invalid string length|out of memory/i.test(error.message)
  )
}

const outcomeOfError = (error: unknown): ChildOutcome => {
  if (error instanceof EngineRefusal) return { kind: 'refused', code: 'engine-refused', detail: error.detail }
  if (isOutOfMemory(error)) return { kind: 'out-of-memory' }
  return {
    kind: 'refused',
    code: 'engine-error',
    detail: error instanceof Error ? error.message : String(error),
  }
}

const serve = (settings: ChildSettings): void => {
  const { store, rules } = openStoreForQueries(settings.storePath, settings.relations, settings.functions)
  const db = new Kysely<unknown>({ dialect: cappedDialect(store, rules) })

  const answer = async ({ sql, parameters, limits, isRewritten }: ChildRequest): Promise<ChildOutcome> => {
    try {
      const result = await db.executeQuery(cappedQuery(sql, parameters, limits, isRewritten))
      // Kysely hands on what the connection returned, which is a CappedResult.
      const { columns, rows, isTruncated } = result as CappedResult
      return { kind: 'rows', columns, rows, isTruncated }
    } catch (error) {
      return outcomeOfError(error)
    }
  }
  process.on('message', async (request: ChildRequest) => {
    send({ kind: 'answered', id: request.id, outcome: await answer(request) })
  })
}

process.on('disconnect', () => process.exit())
try {
  // The parent is this program: what it writes on the command line is a ChildSettings.
  const settings = JSON.parse(process.argv[2] ?? '') as ChildSettings
  // It may have died while this process started, before anything could tie the two.
  if (process.ppid !== settings.parentId) process.exit()
  if (settings.mustWatchParent) watchParent(settings.parentId)
  serve(settings)
  if (settings.prlimit !== null) boundMemory(settings.prlimit)
  send({ kind: 'ready' })
} catch (error) {
  send({ kind: 'unusable', detail: error instanceof Error ? error.message : String(error) })
}
