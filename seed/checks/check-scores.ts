/** Points of self-evaluations: none above its full score, execution by its rate, and the total as the sum of the form. */
import type { FindingReading, PrintReading } from '../../db/domain/figure.ts'
import type { Aspect } from '../../db/domain/terms.ts'
import { isWithin } from '../compare-prints.ts'
import type { StatedFigures } from './stated.ts'

const finding = (
  sides: readonly (readonly number[])[],
  size: number,
  details: FindingReading['details'],
): FindingReading => ({
  code: 'score-differs',
  severity: 'real',
  sides,
  sizeFen: null,
  details: { ...details, size: Number(size.toFixed(2)) },
})

const aboveFullScore = (stated: StatedFigures): readonly FindingReading[] =>
  stated.all
    .filter(({ key }) => key.aspect === 'score')
    .flatMap((score) => {
      const full = stated.like(score.key, { aspect: 'weight' })
      return full && score.value > full.value + 1e-9
        ? [finding([[score.index], [full.index]], score.value - full.value, { rule: 'above-full-score' })]
        : []
    })

/** What the rate, the points and the full points of a row stand under. */
const ofExecution: ReadonlySet<Aspect | undefined> = new Set(['weight', 'executionRate', 'score'])

/** Rows of money carry points for their execution: 10 points at 89.6 % are 8.96. */
const byExecution = (prints: readonly PrintReading[]): readonly FindingReading[] => {
  const rows = Map.groupBy(
    prints.flatMap((reading, index) =>
      reading.print.tableTitle !== null &&
      reading.quantity !== null &&
      ofExecution.has(reading.figures[0]?.aspect)
        ? [{ reading, index }]
        : [],
    ),
    ({ reading: { print } }) => JSON.stringify([print.tableTitle, print.lines, print.rowLabel]),
  )
  return [...rows.values()].flatMap((row) => {
    const of = (aspect: string) => row.find(({ reading }) => reading.figures[0]?.aspect === aspect)
    const [weight, rate, score] = ['weight', 'executionRate', 'score'].map(of)
    if (!weight || !rate || !score) return []
    const value = (each: typeof weight) => each.reading.quantity?.value ?? 0
    const due = (value(weight) * value(rate)) / 100
    const size = Math.abs(value(score) - due)
    return isWithin(size, 0.1)
      ? []
      : [
          finding([[score.index], [weight.index, rate.index]], size, {
            rule: 'by-execution',
            due: due.toFixed(2),
          }),
        ]
  })
}

/** A row of the form with points of its own; headings (产出指标 40 分) and parts of the row above (其中：…) have none to add. */
const isCounted = ({ reading: { print, figures } }: Counted): boolean => {
  const [key] = figures
  return key?.measure === 'indicator' && print.columnLabel !== '' && !/^其中/u.test(print.rowLabel)
}

type Counted = Readonly<{ reading: PrintReading; index: number }>

/** The total of a form, its pieces joined, against the points of its rows. */
const totals = (prints: readonly PrintReading[]): readonly FindingReading[] => {
  const findings: FindingReading[] = []
  let rows: Counted[] = []
  let title: string | null = null
  prints.forEach((reading, index) => {
    const { print, figures, quantity } = reading
    const [key] = figures
    if (print.tableTitle === null || quantity === null || !key) return
    if (print.tableTitle !== title) rows = []
    title = print.tableTitle
    if (key.measure !== 'selfEvaluation' || print.rowLabel === '' || key.aspect === 'scoreRate') {
      rows.push({ reading, index })
      return
    }
    const parts = rows.filter(
      (row) =>
        isCounted(row) &&
        row.reading.figures[0]?.aspect === key.aspect &&
        row.reading.quantity?.unit === quantity.unit,
    )
    const sum = parts.reduce((so, row) => so + (row.reading.quantity?.value ?? 0), 0)
    const size = Math.abs(sum - quantity.value)
    if (parts.length > 1 && quantity.unit === '分' && !isWithin(size, 0.05))
      findings.push(
        finding([[index], parts.map((row) => row.index)], size, {
          rule: 'total',
          sum: Number(sum.toFixed(2)),
        }),
      )
    if (key.aspect === 'score') rows = []
  })
  return findings
}

export const checkScores = (
  prints: readonly PrintReading[],
  stated: StatedFigures,
): readonly FindingReading[] => [...aboveFullScore(stated), ...byExecution(prints), ...totals(prints)]
