import type { ModelRequest } from './model-service.ts'

/**
 * How many tokens a text may be, where nobody counts them: one for three bytes of UTF-8, which is one for each Chinese
 * character and one for three letters, rather too many than too few.
 */
export const estimateTokens = (text: string): number => Math.ceil(Buffer.byteLength(text) / 3)

/** The schema is sent along, and is paid for like the messages. */
export const estimatePromptTokens = ({ messages, schema }: ModelRequest): number =>
  messages.reduce(
    (tokens, { content }) => tokens + estimateTokens(content),
    estimateTokens(JSON.stringify(schema.json)),
  )
