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
  SLACK_API_URL: z.url().optional(),
})

export const environmentVariables: readonly string[] = Object.keys(environmentSchema.shape)

export type Config = Readonly<{
  dataFolder: string
  shippedFolder: string
  words: WordsFile
  slack: Readonly<{ botToken: string; appToken: string; apiUrl: string | undefined }> | null
}>

/** A setting that cannot be used: named, with the reason. */
export class ConfigProblem extends Error {}

/** Settings from the environment and `.env`; empty variables count as unset. Faults: ConfigProblem. */
export const readConfig = (environment: NodeJS.ProcessEnv = loadEnvironment()): Config => {
  const filled = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = environmentSchema.safeParse(filled)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new ConfigProblem(`${issue?.path.join('.')}: ${issue?.message}`)
  }
  const {
    DATA_DIR,
    JUESUAN_WORDS: wordsPath,
    SLACK_BOT_TOKEN: botToken,
    SLACK_APP_TOKEN: appToken,
    SLACK_API_URL: apiUrl,
  } = parsed.data
  if ((botToken === undefined) !== (appToken === undefined))
    throw new ConfigProblem('SLACK_BOT_TOKEN and SLACK_APP_TOKEN go together: only one of them is set')
  return {
    dataFolder: DATA_DIR,
    shippedFolder: join(projectFolder, 'seed', 'documents'),
    words: { path: wordsPath ?? join(DATA_DIR, 'words.json'), isRequired: wordsPath !== undefined },
    slack: botToken && appToken ? { botToken, appToken, apiUrl } : null,
  }
}

const loadEnvironment = (): NodeJS.ProcessEnv => {
  const file = join(projectFolder, '.env')
  if (existsSync(file)) loadEnvFile(file)
  return process.env
}
