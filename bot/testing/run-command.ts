/** Runs a command of the program as a person does: a process of its own, with a data folder and no other environment. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'

export type CommandResult = Readonly<{
  code: number | null
  stdout: string
  stderr: string
  elapsedMs: number
}>

const root = join(import.meta.dirname, '..', '..')

export const runCommandProcess = (
  command: 'ask' | 'sql' | 'seed' | 'export' | 'eval' | 'start' | 'health' | 'backup' | 'restore',
  words: readonly string[],
  dataFolder: string,
  input = '',
): Promise<CommandResult> =>
  new Promise((resolve, reject) => {
    const since = performance.now()
    const child = spawn(process.execPath, [join(root, 'bot', 'commands', `${command}.ts`), ...words], {
      cwd: root,
      // What is empty keeps a developer's own .env from connecting to Slack or a model, and their words out of the answers.
      env: {
        PATH: process.env.PATH,
        DATA_DIR: dataFolder,
        JUESUAN_WORDS: '',
        SLACK_BOT_TOKEN: '',
        SLACK_APP_TOKEN: '',
        SLACK_SIGNING_SECRET: '',
        PLANNER: '',
        OPENAI_MODEL: '',
      },
      // A hung process ends; a machine that is busy with other things may take its time.
      timeout: 120_000,
    })
    const out: Buffer[] = []
    const err: Buffer[] = []
    child.stdout.on('data', (bytes: Buffer) => out.push(bytes))
    child.stderr.on('data', (bytes: Buffer) => err.push(bytes))
    child.on('error', reject)
    child.on('close', (code) =>
      resolve({
        code,
        stdout: Buffer.concat(out).toString('utf8'),
        stderr: Buffer.concat(err).toString('utf8'),
        elapsedMs: performance.now() - since,
      }),
    )
    child.stdin.on('error', () => {}) // a command that does not read its input closes it
    child.stdin.end(input)
  })

/** A line of a stack trace or a warning of the runtime: never for a person's eyes. */
export const stackTrace =
  /^\s+at .+(?::\d+:\d+|\(node:)|node:internal|ExperimentalWarning|DeprecationWarning/mu
