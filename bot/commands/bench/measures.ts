/** What every bench shows: one table, each line beside something of the same run, since the machines it runs on are shared. */
import { renderTable } from '../../terminal/render-text.ts'

export type Measure = Readonly<{
  what: string
  measured: string
  comparedWith?: string
  ratio?: number
  toReach?: string
}>

/** `isSound`: nothing was wrong; a time that was not reached is only shown. */
export type BenchResult = Readonly<{ measures: readonly Measure[]; isSound: boolean }>

export const renderMeasures = (measures: readonly Measure[]): string =>
  renderTable({
    labels: ['what', 'measured', 'compared with', 'ratio', 'to reach'],
    rows: measures.map(({ what, measured, comparedWith = '', ratio, toReach = '' }) => [
      what,
      measured,
      comparedWith,
      ratio === undefined ? '' : `${ratio.toFixed(1)} ×`,
      toReach,
    ]),
  }).join('\n')

export const ms = (time: number): string => `${time < 10 ? time.toFixed(2) : time.toFixed(0)} ms`

export const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`

export const timed = async <Value>(
  run: () => Promise<Value>,
): Promise<Readonly<{ value: Value; ms: number }>> => {
  const since = performance.now()
  const value = await run()
  return { value, ms: performance.now() - since }
}
