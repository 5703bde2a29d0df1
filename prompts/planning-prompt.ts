/** The planning prompt: instructions, the words of this store, and examples, put together by pure functions. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { formulas } from '../db/catalog/formulas.ts'
import { type Concept, funds, type Labels, type Language, measures } from '../db/domain/terms.ts'
import { formColumns } from '../db/sql-form/form.ts'
import examplesFile from './examples.json' with { type: 'json' }
import glossary from './glossary.json' with { type: 'json' }
import type { PlanningVocabulary } from './planning-vocabulary.ts'

const labelsSchema = z.object({ zh: z.string(), en: z.string() })
const exampleSchema = labelsSchema.extend({
  /** The question before it, which it follows up. */
  before: labelsSchema.exactOptional(),
  reply: z.unknown(),
  /** Where the reply quotes words of the question. */
  replyEn: z.unknown().optional(),
})
export type PromptExample = z.infer<typeof exampleSchema>
export const examples: readonly PromptExample[] = z.array(exampleSchema).parse(examplesFile)

export const replyOf = ({ reply, replyEn }: PromptExample, language: Language): unknown =>
  language === 'en' && replyEn !== undefined ? replyEn : reply

/** What is asked, with the thread that it follows up. */
export type AskedOfModel = Readonly<{
  question: string
  /** Words of it that the rules know nothing of. */
  notKnown: readonly string[]
  /** Earlier questions of the thread, oldest first. */
  before: readonly string[]
  /** Names of the bodies that the last answer spoke of. */
  spokenOf: readonly string[]
}>

const readInstructions = (language: Language): string =>
  readFileSync(join(import.meta.dirname, `instructions.${language}.md`), 'utf8')
const instructions: Readonly<Record<Language, string>> = {
  zh: readInstructions('zh'),
  en: readInstructions('en'),
}

/** The instructions for a store. Shape: no row and no text of a document is in it, however many the store holds. */
export const planningInstructions = (vocabulary: PlanningVocabulary, language: Language): string => {
  const slots: Readonly<Record<string, string>> = {
    years: vocabulary.years.join(', '),
    departments: lines(
      vocabulary.departments.map(
        ({ name, englishName, kind, hasFinalAccounts }) =>
          `${[name, ...(englishName === null ? [] : [englishName])].join(' = ')}, ${kind}${hasFinalAccounts ? '' : ', budget only'}`,
      ),
    ),
    otherDepartments: others(vocabulary.otherDepartments, language),
    measures: named(measures, language),
    formulas: named(formulas, language),
    funds: named(funds, language),
    items: lines(vocabulary.items.map(({ key, label }) => `${key} = ${label[language]}`)),
    otherItems: others(vocabulary.otherItems, language),
    glossary: lines(glossary.map((word) => `${word[language]} → ${word.means}`)),
    relation: `figures(${sqlColumns.join(', ')})`,
    examples: lines(examples.map((example) => exampleText(example, language))),
  }
  return instructions[language].replaceAll(/\{\{(?<slot>\w+)\}\}/gu, (_, slot: string) => {
    const filled = slots[slot]
    if (filled === undefined) throw new Error(`the instructions have a slot ${slot} that nothing fills`)
    return filled
  })
}

/** The question as the model reads it: quoted as JSON, so that nothing in it looks like more than a question. */
export const planningQuestion = ({ question, notKnown, before, spokenOf }: AskedOfModel): string =>
  JSON.stringify({
    ...(before.length > 0 && { earlierQuestions: before }),
    ...(spokenOf.length > 0 && { lastAnswerSpokeOf: spokenOf }),
    question,
    ...(notKnown.length > 0 && { wordsNotKnown: notKnown }),
  })

/** Ids say nothing to a model. */
const sqlColumns = formColumns.filter((name) => !name.endsWith('_id'))

const lines = (texts: readonly string[]): string => (texts.length === 0 ? '-' : texts.join('\n'))

const named = (concepts: Readonly<Record<string, Pick<Concept, 'label'>>>, language: Language): string =>
  Object.entries(concepts)
    .map(([name, { label }]) => (saysItself(name, label[language]) ? name : `${name} ${label[language]}`))
    .join('; ')

/** `basicExpenditure` needs no "basic expenditure" beside it. */
const saysItself = (name: string, label: string): boolean =>
  name.replaceAll(/[A-Z]/gu, (letter) => ` ${letter.toLowerCase()}`) === label

const others = (count: number, language: Language): string => {
  const said: Labels = { zh: `，另有 ${count} 个未列出`, en: `; ${count} more are held and not listed` }
  return count === 0 ? '' : said[language]
}

const exampleText = (example: PromptExample, language: Language): string =>
  [
    planningQuestion({
      question: example[language],
      notKnown: [],
      before: example.before === undefined ? [] : [example.before[language]],
      spokenOf: [],
    }),
    JSON.stringify({ reply: replyOf(example, language) }),
  ].join('\n')
