import type { FindingReading, PrintReading } from '../../db/domain/figure.ts'
import type { Identity } from '../reading.ts'
import { stageOfReport } from '../tables/column-time.ts'
import { checkClasses } from './check-classes.ts'
import { checkCounts } from './check-counts.ts'
import { checkFunds } from './check-funds.ts'
import { checkIndicators } from './check-indicators.ts'
import { checkParts } from './check-parts.ts'
import { checkRates } from './check-rates.ts'
import { checkScores } from './check-scores.ts'
import { StatedFigures } from './stated.ts'

/** What the checks find in all prints of one document; the findings point at `prints`. A check more is a line more. */
export const checkReading = (
  prints: readonly PrintReading[],
  identity: Identity,
): readonly FindingReading[] => {
  const stated = new StatedFigures(prints)
  return [
    ...checkFunds(stated, identity.fiscalYear, stageOfReport(identity)),
    ...checkParts(prints, stated),
    ...checkClasses(stated),
    ...checkRates(stated),
    ...checkIndicators(stated),
    ...checkScores(prints, stated),
    ...checkCounts(prints, stated),
  ]
}
