import type { types } from '@slack/bolt'
import type { Version } from '../../../db/versions.ts'
import { cleanLine, cutText } from '../../answer/plain-text.ts'
import { limits } from '../limits.ts'
import { type Language, phrases } from '../phrases.ts'
import { actionPrefixes, viewIds } from './action-ids.ts'
import { button, contextBlocks, dividerBlock, headerBlock, modal, sectionBlock } from './elements.ts'
import { shownNames } from './job-message.ts'
import { remarkBlock, reorganisationButton } from './remark-views.ts'

export type Versions = Readonly<{
  language: Language
  /** Those of the page that are whole, the latest first. */
  versions: readonly Version[]
  /** The number of the one in use: there are as many. */
  latest: number
  /** null: it is not whole. */
  inUse: Version | null
  /** Who approved which. */
  approvals: ReadonlyMap<number, string>
  /** From 0, one of the pages. */
  page: number
  /** What came of the last click. */
  note: string | null
}>

const versionsPerPage = 10
const documentsPerPage = 40
const remarksPerPage = 10

/** The numbers of the versions on a page, the latest first. */
export const versionsOnPage = (latest: number, page: number): readonly number[] =>
  Array.from({ length: versionsPerPage }, (_, index) => latest - page * versionsPerPage - index).filter(
    (version) => version > 0,
  )

export const versionPages = (latest: number, inUse: Version | null): number =>
  Math.max(
    1,
    Math.ceil(latest / versionsPerPage),
    Math.ceil((inUse?.documents.length ?? 0) / documentsPerPage),
    Math.ceil((inUse?.remarks.length ?? 0) / remarksPerPage),
  )

/** An admin's own words, in a line that others stand in too. */
const shown = (text: string): string => cutText(cleanLine(text), longestWords)
const longestWords = 120

/** Why there is a version. */
const causeText = ({ cause }: Version, language: Language): string => {
  const { changes } = phrases[language]
  switch (cause.kind) {
    case 'seeded':
      return cause.files.length === 0 ? changes.anew : changes.added(shownNames(cause.files))
    case 'unloaded':
      return changes.unloaded(shownNames(cause.files))
    case 'rolledBack':
      return changes.rolledBack(cause.to)
    case 'remarked': {
      const { kind, by, reason } = cause.on
      return changes[kind](shown(by), shown(reason))
    }
    case 'withdrawn':
      return changes.withdrawn
  }
}

const versionBlocks = (
  version: Version,
  { language, inUse, approvals }: Versions,
): readonly types.KnownBlock[] => {
  const say = phrases[language]
  const at = `${version.seededAt.slice(0, 16).replace('T', ' ')} UTC`
  const title = say.version(version.version, at, version.documents.length)
  const isInUse = version.version === inUse?.version
  const approvedBy = approvals.get(version.version)
  return [
    {
      ...sectionBlock(isInUse ? `${title} · ${say.versionInUse}` : title),
      ...(isInUse
        ? {}
        : {
            accessory: button({
              actionId: `${actionPrefixes.rollBack}${version.version}`,
              label: say.rollBack,
              value: String(version.version),
            }),
          }),
    },
    ...contextBlocks([causeText(version, language)]),
    // Markup, so that Slack shows a name where we have an id.
    ...(approvedBy === undefined
      ? []
      : [
          {
            type: 'context' as const,
            elements: [{ type: 'mrkdwn' as const, text: say.approvedBy(`<@${approvedBy}>`) }],
          },
        ]),
  ]
}

/** `canGo`: the last one cannot. */
const documentBlock = (
  { sha256, fileName }: Version['documents'][number],
  index: number,
  canGo: boolean,
  language: Language,
): types.SectionBlock => ({
  ...sectionBlock(cutText(cleanLine(fileName), limits.choice)),
  ...(canGo
    ? {
        accessory: button({
          actionId: `${actionPrefixes.unload}${index}`,
          label: phrases[language].unload,
          value: sha256,
        }),
      }
    : {}),
})

/** The versions of the data and the documents in use, some at a time, each with what can be done about it. */
export const versionsView = (shown: Versions): types.ModalView => {
  const { language, versions, latest, inUse, page, note } = shown
  const say = phrases[language]
  const pages = versionPages(latest, inUse)
  const documents = inUse?.documents ?? []
  const remarks = inUse?.remarks ?? []
  const turn = (label: string, to: number): readonly types.Button[] =>
    to < 0 || to >= pages
      ? []
      : [button({ actionId: `${actionPrefixes.versionsPage}${to}`, label, value: String(to) })]
  const turning: readonly types.KnownBlock[] =
    pages === 1
      ? []
      : [
          ...contextBlocks([say.page(page + 1, pages)]),
          { type: 'actions', elements: [...turn(say.back, page - 1), ...turn(say.next, page + 1)] },
        ]
  return modal({
    callbackId: viewIds.versions,
    title: say.versions,
    close: say.close,
    metadata: '',
    blocks: [
      ...contextBlocks([say.versionsIntro]),
      ...(note === null ? [] : [sectionBlock(note)]),
      ...versions.flatMap((version) => versionBlocks(version, shown)),
      dividerBlock,
      headerBlock(say.loadedDocuments),
      ...documents
        .slice(page * documentsPerPage, (page + 1) * documentsPerPage)
        .map((document, index) =>
          documentBlock(document, page * documentsPerPage + index, documents.length > 1, language),
        ),
      dividerBlock,
      headerBlock(say.remarks),
      ...(remarks.length === 0 ? contextBlocks([say.noRemarks]) : []),
      ...remarks
        .slice(page * remarksPerPage, (page + 1) * remarksPerPage)
        .map((remark, index) => remarkBlock(remark, page * remarksPerPage + index, language)),
      reorganisationButton(language),
      ...turning,
    ],
  })
}
