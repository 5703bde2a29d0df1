/** Files read as handed-in files are: in processes of their own, with bounds of time and memory. */
import { openReaders, type ReadingLimits } from '../apart/read-apart.ts'
import type { DepartmentReading } from '../read-department.ts'
import type { UnreadableCode } from '../reading.ts'

/** `peakBytes`: the most memory that its process held so far; null where the file ended it. */
export type FileOutcome = Readonly<{ outcome: DepartmentReading | UnreadableCode; peakBytes: number | null }>

/** Shape: what each file says, or why it cannot be read, in the order of the files. */
export const readFiles = async (
  files: readonly Readonly<{ path: string; fileName: string }>[],
  processes: number,
  limits?: ReadingLimits,
): Promise<readonly FileOutcome[]> => {
  const readers = openReaders(processes, limits)
  const outcomes: FileOutcome[] = []
  try {
    const requests = files.map((file) => ({
      kind: 'read' as const,
      departmentId: '',
      remarks: [],
      files: [{ ...file, sha256: file.fileName, readings: [] }] as const,
    }))
    await readers.work(requests, async (reply, index, peakBytes) => {
      if (reply.kind === 'identified') throw new Error('that was not asked')
      const outcome = reply.kind === 'read' ? reply.department : (reply.files[0]?.code ?? 'damaged-file')
      outcomes[index] = { outcome, peakBytes }
    })
    return outcomes
  } finally {
    readers.close()
  }
}
