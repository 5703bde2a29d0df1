import { readFileSync } from 'node:fs'
import { boundMemory, watchParent } from '../../db/run/process-bounds.ts'
import { readContent } from '../read-document.ts'
import { packReading } from '../readers/kept-reading.ts'
import { readRaw } from '../readers/read-raw.ts'
import type { ReadingMessage, ReadingReply, ReadingRequest, ReadingSettings } from './messages.ts'

// The process in which files are read that nobody has read before, one at a time. Its parent ends it when one takes too
// long; it cannot write any file, and a file that needs too much memory ends it and nothing else.

/** What a file may need beyond what the process holds before it. */
const headroomBytes = 1024 * 1024 * 1024

const tell = (message: ReadingMessage): void => {
  process.send?.(message)
}

const read = async ({ path, sha256, fileName }: ReadingRequest): Promise<ReadingReply> => {
  const raw = await readRaw(readFileSync(path), () => tell({ kind: 'page' }))
  if (raw.kind === 'unreadable')
    return { outcome: { kind: 'unreadable', fileName, code: raw.code }, packed: null }
  return {
    outcome: readContent(raw.document, { sha256, fileName }),
    packed: raw.document.mediaType === 'text/plain' ? null : packReading(raw.document),
  }
}

process.on('disconnect', () => process.exit())
// The parent is this program: what it writes on the command line is a ReadingSettings.
const settings = JSON.parse(process.argv[2] ?? '') as ReadingSettings
// It may have died while this process started, before anything could tie the two.
if (process.ppid !== settings.parentId) process.exit()
if (settings.mustWatchParent) watchParent(settings.parentId)
if (settings.prlimit !== null)
  boundMemory(settings.prlimit, { writableBytes: headroomBytes, addressSpaceBytes: null })
process.on('message', async (request: ReadingRequest) => {
  tell({ kind: 'reply', reply: await read(request) })
})
