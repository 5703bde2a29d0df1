import { currentLanguage, type Language, useLanguage } from './labels.ts'
import { everyone, namedChannels, personWith } from './world.ts'

/** What this visitor looks at and as whom; kept by the browser. */
export type Place =
  | Readonly<{ kind: 'channel'; id: string }>
  | Readonly<{ kind: 'app'; tab: 'home' | 'messages' }>
type Screen = Readonly<{
  me: string
  place: Place
  /** The open thread: of which channel, and its first message. */
  thread: Readonly<{ channel: string; ts: string }> | null
  isRailOpen: boolean
}>

let screen: Screen = {
  me: '',
  place: { kind: 'channel', id: '' },
  thread: null,
  isRailOpen: false,
}
let listener = (): void => {}

export const onScreenChange = (listen: () => void): void => {
  listener = listen
}
export const theScreen = (): Screen => screen
export const look = (change: Partial<Screen>): void => {
  screen = { ...screen, ...change }
  listener()
}

/** People and channels have other ids whenever the playground starts anew. */
export const settleScreen = (): void => {
  const [person] = everyone()
  const channel = namedChannels().find(({ name }) => name !== 'general') ?? namedChannels()[0]
  if (person === undefined || channel === undefined) return
  if (personWith(screen.me) !== undefined) return
  screen = { ...screen, me: person.id, place: { kind: 'channel', id: channel.id }, thread: null }
}

/** The channel that is written to: the one in view, or the direct messages with the app. */
export const channelInView = (): string =>
  screen.place.kind === 'channel' ? screen.place.id : (personWith(screen.me)?.directChannel ?? '')

export const go = (place: Place): void => look({ place, thread: null, isRailOpen: false })
export const openThread = (channel: string, ts: string): void => look({ thread: { channel, ts } })
export const closeThread = (): void => look({ thread: null })

const prefersDark = matchMedia('(prefers-color-scheme: dark)')
const showTheme = (): void => {
  const chosen = localStorage.getItem('theme')
  const isDark = chosen === null ? prefersDark.matches : chosen === 'dark'
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light'
}

/** Language and light as they were chosen last; until then, as the browser prefers. */
export const restoreSettings = (): void => {
  showTheme()
  prefersDark.addEventListener('change', showTheme)
  const language = localStorage.getItem('language')
  useLanguage(language === 'zh' || language === 'en' ? language : currentLanguage())
}
export const switchTheme = (): void => {
  localStorage.setItem('theme', document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark')
  showTheme()
}
export const switchLanguage = (): void => {
  const next: Language = currentLanguage() === 'zh' ? 'en' : 'zh'
  localStorage.setItem('language', next)
  useLanguage(next)
  listener()
}
