export const guardRefusalCodes = [
  'empty',
  'too-long',
  'forbidden-character',
  'too-deep',
  'too-large',
  'not-sql',
  'more-than-one-statement',
  'not-a-select',
  'unknown-relation',
  'unknown-column',
  'unnamed-column',
  'name-taken',
  'recursion',
  'forbidden-function',
  'forbidden-construct',
] as const
export type GuardRefusalCode = (typeof guardRefusalCodes)[number]

/** Place in the SQL text: start and end (exclusive), in UTF-16 units as `slice` counts them. */
export type SqlSpan = readonly [number, number]

export type GuardRefusal = Readonly<{
  kind: 'refused'
  code: GuardRefusalCode
  /** The name, construct or bound in question; not a sentence. */
  detail: string
  span: SqlSpan | null
}>

export const refusal = (
  code: GuardRefusalCode,
  detail: string,
  span: SqlSpan | null = null,
): GuardRefusal => ({ kind: 'refused', code, detail, span })
