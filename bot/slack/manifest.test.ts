import { expect, it } from 'vitest'
import manifest from '../../manifest.json' with { type: 'json' }
import { actionIds, actionPrefixes, commandName, shortcutIds, viewIds } from './blocks/action-ids.ts'
import type { Bot } from './bot.ts'
import { type ListenerApp, registerListeners } from './listeners/index.ts'
import type { PhraseTable } from './phrases.ts'
import { phrases } from './phrases.ts'

const registered = () => {
  const listened = {
    events: [] as string[],
    actions: [] as (string | RegExp)[],
    commands: [] as string[],
    views: [] as string[],
    shortcuts: [] as string[],
  }
  const app = {
    event: (name: string) => listened.events.push(name),
    action: (id: string | RegExp) => listened.actions.push(id),
    command: (name: string) => listened.commands.push(name),
    view: (id: string) => listened.views.push(id),
    shortcut: (id: string) => listened.shortcuts.push(id),
  }
  // The recorder stands in for Bolt's overloaded methods, and no listener is called.
  registerListeners(app as unknown as ListenerApp, {} as Bot)
  return listened
}

it('asks Slack for exactly the events that are listened to', () => {
  // Bolt listens to "message"; the manifest says which messages.
  const asked = manifest.settings.event_subscriptions.bot_events.map((event) => event.replace(/\..*$/u, ''))
  expect(asked.toSorted()).toEqual(registered().events.toSorted())
})

it('has exactly the commands and shortcuts that are listened to', () => {
  const { commands, shortcuts } = registered()
  expect(manifest.features.slash_commands.map(({ command }) => command)).toEqual(commands)
  expect(commands).toEqual([commandName])
  expect(manifest.features.shortcuts.map(({ callback_id }) => callback_id)).toEqual(shortcuts)
  expect(shortcuts).toEqual(Object.values(shortcutIds))
})

it('turns interactivity and the home tab on because both are used', () => {
  expect(manifest.settings.interactivity.is_enabled).toBe(true)
  expect(manifest.features.app_home.home_tab_enabled).toBe(true)
})

it('listens to every button and every modal that is shown', () => {
  const { actions, views } = registered()
  const isHeard = (id: string) =>
    actions.some((heard) => (typeof heard === 'string' ? heard === id : heard.test(id)))
  const { sourcesPage, ...single } = actionIds
  expect(Object.values(single).filter((id) => !isHeard(id))).toEqual([])
  expect(isHeard(`${sourcesPage}_12`)).toBe(true)
  for (const prefix of Object.values(actionPrefixes)) expect(isHeard(`${prefix}3`)).toBe(true)
  // The others only show something.
  const { sql: _, sources: __, versions: ___, ...submitted } = viewIds
  expect(views.toSorted()).toEqual(Object.values(submitted).toSorted())
})

it('asks for the scopes that events, calls and features need, and no other', () => {
  const scopesByNeed: Readonly<Record<string, readonly string[]>> = {
    app_mention: ['app_mentions:read'],
    app_home_opened: [],
    'message.im': ['im:history'],
    agent_view: ['assistant:write'],
    slash_command: ['commands'],
    message_shortcut: ['commands'],
    'chat.postMessage': ['chat:write'],
    'chat.update': ['chat:write'],
    'sharing to a public channel the bot is not in': ['chat:write.public'],
    'assistant.threads.setStatus': ['chat:write'],
    'assistant.threads.setSuggestedPrompts': ['assistant:write'],
    'conversations.open': ['im:write'],
    'users.info': ['users:read'],
    'views.open': [],
    'views.update': [],
    'views.publish': [],
    filesUploadV2: ['files:write'],
    'file_input, and fetching what was chosen': ['files:read'],
  }
  expect(
    manifest.settings.event_subscriptions.bot_events.filter((event) => !(event in scopesByNeed)),
  ).toEqual([])
  expect(manifest.oauth_config.scopes.bot.toSorted()).toEqual(
    [...new Set(Object.values(scopesByNeed).flat())].toSorted(),
  )
})

it('stays within the lengths that Slack takes in a manifest', () => {
  const { display_information, features } = manifest
  expect(display_information.name.length).toBeLessThanOrEqual(35)
  expect(display_information.description.length).toBeLessThanOrEqual(140)
  expect(features.bot_user.display_name).toMatch(/^[\w.-]{1,80}$/u)
  expect(features.agent_view.agent_description.length).toBeLessThanOrEqual(300)
  expect(features.agent_view.suggested_prompts.length).toBeLessThanOrEqual(4)
  for (const { description, usage_hint } of features.slash_commands) {
    expect(description.length).toBeLessThanOrEqual(100)
    expect(usage_hint.length).toBeLessThanOrEqual(100)
  }
  for (const { name, description } of features.shortcuts) {
    expect(name.length).toBeLessThanOrEqual(24)
    expect(description.length).toBeLessThanOrEqual(150)
  }
  expect(manifest.settings.socket_mode_enabled).toBe(true)
})

it('says everything in both languages', () => {
  // @ts-expect-error a language without phrases must not compile
  const lacking: PhraseTable = { zh: phrases.zh }
  const { failed, ...others } = phrases.en
  // @ts-expect-error nor a missing phrase
  const short: PhraseTable = { zh: phrases.zh, en: others }
  expect([lacking, short, failed]).toHaveLength(3)
  expect(Object.keys(phrases.zh)).toEqual(Object.keys(phrases.en))
})
