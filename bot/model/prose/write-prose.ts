/**
 * Sentences and glosses by a language model, beside an answer that is whole without them. What the model writes is shown
 * only where it was checked, and marked as its work; figures, rows, evidence and citations stay as they are.
 */
import type { z } from 'zod'
import type { Language } from '../../../db/domain/terms.ts'
import type { Plan } from '../../../db/plan/plan.ts'
import {
  glossesReplySchema,
  glossInstructions,
  glossMaterial,
  proseInstructions,
  proseLimits,
  proseMaterial,
  sentencesReplySchema,
} from '../../../prompts/prose-prompt.ts'
import { strictJsonSchema } from '../../../prompts/strict-json-schema.ts'
import type { AnswerParts } from '../../answer/parts.ts'
import { phrases } from '../../answer/phrases.ts'
import type { Vocabulary } from '../../understand/vocabulary.ts'
import { jsonInText } from '../json-in-text.ts'
import type { ModelFailureCode, ModelRequest, ModelService, ModelUse } from '../model-service.ts'
import { withoutListMark } from './check-form.ts'
import { type GlossFault, glossFault } from './check-gloss.ts'
import { type SentenceFault, sentenceFault } from './check-sentence.ts'
import { materialOf } from './material.ts'
import { type ProseSource, proseSource } from './prose-source.ts'
import { type Quote, quotesOf } from './quotes-of.ts'

export type ProseAsked = Readonly<{
  parts: AnswerParts
  planKind: Plan['kind']
  vocabulary: Vocabulary
  language: Language
}>

/** What came of it; counted, never told to a person. */
export type Prose = Readonly<{
  /** The answer, with the checked text where there is any. */
  parts: AnswerParts
  shown: number
  dropped: readonly (SentenceFault | GlossFault | 'not-asked-for')[]
  /** null: the service said something that could be read, or nothing was asked. */
  failure: ModelFailureCode | 'unreadable' | null
  uses: readonly ModelUse[]
}>

/** At most one request for an answer: sentences for a summary, else glosses for what an English answer quotes. */
export const withProse = async (service: ModelService, asked: ProseAsked): Promise<Prose> => {
  const { parts, planKind, language } = asked
  if (parts.status !== 'answer') return untouched(parts)
  if (planKind === 'summary') return withSentences(service, asked)
  return language === 'en' ? withGlosses(service, asked) : untouched(parts)
}

const untouched = (parts: AnswerParts): Prose => ({ parts, shown: 0, dropped: [], failure: null, uses: [] })

const withSentences = async (
  service: ModelService,
  { parts, vocabulary, language }: ProseAsked,
): Promise<Prose> => {
  const source = proseSource(parts, vocabulary, language)
  if (source.facts.length === 0) return untouched(parts)
  const reply = await request(service, sentencesReplySchema, {
    purpose: 'prose',
    messages: [
      { role: 'system', content: proseInstructions(language) },
      { role: 'user', content: proseMaterial(materialOf(source)) },
    ],
    schema: { name: 'sentences', json: strictJsonSchema(sentencesReplySchema) },
    subject: `sentences ${language}: ${parts.restatement}`,
    mostReplyTokens: proseLimits.replyTokens.sentences,
  })
  if (reply.said === null) return { ...untouched(parts), ...reply.counted }
  const { kept, dropped } = checkedSentences(reply.said.sentences, source)
  const say = phrases[language]
  const text = [say.machineWritten, kept.join(language === 'zh' ? '' : ' '), '', parts.text].join('\n')
  return {
    ...reply.counted,
    parts: kept.length === 0 ? parts : { ...parts, text },
    shown: kept.length,
    dropped,
  }
}

type Checked<Fault> = Readonly<{ kept: readonly string[]; dropped: readonly (Fault | 'not-asked-for')[] }>

const checkedSentences = (said: readonly string[], source: ProseSource): Checked<SentenceFault> => {
  const sentences = [...new Set(said.map((it) => ended(withoutListMark(it), source.language)))]
  const checked = sentences
    .slice(0, proseLimits.sentences)
    .map((sentence) => ({ sentence, fault: sentenceFault(sentence, source) }))
  return {
    kept: checked.flatMap(({ sentence, fault }) => (fault === null ? [sentence] : [])),
    dropped: [
      ...checked.flatMap(({ fault }) => fault ?? []),
      ...sentences.slice(proseLimits.sentences).map(() => 'not-asked-for' as const),
    ],
  }
}

/** They are put one behind the other. */
const ended = (sentence: string, language: Language): string =>
  /[。.]$/u.test(sentence) ? sentence : `${sentence}${language === 'zh' ? '。' : '.'}`

const withGlosses = async (service: ModelService, { parts, language }: ProseAsked): Promise<Prose> => {
  const quotes = quotesOf(parts)
  if (quotes.length === 0) return untouched(parts)
  const reply = await request(service, glossesReplySchema, {
    purpose: 'prose',
    messages: [
      { role: 'system', content: glossInstructions },
      { role: 'user', content: glossMaterial(quotes.map(({ index, text }) => ({ index, text }))) },
    ],
    schema: { name: 'glosses', json: strictJsonSchema(glossesReplySchema) },
    subject: `glosses: ${parts.restatement}`,
    mostReplyTokens: proseLimits.replyTokens.glosses,
  })
  if (reply.said === null) return { ...untouched(parts), ...reply.counted }
  const say = phrases[language]
  const { kept, dropped } = checkedGlosses(reply.said.glosses, quotes, say.machineGloss)
  const text = [parts.text, say.machineGlosses, ...kept].join('\n')
  return {
    ...reply.counted,
    parts: kept.length === 0 ? parts : { ...parts, text },
    shown: kept.length,
    dropped,
  }
}

type Gloss = z.infer<typeof glossesReplySchema>['glosses'][number]

/** The first gloss of each quote, in the order of the quotes. */
const checkedGlosses = (
  said: readonly Gloss[],
  quotes: readonly Quote[],
  line: (of: string, english: string) => string,
): Checked<GlossFault> => {
  const checked = quotes.flatMap(({ index, of, text }) => {
    const gloss = said.find((it) => it.index === index)
    if (gloss === undefined) return []
    const english = withoutListMark(gloss.english)
    return [{ shown: line(of, english), fault: glossFault(english, text) }]
  })
  return {
    kept: checked.flatMap(({ shown, fault }) => (fault === null ? [shown] : [])),
    dropped: [
      ...checked.flatMap(({ fault }) => fault ?? []),
      ...said.slice(checked.length).map(() => 'not-asked-for' as const),
    ],
  }
}

type Replied<Reply> = Readonly<{ said: Reply | null; counted: Pick<Prose, 'failure' | 'uses'> }>

const request = async <Reply>(
  service: ModelService,
  schema: z.ZodType<Reply>,
  asked: ModelRequest,
): Promise<Replied<Reply>> => {
  const reply = await service.ask(asked)
  const uses = reply.use === null ? [] : [reply.use]
  if (reply.kind === 'failed') return { said: null, counted: { failure: reply.code, uses } }
  const parsed = schema.safeParse(jsonInText(reply.text))
  return parsed.success
    ? { said: parsed.data, counted: { failure: null, uses } }
    : { said: null, counted: { failure: 'unreadable', uses } }
}
