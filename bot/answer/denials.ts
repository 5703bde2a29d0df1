/** What documents say in words where they print no figure: 我单位没有政府性基金收入. */
import { funds, measures } from '../../db/domain/terms.ts'
import type { FiguresPlan, PassagesPlan } from '../../db/plan/plan.ts'
import type { Vocabulary } from '../understand/vocabulary.ts'

const denials = ['没有', '无', '未发生', '未安排', '不存在', '不涉及', '未使用']
const mostBodies = 2

/** A look for sentences that deny the thing asked for; null: of too many bodies, or of everything. */
export const denialsPlan = (plan: FiguresPlan, { items }: Vocabulary): PassagesPlan | null => {
  const [column] = plan.columns
  const isNamed = plan.scope.departments !== null && plan.scope.departments.length <= mostBodies
  const named = plan.items?.kind === 'named' ? plan.items.keys : []
  const forms =
    plan.fund !== null
      ? [...funds[plan.fund].printed, ...funds[plan.fund].synonyms.zh]
      : named.length > 0
        ? named.flatMap((key) => items.get(key)?.zh ?? [])
        : column && column.measure !== 'expenditure' && column.measure !== 'revenue'
          ? measures[column.measure].printed
          : []
  if (!isNamed || forms.length === 0) return null
  return {
    version: 1,
    kind: 'passages',
    scope: plan.scope,
    statementKinds: null,
    topics: [[...forms], denials],
    leastTopics: 2,
    asksForNumber: true,
    order: null,
    passedOver: [],
  }
}
