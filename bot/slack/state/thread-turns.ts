/** The questions of a thread, oldest first, so that a follow-up can be understood. */
export type ThreadTurns = Readonly<{
  read: (thread: string) => readonly string[]
  append: (thread: string, question: string) => void
}>

/** In memory: the newest `turns` questions of the `threads` threads asked in last. */
export const createThreadTurns = ({
  threads = 1_000,
  turns = 20,
}: Readonly<{ threads?: number; turns?: number }> = {}): ThreadTurns => {
  const turnsByThread = new Map<string, readonly string[]>()
  return {
    read: (thread) => turnsByThread.get(thread) ?? [],
    append: (thread, question) => {
      const kept = [...(turnsByThread.get(thread) ?? []), question].slice(-turns)
      turnsByThread.delete(thread)
      turnsByThread.set(thread, kept)
      const [oldest] = turnsByThread.keys()
      if (turnsByThread.size > threads && oldest !== undefined) turnsByThread.delete(oldest)
    },
  }
}
