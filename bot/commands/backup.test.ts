import { appendFileSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { openState, type State } from '../../db/state/open-state.ts'
import { type SeededStore, seedFiveDisclosures } from '../testing/five-disclosures.ts'
import { type CommandResult, runCommandProcess, stackTrace } from '../testing/run-command.ts'

// Processes start slowly on a busy machine; each ends by itself long before this.
vi.setConfig({ testTimeout: 150_000 })

let seeded: SeededStore
let scratch: string
let backup: string
let bot: State
/** A bot runs on the seeded data folder: it holds its state open, and said so just now. */
beforeAll(async () => {
  seeded = await seedFiveDisclosures()
  scratch = mkdtempSync(join(tmpdir(), 'juesuan-backups-'))
  backup = join(scratch, 'backup')
  writeFileSync(
    join(seeded.dataFolder, 'words.json'),
    '{"departments": {"株洲市天元区总工会": ["starfish"]}}',
  )
  bot = await openState(join(seeded.dataFolder, 'state.sqlite'))
  await bot.insertInto('preference').values({ user_id: 'U1', language: 'en', unit: null }).execute()
  await bot.insertInto('admin').values({ user_id: 'U2', added_by: 'U1', added_at: 1 }).execute()
  await bot
    .insertInto('process')
    .values({
      process_id: 'one',
      pid: 4321,
      mode: 'socket',
      started_at: 1,
      beat_at: Date.now() + 3_600_000,
      is_connected: 1,
    })
    .execute()
})
afterAll(async () => {
  await bot.destroy()
  seeded.remove()
  rmSync(scratch, { recursive: true })
})

const run = async (
  command: Parameters<typeof runCommandProcess>[0],
  words: readonly string[],
  dataFolder = seeded.dataFolder,
): Promise<CommandResult> => {
  const result = await runCommandProcess(command, words, dataFolder)
  expect(`${result.stdout}\n${result.stderr}`).not.toMatch(stackTrace)
  return result
}

const question = ['What did starfish spend in total, final accounts?']

it('brings everything back elsewhere: answers, words, and what the bot remembers', async () => {
  const restored = join(scratch, 'restored')
  const before = await run('ask', question)
  expect(before.stdout).toContain('4.2956 million yuan')
  const copying = await run('backup', [backup])
  expect(copying).toMatchObject({ code: 0, stderr: '' })
  expect(copying.stdout).toMatch(/^\d+ files of version 1 copied to .+backup\.\n$/u)
  const putting = await run('restore', [backup], restored)
  expect(putting).toMatchObject({ code: 0, stderr: '' })
  expect(putting.stdout).toContain(`are now the data folder ${restored}.`)
  expect((await run('ask', question, restored)).stdout).toBe(before.stdout)
  const state = await openState(join(restored, 'state.sqlite'))
  expect(await state.selectFrom('preference').selectAll().execute()).toMatchObject([
    { user_id: 'U1', language: 'en' },
  ])
  expect(await state.selectFrom('admin').selectAll().execute()).toMatchObject([{ user_id: 'U2' }])
  await state.destroy()
})

it('says in one sentence what keeps it from copying', async () => {
  const full = await run('backup', [seeded.dataFolder])
  expect(full).toMatchObject({ code: 1, stdout: '' })
  expect(full.stderr).toMatch(/lies in the data folder itself: .+\n$/u)
  const none = await run('backup', [join(scratch, 'none')], join(scratch, 'nowhere'))
  expect(none).toMatchObject({ code: 1, stdout: '' })
  expect(none.stderr).toMatch(/holds nothing to back up yet\.\n$/u)
  expect(existsSync(join(scratch, 'nowhere'))).toBe(false)
})

it('restores over nothing that is there, unless told to, and never under a running bot', async () => {
  const kept = await run('restore', [backup])
  expect(kept).toMatchObject({ code: 1, stdout: '' })
  expect(kept.stderr).toMatch(/holds something already: with --force it is moved aside, not deleted\.\n$/u)
  const running = await run('restore', [backup, '--force'])
  expect(running).toMatchObject({ code: 1, stdout: '' })
  expect(running.stderr).toMatch(/A bot runs on .+ \(process 4321\): stop it, and restore then\.\n$/u)
})

it('moves what is there aside with --force, and says where', async () => {
  const there = join(scratch, 'there')
  await run('seed', [], there)
  const moved = await run('restore', [backup, '--force'], there)
  expect(moved).toMatchObject({ code: 0, stderr: '' })
  const aside = /^What was there before is now (?<path>.+)\.$/mu.exec(moved.stdout)?.groups?.path ?? ''
  expect(readdirSync(scratch)).toContain(basename(aside))
  expect(existsSync(join(aside, 'current.json'))).toBe(true)
  expect(existsSync(join(there, 'words.json'))).toBe(true)
})

it('names the file that is altered, and restores nothing', async () => {
  const untouched = join(scratch, 'untouched')
  appendFileSync(join(backup, 'words.json'), ' ')
  const damaged = await run('restore', [backup], untouched)
  expect(damaged).toMatchObject({
    code: 1,
    stdout: '',
    stderr: 'The backup is damaged: words.json is not as it was written. Nothing was restored.\n',
  })
  expect(existsSync(untouched)).toBe(false)
})

it.each([
  ['backup', []],
  ['backup', ['one', 'two']],
  ['backup', ['--no-such-option', 'one']],
  ['restore', []],
  ['restore', ['one', '--yes']],
] as const)('says how it is used: %s %j', async (command, words) => {
  const { code, stdout, stderr } = await run(command, words)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toMatch(/^Usage: npm run (?:backup|restore)/u)
})
