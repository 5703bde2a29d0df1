/** Reading files in processes of their own, with bounds of time and memory. */
import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { boundedCommand, findProcessTools, isMemoryFailure } from '../../db/run/process-bounds.ts'
import type { UnreadableCode } from '../reading.ts'
import { answerRequest } from './answer-request.ts'
import type { FileToRead, ReadingMessage, ReadingReply, ReadingRequest, ReadingSettings } from './messages.ts'

export type ReadingLimits = Readonly<{ timeoutMs: number; oldSpaceMegabytes: number }>

/** A disclosure of a hundred pages takes a second or two. */
export const defaultReadingLimits: ReadingLimits = { timeoutMs: 60_000, oldSpaceMegabytes: 1024 }

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

const unreadable = ({ fileName }: FileToRead, code: UnreadableCode): ReadingReply => ({
  kind: 'unreadable',
  files: [{ fileName, code }],
})

type Answered = Readonly<{ reply: ReadingReply; isAlive: boolean }>

/** Whatever a file does to the process, there is a reply. */
const ask = (
  child: ReadingProcess,
  request: ReadingRequest,
  { timeoutMs }: ReadingLimits,
): Promise<Answered> =>
  new Promise((settle) => {
    let file: FileToRead = request.files[0]
    const end = (reply: ReadingReply, isAlive: boolean) => {
      clearTimeout(timer)
      child.process.removeAllListeners()
      if (!isAlive) child.process.kill('SIGKILL')
      settle({ reply, isAlive })
    }
    const timer = setTimeout(() => end(unreadable(file, 'took-too-long'), false), timeoutMs)
    child.process.on('message', (message: ReadingMessage) => {
      if (message.kind !== 'begun') return end(message, true)
      file = request.files[message.index] ?? file
      timer.refresh()
    })
    child.process.once('error', () => end(unreadable(file, 'damaged-file'), false))
    child.process.once('exit', () => {
      const isMemory = isMemoryFailure(child.lastWords)
      end(unreadable(file, isMemory ? 'too-large' : 'damaged-file'), false)
    })
    child.process.send(request, () => {})
  })

export type Readers = Readonly<{
  /**
   * Works on requests, several at a time, and hands on each reply as it comes; a process turns to its next request when
   * `onReply` is done with the reply before.
   *
   * Outcomes: besides those of a document, 'took-too-long', 'too-large' for one that needs too much memory, and
   * 'damaged-file' for one at which its reader broke.
   */
  work: (
    requests: readonly ReadingRequest[],
    onReply: (reply: ReadingReply, index: number) => Promise<void>,
  ) => Promise<void>
  close: () => void
}>

/** Reads in this process, one request after another. */
export const hereReaders: Pick<Readers, 'work'> = {
  work: async (requests, onReply) => {
    for (const [index, request] of requests.entries())
      await onReply(await answerRequest(request, () => {}), index)
  },
}

/** Processes that read files; each is started when there is work for it, and stays until `close`. */
export const openReaders = (processes: number, limits = defaultReadingLimits): Readers => {
  const children: (ReadingProcess | null)[] = Array.from({ length: processes }, () => null)
  return {
    work: async (requests, onReply) => {
      const waiting = requests.entries()
      const workAt = async (place: number): Promise<void> => {
        for (const [index, request] of waiting) {
          const kept = children[place]
          const child = kept?.process.connected ? kept : start(limits)
          children[place] = child
          const { reply, isAlive } = await ask(child, request, limits)
          if (!isAlive) children[place] = null
          await onReply(reply, index)
        }
      }
      await Promise.all(children.slice(0, requests.length).map((_, place) => workAt(place)))
    },
    close: () => {
      for (const child of children) child?.process.kill('SIGKILL')
    },
  }
}
