import { readFileSync } from 'node:fs'
import { departmentIdOf } from '../../db/domain/figure.ts'
import { readDepartment } from '../read-department.ts'
import { identifyContent, readContent } from '../read-document.ts'
import { findKeptReading, isOutdated, packReading } from '../readers/kept-reading.ts'
import type { RawDocument } from '../readers/raw-document.ts'
import { readRaw } from '../readers/read-raw.ts'
import type { DocumentReading, UnreadableCode } from '../reading.ts'
import type { FileToRead, ReadingReply, ReadingRequest, UnreadFile } from './messages.ts'

/** What is said while it is read: the position of the file that is turned to; another page that takes seconds. */
type Signs = Readonly<{ onBegun: (index: number) => void; onPage: () => void }>

const noSigns: Signs = { onBegun: () => {}, onPage: () => {} }

/** A document that its reader took apart before is not taken apart again; plain text is read as it stands. */
type TakenApart = Readonly<{ document: RawDocument; isNew: boolean }>

const takeApart = async (
  { path, sha256, readings }: FileToRead,
  { onPage }: Signs,
): Promise<TakenApart | UnreadableCode> => {
  for (const folder of readings) {
    const document = findKeptReading(folder, sha256)
    if (document !== null && !isOutdated(document)) return { document, isNew: false }
  }
  const raw = await readRaw(readFileSync(path), onPage)
  return raw.kind === 'unreadable'
    ? raw.code
    : { document: raw.document, isNew: raw.document.mediaType !== 'text/plain' }
}

const unreadable = (files: readonly UnreadFile[]): ReadingReply => ({
  kind: 'unreadable',
  files,
})

const identify = async (file: FileToRead, signs: Signs): Promise<ReadingReply> => {
  const taken = await takeApart(file, signs)
  if (typeof taken === 'string') return unreadable([{ index: 0, code: taken }])
  const identified = identifyContent(taken.document)
  if (identified.kind === 'unreadable') return unreadable([{ index: 0, code: identified.code }])
  return {
    kind: 'identified',
    departmentId: departmentIdOf(identified.identity.department),
    packed: taken.isNew ? packReading(taken.document) : null,
  }
}

const readAll = async (
  { departmentId, files, remarks }: Extract<ReadingRequest, { kind: 'read' }>,
  signs: Signs,
): Promise<ReadingReply> => {
  const readings: DocumentReading[] = []
  const unread: UnreadFile[] = []
  for (const [index, file] of files.entries()) {
    signs.onBegun(index)
    const taken = await takeApart(file, signs)
    const outcome = typeof taken === 'string' ? { code: taken } : readContent(taken.document, file)
    if ('reading' in outcome) readings.push(outcome.reading)
    else unread.push({ index, code: outcome.code })
  }
  return unread.length > 0
    ? unreadable(unread)
    : { kind: 'read', department: readDepartment(departmentId, readings, remarks) }
}

/** Does what is asked, in this process. */
export const answerRequest = (request: ReadingRequest, signs: Signs = noSigns): Promise<ReadingReply> =>
  request.kind === 'identify' ? identify(request.files[0], signs) : readAll(request, signs)
