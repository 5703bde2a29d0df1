/** Files read as handed-in files are: in processes of their own, with bounds of time and memory. */
import { openReaders, type ReadingLimits } from '../apart/read-apart.ts'
import type { DepartmentReading } from '../read-department.ts'
import type { UnreadableCode } from '../reading.ts'

/** Shape: what each file says, or why it cannot be read, in the order of the files. */
export const readFiles = async (
  files: readonly Readonly<{ path: string; fileName: string }>[],
  processes: number,
  limits?: ReadingLimits,
): Promise<readonly (DepartmentReading | UnreadableCode)[]> => {
  const readers = openReaders(processes, limits)
  const outcomes: (DepartmentReading | UnreadableCode)[] = []
  try {
    const requests = files.map((file) => ({
      kind: 'read' as const,
      departmentId: '',
      files: [{ ...file, sha256: file.fileName, readings: [] }] as const,
    }))
    await readers.work(requests, async (reply, index) => {
      if (reply.kind === 'identified') throw new Error('that was not asked')
      outcomes[index] = reply.kind === 'read' ? reply.department : (reply.files[0]?.code ?? 'damaged-file')
    })
    return outcomes
  } finally {
    readers.close()
  }
}
