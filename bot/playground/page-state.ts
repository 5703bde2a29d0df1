import type {
  Change,
  Channel,
  Message,
  Person,
  Prompts,
  SlackFront,
  Status,
  View,
} from '../local-slack/index.ts'

/** All that the page shows, as it is when the page opens; afterwards it hears of changes. */
export type PageState = Readonly<{
  app: Readonly<{
    name: string
    userId: string
    hasHome: boolean
    prompts: readonly Readonly<{ title: string; message: string }>[]
    commands: readonly Readonly<{ command: string; description: string; usage_hint: string }>[]
    shortcuts: readonly Readonly<{ name: string; callback_id: string }>[]
  }>
  people: readonly Person[]
  channels: readonly Channel[]
  messages: readonly Message[]
  homes: readonly View[]
  modals: readonly Readonly<{ userId: string; views: readonly View[] }>[]
  statuses: readonly Status[]
  prompts: readonly Prompts[]
}>
export type PageNews = Readonly<{ kind: 'state'; state: PageState }> | Change

export const pageStateOf = ({ manifest, people, channels, workspace, botUserId }: SlackFront): PageState => ({
  app: {
    name: manifest.display_information.name,
    userId: botUserId,
    hasHome: manifest.features.app_home.home_tab_enabled,
    prompts: manifest.features.agent_view.suggested_prompts,
    commands: manifest.features.slash_commands,
    shortcuts: manifest.features.shortcuts.filter(({ type }) => type === 'message'),
  },
  people,
  channels,
  messages: workspace.allMessages(),
  homes: people.flatMap(({ id }) => workspace.home(id) ?? []),
  modals: people.map(({ id }) => ({ userId: id, views: workspace.modals(id) })),
  statuses: workspace.statuses(),
  prompts: workspace.prompts(),
})
