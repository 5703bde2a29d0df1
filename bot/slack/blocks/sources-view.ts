import type { types } from '@slack/bolt'
import { reportKinds } from '../../../db/domain/terms.ts'
import type { Answer, Citation } from '../../answer/answer.ts'
import { phrases as answerPhrases } from '../../answer/phrases.ts'
import { placeWords } from '../../answer/place-words.ts'
import { cleanCharacters, cleanLine, cleanText, cutText } from '../../answer/plain-text.ts'
import type { SourcePassage } from '../../library.ts'
import { limits, markOf } from '../limits.ts'
import { type Language, phrases } from '../phrases.ts'
import { actionIds, actionPrefixes, viewIds } from './action-ids.ts'
import { button, contextBlocks, dividerBlock, modal, sectionBlock } from './elements.ts'
import { canBeRemarkedOn } from './remark-views.ts'

/** A citation with the document around it; null where the document could not be read. */
export type QuotedSource = Readonly<{ citation: Citation; passage: SourcePassage | null }>

export type SourcesPage = Readonly<{
  answerId: string
  answer: Answer
  /** From 0. */
  page: number
  /** Whether the person may correct what is printed. */
  canRemark: boolean
  sources: readonly QuotedSource[]
  note: string | null
}>

export const sourcePages = (answer: Answer): number =>
  Math.max(1, Math.ceil(answer.citations.length / limits.sourcesPerPage))

export const citationsOnPage = ({ citations }: Answer, page: number): readonly Citation[] =>
  citations.slice(page * limits.sourcesPerPage, (page + 1) * limits.sourcesPerPage)

const where = (citation: Citation, language: Language): string =>
  placeWords(citation, answerPhrases[language])

const titleOf = ({ citation, passage }: QuotedSource, mark: string, language: Language): string =>
  passage === null
    ? `${mark} ${cleanLine(citation.file)}`
    : `${mark} ${cleanLine(passage.department[language])} · ${phrases[language].report(
        passage.fiscalYear,
        reportKinds[passage.kind].label[language],
      )}`

/** The lines as they stand in the document, their numbers before them; the cited ones set off. */
const excerpt = ({ lines }: SourcePassage): types.RichTextBlock => {
  const width = Math.max(...lines.map(({ number }) => String(number).length))
  const shown = lines.map(({ number, text, isCited }): types.RichTextText => {
    const line = `${String(number).padStart(width)}  ${cleanCharacters(text.replace(/\t/gu, '  '))}\n`
    return { type: 'text', text: line, ...(isCited ? { style: { bold: true } } : {}) }
  })
  return { type: 'rich_text', elements: [{ type: 'rich_text_preformatted', elements: shown }] }
}

const quoteBlock = (quote: string): types.RichTextBlock => ({
  type: 'rich_text',
  elements: [
    {
      type: 'rich_text_preformatted',
      elements: [{ type: 'text', text: cutText(cleanText(quote) || '…', limits.preformatted) }],
    },
  ],
})

const sourceBlocks = (
  source: QuotedSource,
  index: number,
  { answerId, answer: { language }, canRemark }: SourcesPage,
): readonly types.KnownBlock[] => {
  const say = phrases[language]
  const { citation, passage } = source
  const findings = passage?.findings ?? []
  return [
    sectionBlock(titleOf(source, markOf(index), language)),
    ...contextBlocks(
      [citation.file, citation.place, where(citation, language)].map(cleanLine).filter((text) => text !== ''),
    ),
    passage === null ? quoteBlock(citation.quote) : excerpt(passage),
    ...contextBlocks([
      ...(passage === null ? [say.sourceUnread] : []),
      ...findings.slice(0, limits.warnings).map(({ message }) => say.checksSay(cleanLine(message[language]))),
    ]),
    ...(canRemark && canBeRemarkedOn(passage)
      ? [
          {
            type: 'actions' as const,
            elements: [
              button({
                actionId: `${actionPrefixes.remark}${index}`,
                label: say.remark,
                value: `${answerId} ${index}`,
              }),
            ],
          },
        ]
      : []),
    dividerBlock,
  ]
}

/** The documents around the figures of an answer, some at a time. */
export const sourcesView = (shown: SourcesPage): types.ModalView => {
  const { answerId, answer, page, sources, note } = shown
  const { language } = answer
  const say = phrases[language]
  const pages = sourcePages(answer)
  const turn = (label: string, to: number): readonly types.Button[] =>
    to < 0 || to >= pages
      ? []
      : [button({ actionId: `${actionIds.sourcesPage}_${to}`, label, value: `${answerId} ${to}` })]
  const turning: readonly types.KnownBlock[] =
    pages === 1
      ? []
      : [
          ...contextBlocks([say.page(page + 1, pages)]),
          { type: 'actions', elements: [...turn(say.back, page - 1), ...turn(say.next, page + 1)] },
        ]
  return modal({
    callbackId: viewIds.sources,
    title: say.sources,
    close: say.close,
    metadata: answerId,
    blocks: [
      ...contextBlocks(note === null ? [] : [note]),
      ...(sources.length === 0 ? [sectionBlock(say.noSources)] : []),
      ...sources.flatMap((source, index) =>
        sourceBlocks(source, page * limits.sourcesPerPage + index, shown),
      ),
      ...turning,
    ],
  })
}
