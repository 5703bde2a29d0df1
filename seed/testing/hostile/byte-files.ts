import { gzipSync } from 'node:zlib'
import { tabbedDocument } from '../invented-documents.ts'
import { asBytes, fileOf, type HostileFile, joinBytes } from './hostile-file.ts'

/** Bytes that look like chance and are the same each time. */
const randomBytes = (length: number, seed: number): Uint8Array => {
  let state = seed
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state >>> 24
  })
}

/** The beginning of a file of a kind that is not read, and something after it. */
const marked = (name: string, mark: readonly number[]): HostileFile =>
  fileOf(name, 'unsupported-type', joinBytes(Uint8Array.from(mark), randomBytes(5_000, mark.length)))

const swapped = (bytes: Uint8Array): Uint8Array => new Uint8Array(Buffer.from(bytes).swap16())

const wide = (text: string, unit: 'little' | 'big'): Uint8Array => {
  const points = [...`\ufeff${text}`].map((character) => character.codePointAt(0) ?? 0)
  const buffer = Buffer.alloc(points.length * 4)
  points.forEach((point, index) => {
    if (unit === 'little') buffer.writeUInt32LE(point, index * 4)
    else buffer.writeUInt32BE(point, index * 4)
  })
  return new Uint8Array(buffer)
}

/** The mail encoding of old: letters outside ASCII as modified base64. */
const utf7 = (text: string): string =>
  text.replace(/[^\u0000-\u007f]+/gu, (run) => {
    const units = Buffer.from(run, 'utf16le').swap16().toString('base64').replaceAll('=', '')
    return `+${units}-`
  })

const nul = (length: number): Uint8Array => new Uint8Array(length)

/** Nothing, noise, other kinds of file, and encodings. */
export const byteFiles = (): readonly HostileFile[] => [
  fileOf('nothing.txt', 'empty-file', ''),
  fileOf('nothing.pdf', 'empty-file', ''),
  fileOf('blank.txt', 'empty-file', ' \t\r\n\u3000\u00a0\n'.repeat(10_000)),
  fileOf('mark-utf8.txt', 'empty-file', Uint8Array.of(0xef, 0xbb, 0xbf)),
  fileOf('mark-utf16.txt', 'empty-file', Uint8Array.of(0xff, 0xfe)),
  fileOf('nul.txt', 'unsupported-type', nul(1)),
  fileOf('nul-megabytes.docx', 'unsupported-type', nul(4_000_000)),
  fileOf('nul-within.txt', 'unsupported-type', tabbedDocument.replace('云溪', '云\u0000溪')),
  fileOf('random.txt', 'unsupported-type', randomBytes(200_000, 7)),
  fileOf('random.pdf', 'unsupported-type', randomBytes(200_000, 11)),
  fileOf('one-byte.txt', 'unsupported-type', Uint8Array.of(0xff)),
  marked('picture.png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  marked('picture.jpg', [0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10, 0x4a, 0x46, 0x49, 0x46]),
  marked('picture.gif', [0x47, 0x49, 0x46, 0x38, 0x39, 0x61]),
  marked('film.mp4', [0x00, 0x00, 0x00, 0x18, 0x66, 0x74, 0x79, 0x70, 0x6d, 0x70, 0x34, 0x32]),
  marked('program.elf', [0x7f, 0x45, 0x4c, 0x46, 0x02, 0x01, 0x01, 0x00]),
  marked('program.exe', [0x4d, 0x5a, 0x90, 0x00, 0x03, 0x00, 0x00, 0x00]),
  marked('packed.7z', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]),
  marked('packed.rar', [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07, 0x01, 0x00]),
  fileOf('packed.txt.gz', 'unsupported-type', new Uint8Array(gzipSync(tabbedDocument))),
  fileOf('text.pdf', 'read', tabbedDocument),
  fileOf('text.xlsx', 'read', tabbedDocument),
  fileOf('utf32-little.txt', 'unsupported-type', wide(tabbedDocument, 'little')),
  fileOf('utf32-big.txt', 'unsupported-type', wide(tabbedDocument, 'big')),
  fileOf('utf16-unmarked.txt', 'unsupported-type', new Uint8Array(Buffer.from(tabbedDocument, 'utf16le'))),
  fileOf('utf16-odd.txt', 'unsupported-type', joinBytes(Uint8Array.of(0xff, 0xfe), Uint8Array.of(0x41))),
  fileOf(
    'utf16-swapped.txt',
    'unsupported-type',
    joinBytes(Uint8Array.of(0xff, 0xfe), swapped(new Uint8Array(Buffer.from('a\u0100', 'utf16le')))),
  ),
  fileOf('utf7.txt', 'not-a-disclosure', utf7(tabbedDocument)),
  fileOf(
    'lone-surrogates.txt',
    'unsupported-type',
    joinBytes(asBytes(tabbedDocument), Uint8Array.of(0xed, 0xa0, 0x80, 0x0a)),
  ),
  fileOf(
    'lone-surrogates-utf16.txt',
    'unsupported-type',
    joinBytes(
      Uint8Array.of(0xff, 0xfe),
      new Uint8Array(Buffer.from(tabbedDocument, 'utf16le')),
      Uint8Array.of(0x00, 0xd8, 0x41, 0x00),
    ),
  ),
  fileOf(
    'mixed-encodings.txt',
    'unsupported-type',
    joinBytes(asBytes(tabbedDocument), Uint8Array.of(0xb2, 0xbf, 0xc3, 0xc5, 0xff, 0xff)),
  ),
]
