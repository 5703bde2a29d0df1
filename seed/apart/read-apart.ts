/** Reading files that nobody has read before in processes of their own, with bounds of time and memory. */
import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { boundedCommand, findProcessTools, isMemoryFailure } from '../../db/run/process-bounds.ts'
import type { UnreadableCode } from '../reading.ts'
import { withConverted } from './convert-word.ts'
import type { ReadingReply, ReadingRequest, ReadingSettings } from './messages.ts'

export type ReadingLimits = Readonly<{ timeoutMs: number; oldSpaceMegabytes: number }>

/** A disclosure of a hundred pages takes a second or two. */
export const defaultReadingLimits: ReadingLimits = { timeoutMs: 60_000, oldSpaceMegabytes: 1024 }

const childFile = fileURLToPath(new URL('./reading-child.ts', import.meta.url))
const keptLastWords = 4000

/** A process that held more is not given another file: what each may have is counted from the start of its process. */
const mostBytesKept = 256 * 1024 * 1024

type ReadingProcess = { readonly process: ChildProcess; lastWords: string }

const start = ({ oldSpaceMegabytes }: ReadingLimits): ReadingProcess => {
  const tools = findProcessTools()
  const settings: ReadingSettings = {
    prlimit: tools.prlimit,
    parentId: process.pid,
    mustWatchParent: tools.setpriv === null,
  }
  const [command, ...words] = boundedCommand(tools, [
    process.execPath,
    `--max-old-space-size=${oldSpaceMegabytes}`,
    childFile,
    JSON.stringify(settings),
  ])
  const started = spawn(command, words, {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
    env: {},
  })
  const child: ReadingProcess = { process: started, lastWords: '' }
  started.stderr?.on('data', (chunk: Buffer) => {
    child.lastWords = (child.lastWords + chunk.toString()).slice(-keptLastWords)
  })
  return child
}

const failed = ({ fileName }: ReadingRequest, code: UnreadableCode): ReadingReply => ({
  outcome: { kind: 'unreadable', fileName, code },
  packed: null,
  peakBytes: null,
})

type Answered = Readonly<{ reply: ReadingReply; isAlive: boolean }>

/** Whatever the file does to the process, there is a reply. */
const ask = (
  child: ReadingProcess,
  request: ReadingRequest,
  { timeoutMs }: ReadingLimits,
): Promise<Answered> =>
  new Promise((settle) => {
    const end = (reply: ReadingReply, isAlive: boolean) => {
      clearTimeout(timer)
      child.process.removeAllListeners()
      if (!isAlive) child.process.kill('SIGKILL')
      settle({ reply, isAlive })
    }
    const timer = setTimeout(() => end(failed(request, 'took-too-long'), false), timeoutMs)
    child.process.once('message', (reply: ReadingReply) => end(reply, true))
    child.process.once('error', () => end(failed(request, 'damaged-file'), false))
    child.process.once('exit', () => {
      const isMemory = isMemoryFailure(child.lastWords)
      end(failed(request, isMemory ? 'too-large' : 'damaged-file'), false)
    })
    child.process.send(request, () => {})
  })

type FileReader = Readonly<{
  read: (request: ReadingRequest) => Promise<ReadingReply>
  end: () => void
}>

/** Reads one file after another in a process that is kept as long as it may be. */
const createReader = (limits: ReadingLimits): FileReader => {
  let child: ReadingProcess | null = null
  const end = () => {
    child?.process.kill('SIGKILL')
    child = null
  }
  return {
    read: async (request) => {
      child ??= start(limits)
      const { reply, isAlive } = await ask(child, request, limits)
      if (!isAlive || (reply.peakBytes ?? 0) > mostBytesKept) end()
      return reply
    },
    end,
  }
}

/** A file that is read only as DOCX is made one, and what is read of that is what it says. */
const readOrConvert = async (
  request: ReadingRequest,
  { read }: FileReader,
  { timeoutMs }: ReadingLimits,
): Promise<ReadingReply> => {
  const reply = await read(request)
  if (reply.outcome.kind === 'read' || reply.outcome.code !== 'old-word-file') return reply
  return withConverted(request.path, 'docx', timeoutMs, async (conversion) =>
    conversion.kind === 'converted'
      ? read({ ...request, path: conversion.path })
      : { ...failed(request, conversion.code), peakBytes: reply.peakBytes },
  )
}

/**
 * Reads files, several at a time, and hands on each reply as it comes.
 *
 * Outcomes: besides those of a document, 'took-too-long', 'too-large' for one that needs too much memory, and
 * 'damaged-file' for one at which its reader broke.
 */
export const readApart = async (
  requests: readonly ReadingRequest[],
  processes: number,
  onReply: (reply: ReadingReply, index: number) => void,
  limits = defaultReadingLimits,
): Promise<void> => {
  const waiting = requests.entries()
  const work = async (): Promise<void> => {
    const reader = createReader(limits)
    for (const [index, request] of waiting) onReply(await readOrConvert(request, reader, limits), index)
    reader.end()
  }
  await Promise.all(Array.from({ length: Math.min(processes, requests.length) }, work))
}
