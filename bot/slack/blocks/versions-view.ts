import type { types } from '@slack/bolt'
import type { Version } from '../../../db/versions.ts'
import { cleanLine, cutText } from '../../answer/plain-text.ts'
import { limits } from '../limits.ts'
import { type Language, phrases } from '../phrases.ts'
import { actionPrefixes, viewIds } from './action-ids.ts'
import { button, contextBlocks, dividerBlock, headerBlock, modal, sectionBlock } from './elements.ts'
import { shownNames } from './job-message.ts'

export type Versions = Readonly<{
  language: Language
  /** The latest first. */
  versions: readonly Version[]
  /** The one that answers; null where none of them does. */
  inUse: Version | null
  /** Who approved which. */
  approvals: ReadonlyMap<number, string>
  /** From 0. */
  page: number
  /** What came of the last click. */
  note: string | null
}>

const versionsPerPage = 10
const documentsPerPage = 40

const onPage = <Entry>(entries: readonly Entry[], page: number, perPage: number): readonly Entry[] =>
  entries.slice(page * perPage, (page + 1) * perPage)

const pagesOf = ({ versions, inUse }: Pick<Versions, 'versions' | 'inUse'>): number =>
  Math.max(
    1,
    Math.ceil(versions.length / versionsPerPage),
    Math.ceil((inUse?.documents.length ?? 0) / documentsPerPage),
  )

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
  const { language, versions, inUse, note } = shown
  const say = phrases[language]
  const pages = pagesOf(shown)
  const page = Math.min(Math.max(shown.page, 0), pages - 1)
  const documents = inUse?.documents ?? []
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
      ...onPage(versions, page, versionsPerPage).flatMap((version) => versionBlocks(version, shown)),
      dividerBlock,
      headerBlock(say.loadedDocuments),
      ...onPage(documents, page, documentsPerPage).map((document, index) =>
        documentBlock(document, page * documentsPerPage + index, documents.length > 1, language),
      ),
      ...turning,
    ],
  })
}
