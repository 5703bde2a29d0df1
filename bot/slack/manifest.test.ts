import type { App } from '@slack/bolt'
import { expect, it } from 'vitest'
import manifest from '../../manifest.json' with { type: 'json' }
import { choiceActionPrefix } from './blocks/render-answer.ts'
import { registerListeners } from './listeners/index.ts'
import type { PhraseTable } from './phrases.ts'
import { phrases } from './phrases.ts'

const registered = () => {
  const events: string[] = []
  const actions: RegExp[] = []
  const app = { event: (name: string) => events.push(name), action: (id: RegExp) => actions.push(id) }
  // The recorder stands in for Bolt's overloaded methods.
  registerListeners(app as unknown as Pick<App, 'event' | 'action'>, {
    ask: () => {},
    settle: async () => 0,
  })
  return { events, actions }
}

it('asks Slack for exactly the events that are listened to', () => {
  // Bolt listens to "message"; the manifest says which messages.
  const asked = manifest.settings.event_subscriptions.bot_events.map((event) => event.replace(/\..*$/u, ''))
  expect(asked.toSorted()).toEqual(registered().events.toSorted())
})

it('turns interactivity on because choices can be clicked', () => {
  const { actions } = registered()
  expect(actions.some((id) => id.test(`${choiceActionPrefix}3`))).toBe(true)
  expect(manifest.settings.interactivity.is_enabled).toBe(actions.length > 0)
})

it('asks for the scopes that events, posting and the agent view need, and no other', () => {
  const scopeByNeed: Readonly<Record<string, string>> = {
    app_mention: 'app_mentions:read',
    'message.im': 'im:history',
    'chat.postMessage': 'chat:write',
    agent_view: 'assistant:write',
  }
  const needs = [...manifest.settings.event_subscriptions.bot_events, 'chat.postMessage', 'agent_view']
  expect(manifest.oauth_config.scopes.bot.toSorted()).toEqual(
    needs.map((need) => scopeByNeed[need]).toSorted(),
  )
})

it('stays within the lengths that Slack takes in a manifest', () => {
  const { display_information, features } = manifest
  expect(display_information.name.length).toBeLessThanOrEqual(35)
  expect(display_information.description.length).toBeLessThanOrEqual(140)
  expect(features.bot_user.display_name).toMatch(/^[\w.-]{1,80}$/u)
  expect(features.agent_view.agent_description.length).toBeLessThanOrEqual(300)
  expect(features.agent_view.suggested_prompts.length).toBeLessThanOrEqual(4)
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
