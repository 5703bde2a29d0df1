import type { Answer } from '../answer/answer.ts'
import { figuresTable, readingRows, sourcesTable, versionRow } from './answer-tables.ts'
import { csvBytes } from './csv-line.ts'

/** An Answer as a table that opens in Excel by a double click: figures with sources, then how it was read and cited. */
export const answerCsv = (answer: Answer): Uint8Array => {
  const figures = figuresTable(answer)
  const sources = sourcesTable(answer)
  return csvBytes([
    figures.head,
    ...figures.rows,
    [],
    ...readingRows(answer),
    [],
    sources.head,
    ...sources.rows,
    [],
    versionRow(answer),
  ])
}
