import { boundMemory, peakBytes, watchParent } from '../../db/run/process-bounds.ts'
import { answerRequest } from './answer-request.ts'
import type { ReadingMessage, ReadingRequest, ReadingSettings } from './messages.ts'

// The process in which files are read that nobody has read before, one request at a time. Its parent ends it when one
// takes too long; it cannot write any file, and a file that needs too much memory ends it and nothing else.

/** What a file may need beyond what the process holds before it. */
const headroomBytes = 1024 * 1024 * 1024

const say = (message: ReadingMessage): void => {
  process.send?.(message)
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
  const reply = await answerRequest(request, {
    onBegun: (index) => say({ kind: 'begun', index }),
    onPage: () => say({ kind: 'page' }),
  })
  say({ kind: 'done', reply, peakBytes: peakBytes() })
})
