import type { Choice } from '../../../local-slack/index.ts'

/** Where blocks are drawn: what using an element does, and what a view's inputs hold. */
export type Surface = Readonly<{
  use: (actionId: string, choice?: Choice) => void
  /** A view's inputs by action id; null where blocks stand in a message. */
  answers: Record<string, Choice> | null
  uploadedBy: string
}>
