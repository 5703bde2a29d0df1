/** Reading files that nobody has read before in processes of their own, with bounds of time and memory. */
import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { boundedCommand, findProcessTools, isMemoryFailure } from '../../db/run/process-bounds.ts'
import type { UnreadableCode } from '../reading.ts'
import type { ReadingMessage, ReadingReply, ReadingRequest, ReadingSettings } from './messages.ts'

/** `timeoutMs`: without a sign of the child; `longestMs`: however many pages it says it is at. */
export type ReadingLimits = Readonly<{ timeoutMs: number; longestMs: number; oldSpaceMegabytes: number }>

/** A disclosure of a hundred pages takes a second or two, and one that was scanned some seconds a page. */
export const defaultReadingLimits: ReadingLimits = {
  timeoutMs: 60_000,
  longestMs: 30 * 60_000,
  oldSpaceMegabytes: 1024,
}

const childFile = fileURLToPath(new URL('./reading-child.ts', import.meta.url))
const keptLastWords = 4000

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
})

type Answered = Readonly<{ reply: ReadingReply; isAlive: boolean }>

/** Whatever the file does to the process, there is a reply. */
const ask = (
  child: ReadingProcess,
  request: ReadingRequest,
  { timeoutMs, longestMs }: ReadingLimits,
): Promise<Answered> =>
  new Promise((settle) => {
    const end = (reply: ReadingReply, isAlive: boolean) => {
      clearTimeout(timer)
      clearTimeout(longest)
      child.process.removeAllListeners()
      if (!isAlive) child.process.kill('SIGKILL')
      settle({ reply, isAlive })
    }
    const endLate = () => end(failed(request, 'took-too-long'), false)
    const timer = setTimeout(endLate, timeoutMs)
    const longest = setTimeout(endLate, longestMs)
    child.process.on('message', (message: ReadingMessage) => {
      if (message.kind === 'page') timer.refresh()
      else end(message.reply, true)
    })
    child.process.once('error', () => end(failed(request, 'damaged-file'), false))
    child.process.once('exit', () => {
      const isMemory = isMemoryFailure(child.lastWords)
      end(failed(request, isMemory ? 'too-large' : 'damaged-file'), false)
    })
    child.process.send(request, () => {})
  })

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
    let child: ReadingProcess | null = null
    for (const [index, request] of waiting) {
      child ??= start(limits)
      const { reply, isAlive } = await ask(child, request, limits)
      if (!isAlive) child = null
      onReply(reply, index)
    }
    child?.process.kill('SIGKILL')
  }
  await Promise.all(Array.from({ length: Math.min(processes, requests.length) }, work))
}
