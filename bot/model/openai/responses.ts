import { z } from 'zod'
import { messagesFor, saidOrEmpty, type Wire, type WireReply } from './wire.ts'

const tokensSchema = z.number().int().nonnegative().nullable().default(null).catch(null)
const partSchema = z.object({ type: z.string(), text: z.string().optional() })
const replySchema = z.object({
  status: z.string().nullish(),
  incomplete_details: z.object({ reason: z.string().nullish() }).nullish(),
  // Besides messages there is what the model thought and did on the way.
  output: z.array(z.object({ type: z.string(), content: z.array(partSchema).nullish() })),
  usage: z.object({ input_tokens: tokensSchema, output_tokens: tokensSchema }).nullish().catch(null),
})

export const responses: Wire = {
  send: (client, { request, model, abilities, signal }) => {
    const { schema, mostReplyTokens } = request
    const { format, tokenLimit, takesTemperature, takesStore } = abilities
    return client.responses.create(
      {
        model,
        input: messagesFor(request, abilities).map(({ role, content }) => ({ role, content })),
        ...(tokenLimit !== 'none' && { max_output_tokens: mostReplyTokens }),
        ...(takesTemperature && { temperature: 0 }),
        ...(takesStore && { store: false }),
        ...(format === 'json_schema' && {
          text: { format: { type: format, name: schema.name, strict: true, schema: { ...schema.json } } },
        }),
        ...(format === 'json_object' && { text: { format: { type: format } } }),
      },
      { signal },
    )
  },
  read: (body) => {
    const parsed = replySchema.safeParse(body)
    if (!parsed.success) return null
    const { usage } = parsed.data
    return {
      outcome: outcomeOf(parsed.data),
      promptTokens: usage?.input_tokens ?? null,
      completionTokens: usage?.output_tokens ?? null,
    }
  },
}

const outcomeOf = (reply: z.infer<typeof replySchema>): WireReply['outcome'] => {
  const { status, incomplete_details: incomplete, output } = reply
  const parts = output.filter(({ type }) => type === 'message').flatMap(({ content }) => content ?? [])
  if (parts.some(({ type }) => type === 'refusal') || incomplete?.reason === 'content_filter')
    return { kind: 'failed', code: 'refused' }
  if (status === 'incomplete') return { kind: 'failed', code: 'cut-off' }
  if (status === 'failed') return { kind: 'failed', code: 'service-error' }
  return saidOrEmpty(parts.flatMap(({ type, text }) => (type === 'output_text' ? [text ?? ''] : [])).join(''))
}
