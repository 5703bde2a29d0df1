/**
 * From heard words to a plan, by the types of their evidence. Every word of the field must find its place in the plan;
 * a word that nothing accounts for makes the planner decline and name it, rather than guess.
 */

import { subjectOfKey } from '../../db/domain/figure.ts'
import { wholesOf } from '../../db/domain/measure-parts.ts'
import { type Measure, measures } from '../../db/domain/terms.ts'
import type { Items, Plan } from '../../db/plan/plan.ts'
import { figuresPlan } from './figures-plan.ts'
import { asksForFindings, findingsPlan, unaskedOfFindings } from './findings-plan.ts'
import { editPlan } from './follow-up.ts'
import { HeardQuestion } from './heard-question.ts'
import type { HeardWord } from './heard-word.ts'
import { asksForItself, canEdit, inheritedDepartments, namesNoBody, returned } from './in-thread.ts'
import type { Context, NoDataCode, Option, RefusalCode, Understanding } from './outcome.ts'
import { kindsAsked, passagesPlan } from './passages-plan.ts'
import { asksPerHead, namesCounted, usePerHead } from './per-head.ts'
import { printsPlan } from './prints-plan.ts'
import { areProjects, settleProjects } from './projects.ts'
import { reasonsPlan } from './reasons-plan.ts'
import { hearRefusal } from './refusal.ts'
import { reportsPlan } from './reports-plan.ts'
import { hearScope, type ResolvedScope } from './scope.ts'
import type { Role, Vocabulary } from './vocabulary.ts'
import { ofWhatIsSpokenOf } from './what-is-spoken-of.ts'

const noData = (code: NoDataCode, words: readonly string[] = []): Understanding => ({
  kind: 'no-data',
  code,
  words,
})
const refused = (code: RefusalCode, words: readonly string[] = []): Understanding => ({
  kind: 'refused',
  code,
  words,
})

type Heard = Readonly<{ words: readonly HeardWord[]; asked: string; vocabulary: Vocabulary }>

export const assemble = (heard: Heard, context: Context | null): Understanding => {
  const refusal = hearRefusal(questionOf(heard))
  if (refusal) return refused(refusal.code, refusal.words)
  const looked = kindsAsked(questionOf(heard)).length > 0 ? lookUp(heard, context) : null
  if (looked?.kind === 'plan') return looked
  const read = inThread(heard, context)
  const isOpen =
    read.kind === 'refused' ||
    (read.kind === 'no-data' && (read.code === 'unknown-word' || read.code === 'nothing-asked'))
  if (!isOpen) return read
  const found = looked ?? lookUp(heard, context)
  const goesOn =
    context !== null && (['pronoun', 'followUp'] as const).some((role) => questionOf(heard).has(role))
  return found !== null && (found.kind === 'plan' || read.kind === 'no-data' || goesOn) ? found : read
}

const questionOf = ({ words, asked }: Heard): HeardQuestion => new HeardQuestion(words, asked)

/** A body that would have to be asked for is the one that the thread speaks of. */
const inThread = (heard: Heard, context: Context | null): Understanding => {
  const read = readFigures(heard, context)
  const isOpen = read.kind === 'needs-choice' || isSumOfAll(heard, read)
  if (!isOpen || context === null || context.departments.length === 0) return read
  const resumed = readFigures(heard, { ...context, isOfOneQuestion: true })
  return resumed.kind === 'plan' ? resumed : read
}

/** 基本工资一共多少？ in a thread: of the body that it speaks of, unless all are asked for. */
const isSumOfAll = (heard: Heard, read: Understanding): boolean => {
  if (read.kind !== 'plan' || read.isEdit || read.plan.kind !== 'figures') return false
  const question = questionOf(heard)
  const { aggregate, conditions } = read.plan
  const asksForAll = (['list', 'each', 'who', 'department', 'withOutturn'] as const).some((role) =>
    question.has(role),
  )
  return aggregate === 'sum' && conditions.length === 0 && namesNoBody(question) && !asksForAll
}

/** A look-up that names nobody is of the body that the thread speaks of. */
const bodiesOfThread = (question: HeardQuestion, context: Context | null): readonly string[] | null => {
  const isOfOneBody =
    context?.departments.length === 1 && namesNoBody(question) && !question.has('department')
  return isOfOneBody ? context.departments : inheritedDepartments(question, context)
}

/** The question as one about what documents say in words. */
const lookUp = (heard: Heard, context: Context | null): Understanding | null => {
  const question = questionOf(heard)
  const scope = hearScope(question, heard.vocabulary, bodiesOfThread(question, context))
  if (scope.kind === 'not-held') return noData(scope.code, scope.words)
  const before = context?.plan.kind === 'passages' ? context.plan : null
  const isContinued = before !== null || context?.isOfOneQuestion === true
  const found = passagesPlan(question, scope, heard.vocabulary, before, isContinued)
  if (found === null) return null
  if (found.kind === 'unknown') return noData('unknown-word', found.words)
  return { kind: 'plan', plan: found.plan, heard: heard.words, isEdit: false, passedOver: [] }
}

/** The question as one about figures, their reasons, sources and contradictions, and what is held. */
const readFigures = (heard: Heard, thread: Context | null): Understanding => {
  const { words, asked, vocabulary } = heard
  const question = questionOf(heard)
  const context = thread && returned(question, thread)
  useDenied(question)
  const isFollowUp = context !== null && !asksForItself(question, context)
  if (!hasFieldWords(question) && !isOfThread(question, context))
    return refused('off-topic', question.unaccounted())
  if (isOfFindings(question, context)) return readFindings(heard, question, context)
  // 并指出不一致之处: every answer notes the contradictions of its figures.
  if (question.take('flag')) question.take('contradiction')
  if (isFollowUp) question.take('followUp')
  useLastNot(question)
  const isEdit = isFollowUp && !question.has('why') && !question.has('summary')
  // An edit keeps the plan's own scope: its conditions choose the same bodies again.
  const inherited = isEdit ? null : inheritedDepartments(question, context)
  if (isEdit) question.take('pronoun')
  const scope = hearScope(question, vocabulary, inherited, isEdit, context?.departments)
  const prints = scope.kind === 'scope' ? printsPlan(question, scope, vocabulary) : null
  if (prints) return { kind: 'plan', plan: prints, heard: words, isEdit: false, passedOver: [] }
  if (scope.kind === 'scope') settleProjects(question, scope.covered, vocabulary)
  if (asksPerHead(question)) usePerHead(question)
  useQuotedCounts(question)
  const unheard = question.unheard()
  if (unheard.length > 0) return noData('unknown-word', unheard)
  if (scope.kind === 'not-held') return noData(scope.code, scope.words)
  settleDoubles(question, scope.covered, vocabulary)
  // 收入来源: what it comes from is what it is made of.
  const asksForSource = question.positions('source').some((at) => question.roleAt(at, 'perItem') === null)
  question.take('source')
  const plan = isEdit
    ? editPlan(context, question, scope, vocabulary)
    : newPlan(question, scope, vocabulary, context)
  if (plan === null) return noData('nothing-asked')
  if (plan === 'unclear-threshold') return noData('unclear-threshold')
  const left = question.unaccounted()
  if (left.length > 0) return noData('unknown-word', left)
  const options = isEdit ? [] : departmentOptions(plan, scope, asked, question, vocabulary)
  if (options.length > 0) return { kind: 'needs-choice', code: 'which-department', options }
  const sourced: Plan =
    asksForSource && plan.kind !== 'sources' ? { version: 1, kind: 'sources', of: plan } : plan
  return { kind: 'plan', plan: sourced, heard: words, isEdit, passedOver: [] }
}

/** 平乡的和新洲的各是多少？两个数一样吗？: figures of two bodies are no two prints of one. */
const isOfFindings = (question: HeardQuestion, context: Context | null): boolean => {
  const goesOnWithTwo =
    context?.isOfOneQuestion === true &&
    context.plan.kind === 'figures' &&
    context.departments.length > 1 &&
    namesNoBody(question) &&
    !question.has('documentPart')
  return asksForFindings(question) && !goesOnWithTwo
}

const isOfThread = (question: HeardQuestion, context: Context | null): boolean =>
  context !== null && (question.has('why') || canEdit(question, context))

/** "Actuals, not the plan": the stage that is denied is not asked for. */
const useDenied = (question: HeardQuestion): void => {
  const staged = question.evidence('stage')
  for (const { index } of staged) {
    const before = question.neighbour(index, -1)
    const isDenied = /^(?:not|不是|不要|别给|而非|而不是)$/iu.test(question.words[before]?.text ?? '')
    if (!isDenied || !(staged.length > 1 || question.has('spent'))) continue
    question.drop(index, 'stage')
    for (const at of [before, index]) {
      question.use(at)
      question.mean(at, { kind: 'role', role: 'filler', value: 'yes' })
    }
  }
}

/** 完成预算没有？ ends a question, it denies nothing. */
const useLastNot = (question: HeardQuestion): void => {
  const last = question.words.length - 1
  if (question.roleAt(last, 'not') === 'before') question.use(last)
}

const readFindings = (
  { words, vocabulary }: Heard,
  question: HeardQuestion,
  context: Context | null,
): Understanding => {
  const unasked = unaskedOfFindings(question, vocabulary)
  if (unasked.length > 0) return noData('unknown-word', unasked)
  // 只看实质矛盾, after those of one body: of the same.
  const inherited =
    context?.plan.kind === 'findings'
      ? bodiesOfThread(question, context)
      : inheritedDepartments(question, context)
  const scope = hearScope(question, vocabulary, inherited)
  if (scope.kind === 'not-held') return noData(scope.code, scope.words)
  if (scope.yearBefore === 'asked') return noData('year-not-held', yearsIn(question))
  settleDoubles(question, scope.covered, vocabulary)
  return {
    kind: 'plan',
    plan: findingsPlan(question, scope, vocabulary),
    heard: words,
    isEdit: false,
    passedOver: [],
  }
}

/**
 * A name that is both a measure and an item (公务接待费, 培训费) is what more of the bodies state; the measure, where as
 * many state the one as the other.
 */
const settleDoubles = (question: HeardQuestion, covered: readonly string[], vocabulary: Vocabulary): void => {
  for (const { index } of question.evidence('fund')) settleFund(question, index)
  settleParts(question)
  settleCounts(question)
  const measured = question.evidence('measure')
  const doubles = question.evidence('item').flatMap(({ index, evidence: { keys } }) => {
    const measure = measured.find((heard) => heard.index === index)?.evidence.measure
    return measure === undefined ? [] : [{ index, keys, measure }]
  })
  // 会议费和培训费 are of one kind, both.
  const areItems = doubles.some(
    ({ keys, measure }) =>
      vocabulary.countWithItems(covered, keys) > vocabulary.countStating(covered, measure) ||
      // 会议费 of a body that leaves both blank: the classification has a line for it.
      (question.has('blank') && vocabulary.countStating(covered, measure) === 0),
  )
  for (const { index } of doubles) question.drop(index, areItems ? 'measure' : 'item')
}

/** "Procurement, split between goods and services": its parts, not the class of the economic classification. */
const settleProcured = (question: HeardQuestion): void => {
  if (!question.evidence('measure').some(({ evidence }) => evidence.measure === 'governmentProcurement'))
    return
  for (const { index } of question.evidence('item')) {
    if (!/^(?:goods and services|商品和服务)$/iu.test(question.words[index]?.text ?? '')) continue
    question.drop(index, 'item')
    for (const measure of ['procurementGoods', 'procurementServices'] as const)
      question.mean(index, { kind: 'measure', measure })
  }
}

/** 行政编制7个, 那9辆车: how many there are is what was read elsewhere; the answer tells what is printed. */
const useQuotedCounts = (question: HeardQuestion): void => {
  for (const { index, evidence } of question.evidence('number')) {
    const isUnit = /^[辆台套名人个]$/u.test(question.words[index + 1]?.text ?? '')
    const isOfCounted = isCountedAt(question, index - 1) || isCountedAt(question, index + 2)
    if (evidence.unit !== 'plain' || !isUnit || !isOfCounted) continue
    question.drop(index, 'number')
    for (const at of [index, index + 1]) question.mean(at, { kind: 'role', role: 'filler', value: 'yes' })
  }
}

/** 货物, "works": the bare name of a part means it beside its whole only (政府采购支出多少，其中工程多少). */
const settleParts = (question: HeardQuestion): void => {
  settleProcured(question)
  const asksForShare = (['share', 'percentAsked', 'constitutes'] as const).some((role) => question.has(role))
  const measured = question.evidence('measure')
  for (const index of question.positions('part')) {
    const part = question.roleAt(index, 'part') as Measure // the grammar's values for this role are measures
    const [whole] = wholesOf(part)
    const wholes = measured.filter(({ evidence }) => evidence.measure === whole)
    if (wholes.length > 0) question.mean(index, { kind: 'measure', measure: part })
    // "Running its cars", 采购的货物: the whole only says what the part is a part of.
    for (const { index: at, evidence } of wholes)
      if (!asksForShare && question.isJoined(index, at)) {
        question.dropMeasure(at, evidence.measure)
        question.use(at)
      }
  }
}

/** "Which of them have cars?", 哪家有公车; "vehicle costs" are money. */
const isHad = (question: HeardQuestion, index: number): boolean =>
  !question.hasEvidenceAt(index + 1, 'measure') &&
  [index - 1, index - 2].some((at) =>
    /^(?:have|has|had|own|owns|keep|keeps|有|拥有|保有)$/iu.test(question.words[at]?.text ?? ''),
  )

/** "Cars" are counted where their number is asked for, and money is spent on them elsewhere. */
const settleCounts = (question: HeardQuestion): void => {
  const heard = question.evidence('measure')
  const counts = question.positions('aggregate', 'count')
  // Money for them is not stated by kind, their number is.
  const isCountAsked =
    counts.length > 0 ||
    question.has('perItem') ||
    heard.some(({ index, evidence }) => measures[evidence.measure].unit !== null && isHad(question, index))
  for (const { index, evidence } of heard) {
    const isCounted = measures[evidence.measure].unit !== null
    const hasOther = heard.some(
      (other) => other.index === index && (measures[other.evidence.measure].unit !== null) !== isCounted,
    )
    if (hasOther && isCounted !== isCountAsked) question.dropMeasure(index, evidence.measure)
  }
  // "The staff's welfare fee": whose it is.
  const isOfItem = question
    .evidence('item')
    .some(({ evidence }) => evidence.keys.every((key) => subjectOfKey(key) === null))
  if (isOfItem && !asksPerHead(question))
    for (const { index, evidence } of heard)
      if (countedPersons.has(evidence.measure) && !question.hasEvidenceAt(index, 'item')) {
        question.dropMeasure(index, evidence.measure)
        question.use(index)
      }
  // "How many guests": the figure itself is a number, nothing else is counted.
  for (const at of counts)
    if (isCountedAt(question, question.neighbour(at, 1)) || isAllCounted(heard))
      question.settle(at, 'aggregate')
}

/** "Posts, staff and retirees: how many of each?" */
const isAllCounted = (heard: readonly { evidence: { measure: Measure } }[]): boolean =>
  heard.length > 0 && heard.every(({ evidence }) => countedPersons.has(evidence.measure))

const countedPersons: ReadonlySet<Measure> = new Set(['posts', 'staff', 'retirees'])

const isCountedAt = (question: HeardQuestion, index: number): boolean =>
  namesCounted(question, index) ||
  question
    .evidence('item')
    .some((heard) => heard.index === index && heard.evidence.keys.every((key) => subjectOfKey(key) !== null))

/** 财政拨款 is a source of revenue; beside an expenditure it is the fund that pays for it. */
const settleFund = (question: HeardQuestion, index: number): void => {
  if (!question.hasEvidenceAt(index, 'measure')) return
  const isBesideOther =
    question.evidence('item').length > 0 ||
    question
      .evidence('measure')
      .some((heard) => heard.index !== index && heard.evidence.measure !== 'revenue')
  question.drop(index, isBesideOther ? 'measure' : 'fund')
}

const yearsIn = (question: HeardQuestion): readonly string[] =>
  question.evidence('year').map(({ evidence }) => String(evidence.year))

const fieldKinds = ['department', 'place', 'departmentKind', 'measure', 'item', 'stage', 'fund'] as const
const fieldRoles: readonly Role[] = [
  'contradiction',
  'overrun',
  'completion',
  'held',
  'perItem',
  'withOutturn',
  'change',
  'changeRate',
  'yearOnYear',
  'perHead',
  'vacant',
]

const hasFieldWords = (question: HeardQuestion): boolean =>
  fieldKinds.some((kind) => question.evidence(kind).length > 0) ||
  fieldRoles.some((role) => question.has(role)) ||
  (question.has('summary') && question.has('department'))

const newPlan = (
  question: HeardQuestion,
  heardScope: ResolvedScope,
  vocabulary: Vocabulary,
  context: Context | null,
): Plan | null | 'unclear-threshold' => {
  const isOfDifference = (['overrun', 'change', 'changeRate', 'more'] as const).some((role) =>
    question.has(role),
  )
  const missing = whyMissing(question, heardScope, vocabulary, context)
  if (missing !== null) return missing
  const summary = question.has('why') && isOfDifference ? null : summaryPlan(question, heardScope)
  if (summary) return summary
  if (question.take('why')) return reasonsPlan(question, heardScope, context)
  const reports = reportsPlan(question, heardScope)
  if (reports) return reports
  const figures = figuresPlan(question, heardScope, vocabulary)
  return figures === null || figures === 'unclear-threshold' || context === null
    ? figures
    : ofWhatIsSpokenOf(figures, question, context)
}

/** "Why is Tianyuan missing from the list of …?": the list, with the condition that it fails. */
const whyMissing = (
  question: HeardQuestion,
  scope: ResolvedScope,
  vocabulary: Vocabulary,
  context: Context | null,
): Plan | null | 'unclear-threshold' => {
  // "Why isn't Tianyuan on the list?", 为什么超支的工会里没有天元？
  const isMissing =
    // "Excluding housing security" leaves something out of what is asked.
    question
      .positions('missing', 'yes')
      .some((at) => question.roleAt(at, 'not') === null || question.has('why')) ||
    (question.has('missing', 'listed') && question.has('not')) ||
    (question.has('missing', 'within') && question.has('why'))
  if (!isMissing || !scope.isNamed) {
    question.take('missing', 'listed')
    return null
  }
  const isOfThread = (['measure', 'item', 'stage'] as const).every(
    (kind) => question.evidence(kind).length === 0,
  )
  for (const role of ['missing', 'why', 'pronoun', 'list', 'not', 'yesNo', 'department'] as const)
    question.take(role)
  const focus = [...scope.covered]
  if (isOfThread && context?.plan.kind === 'figures') return { ...context.plan, limit: null, focus }
  const all: ResolvedScope = {
    ...scope,
    scope: { departments: null, kinds: null, years: scope.scope.years },
    covered: [...vocabulary.departments.keys()],
    isNamed: false,
  }
  const plan = figuresPlan(question, all, vocabulary)
  if (plan === null || plan === 'unclear-threshold') return plan
  return { ...plan, presentation: 'list', isNonZero: true, focus }
}

/** 概述一下2023年决算: the headline figures, where none is named. */
const summaryPlan = (question: HeardQuestion, { scope }: ResolvedScope): Plan | null => {
  const named = new Set(question.evidence('measure').map(({ evidence }) => evidence.measure))
  const namesOne =
    named.size === 1 ||
    question.evidence('item').length > 0 ||
    question.has('projectList') ||
    question.has('who')
  // "A summary of official receptions" is that figure.
  if (namesOne && question.isOneClause()) question.take('summary')
  if (!question.has('summary') || namesOne) return null
  for (const index of question.words.keys()) question.use(index)
  return { version: 1, kind: 'summary', scope }
}

const mostOptions = 4

/** A project of one body says whose it is. */
const isOfOneBody = (items: Items, covered: readonly string[], { countWithItems }: Vocabulary): boolean =>
  items?.kind === 'named' && areProjects(items) && countWithItems(covered, items.keys) === 1

/** A look-up of one value that fits several departments is asked back; lists, ranks and totals speak of all of them. */
const departmentOptions = (
  plan: Plan,
  { covered, isAmbiguous, isEach, isNamed, scope }: ResolvedScope,
  asked: string,
  question: HeardQuestion,
  vocabulary: Vocabulary,
): readonly Option[] => {
  if ((plan.kind !== 'figures' && plan.kind !== 'reasons') || covered.length < 2 || isEach) return []
  if (
    plan.kind === 'figures' &&
    (plan.presentation === 'list' ||
      plan.aggregate ||
      plan.compare ||
      question.has('list') ||
      question.has('happened') ||
      isOfOneBody(plan.items, covered, vocabulary))
  )
    return []
  const isOpen = !isNamed && scope.kinds === null
  if (!isAmbiguous && !isOpen) return []
  return covered.slice(0, mostOptions).map((id) => {
    const label = vocabulary.departments.get(id)?.department ?? ''
    return { label, question: `${label} ${asked}` }
  })
}
