/** Whether a question speaks of projects one by one, by their names or as a list, or of project expenditure as a whole. */
import { subjectKeyStart } from '../../db/domain/figure.ts'
import type { Measure } from '../../db/domain/terms.ts'
import { hasChinese } from '../../db/domain/text.ts'
import type { Items } from '../../db/plan/plan.ts'
import type { HeardQuestion } from './heard-question.ts'
import { isUnheard } from './heard-word.ts'
import { lookupsOf } from './lookups.ts'
import type { Role, Vocabulary } from './vocabulary.ts'

const projectStart = subjectKeyStart('projectExpenditure')

const isProjectKey = (key: string): boolean => key.startsWith(projectStart)

export const areProjects = (items: Items): boolean =>
  items?.kind === 'projects' || (items?.kind === 'named' && items.keys.every(isProjectKey))

/** Named projects, or projects as a list. */
export const asksOfProjects = (question: HeardQuestion): boolean =>
  question.has('projectList') || namesProjects(question)

const namesProjects = (question: HeardQuestion): boolean =>
  question.evidence('item').some(({ evidence }) => evidence.keys.every(isProjectKey))

/** "Project" beside a project's name says nothing more; else it means a list of them, or what was spent on all. */
export const settleProjects = (
  question: HeardQuestion,
  covered: readonly string[],
  vocabulary: Vocabulary,
): void => {
  const isHeld = covered.some((id) => vocabulary.projects.has(id))
  if (isHeld) nameByConcepts(question, covered, vocabulary)
  const isNamed = namesProjects(question)
  if (isNamed) useRestOfName(question, covered, vocabulary)
  for (const at of question.positions('project')) {
    const isList = isHeld && asksOneByOne(question, at, covered)
    if (isNamed || isList) question.dropMeasure(at, 'projectExpenditure')
    else question.mean(at, { kind: 'measure', measure: 'projectExpenditure' })
    if (isNamed) question.settle(at, 'project')
    else if (isList) question.mean(at, { kind: 'role', role: 'projectList', value: 'yes' })
  }
}

const ofProjects: ReadonlySet<Measure> = new Set(['projectExpenditure', 'expenditure', 'selfEvaluation'])

/** Documents call a project by fewer words than people do: 给区领导订报刊杂志的项目. */
const leastOfTopics = 0.6

/** Words beside a project's name that stand in it, too. */
const useRestOfName = (question: HeardQuestion, covered: readonly string[], vocabulary: Vocabulary): void => {
  const keys = new Set(question.evidence('item').flatMap(({ evidence }) => evidence.keys))
  const names = covered
    .flatMap((id) => vocabulary.projects.get(id) ?? [])
    .flatMap(({ key, name }) => (keys.has(key) ? [name] : []))
  question.words.forEach((word, index) => {
    const pairs = isUnheard(word) ? lookupsOf(word.text) : []
    const isOfName = names.some(
      (name) => 2 * pairs.filter((pair) => name.includes(pair)).length >= pairs.length,
    )
    const isPart = isUnheard(word) && names.some((name) => name.includes(word.text))
    if (isPart || (pairs.length > 0 && isOfName))
      question.mean(index, { kind: 'role', role: 'filler', value: 'yes' })
  })
}

const selectingRoles: readonly Role[] = [
  'who',
  'list',
  'each',
  'superlative',
  'top',
  'order',
  'completion',
  'zero',
  'summary',
]

/** "Which projects", 执行率为0的项目, "the largest project"; of several bodies only where the word itself is chosen from. */
const asksOneByOne = (question: HeardQuestion, at: number, covered: readonly string[]): boolean => {
  const isChosen = [question.neighbour(at, -1), at - 1].some(
    (before) =>
      selectingRoles.some((role) => question.roleAt(before, role) !== null) ||
      question.roleAt(before, 'aggregate') !== null ||
      question.hasEvidenceAt(before, 'number'),
  )
  if (covered.length > 1) return isChosen
  return (
    isChosen ||
    selectingRoles.some((role) => question.has(role)) ||
    question.has('aggregate') ||
    question.evidence('number').length > 0 ||
    question.evidence('measure').some(({ evidence }) => evidence.measure === 'selfEvaluation')
  )
}

/** "The SMS platform fee": every word that nothing else accounts for stands, in Chinese, in the name of one project. */
const nameByConcepts = (
  question: HeardQuestion,
  covered: readonly string[],
  vocabulary: Vocabulary,
): void => {
  const unheard = question.words.flatMap((word, index) => (isUnheard(word) ? [{ word, index }] : []))
  // One character (人) may stand in any name.
  const topics = unheard.map(({ word }) =>
    [
      ...(hasChinese(word.text) ? [word.text] : []),
      ...word.evidence.flatMap((it) => (it.kind === 'concept' ? it.forms : [])),
    ].filter((form) => form.length > 1),
  )
  const [first, ...others] = unheard
  const isOfProject =
    question.has('project') ||
    question.evidence('measure').some(({ evidence }) => evidence.measure === 'selfEvaluation') ||
    (topics.length > 1 && (question.has('completion') || question.has('spent')))
  const isOfOther =
    question.evidence('item').length > 0 ||
    question.evidence('measure').some(({ evidence }) => !ofProjects.has(evidence.measure))
  if (!isOfProject || isOfOther) return
  if (first === undefined || topics.some((forms) => forms.length === 0)) return
  const scored = covered
    .flatMap((id) => vocabulary.projects.get(id) ?? [])
    .map(({ key, name }) => ({
      key,
      score: topics.filter((forms) => forms.some((form) => name.includes(form))).length,
    }))
  const best = Math.max(...scored.map(({ score }) => score))
  if (best === 0 || best < leastOfTopics * topics.length) return
  const keys = scored.flatMap(({ key, score }) => (score === best ? [key] : []))
  // Where words are left over, they say which one only if one is left.
  if (best < topics.length && new Set(keys).size > 1) return
  question.mean(first.index, { kind: 'item', keys: [...new Set(keys)] })
  for (const { index } of others) question.mean(index, { kind: 'role', role: 'filler', value: 'yes' })
}
