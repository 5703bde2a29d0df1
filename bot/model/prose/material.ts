/** What of an answer a model is shown to write sentences of it: the figures that its sentences may hold, and no more. */
import { economicKeyOf, functionKeyOf } from '../../../db/domain/figure.ts'
import type { ProseFigure, ProseMaterial, ProseStatement } from '../../../prompts/prose-prompt.ts'
import { money } from '../../answer/format.ts'
import { moved } from './decimal.ts'
import type { Fact, ProseSource, Statement } from './prose-source.ts'

export const materialOf = (source: ProseSource): ProseMaterial => ({
  figures: distinct(source.facts.map((fact) => figureOf(fact, source))),
  // A printed reason is repeated as it stands or not at all, and so not in English.
  statements:
    source.language === 'en' ? [] : source.statements.map((statement) => printed(statement, source)),
})

const printed = ({ bodyId, item, text }: Statement, source: ProseSource): ProseStatement => ({
  body: bodyName(bodyId, source),
  ...(item !== null && { item: itemName(item, source) }),
  text,
})

const figureOf = (fact: Fact, source: ProseSource): ProseFigure => ({
  body: bodyName(fact.bodyId, source),
  year: fact.year,
  ...(fact.item !== null && { item: itemName(fact.item, source) }),
  label: fact.label,
  value: valueText(fact, source),
  ...(fact.direction !== null && { direction: fact.direction }),
})

/** English sentences name a body by its English name. */
const bodyName = (bodyId: string, { bodies, language }: ProseSource): string => {
  const body = bodies.find(({ department_id: id }) => id === bodyId)
  return (language === 'en' ? body?.english_name : null) ?? body?.department ?? ''
}

/** An item by its name in the language of the sentences, or as printed. */
const itemName = (item: string, { language, lexicon }: ProseSource): string => {
  const { items } = lexicon.vocabulary
  return (items.get(functionKeyOf(item)) ?? items.get(economicKeyOf(item)))?.[language] ?? item
}

const valueText = ({ value, counter }: Fact, { language }: ProseSource): string => {
  const sign = value.isNegative ? '-' : ''
  switch (value.kind) {
    case 'money': {
      const fen = Number(`${sign}${moved(value.decimal, 2)}`)
      // What is printed to less than a fen stands as it is.
      return Number.isSafeInteger(fen)
        ? money(fen, language)
        : `${sign}${value.decimal}${language === 'zh' ? '元' : ' yuan'}`
    }
    case 'percent':
      return `${sign}${value.decimal}%`
    case 'plain':
    case 'points':
    case 'garbled':
      return `${sign}${value.decimal}${counter === null ? '' : language === 'zh' ? counter : ` ${counter}`}`
  }
}

const distinct = (figures: readonly ProseFigure[]): readonly ProseFigure[] => [
  ...new Map(figures.map((figure) => [JSON.stringify(figure), figure])).values(),
]
