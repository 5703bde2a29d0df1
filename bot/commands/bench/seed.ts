/**
 * Measures seeding on a larger scale: a thousand disclosures, made from the shipped ones, are loaded; then one more is
 * added to them.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CompiledQuery } from 'kysely'
import { openForReading } from '../../../db/open.ts'
import { type DocumentAccount, seedStore } from '../../../seed/index.ts'
import { readConfig } from '../../config.ts'
import { placeNameAt } from '../invented-departments.ts'
import { type BenchResult, megabytes, ms, timed } from './measures.ts'
import { varyReport } from './vary-report.ts'

const reports = 1000
const yearsOfBody = 5
/** What reading needs of memory is told by the reports that are read first. */
const firstReports = 100
const mostAmountTimes = 7

type Identity = DocumentAccount['identity']
type Shipped = Readonly<{ text: string; identity: Identity }>

export const benchSeeding = async (): Promise<BenchResult> => {
  const folder = mkdtempSync(join(tmpdir(), 'juesuan-bench-'))
  try {
    const { shippedFolder } = readConfig()
    const dataFolder = join(folder, 'data')
    const seed = (sources: readonly string[], observe: Partial<Parameters<typeof seedStore>[0]> = {}) =>
      seedStore({
        dataFolder,
        shippedFolder,
        sources,
        isDryRun: false,
        clock: () => new Date(),
        onProgress: () => {},
        ...observe,
      })
    const accounts: DocumentAccount[] = []
    await seed([], { onDocument: (account) => accounts.push(account) })
    const shipped = accounts.map(
      ({ file, identity }): Shipped => ({
        text: readFileSync(join(shippedFolder, file), 'utf8'),
        identity,
      }),
    )
    const received = join(folder, 'received')
    mkdirSync(received)
    const write = (index: number) => {
      const path = join(received, `${index}.txt`)
      writeFileSync(path, invented(shipped, index))
      return path
    }
    for (let index = 0; index < reports; index += 1) write(index)
    const memory = watchMemory()
    let firstPeak = 0
    const loading = await timed(() =>
      seed([received], {
        onProgress: (progress) => {
          if (progress.step === 'read' && progress.done === firstReports) firstPeak = memory.peak()
        },
      }),
    )
    const wholePeak = memory.stop()
    if (loading.value.kind !== 'seeded') throw new Error(JSON.stringify(loading.value))
    const { counts, store } = loading.value
    const perSecond = (reports / loading.ms) * 1000
    const adding = await timed(() => seed([write(reports)]))
    if (adding.value.kind !== 'seeded') throw new Error(JSON.stringify(adding.value))
    const isSound =
      counts.report === reports + shipped.length &&
      adding.value.counts.report === counts.report + 1 &&
      (await departmentsIn(adding.value.store.path)) >= reports / yearsOfBody
    return {
      isSound,
      measures: [
        {
          what: `loading ${reports} reports`,
          measured: `${perSecond.toFixed(1)} per second`,
          comparedWith: `${(loading.ms / 1000).toFixed(1)} s, ${counts.print} prints, ${megabytes(statSync(store.path).size)}`,
          toReach: 'at least 20 per second',
        },
        {
          what: 'peak memory, all processes',
          measured: megabytes(wholePeak),
          comparedWith: `while the first ${firstReports} were read ${megabytes(firstPeak)}`,
          ratio: wholePeak / firstPeak,
          toReach: 'flat',
        },
        { what: 'adding one report', measured: ms(adding.ms), toReach: 'under 2000 ms' },
      ],
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Of every body there are some years in a row, under the names of its place. */
const invented = (shipped: readonly Shipped[], index: number): string => {
  const { text, identity } = shipped[index % shipped.length] ?? shippedNothing()
  const body = Math.floor(index / shipped.length)
  const place = Math.floor(body / yearsOfBody) * shipped.length + (index % shipped.length)
  const { county, city } = identity
  return varyReport(text, {
    places: {
      ...(county === null ? {} : { [stemOf(county)]: placeNameAt(place) }),
      ...(city === null ? {} : { [stemOf(city)]: placeNameAt(place + 500) }),
    },
    years: -(body % yearsOfBody),
    times: (body % mostAmountTimes) + 1,
  })
}

const shippedNothing = (): never => {
  throw new Error('nothing is shipped')
}

/** 中站区 is 中站 in much of its text. */
const stemOf = (place: string): string => place.replace(/[省市区县]$/u, '')

const departmentsIn = async (path: string): Promise<number> => {
  const store = openForReading(path)
  try {
    const { rows } = await store.executeQuery<{ count: number }>(
      CompiledQuery.raw('select count(*) as count from department'),
    )
    return rows[0]?.count ?? 0
  } finally {
    await store.destroy()
  }
}

const samplingMs = 100

/** Memory of this process and those that it started, in bytes, where the system tells it; else of this process. */
const memoryInUse = (): number => {
  const own = process.memoryUsage.rss()
  const listed = `/proc/${process.pid}/task/${process.pid}/children`
  if (!existsSync(listed)) return own
  const children = readFileSync(listed, 'utf8').trim().split(' ')
  return children.reduce((sum, pid) => sum + residentOf(pid), own)
}

const residentOf = (pid: string): number => {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Number(/^VmRSS:\s*(\d+) kB/mu.exec(status)?.[1] ?? 0) * 1024
  } catch {
    return 0 // it has ended
  }
}

const watchMemory = () => {
  let peak = memoryInUse()
  const timer = setInterval(() => {
    peak = Math.max(peak, memoryInUse())
  }, samplingMs)
  return {
    peak: () => peak,
    stop: () => {
      clearInterval(timer)
      return peak
    },
  }
}
