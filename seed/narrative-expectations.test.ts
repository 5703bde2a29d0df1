/**
 * The explanatory part against lists that people made by reading the documents (seed/expectations/narrative): every
 * listed figure and reason is read, with what it is of, and no other number is taken for a figure. Money within a reason
 * is not listed: it is kept as a number of the words around it. The parts on performance have lists of their own.
 */
import { describe, expect, it } from 'vitest'
import { withoutSpace } from './intermediate.ts'
import { documentBytes, touches } from './testing/lists/list-files.ts'
import {
  type Claim,
  claimsOf,
  describeClaim,
  describeFigure,
  isClaimOf,
  isInWords,
  type ListedFigure,
  narrativeLists,
} from './testing/lists/narrative-lists.ts'
import { readTextFile } from './testing/read-text-file.ts'

const lists = narrativeLists().map((list) => {
  const outcome = readTextFile(documentBytes(list.file), list.file)
  if (outcome.kind !== 'read') throw new Error(`${list.file}: ${outcome.code}`)
  const { statements, identity } = outcome.reading
  const given = statements.filter(({ kind }) => kind === 'reason')
  return {
    ...list,
    claims: claimsOf(outcome.reading),
    statements: given,
    isBudget: identity.kind === 'budget',
  }
})

const isSame = (figure: ListedFigure, claim: Claim) =>
  isClaimOf(figure, claim) && touches(claim.print.print.lines, figure.lines)

describe.each(lists)('$file', ({ figures, reasons, claims, statements, isBudget }) => {
  it('has a list that is long enough', () => {
    expect(figures.length).toBeGreaterThanOrEqual(isBudget ? 15 : 40)
  })

  it('is read figure by figure', () => {
    const missing = figures.filter((figure) => !claims.some((claim) => isSame(figure, claim)))
    expect(
      missing.map((figure) => `${figure.lines[0]}: ${describeFigure(figure)} ${figure.item ?? ''}`),
    ).toEqual([])
  })

  it('has its rises and falls told apart', () => {
    for (const figure of figures) {
      if (figure.direction === undefined) continue
      const claim = claims.find((candidate) => isSame(figure, candidate))
      const value = claim?.print.amountFen ?? claim?.print.quantity?.value ?? 0
      expect(Math.sign(value), `${figure.lines[0]}: ${describeFigure(figure)}`).toBe(
        { up: 1, down: -1, same: 0 }[figure.direction],
      )
    }
  })

  it('states nothing that a reader of the document does not', () => {
    const invented = claims.filter(
      (claim) => !isInWords(claim) && !figures.some((figure) => isSame(figure, claim)),
    )
    expect(invented.map((claim) => `${claim.print.print.lines[0]}: ${describeClaim(claim)}`)).toEqual([])
  })

  it('gives its reasons, each to what it is a reason of', () => {
    expect(reasons.length).toBeGreaterThan(0)
    for (const reason of reasons) {
      const found = statements.filter(
        (statement) =>
          touches(statement.lines, reason.lines) &&
          withoutSpace(statement.text).includes(withoutSpace(reason.text)),
      )
      expect(found, reason.text).toHaveLength(1)
      const about = found[0]?.about ?? []
      expect(new Set(about.map(({ measure }) => measure)), reason.text).toEqual(new Set(reason.measures))
      const isOfChange = about.every(({ aspect }) => aspect === 'change' || aspect === 'changeRate')
      expect(isOfChange, reason.text).toBe(reason.about === 'change')
    }
  })
})
