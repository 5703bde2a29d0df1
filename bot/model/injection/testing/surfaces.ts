/** An Answer as people get it, everywhere: what in it is more than text, each in words. */
import { strFromU8, unzipSync } from 'fflate'
import type { Answer } from '../../../answer/answer.ts'
import { answerCsv } from '../../../files/csv-file.ts'
import { readCsv } from '../../../files/testing/read-csv.ts'
import { answerXlsx } from '../../../files/xlsx-file.ts'
import { answerBlocks, answerText, type TableForm } from '../../../slack/blocks/render-answer.ts'
import { sourcesView } from '../../../slack/blocks/sources-view.ts'
import { sqlView } from '../../../slack/blocks/sql-view.ts'
import { renderText } from '../../../terminal/render-text.ts'

export const liveParts = async (answer: Answer): Promise<readonly string[]> => [
  ...unseenCharacters(renderText(answer)).map((found) => `the terminal gets ${found}`),
  ...slackParts(answer).map((found) => `Slack gets ${found}`),
  ...formulasIn(answer).map((found) => `the CSV file has ${found}`),
  ...(await activeParts(answer)).map((found) => `the workbook has ${found}`),
]

/** Control characters, escape codes among them, and marks that turn the direction of what follows. */
const unseenCharacters = (text: string): readonly string[] =>
  [...text.matchAll(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu)]
    .filter(([character]) => character !== '\n')
    .map(([character]) => `U+${character.codePointAt(0)?.toString(16)}`)

const tableForms: readonly TableForm[] = ['sortable', 'plain', 'fixed-width']
const controls = { answerId: 'an-answer', hasChart: true, modelQuestion: null, sharesHere: true }

const slackParts = (answer: Answer): readonly string[] => {
  const messages = tableForms.map((tableForm) => answerBlocks(answer, { controls, tableForm }))
  const views = [
    sqlView(answer, null),
    sourcesView({
      answerId: 'an-answer',
      answer,
      page: 0,
      canRemark: true,
      sources: answer.citations.slice(0, 3).map((citation) => ({ citation, passage: null })),
      note: null,
    }),
  ]
  const drawn = [...messages.map(({ blocks }) => blocks), ...views]
  const marked = [...messages.map(({ text }) => text), answerText(answer)]
  return [
    ...drawn.flatMap(livePieces),
    ...marked.flatMap((text) => text.match(/[<>].{0,20}/gu) ?? []),
    ...[...drawn.map((blocks) => textsIn(blocks).join('\n')), ...marked].flatMap(unseenCharacters),
  ]
}

const liveTypes: ReadonlySet<unknown> = new Set(
  'mrkdwn image video link user usergroup channel broadcast emoji date file markdown'.split(' '),
)
const liveKeys: ReadonlySet<string> = new Set(['url', 'image_url', 'title_url', 'slack_file'])

/** Elements that Slack makes something of, anywhere in a value. */
const livePieces = (value: unknown): readonly string[] => {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(liveKeys.has(key) || (key === 'type' && liveTypes.has(inner)) ? [`${key}: ${inner}`] : []),
    ...livePieces(inner),
  ])
}

const textsIn = (value: unknown): readonly string[] => {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'text' && typeof inner === 'string' ? [inner] : textsIn(inner),
  )
}

const formulasIn = (answer: Answer): readonly string[] =>
  readCsv(new TextDecoder().decode(answerCsv(answer)))
    .flat()
    .filter((cell) => /^[=+@\t\r＝＋＠]|^[-－](?![\d.]*$)/u.test(cell))

const activeParts = async (answer: Answer): Promise<readonly string[]> => {
  const files = Object.entries(unzipSync(await answerXlsx(answer)))
  return files.flatMap(([name, bytes]) =>
    (strFromU8(bytes).match(/<f[ >]|<hyperlink|TargetMode="External"|[\0-\u0008\u001B]/gu) ?? []).map(
      (found) => `${found} in ${name}`,
    ),
  )
}
