/** Bounds on a child process that works on what we did not write: an SQL text, a file. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { Worker } from 'node:worker_threads'

/** Commands of util-linux that bound a process and end it with its parent; null where the machine has none. */
export type ProcessTools = Readonly<{ prlimit: string | null; setpriv: string | null }>

const toolFolders = ['/usr/bin', '/bin', '/usr/sbin', '/sbin', '/usr/local/bin', '/opt/homebrew/bin']

/** Where this machine has a program; null where it has none. No environment is asked: a bounded process has none. */
export const findTool = (name: string): string | null =>
  toolFolders.map((folder) => `${folder}/${name}`).find(existsSync) ?? null

/** What this machine has of them. */
export const findProcessTools = (): ProcessTools =>
  process.platform === 'linux'
    ? { prlimit: findTool('prlimit'), setpriv: findTool('setpriv') }
    : { prlimit: null, setpriv: null }

/** Of one file that a process writes, and of its memory; `dataBytes` null: it bounds its memory itself. */
export type CommandBounds = Readonly<{ writtenBytes: number; dataBytes: number | null }>

const nothingWritten: CommandBounds = { writtenBytes: 0, dataBytes: null }

/** The command with its bounds; and the kernel ends it with its parent, whatever it is doing. */
export const boundedCommand = (
  tools: ProcessTools,
  [program, ...words]: readonly [string, ...string[]],
  { writtenBytes, dataBytes }: CommandBounds = nothingWritten,
): [string, ...string[]] => {
  const limits = [
    `--fsize=${writtenBytes}`,
    '--core=0',
    ...(dataBytes === null ? [] : [`--data=${dataBytes}`]),
  ]
  const [command = program, ...rest] = [
    ...(tools.setpriv === null ? [] : [tools.setpriv, '--pdeathsig', 'KILL']),
    ...(tools.prlimit === null ? [] : [tools.prlimit, ...limits]),
    program,
    ...words,
  ]
  return [command, ...rest]
}

/** The words before a command that take the network from it; none where the machine does not let us. */
export const wordsAgainstNetwork = (): readonly string[] => {
  const unshare = process.platform === 'linux' ? findTool('unshare') : null
  if (unshare === null) return []
  const ways = [
    [unshare, '--net'],
    [unshare, '--map-root-user', '--net'],
  ]
  return ways.find(([command = '', ...words]) => spawnSync(command, [...words, 'true']).status === 0) ?? []
}

/** What the kernel says of this process. */
const bytesOf = (field: string): number => {
  const status = readFileSync('/proc/self/status', 'utf8')
  return Number(new RegExp(`^${field}:\\s*(\\d+) kB`, 'm').exec(status)?.[1]) * 1024
}

/** The most memory that this process has held. Linux counts what its parent held when it began in `maxRSS`, too. */
export const peakBytes = (): number =>
  process.platform === 'linux' ? bytesOf('VmHWM') : process.resourceUsage().maxRSS * 1024

/** In the child: what it may have beyond what it holds now. `addressSpaceBytes` null: WebAssembly reserves without bound. */
export type Headroom = Readonly<{ writableBytes: number; addressSpaceBytes: number | null }>

/**
 * In the child: bounds this process to what it has now and a headroom.
 *
 * Counted from now on purpose: Node reserves gigabytes of address space that it never fills, more or less of it from
 * start to start, so that a fixed bound is either too wide to help or now and then too narrow to start.
 */
export const boundMemory = (prlimit: string, { writableBytes, addressSpaceBytes }: Headroom): void => {
  // Where the machine does not allow it, the bounds within the process remain.
  spawnSync(prlimit, [
    '--pid',
    String(process.pid),
    `--data=${bytesOf('VmData') + writableBytes}`,
    ...(addressSpaceBytes === null ? [] : [`--as=${bytesOf('VmSize') + addressSpaceBytes}`]),
  ])
}

/** In the child: a thread still runs while the main one is busy; `disconnect` would be heard only after it. */
export const watchParent = (parentId: number): void => {
  const watch = `setInterval(() => {
    if (process.ppid !== ${parentId}) process.kill(process.pid, 'SIGKILL')
  }, 250)`
  new Worker(watch, { eval: true, env: {} }).unref()
}

export const isMemoryFailure = (lastWords: string): boolean =>
  /heap out of memory|allocation failed|out of memory|bad_alloc/i.test(lastWords)
