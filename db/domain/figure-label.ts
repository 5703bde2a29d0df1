import {
  type Aspect,
  aspects,
  type FigureMeasure,
  type FigureStage,
  figureMeasures,
  type Language,
  stages,
  statedMeasures,
} from './terms.ts'

export type LabelledFigure = Readonly<{
  measure: FigureMeasure
  stage: FigureStage
  aspect: Aspect
  /** The printed name of the item or of what is counted; null for the department as a whole. */
  name: string | null
}>

/** What a figure is, in full: 项目支出 · 决算数 · 完成年初预算的比例. */
export const figureLabel = ({ measure, stage, aspect, name }: LabelledFigure, language: Language): string =>
  [
    name,
    name !== null && Object.hasOwn(statedMeasures, measure) ? null : figureMeasures[measure].label[language],
    stage === 'none' ? null : stages[stage].label[language],
    aspect === 'amount' ? null : aspects[aspect].label[language],
  ]
    .filter((part) => part !== null)
    .join(' · ')
