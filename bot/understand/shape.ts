/** What one row is, and whether rows are listed, one value is given, or yes or no is said. */
import type { FiguresPlan, Items } from '../../db/plan/plan.ts'
import type { HeardQuestion } from './heard-question.ts'
import { hearItemLevel, itemsBelow, type NamedItems } from './items.ts'
import type { Maths } from './maths.ts'

/** "Which unions exceeded it, and by how much?" selects, whatever else is asked; "what" may ask for an amount. */
export const asksWhich = (question: HeardQuestion): boolean =>
  question.positions('who').some((at) => question.roleAt(at, 'howMuch') === null)

/** "Which did it exceed?"; "what was budgeted, what was spent" asks for amounts, "what is its completion rate" for one. */
const asksForItems = (question: HeardQuestion): boolean =>
  question.positions('who').some((at) => {
    const beside = question.neighbour(at, 1)
    const isWhat = question.roleAt(at, 'howMuch') !== null
    if (isWhat && (isCopula(question, at + 1) || question.roleAt(beside, 'share') !== null)) return false
    const next = question.roleAt(beside, 'yesNo') === null ? beside : question.neighbour(beside, 1)
    // "What did receptions cost?" asks for their amount.
    if (isWhat && question.hasEvidenceAt(next, 'measure')) return false
    return !question.hasEvidenceAt(next, 'stage') && question.roleAt(next, 'spent') === null
  })

/** "What is …", but not "what was over budget". */
const isCopula = (question: HeardQuestion, index: number): boolean =>
  /^(?:is|was|are|were)$/iu.test(question.words[index]?.text ?? '') &&
  (['overrun', 'comparator'] as const).every((role) => question.roleAt(index + 1, role) === null)

export const asksForValue = (question: HeardQuestion): boolean =>
  (['howMuch', 'percentAsked', 'moneyAsked'] as const).some((role) => question.has(role))

/** "Which departments grew?" selects; 各部门增幅 and "growth of the union" only name what is asked. */
export const asksForRows = (
  question: HeardQuestion,
  { comparison, named, isSingle }: Pick<Maths, 'comparison'> & { named: Items; isSingle: boolean },
): boolean => {
  if (question.has('yesNo')) return true
  if (comparison?.formula === 'change')
    return !isSingle && !question.has('each') && !question.has('changeRate')
  return !isSingle || named === null || question.has('perItem')
}

/** 有退休费支出的: who has any, not what each has. */
export const asksWhoHas = (question: HeardQuestion): boolean =>
  question.words.some(({ text }, index) => {
    const next = question.neighbour(index, 1)
    return text === '有' && (question.hasEvidenceAt(next, 'item') || question.hasEvidenceAt(next, 'measure'))
  })

type ShapeHints = Readonly<{
  hasConditions: boolean
  isOrdered: boolean
  isCount: boolean
  isAggregate: boolean
  isOfExecution: boolean
}>

/** What one row is, and whether rows are listed, one value is given, or yes or no is said. */
export const hearShape = (
  question: HeardQuestion,
  named: NamedItems | null,
  isSingle: boolean,
  { hasConditions, isOrdered, isCount, isAggregate, isOfExecution }: ShapeHints,
): Pick<FiguresPlan, 'items' | 'presentation' | 'isNonZero'> => {
  const isYesNo = isSingle && !isAggregate && asksYesOrNo(question)
  // "Did Xinzhou exceed its budget?" asks about the department, "which did it exceed?" about its items.
  const asksItems = isOfExecution && (asksForItems(question) || question.has('perItem') || isCount)
  const isWhich = asksWhich(question)
  const isSelecting = !isYesNo && (hasConditions || isOrdered || isCount || asksItems || isWhich)
  const isImpliedList = isSingle && isSelecting && (asksItems || isOrdered)
  const items = named
    ? itemsBelow(question, named, { isSelecting, isRanking: isSingle && isOrdered })
    : namesParts(question)
      ? null
      : hearItemLevel(question, isImpliedList)
  const isList = items !== null && items.kind !== 'named'
  return {
    items,
    presentation: isSelecting || isList ? 'list' : isYesNo ? 'yes-no' : 'value',
    // "Which (how many) had project expenditure?": a printed zero is none, but it may well be the least.
    isNonZero: (isList && items.kind !== 'projects') || (!isSingle && !isOrdered && (isCount || isWhich)),
  }
}

/** "Broken down into goods, works and services": the parts are named. */
const namesParts = (question: HeardQuestion): boolean =>
  question.positions('part').some((at) => question.hasEvidenceAt(at, 'measure') && question.take('perItem'))

export const asksYesOrNo = (question: HeardQuestion): boolean =>
  question.has('yesNo') && !question.has('who') && !question.has('perItem')
