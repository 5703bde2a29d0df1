/** The only place that reads the environment. `.env.example` lists the same variables; a test holds the two together. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { loadEnvFile } from 'node:process'
import { z } from 'zod'
import type { WordsFile } from './understand/words-file.ts'

const projectFolder = join(import.meta.dirname, '..')

const environmentSchema = z.object({
  DATA_DIR: z.string().min(1).default('.data'),
  JUESUAN_WORDS: z.string().min(1).optional(),
  SLACK_BOT_TOKEN: z.string().startsWith('xoxb-').optional(),
  SLACK_APP_TOKEN: z.string().startsWith('xapp-').optional(),
  SLACK_SIGNING_SECRET: z.string().min(1).optional(),
  SLACK_PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  SLACK_API_URL: z.url().optional(),
  ADMIN_USER_IDS: z
    .string()
    .regex(
      /^[UW][A-Z0-9]+(?:\s*,\s*[UW][A-Z0-9]+)*$/u,
      'Slack user ids such as U012ABCDEF, with commas between them',
    )
    .optional(),
  AUDIT_DAYS: z.coerce.number().int().min(1).default(365),
  PLANNER: z.enum(['auto', 'embedded', 'model']).default('auto'),
  OPENAI_MODEL: z.string().min(1).optional(),
})

const pricePerMillion = z.coerce.number().nonnegative().optional()

/** Looked at only where a model is named: these variables stand in many an environment for other programs. */
const modelEnvironmentSchema = z.object({
  OPENAI_API_KEY: z
    .string()
    .regex(/^[\x21-\x7e]+$/u, 'a key is of letters, digits and signs, with no space in it')
    .optional(),
  OPENAI_BASE_URL: z
    .url({ protocol: /^https?$/u })
    .regex(/^[^@]*$/u, 'an address with no user or password, and so no @, in it')
    .optional(),
  OPENAI_API: z.enum(['chat', 'responses']).default('chat'),
  MODEL_TIMEOUT_MS: z.coerce.number().int().min(1).max(600_000).default(20_000),
  MODEL_PARALLEL: z.coerce.number().int().min(1).default(4),
  MODEL_DAILY_TOKENS: z.coerce.number().int().min(0).default(1_000_000),
  MODEL_PROSE: z.enum(['on', 'off']).default('on'),
  MODEL_PROMPT_PRICE: pricePerMillion,
  MODEL_COMPLETION_PRICE: pricePerMillion,
})

export const environmentVariables: readonly string[] = [
  ...Object.keys(environmentSchema.shape),
  ...Object.keys(modelEnvironmentSchema.shape),
]

export type Config = Readonly<{
  dataFolder: string
  shippedFolder: string
  words: WordsFile
  /** What the bot remembers. */
  statePath: string
  auditDays: number
  /** Slack user ids of the first admins. */
  admins: readonly string[]
  /** null: no token is set, so there is no Slack. */
  slack: SlackConfig | null
  planner: 'auto' | 'embedded' | 'model'
  /** null: no model is named, or nothing says where it is asked. */
  model: ModelConfig | null
}>

export type ModelConfig = Readonly<{
  model: string
  /** null: the service wants none. */
  apiKey: string | null
  /** null: OpenAI's own. */
  baseUrl: string | null
  api: 'chat' | 'responses'
  /** For one request with everything that is tried for it. */
  timeoutMs: number
  parallel: number
  dailyTokens: number
  /** Whether it also writes sentences and translations beside answers. */
  writesProse: boolean
  /** What a million tokens cost, in whatever currency; null: it is not said. */
  promptPrice: number | null
  completionPrice: number | null
}>

export type SlackConfig = Readonly<{
  botToken: string
  connection:
    | Readonly<{ mode: 'socket'; appToken: string }>
    | Readonly<{ mode: 'http'; signingSecret: string; port: number }>
  apiUrl: string | undefined
}>

/** A setting that cannot be used: named, with the reason. */
export class ConfigProblem extends Error {}

/** Settings from the environment and `.env`; empty variables count as unset. Faults: ConfigProblem. */
export const readConfig = (environment: NodeJS.ProcessEnv = loadEnvironment()): Config => {
  const filled = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const settings = parseSettings(environmentSchema, filled)
  const { DATA_DIR, JUESUAN_WORDS: wordsPath, ADMIN_USER_IDS: admins, AUDIT_DAYS: auditDays } = settings
  const model = settings.OPENAI_MODEL === undefined ? null : modelConfig(settings.OPENAI_MODEL, filled)
  if (settings.PLANNER === 'model' && model === null)
    throw new ConfigProblem(
      'PLANNER is "model", but no model is set: OPENAI_MODEL names it, and OPENAI_API_KEY or OPENAI_BASE_URL says where it is asked',
    )
  return {
    dataFolder: DATA_DIR,
    shippedFolder: join(projectFolder, 'seed', 'documents'),
    words: { path: wordsPath ?? join(DATA_DIR, 'words.json'), isRequired: wordsPath !== undefined },
    statePath: join(DATA_DIR, 'state.sqlite'),
    auditDays,
    admins: admins?.split(',').map((userId) => userId.trim()) ?? [],
    slack: slackConfig(settings),
    planner: settings.PLANNER,
    model,
  }
}

const parseSettings = <Settings>(
  schema: z.ZodType<Settings>,
  environment: Readonly<Record<string, string | undefined>>,
): Settings => {
  const parsed = schema.safeParse(environment)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new ConfigProblem(`${issue?.path.join('.')}: ${issue?.message}`)
}

/** A model without a key and without an address is asked nowhere. */
const modelConfig = (
  model: string,
  environment: Readonly<Record<string, string | undefined>>,
): ModelConfig | null => {
  const settings = parseSettings(modelEnvironmentSchema, environment)
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl } = settings
  if (apiKey === undefined && baseUrl === undefined) return null
  return {
    model,
    apiKey: apiKey ?? null,
    baseUrl: baseUrl ?? null,
    api: settings.OPENAI_API,
    timeoutMs: settings.MODEL_TIMEOUT_MS,
    parallel: settings.MODEL_PARALLEL,
    dailyTokens: settings.MODEL_DAILY_TOKENS,
    writesProse: settings.MODEL_PROSE === 'on',
    promptPrice: settings.MODEL_PROMPT_PRICE ?? null,
    completionPrice: settings.MODEL_COMPLETION_PRICE ?? null,
  }
}

/** With an app token over the socket that we open; else with a signing secret by requests that come in. */
const slackConfig = (environment: z.infer<typeof environmentSchema>): SlackConfig | null => {
  const {
    SLACK_BOT_TOKEN: botToken,
    SLACK_APP_TOKEN: appToken,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_PORT: port,
    SLACK_API_URL: apiUrl,
  } = environment
  if (botToken === undefined) {
    if (appToken === undefined && signingSecret === undefined) return null
    throw new ConfigProblem(
      'SLACK_BOT_TOKEN is missing: SLACK_APP_TOKEN and SLACK_SIGNING_SECRET say how Slack reaches the bot, the bot token (xoxb-…) lets it speak',
    )
  }
  if (appToken !== undefined) return { botToken, connection: { mode: 'socket', appToken }, apiUrl }
  if (signingSecret !== undefined)
    return { botToken, connection: { mode: 'http', signingSecret, port }, apiUrl }
  throw new ConfigProblem(
    'SLACK_APP_TOKEN is missing: set it (xapp-…, with connections:write) for Socket Mode, or SLACK_SIGNING_SECRET for requests over HTTP',
  )
}

const loadEnvironment = (): NodeJS.ProcessEnv => {
  const file = join(projectFolder, '.env')
  if (existsSync(file)) loadEnvFile(file)
  return process.env
}
