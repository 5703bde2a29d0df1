import type { Answer } from './answer.ts'
import { emptyParts } from './parts.ts'

const texts = {
  'bad-request':
    'This line is not a request: expected a JSON object {"question": "…"}, {"turns": ["…"]} or {"sql": "…"}. 这一行不是有效的请求。',
  failed: 'Something failed while answering; nothing was changed. 处理时出错，数据没有变化。',
} as const

/** The Answer for a line that cannot be answered at all. */
export const failureAnswer = (code: keyof typeof texts, dataVersion: string): Answer => ({
  version: 1,
  language: 'en',
  plan: null,
  ...emptyParts,
  status: 'refuse',
  code,
  text: texts[code],
  planner: 'embedded',
  dataVersion,
  elapsedMs: 0,
})
