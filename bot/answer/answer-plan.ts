/** What each kind of plan is answered by. */
import type { FiguresPlan, Plan } from '../../db/plan/plan.ts'
import type { QueryRunner } from '../../db/run/query-runner.ts'
import { haveOutturn, type Vocabulary } from '../understand/vocabulary.ts'
import { denialsPlan } from './denials.ts'
import { answerAcrossStages } from './figures/across-stages.ts'
import { answerFigures } from './figures/figures-answer.ts'
import { withInstead } from './figures/instead.ts'
import { answerFindings } from './findings-answer.ts'
import { joinTold } from './join-told.ts'
import type { Told } from './parts.ts'
import { answerPassages } from './passages-answer.ts'
import { phrases } from './phrases.ts'
import type { Manner } from './preferences.ts'
import { answerPrints } from './prints-answer.ts'
import { answerReasons } from './reasons-answer.ts'
import { answerReports } from './reports-answer.ts'
import { tellSources } from './sources-answer.ts'
import { answerSummary } from './summary-answer.ts'

/** Outcomes: what is told; a plan whose figures nobody printed is told as such. Faults: QueryStopped. */
export const answerPlan = async (
  plan: Plan,
  runner: QueryRunner,
  vocabulary: Vocabulary,
  manner: Manner,
): Promise<Told> => {
  const { language } = manner
  switch (plan.kind) {
    case 'figures':
      return answerFiguresOrDenial(plan, runner, vocabulary, manner)
    case 'reasons':
      return answerReasons(plan, runner, vocabulary, manner)
    case 'findings':
      return answerFindings(plan, runner, vocabulary, language)
    case 'passages':
      return answerPassages(plan, runner, vocabulary, manner)
    case 'reports':
      return answerReports(plan, runner, vocabulary, language)
    case 'prints':
      return answerPrints(plan, runner, vocabulary, language)
    case 'summary':
      return answerSummary(plan, runner, vocabulary, manner)
    case 'several':
      return joinTold(
        await Promise.all(plan.plans.map((part) => answerPlan(part, runner, vocabulary, manner))),
        phrases[language],
      )
    case 'sources':
      return tellSources(await answerPlan(plan.of, runner, vocabulary, manner), phrases[language])
  }
}

/** Figures, what is printed in the place of a missing budget, or the sentence that there are none. */
const answerFiguresOrDenial = async (
  plan: FiguresPlan,
  runner: QueryRunner,
  vocabulary: Vocabulary,
  manner: Manner,
): Promise<Told> => {
  const telling = { ...manner, plan, vocabulary, say: phrases[manner.language] }
  const answer = (asked: FiguresPlan): Promise<Told> => answerFigures(asked, runner, vocabulary, manner)
  const found = (await answerAcrossStages(telling, answer)) ?? (await answer(plan))
  const isOneSided = found.parts.code === 'nothing-to-compare' && plan.scope.departments?.length === 2
  const each = isOneSided ? await answer({ ...plan, compare: null }) : found
  const unnamed = unansweredOf(plan, each, vocabulary)
  const rest = unnamed && (await answer(unnamed))
  // What was published instead says already why it is not listed.
  const named = plan.focus && rest ? { ...each, parts: { ...each.parts, text: '' } } : each
  // Of who has anything, who has nothing is not told.
  const isTold = rest !== null && !(plan.isNonZero && rest.parts.rows.length === 0)
  const whole = isTold ? joinTold([named, rest], telling.say) : each
  const told = await withInstead(whole, runner, telling, answer)
  const denial = told.parts.code === 'not-printed' ? denialsPlan(plan, vocabulary) : null
  if (denial === null) return told
  const denied = await answerPassages(denial, runner, vocabulary, manner)
  if (denied.parts.status !== 'answer') return told
  return {
    ...denied,
    parts: {
      ...denied.parts,
      restatement: told.parts.restatement,
      text: `${told.parts.text}\n${denied.parts.text}`,
    },
  }
}

/** The same of the bodies that were named and that the answer does not speak of; null: there are none. */
const unansweredOf = (
  plan: FiguresPlan,
  { departments, parts }: Told,
  vocabulary: Vocabulary,
): FiguresPlan | null => {
  const { focus, ...whole } = plan
  const isBudgetOnly = focus !== undefined && !haveOutturn(focus, plan.scope.years, vocabulary)
  if (focus && isBudgetOnly)
    return {
      ...whole,
      conditions: [],
      order: null,
      isNonZero: false,
      presentation: 'value',
      scope: { ...plan.scope, departments: focus, kinds: null },
    }
  const named = plan.scope.departments ?? []
  const rest = named.filter((id) => !departments.includes(id))
  const isPlain = plan.aggregate === null && plan.conditions.length === 0 && plan.limit === null
  return isPlain && plan.isEach && parts.status === 'answer' && rest.length > 0 && rest.length < named.length
    ? {
        ...plan,
        compare: null,
        presentation: 'value',
        scope: { ...plan.scope, departments: rest },
      }
    : null
}
