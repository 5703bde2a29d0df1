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
  strict(z.toJSONSchema(schema, { reused: 'ref', io: 'output' })) as JsonSchema // a subset of what it was

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
