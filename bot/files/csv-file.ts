import type { Answer } from '../answer/answer.ts'
import { figuresTable, readingRows, sourcesTable, versionRow } from './answer-tables.ts'
import { csvLine } from './csv-line.ts'

// Without it Excel reads Chinese text in the code page of the machine.
const byteOrderMark = '\uFEFF'
const lineEnd = '\r\n'

/** An Answer as a table that opens in Excel by a double click: figures with sources, then how it was read and cited. */
export const answerCsv = (answer: Answer): Uint8Array => {
  const figures = figuresTable(answer)
  const sources = sourcesTable(answer)
  const lines = [
    figures.head,
    ...figures.rows,
    [],
    ...readingRows(answer),
    [],
    sources.head,
    ...sources.rows,
    [],
    versionRow(answer),
  ]
  return new TextEncoder().encode(byteOrderMark + lines.map((cells) => csvLine(cells) + lineEnd).join(''))
}
