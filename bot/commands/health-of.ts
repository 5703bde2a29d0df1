import type { RunningProcess } from '../slack/state/process-book.ts'

/** A process writes its sign of life every few seconds; one that is silent for longer than this hangs or was killed. */
export const silentAfterMs = 30_000

export type Health =
  | Readonly<{ kind: 'healthy'; connected: number }>
  /** No bot has ever written the state file. */
  | Readonly<{ kind: 'never-ran' }>
  /** Those that ran were stopped in good order. */
  | Readonly<{ kind: 'stopped' }>
  | Readonly<{ kind: 'silent'; lastBeatAt: number }>
  | Readonly<{ kind: 'not-connected'; alive: number }>

/** How the bots on a state file are; `processes` is null where there is no such file. */
export const healthOf = (processes: readonly RunningProcess[] | null, now: number): Health => {
  if (processes === null) return { kind: 'never-ran' }
  if (processes.length === 0) return { kind: 'stopped' }
  const alive = processes.filter(({ beatAt }) => now - beatAt <= silentAfterMs)
  if (alive.length === 0)
    return { kind: 'silent', lastBeatAt: Math.max(...processes.map(({ beatAt }) => beatAt)) }
  const connected = alive.filter(({ isConnected }) => isConnected).length
  return connected > 0 ? { kind: 'healthy', connected } : { kind: 'not-connected', alive: alive.length }
}

export const describeHealth = (health: Health): string => {
  switch (health.kind) {
    case 'healthy':
      return `Healthy: connected to Slack (${count(health.connected)}).`
    case 'never-ran':
      return 'Not running: no bot has ever run on this data folder.'
    case 'stopped':
      return 'Not running: the last bot on this data folder was stopped.'
    case 'silent':
      return `Silent since ${new Date(health.lastBeatAt).toISOString()}: the bot hangs, or its process was killed.`
    case 'not-connected':
      return `Not connected: ${count(health.alive)} on this data folder, without a connection to Slack.`
  }
}

const count = (processes: number): string => (processes === 1 ? '1 process' : `${processes} processes`)
