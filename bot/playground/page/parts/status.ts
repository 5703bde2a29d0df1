import type { Status } from '../../../local-slack/index.ts'
import { h } from '../dom.ts'
import { say } from '../labels.ts'
import { theApp } from '../world.ts'

/** The line that tells that the app is at work. */
export const drawStatus = ({ status, loading_messages }: Status): HTMLElement =>
  h(
    'p',
    { class: 'status', role: 'status' },
    h('span', { class: 'dots', 'aria-hidden': 'true' }, h('i'), h('i'), h('i')),
    h('span', {}, `${theApp().name} ${status || (loading_messages[0] ?? say().working)}`),
  )
