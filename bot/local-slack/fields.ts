import { z } from 'zod'
import type { Fields } from './emulator.ts'
import { SlackError } from './slack.ts'

/** A structured field: JSON text in a form, a value in a JSON body. */
export const json = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value, context) => {
    if (typeof value !== 'string') return value
    try {
      return JSON.parse(value)
    } catch {
      context.addIssue('not JSON')
      return z.NEVER
    }
  }, schema)

export const flag = z.preprocess(
  (value) => (value === 'true' ? true : value === 'false' ? false : value),
  z.boolean(),
)

/** The fields of a call, or the error Slack answers where they are wrong. */
export const parseFields = <Schema extends z.ZodType>(
  schema: Schema,
  fields: Fields,
  error = 'invalid_arguments',
): z.infer<Schema> => {
  const parsed = schema.safeParse(fields)
  if (parsed.success) return parsed.data
  throw new SlackError(error, z.prettifyError(parsed.error))
}

/** A body as the Web API client sends it: a form, or JSON. */
export const readFields = (body: string, contentType: string): Fields =>
  contentType.startsWith('application/json')
    ? z.record(z.string(), z.unknown()).parse(JSON.parse(body))
    : Object.fromEntries(new URLSearchParams(body))
