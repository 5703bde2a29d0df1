/** SQL that a model wrote, before it runs: the guard's opinion, and whether it is about what was asked. */
import { guardCatalog } from '../../db/catalog/relations.ts'
import { guard } from '../../db/guard/guard.ts'
import { readForm } from '../../db/sql-form/read-form.ts'
import type { ReplyIssue } from '../../prompts/plan-of-reply.ts'
import { checkPlans } from './check-plan.ts'
import { roleIssues } from './check-roles.ts'
import { wordProblems } from './check-sql-words.ts'
import { plansOfForm } from './plans-of-form.ts'
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
  const plans = plansOfForm(form, vocabulary)
  return [
    ...checkPlans(
      plans,
      plans.map(() => 'reply.sql'),
      asked,
      vocabulary,
    ),
    ...roleIssues(plans, asked),
  ]
}

const issue = (problem: string): ReplyIssue => ({ path: 'reply.sql', problem })
