/**
 * A folder in the place of a model: each request is a file, and whoever likes writes its answer beside it. A request has
 * the same name whenever it is asked, so that a whole set of questions can be written out in one run, answered in peace,
 * and asked again.
 */
import { randomUUID } from 'node:crypto'
import { on } from 'node:events'
import { existsSync, watch } from 'node:fs'
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { estimatePromptTokens, estimateTokens } from './estimate-tokens.ts'
import { folderReadme } from './folder-readme.ts'
import type { ModelReply, ModelRequest, ModelService } from './model-service.ts'
import { hashRequest } from './request-hash.ts'

export type FolderOptions = Readonly<{
  folder: string
  /** For an answer that is not there yet; 0: not at all. */
  waitMs: number
  /** Who answers, as it is named to people. */
  model?: string
  clock?: () => number
}>

const mostReplyBytes = 1_000_000

/** Makes the folder, with a page that says what to do in it. Faults: it cannot be written. */
export const openFolderService = async (options: FolderOptions): Promise<ModelService> => {
  const { folder, waitMs, model = 'folder', clock = () => performance.now() } = options
  const closing = new AbortController()
  await mkdir(folder, { recursive: true })
  await writeWhole(folder, 'README.md', folderReadme)

  const ask: ModelService['ask'] = async (request) => {
    const since = clock()
    const name = hashRequest(request)
    const read = () => readReply(folder, name)
    try {
      await writeWhole(folder, `${name}.request.json`, requestText(request))
      const found = await read()
      const text =
        found ??
        (waitMs === 0
          ? null
          : await waitFor(read, folder, AbortSignal.any([AbortSignal.timeout(waitMs), closing.signal])))
      return replyOf(request, text, model, Math.round(clock() - since))
    } catch {
      // The folder is gone, or the disk is full: to the bot it is a service that cannot be reached.
      return { kind: 'failed', code: 'unreachable', use: null }
    }
  }
  return { ask, isReal: false, model, close: async () => closing.abort() }
}

const requestText = ({ purpose, subject, mostReplyTokens, schema, messages }: ModelRequest): string =>
  `${JSON.stringify({ purpose, subject, mostReplyTokens, messages, schema }, null, 2)}\n`

/** Under another name first, so that nobody reads half a file; one that is there already says the same. */
const writeWhole = async (folder: string, name: string, text: string): Promise<void> => {
  const path = join(folder, name)
  if (existsSync(path)) return
  const unfinished = join(folder, `${randomUUID()}.part`)
  await writeFile(unfinished, text)
  await rename(unfinished, path)
}

type TooLarge = Readonly<{ isTooLarge: true }>
type ReplyText = string | TooLarge

/** null: there is none yet; whoever begins to write makes an empty file first. */
const readReply = async (folder: string, name: string): Promise<ReplyText | null> => {
  const path = ['json', 'txt'].map((kind) => join(folder, `${name}.reply.${kind}`)).find(existsSync)
  if (path === undefined) return null
  const { size } = await stat(path)
  if (size > mostReplyBytes) return { isTooLarge: true }
  return (await readFile(path, 'utf8')) || null
}

/** Looks again whenever something in the folder changes. Outcome: null when the time is over. */
const waitFor = async (
  read: () => Promise<ReplyText | null>,
  folder: string,
  signal: AbortSignal,
): Promise<ReplyText | null> => {
  const watcher = watch(folder)
  try {
    const changes = on(watcher, 'change', { signal })
    // Read once more now that changes are heard of: one may have come in between.
    let reply = await read()
    while (reply === null) {
      await changes.next()
      reply = await read()
    }
    return reply
  } catch (error) {
    if (signal.aborted) return null
    throw error
  } finally {
    watcher.close()
  }
}

const replyOf = (
  request: ModelRequest,
  text: ReplyText | null,
  model: string,
  elapsedMs: number,
): ModelReply => {
  if (text === null) return { kind: 'failed', code: 'no-reply-kept', use: null }
  if (typeof text !== 'string') return { kind: 'failed', code: 'too-large', use: null }
  if (text.trim() === '') return { kind: 'failed', code: 'empty', use: null }
  const use = {
    model,
    promptTokens: estimatePromptTokens(request),
    completionTokens: estimateTokens(text),
    elapsedMs,
  }
  return { kind: 'said', text, use }
}
