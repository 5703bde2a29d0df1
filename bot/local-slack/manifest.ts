import { z } from 'zod'

/** What the local Slack reads of the app's manifest: it grants, delivers and offers only what is asked for there. */
const manifestSchema = z.object({
  display_information: z.object({ name: z.string() }),
  features: z.object({
    app_home: z
      .object({
        home_tab_enabled: z.boolean().default(false),
        messages_tab_enabled: z.boolean().default(true),
      })
      .default({ home_tab_enabled: false, messages_tab_enabled: true }),
    slash_commands: z
      .array(
        z.object({
          command: z.string(),
          description: z.string().default(''),
          usage_hint: z.string().default(''),
        }),
      )
      .default([]),
    shortcuts: z
      .array(z.object({ name: z.string(), type: z.enum(['message', 'global']), callback_id: z.string() }))
      .default([]),
    agent_view: z
      .object({
        suggested_prompts: z.array(z.object({ title: z.string(), message: z.string() })).default([]),
      })
      .default({ suggested_prompts: [] }),
  }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
  settings: z.object({ event_subscriptions: z.object({ bot_events: z.array(z.string()) }) }),
})
export type Manifest = z.infer<typeof manifestSchema>

export const readManifest = (manifest: unknown): Manifest => manifestSchema.parse(manifest)
