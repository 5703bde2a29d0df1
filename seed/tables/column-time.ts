import type { Aspect, Stage } from '../../db/domain/terms.ts'
import type { Identity } from '../reading.ts'
import { fundOfLabel } from './match-label.ts'

/** When a column states its amounts. */
export type ColumnTime = Readonly<{
  fiscalYear: number
  /** null: the words do not say which budget of the year it is. */
  stage: Stage | null
  aspect: Aspect
}>

export type TimedColumn = Readonly<{
  /** null: of an estimate, or of a comparison that no figure is kept of. */
  time: ColumnTime | null
  /** The header words over the column, uppermost first, without those that say when. */
  words: readonly string[]
}>

/** Stage of a table's amounts where its header names none. */
export const stageOfReport = (identity: Identity): Stage =>
  identity.kind === 'budget' ? 'initialBudget' : 'finalAccounts'

const yearWord = /^(?:(?<year>20\d{2})年度?|(?<last>上年度?|上一年度?|去年)|(?<own>本年度?|当年))/u

const stageWord =
  /(?<guess>预计|估计)?(?<which>年初|全年|年度|调整后?)?(?:(?<budget>预算)|(?<outturn>决算|(?:预算)?执行|完成))(?:安排|统计)?(?:数|金额)?$/u

const changeWord = /增减|增长|增加|减少|变动|升降/u

type Said = Readonly<{
  year: number | null
  stage: Stage | 'budget' | 'estimate' | null
  rest: string
}>

const stageIn = (groups: Readonly<Record<string, string | undefined>>): NonNullable<Said['stage']> => {
  if (groups.guess !== undefined) return 'estimate'
  if (groups.outturn !== undefined) return 'finalAccounts'
  if (groups.which === undefined) return 'budget'
  return groups.which === '年初' ? 'initialBudget' : 'adjustedBudget'
}

/** 2024年预算数, 上年执行数, 年初预算数（万元）, 2024年“三公”经费预算数; 本年收入 says no time. */
const hear = (text: string, identity: Identity): Said => {
  // 一般公共预算 is a fund.
  if (fundOfLabel(text) !== null) return { year: null, stage: null, rest: text }
  const bare = text.replace(/[（(][^（）()]*元[）)]$/u, '')
  const year = yearWord.exec(bare)
  const stage = stageWord.exec(year ? bare.slice(year[0].length) : bare)
  const groups = year?.groups ?? {}
  const isYearAlone = year !== null && year[0] === bare
  // 本年支出, 上年结转: what a year's word belongs to is the name of something.
  if (stage === null && !isYearAlone && groups.year === undefined)
    return { year: null, stage: null, rest: text }
  const from = year?.[0].length ?? 0
  const named = groups.last === undefined ? identity.fiscalYear : identity.fiscalYear - 1
  return {
    year: year === null ? null : groups.year === undefined ? named : Number(groups.year),
    stage: stage === null ? null : stageIn(stage.groups ?? {}),
    rest: bare.slice(from, stage === null ? undefined : from + stage.index),
  }
}

/** 2024年预算数比2023年执行数 > 增减额: what is compared with what. */
const comparisonIn = (path: readonly string[], identity: Identity): ColumnTime | null => {
  const said = path.join('')
  const base =
    /[比较与](?<base>.*?)(?:相比|增减|增长|增加|减少|变动|升降|$)/u.exec(said)?.groups?.base ?? said
  const suffix = /[%％]|率|幅度|百分比/u.test(path.at(-1) ?? '') ? 'Rate' : ''
  const isOfLastYear = /上年|去年/u.test(base) || base.includes(`${identity.fiscalYear - 1}年`)
  const isOfOutturn = /决算|执行/u.test(base)
  const isBudget = identity.kind === 'budget'
  const stage = stageOfReport(identity)
  if (isOfLastYear && isBudget !== isOfOutturn)
    return { fiscalYear: identity.fiscalYear, stage, aspect: `change${suffix}` }
  if (!isOfLastYear && !isBudget && /预算/u.test(base))
    return { fiscalYear: identity.fiscalYear, stage, aspect: `budgetDifference${suffix}` }
  return null
}

/** Amounts of years further back stand in no report that is known. */
const farthestYear = 3

/** What the header words over a column (white space removed, uppermost first) say of its time, and what is left of them. */
export const timeColumn = (path: readonly string[], identity: Identity): TimedColumn => {
  if (path.some((text) => changeWord.test(text))) {
    const words = path.filter((text) => !changeWord.test(text) && !/^[比较]|(?:预算|决算|执行)数/u.test(text))
    return { time: comparisonIn(path, identity), words }
  }
  const heard = path.map((text) => hear(text, identity))
  const fiscalYear = heard.findLast(({ year }) => year !== null)?.year ?? identity.fiscalYear
  const named = heard.findLast(({ stage }) => stage !== null)?.stage ?? null
  const words = heard.map(({ rest }) => rest).filter((text) => text !== '')
  const back = identity.fiscalYear - fiscalYear
  if (named === 'estimate' || back < 0 || back > farthestYear) return { time: null, words }
  const own = back === 0 ? stageOfReport(identity) : null
  const stage = named === 'budget' ? (identity.kind === 'budget' ? 'initialBudget' : null) : (named ?? own)
  return { time: { fiscalYear, stage, aspect: 'amount' }, words }
}
