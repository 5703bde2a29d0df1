import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openState, openStateForReading } from '../../db/state/open-state.ts'
import type { RunningProcess } from '../slack/state/process-book.ts'
import { createProcessBook } from '../slack/state/process-book.ts'
import { runCommandProcess } from '../testing/run-command.ts'
import { describeHealth, healthOf, silentAfterMs } from './health-of.ts'

// Processes start slowly on a busy machine; each ends by itself long before this.
vi.setConfig({ testTimeout: 150_000 })

let folder: string
let statePath: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'juesuan-health-'))
  statePath = join(folder, 'state.sqlite')
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Leaves behind what a bot wrote that many milliseconds ago. */
const beatAgo = async (agoMs: number, isConnected: boolean): Promise<void> => {
  const state = await openState(statePath)
  await createProcessBook(state, {
    owner: 'one',
    mode: 'socket',
    clock: () => Date.now() - agoMs,
  }).beat(isConnected)
  await state.destroy()
}

const now = Date.parse('2026-01-01T00:01:00Z')
const running = (silentMs: number, isConnected = true): RunningProcess => ({
  pid: 1,
  mode: 'socket',
  startedAt: now - 60_000,
  beatAt: now - silentMs,
  isConnected,
})

it.each([
  { what: 'one that is connected', processes: [running(0)], said: /^Healthy: .*\(1 process\)/u },
  { what: 'one at the limit', processes: [running(silentAfterMs)], said: /^Healthy/u },
  {
    what: 'one connected beside a silent and a cut off one',
    processes: [running(90_000), running(0, false), running(1)],
    said: /^Healthy: .*\(1 process\)/u,
  },
  { what: 'no state file', processes: null, said: /no bot has ever run/u },
  { what: 'none left', processes: [], said: /was stopped/u },
  {
    what: 'only silent ones',
    processes: [running(45_000), running(silentAfterMs + 1)],
    said: /^Silent since 2026-01-01T00:00:29\.999Z/u,
  },
  {
    what: 'one alive without a connection',
    processes: [running(0, false), running(90_000)],
    said: /^Not connected: 1 process /u,
  },
])('judges $what', ({ processes, said }) => {
  expect(describeHealth(healthOf(processes, now))).toMatch(said)
})

it('says that none has ever run, and makes no state file', async () => {
  const { code, stdout, stderr } = await runCommandProcess('health', [], folder)
  expect({ code, stdout, stderr }).toEqual({
    code: 1,
    stdout: 'Not running: no bot has ever run on this data folder.\n',
    stderr: '',
  })
  expect(existsSync(statePath)).toBe(false)
})

it('is done when a process is connected, and shows it with --json', async () => {
  await beatAgo(0, true)
  const plain = await runCommandProcess('health', [], folder)
  expect(plain).toMatchObject({ code: 0, stdout: 'Healthy: connected to Slack (1 process).\n' })
  const { code, stdout } = await runCommandProcess('health', ['--json'], folder)
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toEqual({
    isHealthy: true,
    state: 'healthy',
    processes: [
      {
        pid: process.pid,
        mode: 'socket',
        startedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/u),
        beatAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/u),
        isConnected: true,
      },
    ],
  })
})

it('fails when the last process fell silent', async () => {
  await beatAgo(60_000, true)
  const { code, stdout } = await runCommandProcess('health', [], folder)
  expect(code).toBe(1)
  expect(stdout).toMatch(/^Silent since \d{4}-/u)
})

it('says in a sentence that the state file cannot be read', async () => {
  writeFileSync(statePath, 'this is no database, and long enough to be taken for one'.repeat(20))
  const { code, stderr } = await runCommandProcess('health', [], folder)
  expect(code).toBe(1)
  expect(stderr).toContain(`The state file ${statePath} cannot be used: file is not a database.`)
})

it('only reads the state file', async () => {
  await beatAgo(0, true)
  const state = await openStateForReading(statePath)
  await expect(state?.deleteFrom('process').execute()).rejects.toThrow('readonly')
  await state?.destroy()
})
