/** What is asked of the processes that read: whose disclosure a document is, and what a department's documents say. */
import { folders } from '../db/store-location.ts'
import type { FileToRead, ReadingReply, ReadingRequest, UnreadFile } from './apart/messages.ts'
import { hereReaders, type Readers } from './apart/read-apart.ts'
import type { DepartmentDocuments } from './plan-seeding.ts'
import type { DepartmentReading } from './read-department.ts'
import { keepReading } from './readers/kept-reading.ts'
import type { ReceivedDocument } from './receive-documents.ts'
import type { SeedOptions, SeedProblem } from './seed-store.ts'

export type ReadingOptions = SeedOptions &
  Readonly<{
    readers: Readers
    /** Where readings of files that are no text are kept for now. */
    readingsFolder: string
  }>

const fileToRead = (
  { path, sha256, fileName }: ReceivedDocument,
  { dataFolder, readingsFolder }: ReadingOptions,
): FileToRead => ({
  path,
  sha256,
  fileName,
  readings: [...new Set([folders(dataFolder).readings, readingsFolder])],
})

type Asked = Readonly<{ request: ReadingRequest; documents: readonly ReceivedDocument[] }>
type Good = Exclude<ReadingReply, { kind: 'unreadable' }>

/** As many documents are read before two processes have started. */
const fewDocuments = 8

/** Few documents that were read before, or came with the program: none of them can do harm. */
const isLittle = (asked: readonly Asked[]): boolean => {
  const documents = asked.flatMap((each) => each.documents)
  return documents.length <= fewDocuments && documents.every(({ origin }) => origin !== 'handedIn')
}

const problemOf = (asked: Asked | undefined, { index, code }: UnreadFile): SeedProblem => ({
  file: asked?.documents[index]?.fileName ?? '',
  code,
})

/** Outcome: the files that cannot be read; `onReply` sees what came of all others. */
const askAll = async (
  asked: readonly Asked[],
  step: 'identify' | 'read',
  { readers, onProgress }: ReadingOptions,
  onReply: (reply: Good, index: number) => Promise<void>,
): Promise<readonly SeedProblem[]> => {
  const problems: SeedProblem[] = []
  const of = asked.reduce((count, { documents }) => count + documents.length, 0)
  let done = 0
  const note = ({ fileName }: ReceivedDocument) => {
    done += 1
    onProgress({ step, file: fileName, done, of })
  }
  const { work } = isLittle(asked) ? hereReaders : readers
  await work(
    asked.map(({ request }) => request),
    async (reply, index) => {
      if (reply.kind === 'unreadable')
        problems.push(...reply.files.map((unread) => problemOf(asked[index], unread)))
      else await onReply(reply, index)
      asked[index]?.documents.forEach(note)
    },
  )
  return problems
}

/** Asks of each document whose disclosure it is. Outcome: those that do not say. */
export const identify = (
  documents: readonly ReceivedDocument[],
  options: ReadingOptions,
  onIdentified: (document: ReceivedDocument, departmentId: string) => void,
): Promise<readonly SeedProblem[]> => {
  const asked = documents.map((document): Asked => {
    const request = { kind: 'identify', files: [fileToRead(document, options)] } as const
    return { request, documents: [document] }
  })
  return askAll(asked, 'identify', options, async (reply, index) => {
    const document = documents[index]
    if (reply.kind !== 'identified' || document === undefined) return
    if (reply.packed !== null) keepReading(options.readingsFolder, document.sha256, reply.packed)
    onIdentified(document, reply.departmentId)
  })
}

/** Reads departments, several at a time, none of them far ahead of `onDepartment`. Outcome: what cannot be read. */
export const readDepartments = (
  departments: readonly DepartmentDocuments[],
  options: ReadingOptions,
  onDepartment: (department: DepartmentReading) => Promise<void>,
): Promise<readonly SeedProblem[]> => {
  const asked = departments.map(({ departmentId, documents: [first, ...others], remarks }): Asked => {
    const files = [fileToRead(first, options), ...others.map((own) => fileToRead(own, options))] as const
    return { request: { kind: 'read', departmentId, files, remarks }, documents: [first, ...others] }
  })
  return askAll(asked, 'read', options, async (reply) => {
    if (reply.kind === 'read') await onDepartment(reply.department)
  })
}
