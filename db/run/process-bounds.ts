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

/** No file may be written at all (bound 0); and the kernel ends the child with its parent, whatever it is doing. */
export const boundedCommand = (tools: ProcessTools, node: readonly string[]): [string, ...string[]] => {
  const words = [
    ...(tools.setpriv === null ? [] : [tools.setpriv, '--pdeathsig', 'KILL']),
    ...(tools.prlimit === null ? [] : [tools.prlimit, '--fsize=0', '--core=0']),
    ...node,
  ]
  const [command = process.execPath, ...rest] = words
  return [command, ...rest]
}

/** In the child: what it may have beyond what it holds now. `addressSpaceBytes` null: WebAssembly reserves without bound. */
export type Headroom = Readonly<{ writableBytes: number; addressSpaceBytes: number | null }>

/**
 * In the child: bounds this process to what it has now and a headroom.
 *
 * Counted from now on purpose: Node reserves gigabytes of address space that it never fills, more or less of it from
 * start to start, so that a fixed bound is either too wide to help or now and then too narrow to start.
 */
export const boundMemory = (prlimit: string, { writableBytes, addressSpaceBytes }: Headroom): void => {
  const status = readFileSync('/proc/self/status', 'utf8')
  const bytesOf = (field: string): number =>
    Number(new RegExp(`^${field}:\\s*(\\d+) kB`, 'm').exec(status)?.[1]) * 1024
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
  /heap out of memory|allocation failed|out of memory/i.test(lastWords)
