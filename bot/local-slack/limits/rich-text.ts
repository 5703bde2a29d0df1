import { z } from 'zod'
import { blockId, text } from './text.ts'

const style = {
  style: z
    .strictObject({
      bold: z.boolean().optional(),
      italic: z.boolean().optional(),
      strike: z.boolean().optional(),
      underline: z.boolean().optional(),
      code: z.boolean().optional(),
    })
    .optional(),
}
/** Rich text may hold a single space between two styled pieces. */
const piece = z
  .string()
  .min(1)
  .refine((value) => value.isWellFormed(), 'lone surrogate')

const textPiece = z.strictObject({ type: z.literal('text'), text: piece, ...style })
const link = z.strictObject({
  type: z.literal('link'),
  url: text(3_000),
  text: piece.optional(),
  unsafe: z.boolean().optional(),
  ...style,
})
const inline = z.discriminatedUnion('type', [
  textPiece,
  link,
  z.strictObject({ type: z.literal('emoji'), name: text(255), unicode: text(255).optional(), ...style }),
  z.strictObject({ type: z.literal('user'), user_id: text(255), ...style }),
  z.strictObject({ type: z.literal('channel'), channel_id: text(255), ...style }),
])

const border = { border: z.union([z.literal(0), z.literal(1)]).optional() }
const section = z.strictObject({ type: z.literal('rich_text_section'), elements: z.array(inline) })

export const richText = z.strictObject({
  type: z.literal('rich_text'),
  elements: z
    .array(
      z.discriminatedUnion('type', [
        section,
        z.strictObject({
          type: z.literal('rich_text_list'),
          style: z.enum(['bullet', 'ordered']),
          elements: z.array(section).min(1),
          indent: z.number().int().min(0).max(8).optional(),
          offset: z.number().int().min(0).optional(),
          ...border,
        }),
        z.strictObject({
          type: z.literal('rich_text_preformatted'),
          elements: z.array(z.discriminatedUnion('type', [textPiece, link])),
          ...border,
        }),
        z.strictObject({ type: z.literal('rich_text_quote'), elements: z.array(inline), ...border }),
      ]),
    )
    .min(1),
  ...blockId,
})
