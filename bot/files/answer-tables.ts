/** An Answer as the tables that files are made of, in plain cells: each file format writes the same content. */
import type { Answer, AnswerCell, Citation } from '../answer/answer.ts'
import { phrases } from '../answer/phrases.ts'
import { placeWords } from '../answer/place-words.ts'
import { cleanText } from '../answer/plain-text.ts'
import { filePhrases } from './phrases.ts'

export type FileTable = Readonly<{
  head: readonly string[]
  rows: readonly (readonly AnswerCell[])[]
}>

/** The rows under their labels, then one column of sources for each column that has any. */
export const figuresTable = (answer: Answer): FileTable => {
  const say = filePhrases[answer.language]
  const labels = answer.columns.map((column, index) => cleanText(answer.labels[index] || column))
  const cited = answer.columns.flatMap((_, column) =>
    answer.evidence.some((row) => (row[column] ?? []).some((at) => at in answer.citations)) ? [column] : [],
  )
  return {
    head: [...labels, ...cited.map((column) => say.sourceOf(labels[column] ?? ''))],
    rows: answer.rows.map((row, rowIndex) => [
      ...labels.map((_, column) => cleanCell(row[column] ?? null)),
      ...cited.map((column) => sourcesText(answer, answer.evidence[rowIndex]?.[column] ?? [])),
    ]),
  }
}

/** Every citation with its number, as marks in the sentence name it, and its quote. */
export const sourcesTable = ({ citations, language }: Answer): FileTable => {
  const say = filePhrases[language]
  return {
    head: [say.mark, say.file, say.place, say.lines, say.quote],
    rows: citations.map((citation, index) => [
      index + 1,
      cleanText(citation.file),
      cleanText(citation.place),
      whereIn(citation, language),
      cleanText(citation.quote),
    ]),
  }
}

/** How the question was read, by whom, and what to beware of: a heading and a text each. */
export const readingRows = ({
  restatement,
  model,
  warnings,
  language,
}: Answer): readonly (readonly string[])[] => [
  [phrases[language].readAs, cleanText(restatement)],
  ...(model?.note == null ? [] : [[filePhrases[language].model, cleanText(model.note)]]),
  ...warnings.map((warning) => [phrases[language].warnings, cleanText(warning)]),
]

export const versionRow = ({ dataVersion, language }: Answer): readonly string[] => [
  filePhrases[language].dataVersion,
  cleanText(dataVersion),
]

const cleanCell = (cell: AnswerCell): AnswerCell => (typeof cell === 'string' ? cleanText(cell) : cell)

const whereIn = (citation: Citation, language: Answer['language']): string =>
  placeWords(citation, phrases[language])

const sourcesText = ({ citations, language }: Answer, indexes: readonly number[]): string =>
  [...new Set(indexes)]
    .flatMap((index) => citations[index] ?? [])
    .map((citation) =>
      [cleanText(citation.file), cleanText(citation.place), whereIn(citation, language)]
        .filter((piece) => piece !== '')
        .join(' · '),
    )
    .join(filePhrases[language].between)
