import { readFileSync } from 'node:fs'
import { departmentIdOf } from '../../db/domain/figure.ts'
import { readDepartment } from '../read-department.ts'
import { identifyContent, readContent } from '../read-document.ts'
import { findKeptReading, packReading } from '../readers/kept-reading.ts'
import type { RawDocument } from '../readers/raw-document.ts'
import { readRaw } from '../readers/read-raw.ts'
import type { UnreadableCode } from '../reading.ts'
import type { FileToRead, ReadingReply, ReadingRequest } from './messages.ts'

/** A document that its reader took apart before is not taken apart again; plain text is read as it stands. */
type TakenApart = Readonly<{ document: RawDocument; isNew: boolean }>

const takeApart = async ({ path, sha256, readings }: FileToRead): Promise<TakenApart | UnreadableCode> => {
  for (const folder of readings) {
    const document = findKeptReading(folder, sha256)
    if (document !== null) return { document, isNew: false }
  }
  const raw = await readRaw(readFileSync(path))
  return raw.kind === 'unreadable'
    ? raw.code
    : { document: raw.document, isNew: raw.document.mediaType !== 'text/plain' }
}

const unreadable = (files: Extract<ReadingReply, { kind: 'unreadable' }>['files']): ReadingReply => ({
  kind: 'unreadable',
  files,
})

const identify = async (file: FileToRead): Promise<ReadingReply> => {
  const { fileName } = file
  const taken = await takeApart(file)
  if (typeof taken === 'string') return unreadable([{ fileName, code: taken }])
  const identified = identifyContent(taken.document)
  if (identified.kind === 'unreadable') return unreadable([{ fileName, code: identified.code }])
  return {
    kind: 'identified',
    departmentId: departmentIdOf(identified.identity.department),
    packed: taken.isNew ? packReading(taken.document) : null,
  }
}

const readAll = async (
  { departmentId, files }: Extract<ReadingRequest, { kind: 'read' }>,
  onBegun: (index: number) => void,
): Promise<ReadingReply> => {
  const outcomes = []
  for (const [index, file] of files.entries()) {
    onBegun(index)
    const taken = await takeApart(file)
    outcomes.push(
      typeof taken === 'string'
        ? { kind: 'unreadable' as const, fileName: file.fileName, code: taken }
        : readContent(taken.document, file),
    )
  }
  const unread = outcomes.flatMap((outcome) => (outcome.kind === 'read' ? [] : [outcome]))
  if (unread.length > 0) return unreadable(unread.map(({ fileName, code }) => ({ fileName, code })))
  const readings = outcomes.flatMap((outcome) => (outcome.kind === 'read' ? [outcome.reading] : []))
  return { kind: 'read', department: readDepartment(departmentId, readings) }
}

/** Does what is asked, in this process. `onBegun`: with the position of the file that it turns to. */
export const answerRequest = (
  request: ReadingRequest,
  onBegun: (index: number) => void,
): Promise<ReadingReply> =>
  request.kind === 'identify' ? identify(request.files[0]) : readAll(request, onBegun)
