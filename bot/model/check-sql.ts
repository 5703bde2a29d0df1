/** SQL that a model wrote, before it runs: the guard's opinion, and whether it is about what was asked. */
import { guardCatalog } from '../../db/catalog/relations.ts'
import { fenByUnit } from '../../db/domain/money.ts'
import { guard } from '../../db/guard/guard.ts'
import type { FiguresPlan } from '../../db/plan/plan.ts'
import { readForm } from '../../db/sql-form/read-form.ts'
import type { ReplyIssue } from '../../prompts/plan-of-reply.ts'
import { checkPlans, isNear, valuesOf } from './check-plan.ts'
import { numbersIn, wordProblems } from './check-sql-words.ts'
import { planOfBlock } from './plan-of-block.ts'
import type { ReplyContext } from './read-reply.ts'

type AskedContext = Pick<ReplyContext, 'asked' | 'vocabulary'>

export const checkSql = (sql: string, context: AskedContext): readonly ReplyIssue[] => {
  const { asked, vocabulary } = context
  const guarded = guard(sql, guardCatalog)
  if (guarded.kind === 'refused') return [issue(`refused (${guarded.code}): ${guarded.detail}`)]
  const problems = wordProblems(sql, asked.text, vocabulary)
  if (problems.length > 0) return problems.map(issue)
  const form = readForm(sql)
  if ('problem' in form) return [issue(form.problem)]
  const unsaid = numbersUnsaid(sql, context).map((number) =>
    issue(`the question does not say the number ${number}`),
  )
  const plans = form.blocks.map((block) => planOfBlock(block, vocabulary))
  const known = plans.filter((plan) => plan !== null)
  if (known.length < plans.length) return [...unsaid, issue('choose measure and stage by = or in')]
  return [
    ...unsaid,
    ...checkPlans(
      known.map((plan) => ({ ...plan, conditions: thresholdsIn(sql, asked.words) })),
      known.map(() => 'reply.sql'),
      asked,
      vocabulary,
    ),
  ]
}

/** Numbers of the question that stand in the SQL, in whatever unit. */
const thresholdsIn = (sql: string, words: AskedContext['asked']['words']): FiguresPlan['conditions'] => {
  const numbers = numbersIn(sql)
  return words
    .flatMap(({ evidence }) => evidence.flatMap(valuesOf))
    .filter((value) => numbers.some((number) => units.some((unit) => isNear(number * unit, value))))
    .map((value) => ({ column: 0, comparator: 'eq', value }))
}
const units = [1, 0.01, ...Object.values(fenByUnit)]

/** Units of money and percent, and what counts rows, levels and halves. */
const isOfForm = (number: number): boolean => number <= 12 || [100, 10_000, 1_000_000].includes(number)

const numbersUnsaid = (sql: string, { asked, vocabulary }: AskedContext): readonly number[] => {
  const said = [...asked.words, ...asked.earlier].flatMap(({ evidence }) => evidence.flatMap(valuesOf))
  return numbersIn(sql).filter(
    (number) =>
      !isOfForm(number) && !vocabulary.years.has(number) && !said.some((value) => isNear(value, number)),
  )
}

const issue = (problem: string): ReplyIssue => ({ path: 'reply.sql', problem })
