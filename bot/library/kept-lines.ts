/** The lines of kept documents, read when first asked for. A document never changes: its name is its content's hash. */
export type KeptLines = (documentId: string) => readonly string[] | null

/** `capacity`: documents held in memory, those asked for last. */
export const createKeptLines = (read: KeptLines, capacity = 8): KeptLines => {
  // A Map keeps the order of insertion: the first key was asked for the longest ago.
  const linesById = new Map<string, readonly string[]>()
  return (documentId) => {
    const lines = linesById.get(documentId) ?? read(documentId)
    if (lines === null) return null
    linesById.delete(documentId)
    linesById.set(documentId, lines)
    const [oldest] = linesById.keys()
    if (linesById.size > capacity && oldest !== undefined) linesById.delete(oldest)
    return lines
  }
}
