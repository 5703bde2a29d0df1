import { z } from 'zod'

/**
 * Slack's own limits on what an app sends, as zod schemas: text first, then elements, blocks and surfaces.
 *
 * The numbers are those of Slack's documentation, written apart from the product's, so that one slip cannot hide in both.
 * Only what is listed is known: an unknown block, element or key is refused.
 */
export const text = (max: number) =>
  z
    .string()
    .refine((value) => value.isWellFormed(), 'lone surrogate')
    .max(max)
    .refine((value) => value.trim().length > 0, 'must have at least one character')

export const plainText = (max: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: text(max), emoji: z.boolean().optional() })

export const mrkdwn = (max: number) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: text(max), verbatim: z.boolean().optional() })

export const plainOrMrkdwn = (max: number) => z.discriminatedUnion('type', [plainText(max), mrkdwn(max)])

export const blockId = { block_id: text(255).optional() }
export const actionId = { action_id: text(255).optional() }

/** Whether values that must tell entries apart do so; absent ones are made up by Slack. */
export const allDiffer = (values: readonly (string | undefined)[]): boolean => {
  const given = values.filter((value) => value !== undefined)
  return new Set(given).size === given.length
}
