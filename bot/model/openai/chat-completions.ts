import { z } from 'zod'
import { messagesFor, saidOrEmpty, type Wire, type WireReply } from './wire.ts'

const tokensSchema = z.number().int().nonnegative().nullable().default(null).catch(null)
const choiceSchema = z.object({
  finish_reason: z.string().nullish(),
  message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
})
const replySchema = z.object({
  choices: z.array(choiceSchema),
  usage: z.object({ prompt_tokens: tokensSchema, completion_tokens: tokensSchema }).nullish().catch(null),
})

export const chatCompletions: Wire = {
  send: (client, { request, model, abilities, signal }) => {
    const { schema, mostReplyTokens } = request
    const { format, tokenLimit, takesTemperature, takesStore } = abilities
    return client.chat.completions.create(
      {
        model,
        messages: [...messagesFor(request, abilities)],
        ...(tokenLimit !== 'none' && { [tokenLimit]: mostReplyTokens }),
        ...(takesTemperature && { temperature: 0 }),
        ...(takesStore && { store: false }),
        ...(format === 'json_schema' && {
          response_format: {
            type: format,
            json_schema: { name: schema.name, strict: true, schema: { ...schema.json } },
          },
        }),
        ...(format === 'json_object' && { response_format: { type: format } }),
      },
      { signal },
    )
  },
  read: (body) => {
    const parsed = replySchema.safeParse(body)
    if (!parsed.success) return null
    const { choices, usage } = parsed.data
    return {
      outcome: outcomeOf(choices[0]),
      promptTokens: usage?.prompt_tokens ?? null,
      completionTokens: usage?.completion_tokens ?? null,
    }
  },
}

const outcomeOf = (choice: z.infer<typeof choiceSchema> | undefined): WireReply['outcome'] => {
  if (choice === undefined) return { kind: 'failed', code: 'empty' }
  const { finish_reason: reason, message } = choice
  if (message.refusal || reason === 'content_filter') return { kind: 'failed', code: 'refused' }
  if (reason === 'length') return { kind: 'failed', code: 'cut-off' }
  return saidOrEmpty(message.content ?? '')
}
