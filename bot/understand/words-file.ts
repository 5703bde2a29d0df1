/**
 * Words that whoever runs the bot adds without touching code: what people type for a department, a measure, an item or a
 * word of the documents. The file is theirs, so that whatever is wrong with it is named with its place.
 */
import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { tokenize } from './tokens.ts'

/** `isRequired`: it was asked for by name, so that its absence is a slip. */
export type WordsFile = Readonly<{ path: string; isRequired: boolean }>

export type WordsProblemCode =
  | 'missing'
  | 'unreadable'
  | 'not-utf-8'
  | 'not-json'
  | 'unknown-section'
  | 'not-an-object'
  | 'not-a-list'
  | 'not-text'
  | 'nothing-to-hear'
  | 'unknown-department'
  | 'unknown-measure'
  | 'unknown-item'
  | 'not-of-documents'

/** `place`: the keys that lead to it, none for the whole file. `detail`: what the computer says, or what could stand there. */
export type WordsProblem = Readonly<{
  file: string
  place: readonly string[]
  code: WordsProblemCode
  detail: string
}>

/** The file of words cannot be used: all that is wrong with it. */
export class WordsUnusable extends Error {
  readonly problems: readonly WordsProblem[]
  constructor(problems: readonly WordsProblem[]) {
    super('the file of words cannot be used')
    this.problems = problems
  }
}

/** A surface is heard by its tokens; one without any is heard nowhere. */
const surfaceSchema = z.string().refine((surface) => tokenize(surface).length > 0)
const sectionSchema = z.record(z.string(), z.array(surfaceSchema)).default({})
const wordsSchema = z.strictObject({
  departments: sectionSchema,
  measures: sectionSchema,
  items: sectionSchema,
  words: sectionSchema,
})

/** What people type, by what it stands for. */
export type Words = Readonly<z.infer<typeof wordsSchema>>

export type WordsSection = keyof Words

/** null: there is no such file. Faults: WordsUnusable. */
export const readWords = ({ path, isRequired }: WordsFile): Words | null => {
  if (existsSync(path)) return parseWords(readBytes(path), path)
  if (isRequired) throw unusable(path, 'missing')
  return null
}

const readBytes = (path: string): Uint8Array => {
  try {
    return readFileSync(path)
  } catch (error) {
    throw unusable(path, 'unreadable', reasonOf(error))
  }
}

/** The words of a file's content; `path` is named where something is wrong. Faults: WordsUnusable. */
export const parseWords = (bytes: Uint8Array, path: string): Words => {
  const parsed = wordsSchema.safeParse(parse(decode()))
  if (parsed.success) return parsed.data
  throw new WordsUnusable(parsed.error.issues.flatMap((issue) => problemsOf(issue, path)))

  /** Without a byte order mark, which some editors put first. */
  function decode(): string {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    } catch {
      throw unusable(path, 'not-utf-8')
    }
  }

  function parse(text: string): unknown {
    try {
      return JSON.parse(text)
    } catch (error) {
      throw unusable(path, 'not-json', reasonOf(error))
    }
  }
}

const unusable = (file: string, code: WordsProblemCode, detail = ''): WordsUnusable =>
  new WordsUnusable([{ file, place: [], code, detail }])

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const problemsOf = (issue: z.core.$ZodIssue, file: string): readonly WordsProblem[] => {
  const place = issue.path.map(String)
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      file,
      place: [key],
      code: 'unknown-section',
      detail: Object.keys(wordsSchema.shape).join(', '),
    }))
  if (issue.code === 'custom') return [{ file, place, code: 'nothing-to-hear', detail: '' }]
  const codeByDepth = ['not-an-object', 'not-an-object', 'not-a-list'] as const
  return [{ file, place, code: codeByDepth[place.length] ?? 'not-text', detail: '' }]
}
