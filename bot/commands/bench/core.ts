/**
 * Measures seeding, a cold `ask`, understanding and warm answers, beside something of the same run to compare with: the
 * machines this runs on are shared, so seconds alone say little.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CompiledQuery } from 'kysely'
import { openForReading } from '../../../db/open.ts'
import { compileFigures } from '../../../db/plan/compile.ts'
import { figuresPlanSchema } from '../../../db/plan/plan.ts'
import { seedStore } from '../../../seed/index.ts'
import { openAnswerer } from '../../answer/create-answerer.ts'
import { readConfig } from '../../config.ts'
import { readCaseSet } from '../../evaluation/case-sets.ts'
import { percentile } from '../../evaluation/percentile.ts'
import { readVocabularySources, type VocabularySources } from '../../understand/load-vocabulary.ts'
import { understand } from '../../understand/understand.ts'
import { buildVocabulary, type Vocabulary } from '../../understand/vocabulary.ts'
import { inventDepartments, termsOfInvented } from '../invented-departments.ts'
import { type BenchResult, ms, timed } from './measures.ts'
import { benchModel } from './model.ts'

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
/** Questions of the development set, each asked this often. */
const developmentRounds = 5
const inventedDepartments = 10_000

export const benchCore = async (): Promise<BenchResult> => {
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
    const coldAsk = await timedProcess([join(import.meta.dirname, '..', 'ask.ts'), flagship], folder)
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
      const development = readCaseSet('dev').cases.map(({ turns }) => turns)
      const answered = await samplesOfEach(development, (turns) => answerer.answer(turns))
      const openings = development.flatMap((turns) => turns.slice(0, 1))
      const sources = await readVocabularySources(store.path)
      const understood = await understandEach(openings, vocabularyOf(sources))
      const crowded = await timed(async () => withInvented(sources))
      const readByModel = await benchModel(store)
      const understoodAmongMany = await understandEach(openings, crowded.value)
      return {
        isSound: true,
        measures: [
          { what: 'seeding the five documents', measured: ms(seeding.ms), toReach: 'under 3000 ms' },
          {
            what: 'seeding, peak memory',
            measured: `${Math.round(seedingPeak)} MB`,
            toReach: 'under 300 MB',
          },
          {
            what: 'cold ask, store seeded',
            measured: ms(coldAsk),
            comparedWith: `bare node start ${ms(bareNode)}`,
            ratio: coldAsk / bareNode,
            toReach: 'under 1000 ms',
          },
          {
            what: 'flagship, warm p50',
            measured: ms(percentile(whole, 50)),
            comparedWith: `bare query p50 ${ms(percentile(bare, 50))}`,
            ratio: percentile(whole, 50) / percentile(bare, 50),
            toReach: 'at most 25 ×',
          },
          { what: 'all kinds, warm p50', measured: ms(percentile(warm, 50)), toReach: 'at most 10 ms' },
          { what: 'all kinds, warm p99', measured: ms(percentile(warm, 99)), toReach: 'at most 50 ms' },
          {
            what: 'development set, answers p50',
            measured: ms(percentile(answered, 50)),
            toReach: 'at most 10 ms',
          },
          {
            what: 'development set, answers p99',
            measured: ms(percentile(answered, 99)),
            toReach: 'at most 50 ms',
          },
          ...readByModel,
          {
            what: 'development set, understanding alone p50',
            measured: ms(percentile(understood, 50)),
            comparedWith: `p99 ${ms(percentile(understood, 99))}`,
            toReach: 'at most 3 ms',
          },
          {
            what: `the same among ${inventedDepartments} more departments, p50`,
            measured: ms(percentile(understoodAmongMany, 50)),
            comparedWith: `p99 ${ms(percentile(understoodAmongMany, 99))}, vocabulary built in ${ms(crowded.ms)}`,
            ratio: percentile(understoodAmongMany, 50) / percentile(understood, 50),
            toReach: 'at most 10 ms',
          },
          { what: 'answers per second, one at a time', measured: perSecond.toFixed(0) },
        ],
      }
    } finally {
      await answerer.close()
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

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

function vocabularyOf({ terms, departments, stated, findings, passages }: VocabularySources): Vocabulary {
  return buildVocabulary(terms, departments, stated, findings, passages)
}

/** The store's own words beside those of invented bodies, which state nothing. */
function withInvented(sources: VocabularySources): Vocabulary {
  const newestYear = Math.max(...sources.departments.flatMap(({ years }) => years))
  const invented = inventDepartments(inventedDepartments, newestYear)
  return vocabularyOf({
    ...sources,
    terms: [...sources.terms, ...termsOfInvented(invented)],
    departments: [...sources.departments, ...invented],
  })
}

function understandEach(questions: readonly string[], vocabulary: Vocabulary): Promise<readonly number[]> {
  return samplesOfEach(questions, async (question) => understand(question, vocabulary, null))
}

/** A first round is not counted. */
async function samplesOfEach<Asked>(
  all: readonly Asked[],
  run: (asked: Asked) => Promise<unknown>,
): Promise<readonly number[]> {
  for (const asked of all) await run(asked)
  const times: number[] = []
  for (let round = 0; round < developmentRounds; round += 1)
    for (const asked of all) times.push((await timed(() => run(asked))).ms)
  return times
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
