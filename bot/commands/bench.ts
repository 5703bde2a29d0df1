/**
 * Measures seeding, a cold `ask` and warm answers, each beside something of the same run to compare with: the machines
 * this runs on are shared, so seconds alone say little.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CompiledQuery } from 'kysely'
import { openForReading } from '../../db/open.ts'
import { compileFigures } from '../../db/plan/compile.ts'
import { figuresPlanSchema } from '../../db/plan/plan.ts'
import { seedStore } from '../../seed/index.ts'
import { openAnswerer } from '../answer/create-answerer.ts'
import { readConfig } from '../config.ts'
import { percentile } from '../evaluation/percentile.ts'
import { renderTable } from '../terminal/render-text.ts'
import { exitCodes, runCommand, say } from './run-command.ts'

const flagship = 'which unions exceeded initial budget by over 50%?'
/** Questions of every kind that is answered today, in both languages. */
const questions = [
  flagship,
  '哪些工会超出年初预算50%以上？',
  '完成年初预算超过150%的工会有哪些',
  'rank the departments by final expenditure',
  '各部门项目支出合计多少',
  'average completion rate of the unions',
  '一般公共服务支出最高的部门',
  'social security spending of each department',
]
const warmRounds = 60
const bareRounds = 500

await runCommand(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'juesuan-bench-'))
  try {
    const { shippedFolder } = readConfig()
    const seed = () =>
      seedStore({
        dataFolder: folder,
        shippedFolder,
        sources: [],
        isDryRun: false,
        clock: () => new Date(),
        onProgress: () => {},
      })
    const seeding = await timed(seed)
    // Nothing else has run yet: the peak of this process is that of seeding, the runtime included.
    const seedingPeak = process.resourceUsage().maxRSS / 1024
    if (seeding.value.kind !== 'seeded') throw new Error('the shipped documents could not be seeded')
    const { store } = seeding.value
    const bareNode = await timedProcess(['-e', ''], folder)
    const coldAsk = await timedProcess([join(import.meta.dirname, 'ask.ts'), flagship], folder)
    const answerer = await openAnswerer({ store, clock: () => performance.now() })
    try {
      for (const question of questions) await answerer.answer([question])
      const flagshipAnswer = await answerer.answer([flagship])
      const bare = await bareQuery(store.path, flagshipAnswer.plan)
      const whole = await samples(warmRounds, () => answerer.answer([flagship]))
      const warm: number[] = []
      const since = performance.now()
      for (let round = 0; round < warmRounds; round += 1)
        for (const question of questions) warm.push((await timed(() => answerer.answer([question]))).ms)
      const perSecond = (warm.length / (performance.now() - since)) * 1000
      say(
        renderTable({
          labels: ['what', 'measured', 'compared with', 'ratio', 'to reach'],
          rows: [
            ['seeding the five documents', ms(seeding.ms), '', '', 'under 3000 ms'],
            ['seeding, peak memory', `${Math.round(seedingPeak)} MB`, '', '', 'under 300 MB'],
            [
              'cold ask, store seeded',
              ms(coldAsk),
              `bare node start ${ms(bareNode)}`,
              ratio(coldAsk / bareNode),
              'under 1000 ms',
            ],
            [
              'flagship, warm p50',
              ms(percentile(whole, 50)),
              `bare query p50 ${ms(percentile(bare, 50))}`,
              ratio(percentile(whole, 50) / percentile(bare, 50)),
              'at most 25 ×',
            ],
            ['all kinds, warm p50', ms(percentile(warm, 50)), '', '', 'at most 10 ms'],
            ['all kinds, warm p99', ms(percentile(warm, 99)), '', '', 'at most 50 ms'],
            ['answers per second, one at a time', perSecond.toFixed(0), '', '', ''],
          ],
        }).join('\n'),
      )
      return exitCodes.done
    } finally {
      await answerer.close()
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
})

/** The flagship's own SQL on a plain handle: no guard, no process, no answer. */
async function bareQuery(storePath: string, plan: unknown): Promise<readonly number[]> {
  const { sql, parameters } = compileFigures(figuresPlanSchema.parse(plan)).query
  const store = openForReading(storePath)
  try {
    const query = () => store.executeQuery(CompiledQuery.raw(sql, [...parameters]))
    await samples(20, query)
    return await samples(bareRounds, query)
  } finally {
    await store.destroy()
  }
}

async function timed<Value>(run: () => Promise<Value>): Promise<{ value: Value; ms: number }> {
  const since = performance.now()
  const value = await run()
  return { value, ms: performance.now() - since }
}

async function samples(rounds: number, run: () => Promise<unknown>): Promise<readonly number[]> {
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) times.push((await timed(run)).ms)
  return times
}

/** From start to end of a process of this same Node. */
function timedProcess(words: readonly string[], dataFolder: string): Promise<number> {
  const since = performance.now()
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...words], { stdio: 'ignore', env: { DATA_DIR: dataFolder } })
    child.on('error', reject)
    child.on('exit', () => resolve(performance.now() - since))
  })
}

function ms(time: number): string {
  return `${time < 10 ? time.toFixed(2) : time.toFixed(0)} ms`
}

function ratio(value: number): string {
  return `${value.toFixed(1)} ×`
}
