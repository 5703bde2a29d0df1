/** The versions of the data and the documents in use, and going back or leaving one out. */
import type { StoreChange } from '../../store-change.ts'
import { versionPages, versionsOnPage, versionsView } from '../blocks/versions-view.ts'
import type { Bot } from '../bot.ts'
import { type Language, phrases } from '../phrases.ts'
import { slackRefusal } from '../slack-api.ts'
import { asAdmin, directly, type Tell } from './admin.ts'
import { proposeChange } from './jobs.ts'
import { type Click, clickedValue } from './payloads.ts'

const viewOf = async (bot: Bot, language: Language, wanted: number, note: string | null = null) => {
  const { readVersion, versionInUse } = bot.reseeding
  const latest = versionInUse()
  const inUse = readVersion(latest)
  // There may be fewer pages by now.
  const page = Math.min(Math.max(wanted, 0), versionPages(latest, inUse) - 1)
  return versionsView({
    language,
    versions: versionsOnPage(latest, page).flatMap((version) => readVersion(version) ?? []),
    latest,
    inUse,
    approvals: await bot.books.jobs.approvals(),
    page,
    note,
  })
}

export const openVersions = (bot: Bot, userId: string, triggerId: string, tell: Tell): Promise<void> =>
  asAdmin(bot, userId, 'versions', '', tell, async (language) =>
    bot.api.openView(triggerId, await viewOf(bot, language, 0)),
  )

export const turnVersions = (bot: Bot, click: Click): Promise<void> =>
  asAdmin(bot, click.user.id, 'versions', '', directly(bot, click.user.id), async (language) => {
    if (click.view == null) return
    await bot.api.updateView(click.view.id, await viewOf(bot, language, Number(clickedValue(click)) || 0))
  })

/** Says in the modal that the preview comes in direct messages; who has closed it meanwhile, sees that there. */
const sayWherePreviewed = async (bot: Bot, { view }: Click, language: Language): Promise<void> => {
  if (view == null) return
  try {
    await bot.api.updateView(view.id, await viewOf(bot, language, 0, phrases[language].versionsPreviewed))
  } catch (fault) {
    if (slackRefusal(fault) !== 'not_found') throw fault
  }
}

/** Previews a change that was asked for among the versions. */
export const proposeFromVersions = async (
  bot: Bot,
  click: Click,
  change: StoreChange,
  language: Language,
): Promise<void> => {
  await sayWherePreviewed(bot, click, language)
  await proposeChange(bot, click.user.id, change, language)
}

export const rollBack = (bot: Bot, click: Click): Promise<void> => {
  const version = Number(clickedValue(click))
  return asAdmin(bot, click.user.id, 'roll-back', String(version), directly(bot, click.user.id), (language) =>
    proposeFromVersions(bot, click, { kind: 'rolledBack', version }, language),
  )
}

export const unload = (bot: Bot, click: Click): Promise<void> => {
  const sha256 = clickedValue(click)
  const { readVersion, versionInUse } = bot.reseeding
  const inUse = readVersion(versionInUse())?.documents.find((document) => document.sha256 === sha256)
  const fileName = inUse?.fileName ?? sha256
  return asAdmin(bot, click.user.id, 'unload', fileName, directly(bot, click.user.id), (language) =>
    proposeFromVersions(bot, click, { kind: 'unloaded', documents: [{ sha256, fileName }] }, language),
  )
}
