import type { SlackFront } from '../../local-slack/index.ts'

/** What a person sees: by block type in order, and as one text. */
export const typesOf = ({
  blocks = [],
}: Readonly<{ blocks?: readonly Readonly<{ type: string }>[] | undefined }>) => blocks.map(({ type }) => type)

export const textOf = (seen: unknown): string => JSON.stringify(seen) ?? ''

/** The newest message that only this person sees. */
export const whispered = (front: SlackFront, userId: string, matching: RegExp = /./u) =>
  front.until(() =>
    front.workspace
      .allMessages()
      .findLast(({ ephemeralTo, text }) => ephemeralTo === userId && matching.test(text)),
  )

/** The person's topmost modal. */
export const modalOf = (front: SlackFront, userId: string) =>
  front.until(() => front.workspace.modals(userId).at(-1))

/** The first file that was shared, with its bytes. */
export const sharedFile = (front: SlackFront) =>
  front.until(() => {
    const [first] = front.workspace.files()
    return first === undefined ? null : front.workspace.file(first.id)
  })
