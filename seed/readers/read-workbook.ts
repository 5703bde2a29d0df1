import { read, type WorkBook } from '@e965/xlsx'
import type { UnreadableCode } from '../reading.ts'
import { maximumCells } from './limits.ts'
import { packParts } from './pack-parts.ts'
import type { RawOutcome } from './raw-document.ts'
import { sheetPassages } from './sheet-passages.ts'
import { sheetRows } from './sheet-rows.ts'
import { type Parts, unpackParts } from './unpack-parts.ts'
import { type Passage, writeDown } from './write-down.ts'

const xlsxMediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const xlsMediaType = 'application/vnd.ms-excel'

const unreadable = (code: UnreadableCode): RawOutcome => ({ kind: 'unreadable', code })

/** The library throws for what it cannot open, a password among it; formulas and macros are not read at all. */
const openWorkbook = (bytes: Uint8Array): WorkBook | 'damaged-file' | 'encrypted-file' => {
  try {
    return read(Buffer.from(bytes), {
      type: 'buffer',
      dense: true,
      nodim: true,
      cellNF: true,
      cellFormula: false,
      cellHTML: false,
      dateNF: 'yyyy-mm-dd',
    })
  } catch (error) {
    return error instanceof Error && /password|encrypt/iu.test(error.message)
      ? 'encrypted-file'
      : 'damaged-file'
  }
}

/** The sheets that are shown; charts are none. */
const readSheets = (
  { SheetNames: names, Sheets: sheets, Workbook: workbook }: WorkBook,
  mediaType: string,
) => {
  const shown = names.filter((name, index) => {
    const isHidden = (workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0
    return !isHidden && sheets[name]?.['!type'] !== 'chart'
  })
  if (names.length === 0) return unreadable('damaged-file')
  const passages: Passage[] = []
  for (const [index, name] of shown.entries()) {
    const sheet = sheets[name]
    if (sheet === undefined) return unreadable('damaged-file')
    const rows = sheetRows(sheet)
    const own = rows === 'too-large' ? rows : sheetPassages(rows, index + 1)
    if (own === 'too-large') return unreadable(own)
    passages.push(...own)
  }
  return writeDown(mediaType, passages)
}

const readWorkbook = (bytes: Uint8Array, mediaType: string): RawOutcome => {
  const workbook = openWorkbook(bytes)
  return typeof workbook === 'string' ? unreadable(workbook) : readSheets(workbook, mediaType)
}

const unreadParts =
  /^(?:customXml|docProps|xl\/(?:charts|comments|diagrams|drawings|externalLinks|pivot\w+|queryTables|slicers|tables|theme|worksheets\/_rels))/iu

/** Parts that may say what cells hold; pictures, charts, comments and macros do not. */
const isWanted = (name: string): boolean => /\.(?:xml|rels)$/iu.test(name) && !unreadParts.test(name)

/** Cells of all sheets, counted before any is read. */
const countCells = (parts: Parts): number => {
  let count = 0
  for (const [name, part] of parts)
    if (/sheets\//iu.test(name))
      for (const _ of new TextDecoder('latin1').decode(part).matchAll(/<(?:\w+:)?c[\s>/]/gu)) count += 1
  return count
}

/**
 * Excel from 2007 on. The sheets that are shown are its pages. Tables are grids with their titles in them, text is lines.
 *
 * Outcomes: 'damaged-file' also where a part defines entities, which Excel does not open either.
 */
export const readXlsx = (bytes: Uint8Array): RawOutcome => {
  const unpacked = unpackParts(bytes, isWanted)
  if (unpacked.kind === 'unreadable') return unpacked
  if ([...unpacked.parts.values()].some((part) => Buffer.from(part).includes('<!DOCTYPE')))
    return unreadable('damaged-file')
  if (countCells(unpacked.parts) > maximumCells) return unreadable('too-large')
  return readWorkbook(packParts(unpacked.parts), xlsxMediaType)
}

/** Excel before 2007, as `readXlsx`. */
export const readXls = (bytes: Uint8Array): RawOutcome => readWorkbook(bytes, xlsMediaType)
