/** Asks every question whose right answer is known, and tells how many are answered right. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openAnswerer } from '../answer/create-answerer.ts'
import { readConfig } from '../config.ts'
import { CaseFileProblem, type CaseSet, caseSetNames, readCaseSet } from '../evaluation/case-sets.ts'
import { readDocuments } from '../evaluation/documents.ts'
import {
  percentOf,
  precisionWhenAnswering,
  type Share,
  shareRight,
  showShare,
} from '../evaluation/measures.ts'
import { modelReport } from '../evaluation/model-report.ts'
import { evaluationReport } from '../evaluation/report.ts'
import { shortcomingsOf } from '../evaluation/score.ts'
import { type ScoredCase, scoreSets } from '../evaluation/score-sets.ts'
import { scoreTable, withScoreSection } from '../evaluation/score-table.ts'
import { buildTemporaryStore } from '../store.ts'
import { planningFlags, planningFor, planningUsage } from './planning-options.ts'
import { showProgress } from './progress.ts'
import { exitCodes, runCommand, say, tell, UsageProblem } from './run-command.ts'

const usage = `Usage: npm run eval -- [--set NAME]… [--min PERCENT] [--min-precision PERCENT] [--failures FILE] [--table] [--write-readme]
       ${planningUsage}`
const readmePath = join(import.meta.dirname, '..', '..', 'README.md')

await runCommand(async () => {
  const {
    sets,
    leastRight,
    leastPrecision,
    failuresPath,
    isTable,
    isForReadme,
    planning: words,
  } = readOptions()
  const planning = await planningFor(words, {
    model: readConfig().model,
    planner: 'embedded',
    statePath: null,
  })
  if (planning !== null && !planning.service.isReal && (leastRight ?? leastPrecision) !== null)
    throw new UsageProblem('--min and --min-precision measure: they take no replies that no model gave.')
  const store = await buildTemporaryStore(showProgress)
  try {
    const documents = readDocuments(store.config.shippedFolder)
    const clock = () => performance.now()
    const answerer = await openAnswerer({
      store: store.current,
      clock,
      // What is measured is how questions are read.
      planning: planning && { ...planning, writesProse: false },
    })
    const scored = await scoreSets(sets, { answerer, documents, clock }).finally(() => answerer.close())
    say(isTable ? scoreTable(scored) : evaluationReport(scored, documents))
    if (planning !== null) say(modelReport(scored, planning.service))
    if (failuresPath !== null) write(failuresPath, `${JSON.stringify(failures(scored), null, 1)}\n`)
    if (isForReadme) writeReadme(scoreTable(scored))
    const reached = [
      reaches('The share of questions answered right', shareRight(scored), leastRight),
      reaches('The precision when answering', precisionWhenAnswering(scored), leastPrecision),
    ]
    return reached.every((is) => is) ? exitCodes.done : exitCodes.failed
  } finally {
    store.remove()
    await planning?.service.close()
  }
})

function readOptions() {
  const { values } = parseWords()
  const isForReadme = values['write-readme'] ?? false
  if (isForReadme && (values.set ?? values.planner))
    throw new UsageProblem(
      '--write-readme is for all sets and the rules alone: it takes no --set and no --planner.',
    )
  return {
    sets: readSets(values.set ?? caseSetNames()),
    leastRight: readPercent('--min', values.min),
    leastPrecision: readPercent('--min-precision', values['min-precision']),
    failuresPath: values.failures ?? null,
    isTable: values.table ?? false,
    isForReadme,
    planning: values,
  }
}

function parseWords() {
  try {
    return parseArgs({
      options: {
        set: { type: 'string', multiple: true },
        min: { type: 'string' },
        'min-precision': { type: 'string' },
        failures: { type: 'string' },
        table: { type: 'boolean' },
        'write-readme': { type: 'boolean' },
        ...planningFlags,
      },
    })
  } catch {
    throw new UsageProblem(usage)
  }
}

function readSets(names: readonly string[]): readonly CaseSet[] {
  const known = caseSetNames()
  const unknown = names.find((name) => !known.includes(name))
  if (unknown !== undefined)
    throw new UsageProblem(`There is no set of questions "${unknown}"; there are ${known.join(', ')}.`)
  try {
    return [...new Set(names)].map((name) => readCaseSet(name))
  } catch (error) {
    if (error instanceof CaseFileProblem) throw new UsageProblem(error.message)
    throw error
  }
}

function readPercent(option: string, text: string | undefined): number | null {
  if (text === undefined) return null
  const percent = Number(text)
  if (text.trim() === '' || !(percent >= 0 && percent <= 100))
    throw new UsageProblem(`${option} takes a number from 0 to 100, not "${text}".`)
  return percent
}

function reaches(what: string, share: Share, least: number | null): boolean {
  if (least === null || percentOf(share) >= least) return true
  tell(`${what} is ${showShare(share)}, below the minimum of ${least}%.`)
  return false
}

function failures(scored: readonly ScoredCase[]) {
  return scored
    .filter(({ verdict }) => !verdict.isRight)
    .map(({ set, question, answer, verdict }) => ({ set, ...question, why: shortcomingsOf(verdict), answer }))
}

function writeReadme(table: string): void {
  const page = withScoreSection(readFileSync(readmePath, 'utf8'), table)
  if (page === null) throw new Error(`${readmePath} has no section for the scores`)
  write(readmePath, page)
}

function write(path: string, text: string): void {
  try {
    writeFileSync(path, text)
  } catch (error) {
    throw new UsageProblem(`${path} cannot be written: ${error instanceof Error ? error.message : error}`)
  }
}
