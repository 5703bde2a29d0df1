/** The page: hears what happens in the workspace, and draws the parts anew, at most once a frame. */
import type { PageNews } from '../page-state.ts'
import { h, redraw } from './dom.ts'
import { say } from './labels.ts'
import { createMainPane } from './parts/main-pane.ts'
import { createModals } from './parts/modals.ts'
import { drawRail } from './parts/rail.ts'
import { createThreadPane } from './parts/thread-pane.ts'
import { toast } from './parts/toast.ts'
import { look, onScreenChange, openThread, restoreSettings, settleScreen, theScreen } from './screen.ts'
import { listen } from './server.ts'
import { messageWith, takeNews, theApp } from './world.ts'

restoreSettings()
const rail = h('div', { class: 'rail' })
const shade = h('div', { class: 'shade' })
const main = createMainPane()
const thread = createThreadPane()
const modals = createModals()
const frame = h('div', { class: 'frame' }, rail, shade, main.element, thread.element)
document.body.append(frame, modals.element)
shade.addEventListener('click', () => look({ isRailOpen: false }))

const draw = (): void => {
  const { isRailOpen, thread: open } = theScreen()
  frame.classList.toggle('rail-open', isRailOpen)
  frame.classList.toggle('thread-open', open !== null)
  redraw(rail, drawRail())
  main.draw()
  thread.draw()
  modals.draw()
}

let isPlanned = false
const plan = (): void => {
  if (isPlanned) return
  isPlanned = true
  requestAnimationFrame(() => {
    isPlanned = false
    draw()
  })
}
onScreenChange(plan)

/** Whoever asks wants to read the answer: its thread opens when it comes. */
const openAnswer = (news: PageNews): void => {
  if (news.kind !== 'message' || news.message.user !== theApp().userId) return
  const { channel, thread_ts, ephemeralTo, edited } = news.message
  if (thread_ts === undefined || ephemeralTo !== undefined || edited !== undefined) return
  const question = messageWith(channel, thread_ts)
  if (question?.user === theScreen().me) openThread(channel, thread_ts)
}

listen((news) => {
  takeNews(news)
  if (news.kind === 'state') settleScreen()
  if (news.kind === 'refusal')
    toast(say().refused(news.method, news.why === '' ? news.error : `${news.error} (${news.why})`))
  openAnswer(news)
  plan()
})
