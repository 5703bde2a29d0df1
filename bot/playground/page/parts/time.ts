import { currentLanguage, say } from '../labels.ts'

const locale = (): string => (currentLanguage() === 'zh' ? 'zh-CN' : 'en-GB')
const dateOf = (ts: string): Date => new Date(Number(ts) * 1_000)

export const clockTime = (ts: string): string =>
  new Intl.DateTimeFormat(locale(), { hour: '2-digit', minute: '2-digit' }).format(dateOf(ts))
export const fullTime = (ts: string): string =>
  new Intl.DateTimeFormat(locale(), { dateStyle: 'long', timeStyle: 'short' }).format(dateOf(ts))
export const dayOf = (ts: string): string => {
  const date = dateOf(ts)
  return date.toDateString() === new Date().toDateString()
    ? say().today
    : new Intl.DateTimeFormat(locale(), { dateStyle: 'long' }).format(date)
}
