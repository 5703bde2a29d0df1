import type { types } from '@slack/bolt'
import { format } from 'sql-formatter'
import type { Answer } from '../../answer/answer.ts'
import { cleanText, lengthOf } from '../../answer/plain-text.ts'
import { limits } from '../limits.ts'
import { phrases } from '../phrases.ts'
import { viewIds } from './action-ids.ts'
import { contextBlocks, modal, preformattedBlock, sectionBlock } from './elements.ts'

/** Laid out for reading; text that the layouter does not know stays as it ran. */
const layOut = (sql: string): string => {
  try {
    return format(sql, { language: 'sqlite', tabWidth: 2 })
  } catch {
    return sql
  }
}

/** Pieces of at most `limit` characters, cut at line ends where there are any. */
const piecesOf = (text: string, limit: number): readonly string[] => {
  const pieces: string[] = []
  let piece = ''
  for (const line of text.split('\n').flatMap((whole) => hardPieces(whole, limit))) {
    if (piece !== '' && lengthOf(piece) + 1 + lengthOf(line) > limit) {
      pieces.push(piece)
      piece = line
    } else {
      piece = piece === '' ? line : `${piece}\n${line}`
    }
  }
  return piece === '' ? pieces : [...pieces, piece]
}

const hardPieces = (line: string, limit: number): readonly string[] => {
  const pieces: string[] = []
  let piece = ''
  for (const character of line) {
    if (lengthOf(piece) + lengthOf(character) > limit) {
      pieces.push(piece)
      piece = ''
    }
    piece += character
  }
  return [...pieces, piece]
}

const fixedWidth = (text: string, mostBlocks: number): readonly types.KnownBlock[] => {
  const pieces = piecesOf(cleanText(text), limits.preformatted).filter((piece) => piece.trim() !== '')
  const shown = pieces.slice(0, mostBlocks)
  return [...shown.map(preformattedBlock), ...contextBlocks(shown.length < pieces.length ? ['…'] : [])]
}

/** The query of an answer with its parameters. `note`: what must be known first. */
export const sqlView = (answer: Answer, note: string | null): types.ModalView => {
  const say = phrases[answer.language]
  const { sql, parameters, rows } = answer
  const query =
    sql === null
      ? [sectionBlock(say.noSql)]
      : [
          ...fixedWidth(layOut(sql), limits.preformattedBlocks),
          ...(parameters.length === 0
            ? []
            : [
                sectionBlock(say.parameters),
                ...fixedWidth(
                  parameters.map((value, index) => `${index + 1}  ${JSON.stringify(value)}`).join('\n'),
                  2,
                ),
              ]),
          ...contextBlocks([`${say.rowCount(rows.length)} · ${say.sqlChecked}`]),
        ]
  return modal({
    callbackId: viewIds.sql,
    title: say.sql,
    close: say.close,
    metadata: '',
    blocks: [...contextBlocks(note === null ? [] : [note]), ...query],
  })
}
