/** SQL that a model wrote, before it runs: the guard's opinion, and whether it is about what was asked. */
import { guardCatalog } from '../../db/catalog/relations.ts'
import { guard } from '../../db/guard/guard.ts'
import type { ReplyIssue } from '../../prompts/plan-of-reply.ts'
import { isNear, valuesOf } from './check-plan.ts'
import { numbersIn, textsIn, wordProblems } from './check-sql-words.ts'
import type { ReplyContext } from './read-reply.ts'

type AskedContext = Pick<ReplyContext, 'asked' | 'vocabulary'>

export const checkSql = (sql: string, context: AskedContext): readonly ReplyIssue[] => {
  const guarded = guard(sql, guardCatalog)
  if (guarded.kind === 'refused') return [issue(`refused (${guarded.code}): ${guarded.detail}`)]
  if (guarded.relations.length === 0) return [issue('it reads no relation')]
  if (!/\bfiscal_year\b/iu.test(sql))
    return [issue('choose by fiscal_year: reports print figures of the year before, too')]
  const problems = wordProblems(sql, context.asked.text, context.vocabulary)
  if (problems.length > 0) return problems.map(issue)
  return [
    ...bodiesLeftOut(sql, context).map((name) => `the question names ${name}, which the SQL does not`),
    ...numbersUnsaid(sql, context).map((number) => `the question does not say the number ${number}`),
  ].map(issue)
}

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

/** Bodies that the question names for certain and that no text in the SQL could stand for. */
const bodiesLeftOut = (sql: string, { asked, vocabulary }: AskedContext): readonly string[] => {
  const texts = textsIn(sql).filter((text) => text.length >= 2)
  return asked.words.flatMap(({ evidence }) =>
    evidence.flatMap((it) => {
      if (it.kind !== 'department' && it.kind !== 'place') return []
      const held = it.ids.flatMap((id) => vocabulary.departments.get(id) ?? [])
      const isNamed = held.some((body) =>
        texts.some((text) => text === body.department_id || body.department.includes(text)),
      )
      return isNamed ? [] : held.slice(0, 1).map(({ department }) => department)
    }),
  )
}
