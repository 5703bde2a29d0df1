/** The prompts for sentences about an answer and for glosses of quotes, put together by pure functions. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Language } from '../db/domain/terms.ts'

/** One figure as the model reads it: its value as the answer prints it. */
export type ProseFigure = Readonly<{
  body: string
  year: number
  item?: string
  label: string
  value: string
  direction?: 'up' | 'down'
}>
export type ProseStatement = Readonly<{ body: string; item?: string; text: string }>
export type ProseMaterial = Readonly<{
  figures: readonly ProseFigure[]
  statements: readonly ProseStatement[]
}>
export type ProseQuote = Readonly<{ index: number; text: string }>

export const proseLimits = {
  figures: 40,
  statements: 6,
  statementCharacters: 300,
  sentences: 4,
  sentenceCharacters: 600,
  quotes: 8,
  quoteCharacters: 200,
  glossCharacters: 1_200,
  replyTokens: { sentences: 600, glosses: 2_000 },
} as const

/** Bounds are looked at where the reply is used: one sentence too many is no reason to lose the others. */
export const sentencesReplySchema = z.object({ sentences: z.array(z.string()) })
export const glossesReplySchema = z.object({
  glosses: z.array(z.object({ index: z.number().int(), english: z.string() })),
})

const readText = (name: string): string => readFileSync(join(import.meta.dirname, name), 'utf8')
const sentences: Readonly<Record<Language, string>> = {
  zh: readText('prose.zh.md'),
  en: readText('prose.en.md'),
}

export const proseInstructions = (language: Language): string => sentences[language]
export const glossInstructions: string = readText('gloss.md')

/** What sentences may be made of, as JSON: nothing in it looks like more than data. */
export const proseMaterial = ({ figures, statements }: ProseMaterial): string =>
  JSON.stringify({
    figures: figures.slice(0, proseLimits.figures),
    statements: statements.slice(0, proseLimits.statements).map((statement) => ({
      ...statement,
      text: openingOf(statement.text, proseLimits.statementCharacters),
    })),
  })

export const glossMaterial = (quotes: readonly ProseQuote[]): string =>
  JSON.stringify({ quotes: quotes.slice(0, proseLimits.quotes) })

/** As many whole sentences as have room; if not even the first has, as much of it as there is room for. */
export const openingOf = (text: string, most: number): string => {
  if (text.length <= most) return text
  const end = Math.max(...['。', '；', ';'].map((mark) => text.lastIndexOf(mark, most - 1)))
  return text.slice(0, end > 0 ? end + 1 : most)
}
