/**
 * The schema of a reply as services take it that hold a model to a schema: a subset of JSON Schema, in which every
 * property is required and every object closed. What it leaves out (bounds and lengths) is checked when the reply is read.
 */
import { z } from 'zod'

export type JsonSchema = z.core.JSONSchema.BaseSchema

const keptKeywords: ReadonlySet<string> = new Set([
  'type',
  'properties',
  'required',
  'additionalProperties',
  'items',
  'enum',
  'const',
  'anyOf',
  '$ref',
  '$defs',
])

export const strictJsonSchema = (schema: z.ZodType): JsonSchema =>
  shortened(strict(z.toJSONSchema(schema, { reused: 'ref', io: 'output' })) as JsonSchema) // a subset of what it was

/** It is sent and paid for with each request: names of definitions are short, and nothing is pointed to that says only a type. */
const shortened = ({ $defs = {}, ...root }: JsonSchema): JsonSchema => {
  const definitions = Object.entries($defs)
  const types = definitions.filter(([, definition]) => Object.keys(Object(definition)).join() === 'type')
  const kept = definitions.filter((definition) => !types.includes(definition))
  const text = types.reduce(
    (said, [name, type]) =>
      said.replaceAll(JSON.stringify({ $ref: `#/$defs/${name}` }), JSON.stringify(type)),
    JSON.stringify({ ...root, ...(kept.length > 0 && { $defs: Object.fromEntries(kept) }) }),
  )
  return JSON.parse(text.replaceAll('__schema', 's'))
}

const strict = (node: unknown): unknown => {
  if (Array.isArray(node)) return node.map(strict)
  if (typeof node !== 'object' || node === null) return node
  const keywords = Object.entries(node).map(
    ([keyword, value]) => [keyword === 'oneOf' ? 'anyOf' : keyword, value] as const,
  )
  return Object.fromEntries(
    keywords.flatMap(([keyword, value]) => {
      if (!keptKeywords.has(keyword)) return []
      // Under these two stand names, not keywords.
      const isNamed = keyword === 'properties' || keyword === '$defs'
      return [[keyword, isNamed ? mapValues(value as object) : strict(value)]] // an object by the standard
    }),
  )
}

const mapValues = (named: object): object =>
  Object.fromEntries(Object.entries(named).map(([name, value]) => [name, strict(value)]))
