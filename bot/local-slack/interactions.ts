import { actionOf, type Choice, hasState, stateOf, usableElements } from './element-actions.ts'
import { appId, type Person, teamId } from './identity.ts'
import { type Slack, team } from './slack.ts'
import type { Message, View } from './workspace.ts'

/** The payloads of interactions, as Slack writes them. */
export type Answers = Readonly<Record<string, Choice>>

const interaction = (slack: Slack, type: string, person: Person, viewId: string | null) => ({
  type,
  team,
  user: { id: person.id, username: person.name, name: person.name, team_id: teamId },
  api_app_id: appId,
  token: 'local',
  enterprise: null,
  is_enterprise_install: false,
  trigger_id: slack.triggers.mint(person.id, viewId),
})

const responseUrl = (slack: Slack, channel: string, person: Person, message: Message | null): string =>
  slack.origin() + slack.responseUrls.mint({ channel, userId: person.id, message })

const channelOf = (slack: Slack, id: string) => {
  const channel = slack.workspace.channel(id)
  return { id, name: channel?.kind === 'direct' ? 'directmessage' : (channel?.name ?? '') }
}

const actionTsOf = (slack: Slack): string => (slack.clock() / 1_000).toFixed(6)

/** The values of a view's inputs by block and action id; an answer is looked up by either. */
const stateValues = (slack: Slack, view: View, answers: Answers) => {
  const values: Record<string, Record<string, unknown>> = {}
  for (const placed of usableElements(view.blocks).filter(hasState)) {
    const { blockId, element } = placed
    const actionId = element.action_id ?? ''
    const answer = answers[actionId] ?? answers[blockId]
    const fileOf = (id: string) => {
      const kept = slack.workspace.file(id)
      if (kept === undefined) throw new Error(`there is no file ${id}`)
      return kept.file
    }
    values[blockId] = { ...values[blockId], [actionId]: stateOf(element, answer, fileOf) }
  }
  return { values }
}

/** The message as a payload shows it. */
export const shownMessage = ({ channel: _, ephemeralTo, isDeleted: __, ...message }: Message) => ({
  type: 'message',
  ...message,
  ...(ephemeralTo === undefined ? {} : { is_ephemeral: true }),
})

export const clickOnMessage = (
  slack: Slack,
  person: Person,
  message: Message,
  actionId: string,
  choice: Choice | undefined,
) => ({
  ...interaction(slack, 'block_actions', person, null),
  channel: channelOf(slack, message.channel),
  container: {
    type: 'message',
    message_ts: message.ts,
    channel_id: message.channel,
    is_ephemeral: message.ephemeralTo !== undefined,
    ...(message.thread_ts === undefined ? {} : { thread_ts: message.thread_ts }),
  },
  // Slack leaves an ephemeral message out.
  ...(message.ephemeralTo === undefined ? { message: shownMessage(message) } : {}),
  state: { values: {} },
  response_url: responseUrl(slack, message.channel, person, message),
  actions: [actionIn(slack, message.blocks ?? [], actionId, choice)],
})

export const clickOnView = (
  slack: Slack,
  person: Person,
  view: View,
  actionId: string,
  choice: Choice | undefined,
  answers: Answers,
) => ({
  ...interaction(slack, 'block_actions', person, view.id),
  container: { type: 'view', view_id: view.id },
  view: {
    ...view,
    state: stateValues(slack, view, { ...answers, ...(choice === undefined ? {} : { [actionId]: choice }) }),
  },
  actions: [actionIn(slack, view.blocks, actionId, choice)],
})

export const submission = (slack: Slack, person: Person, view: View, answers: Answers) => ({
  ...interaction(slack, 'view_submission', person, view.id),
  view: { ...view, state: stateValues(slack, view, answers) },
  response_urls: [],
})

export const closing = (slack: Slack, person: Person, view: View, isCleared: boolean) => ({
  ...interaction(slack, 'view_closed', person, null),
  view: { ...view, state: { values: {} } },
  is_cleared: isCleared,
})

export const messageShortcut = (slack: Slack, person: Person, message: Message, callbackId: string) => ({
  ...interaction(slack, 'message_action', person, null),
  callback_id: callbackId,
  action_ts: actionTsOf(slack),
  message_ts: message.ts,
  channel: channelOf(slack, message.channel),
  message: shownMessage(message),
  response_url: responseUrl(slack, message.channel, person, message),
})

export const slashCommand = (
  slack: Slack,
  person: Person,
  channel: string,
  command: string,
  text: string,
) => ({
  token: 'local',
  team_id: teamId,
  team_domain: team.domain,
  channel_id: channel,
  channel_name: channelOf(slack, channel).name,
  user_id: person.id,
  user_name: person.name,
  command,
  text,
  api_app_id: appId,
  is_enterprise_install: 'false',
  response_url: responseUrl(slack, channel, person, null),
  trigger_id: slack.triggers.mint(person.id, null),
})

function actionIn(
  slack: Slack,
  blocks: Parameters<typeof usableElements>[0],
  actionId: string,
  choice: Choice | undefined,
) {
  const placed = usableElements(blocks).find(({ element }) => element.action_id === actionId)
  if (placed === undefined) throw new Error(`there is no element ${actionId}`)
  return actionOf(placed, choice, actionTsOf(slack))
}
