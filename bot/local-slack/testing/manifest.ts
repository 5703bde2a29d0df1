/** An app that asks for all the front has. */
export const wholeManifest = {
  display_information: { name: 'Whole' },
  features: {
    app_home: { home_tab_enabled: true, messages_tab_enabled: true },
    slash_commands: [{ command: '/juesuan', description: 'asks' }],
    shortcuts: [{ name: 'Summarise', type: 'message', callback_id: 'summarise' }],
  },
  oauth_config: {
    scopes: {
      bot: [
        'app_mentions:read',
        'assistant:write',
        'channels:read',
        'chat:write',
        'commands',
        'files:read',
        'files:write',
        'im:history',
        'im:write',
        'users:read',
      ],
    },
  },
  settings: { event_subscriptions: { bot_events: ['app_mention', 'message.im', 'app_home_opened'] } },
}

export const manifestWith = (...scopes: readonly string[]) => ({
  ...wholeManifest,
  oauth_config: { scopes: { bot: [...wholeManifest.oauth_config.scopes.bot, ...scopes] } },
})
