import { type LogLine, logText } from './log.ts'
import { type Language, phrases } from './phrases.ts'
import type { Place } from './place.ts'
import type { SlackApi } from './slack-api.ts'

export type WorkAnnounced = Readonly<{
  place: Place
  languageOfAsker: () => Promise<Language>
  api: Pick<SlackApi, 'showWorking' | 'post'>
  log: LogLine
  /** In a thread, as Slack's status line, which goes when the answer comes. */
  afterMs: number
  /** To the asker alone, as a line that stays; null: never. */
  privatelyAfterMs: number | null
}>

/** Announces an answer that takes long; the result is called when it has come. */
export const announceWork = ({
  place,
  languageOfAsker,
  api,
  log,
  afterMs,
  privatelyAfterMs,
}: WorkAnnounced): (() => void) => {
  const isPrivate = place.kind === 'private'
  const waitMs = isPrivate ? privatelyAfterMs : afterMs
  if (waitMs === null) return () => {}
  let isDone = false
  const show = async (): Promise<void> => {
    const { working, workingPrivately } = phrases[await languageOfAsker()]
    if (isDone) return
    if (isPrivate) return void (await api.post(place, { text: workingPrivately, blocks: [] }))
    await api.showWorking(place, working)
    // Slack clears the status with the next message, which may have come before it.
    if (isDone) await api.showWorking(place, '')
  }
  const waiting = setTimeout(() => {
    // A courtesy: the answer comes all the same.
    void show().catch((fault: unknown) => log(logText('slack: the status could not be shown:', fault)))
  }, waitMs)
  return () => {
    isDone = true
    clearTimeout(waiting)
  }
}
