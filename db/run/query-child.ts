import { Kysely } from 'kysely'
import { type CappedResult, cappedDialect, cappedQuery, EngineRefusal } from './capped-dialect.ts'
import { childHeadroomBytes } from './limits.ts'
import type { ChildMessage, ChildOutcome, ChildRequest, ChildSettings } from './messages.ts'
import { openStoreForQueries } from './open-store.ts'
import { boundMemory, watchParent } from './process-bounds.ts'

// The process in which queries run, one at a time; its parent ends it when one takes too long. It is a process and
// not a thread because a thread inside a statement cannot be stopped.

const send = (message: ChildMessage): void => {
  process.send?.(message)
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
  if (settings.prlimit !== null)
    boundMemory(settings.prlimit, {
      writableBytes: childHeadroomBytes,
      addressSpaceBytes: 2 * childHeadroomBytes,
    })
  send({ kind: 'ready' })
} catch (error) {
  send({ kind: 'unusable', detail: error instanceof Error ? error.message : String(error) })
}
