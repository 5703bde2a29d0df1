import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { readRaw } from './read-raw.ts'
import { docxOf, sheetOf, wordParagraph, workbookOf } from './testing/office-files.ts'

const text = (words: string) => new TextEncoder().encode(words)
const sheets = { 总表: sheetOf([['合计']]) }

describe('the format of a file', () => {
  it.each([
    {
      bytes: docxOf(wordParagraph('合计')),
      mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    },
    {
      bytes: workbookOf(sheets),
      mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    },
    { bytes: workbookOf(sheets, 'xls'), mediaType: 'application/vnd.ms-excel' },
    { bytes: text('\ufeff <!-- 甲 --><!DOCTYPE html><p>合计'), mediaType: 'text/html' },
    {
      bytes: text('<?xml version="1.0"?>\n<HTML xmlns="http://www.w3.org/1999/xhtml"><p>合计</p></HTML>'),
      mediaType: 'text/html',
    },
    { bytes: text('<div><table><tr><td>合计</td></tr></table></div>'), mediaType: 'text/html' },
    { bytes: text('合计'), mediaType: 'text/plain' },
    { bytes: text('合计'.padEnd(5000, '。').concat('<table>')), mediaType: 'text/plain' },
  ])('is told from its bytes: $mediaType', async ({ bytes, mediaType }) => {
    const outcome = await readRaw(bytes)
    if (outcome.kind !== 'raw') throw new Error(outcome.code)
    expect(outcome.document.mediaType).toBe(mediaType)
    expect(outcome.document.lines[0]).toMatch(/^合计/u)
  })
})

it.each([
  { what: 'an archive that does not open', code: 'damaged-file', bytes: text('PK\u0003\u0004 甲') },
  {
    what: 'an archive of anything else',
    code: 'unsupported-type',
    bytes: zipSync({ 'a.txt': strToU8('甲') }),
  },
  { what: 'an archive of nothing', code: 'unsupported-type', bytes: zipSync({}) },
  { what: 'rich text', code: 'old-word-file', bytes: text('{\\rtf1\\ansi a}') },
  {
    what: 'streams that do not open',
    code: 'damaged-file',
    bytes: new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]),
  },
])('says $code of $what', async ({ code, bytes }) => {
  expect(await readRaw(bytes)).toEqual({ kind: 'unreadable', code })
})
