import { z } from 'zod'
import type { Fields } from '../emulator.ts'
import { json, parseFields } from '../fields.ts'
import { appId, botId, teamId } from '../identity.ts'
import { type Home, homeSchema, type Modal, modalSchema } from '../limits/surfaces.ts'
import { checkFiles, withBlockIds } from '../message-content.ts'
import { missingScope } from '../scopes.ts'
import { type Method, type Slack, SlackError } from '../slack.ts'
import type { Trigger } from '../triggers.ts'
import type { View } from '../workspace.ts'

/** Modals and home tabs. The emulator has them too, but knows neither our clock nor a person who closes a modal. */
const stackDepth = 3

const modalFields = z.object({ view: json(modalSchema) })
const triggerFields = z.object({ trigger_id: z.string() })
const homeFields = z.object({ user_id: z.string(), view: json(homeSchema), hash: z.string().optional() })
const whichFields = z.object({
  view_id: z.string().optional(),
  external_id: z.string().optional(),
  hash: z.string().optional(),
  view: json(z.discriminatedUnion('type', [modalSchema, homeSchema])),
})

const build = (
  slack: Slack,
  content: Modal | Home,
  place: Readonly<{ id: string; user_id: string; root_view_id: string; previous_view_id: string | null }>,
): View => {
  checkFiles(slack, content.blocks)
  const taken = slack.workspace.findView(
    (view) => view.external_id !== undefined && view.external_id === content.external_id,
  )
  if (taken !== undefined && taken.id !== place.id) throw new SlackError('duplicate_external_id')
  const view = {
    ...content,
    ...place,
    team_id: teamId,
    app_id: appId,
    bot_id: botId,
    hash: slack.nextId('hash'),
  }
  // One spread of two kinds of view: block ids change neither.
  return { ...view, blocks: withBlockIds(slack, view.blocks) } as View
}

/** Puts a modal over what the person has open. */
export const pushModal = (slack: Slack, userId: string, modal: Modal): View => {
  const open = slack.workspace.modals(userId)
  if (open.length >= stackDepth) throw new SlackError('push_limit_reached')
  const id = slack.nextId('V')
  const view = build(slack, modal, {
    id,
    user_id: userId,
    root_view_id: open[0]?.id ?? id,
    previous_view_id: open.at(-1)?.id ?? null,
  })
  slack.workspace.putModals(userId, [...open, view])
  return view
}

export const replaceModal = (slack: Slack, old: View, content: Modal): View => {
  const { id, user_id, root_view_id, previous_view_id } = old
  const view = build(slack, content, { id, user_id, root_view_id, previous_view_id })
  const open = slack.workspace.modals(user_id)
  slack.workspace.putModals(
    user_id,
    open.map((each) => (each.id === id ? view : each)),
  )
  return view
}

const putHome = (slack: Slack, userId: string, content: Home): View => {
  const id = slack.workspace.home(userId)?.id ?? slack.nextId('V')
  const view = build(slack, content, { id, user_id: userId, root_view_id: id, previous_view_id: null })
  slack.workspace.putHome(view)
  return view
}

const exchanged = (slack: Slack, triggerId: string): Trigger => {
  const trigger = slack.triggers.exchange(triggerId)
  if (typeof trigger === 'string') throw new SlackError(trigger)
  return trigger
}

/** Of a new modal: asking for files needs a scope. */
const readModal = (slack: Slack, fields: Fields): Modal => {
  const { view } = parseFields(modalFields, fields)
  const asksForFiles = view.blocks.some(
    (block) => block.type === 'input' && block.element.type === 'file_input',
  )
  const lacking = asksForFiles ? missingScope('file_input', slack.manifest.oauth_config.scopes.bot) : null
  if (lacking !== null) throw new SlackError('missing_scope', lacking)
  return view
}

export const open: Method = async (slack, fields) => {
  const view = readModal(slack, fields)
  const { userId } = exchanged(slack, parseFields(triggerFields, fields).trigger_id)
  // A person sees one stack: a modal opened anew takes the place of what was there.
  slack.workspace.putModals(userId, [])
  return { ok: true, view: pushModal(slack, userId, view) }
}

export const push: Method = async (slack, fields) => {
  const view = readModal(slack, fields)
  const { userId, viewId } = exchanged(slack, parseFields(triggerFields, fields).trigger_id)
  if (!slack.workspace.modals(userId).some((each) => each.id === viewId)) throw new SlackError('not_found')
  return { ok: true, view: pushModal(slack, userId, view) }
}

export const update: Method = async (slack, fields) => {
  const { view_id, external_id, hash, view } = parseFields(whichFields, fields)
  const old = slack.workspace.findView((each) =>
    view_id === undefined
      ? each.external_id === external_id && external_id !== undefined
      : each.id === view_id,
  )
  if (old === undefined) throw new SlackError('not_found')
  if (hash !== undefined && hash !== old.hash) throw new SlackError('hash_conflict')
  if (view.type !== old.type) throw new SlackError('invalid_arguments', 'a view keeps its type')
  return {
    ok: true,
    view: view.type === 'home' ? putHome(slack, old.user_id, view) : replaceModal(slack, old, view),
  }
}

export const publish: Method = async (slack, fields) => {
  const { user_id, view, hash } = parseFields(homeFields, fields)
  if (!slack.manifest.features.app_home.home_tab_enabled) throw new SlackError('not_enabled')
  if (slack.workspace.findPerson(user_id) === undefined) throw new SlackError('user_not_found')
  const old = slack.workspace.home(user_id)
  if (hash !== undefined && old !== undefined && hash !== old.hash) throw new SlackError('hash_conflict')
  return { ok: true, view: putHome(slack, user_id, view) }
}
