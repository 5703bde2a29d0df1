/** What the files for hosting name is there. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import packageFile from '../../package.json' with { type: 'json' }
import { environmentVariables } from '../config.ts'
import { usualStopWaitMs } from '../slack/app.ts'

const root = join(import.meta.dirname, '..', '..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const exists = (path: string) => existsSync(join(root, path))
/** All that stands behind a word at the beginning of a line. */
const valuesOf = (text: string, word: RegExp): readonly string[] =>
  text.split('\n').flatMap((line) => (word.test(line) ? [line.replace(word, '').trim()] : []))
const scriptsIn = (text: string): readonly string[] =>
  [...text.matchAll(/\bnpm run (?:--silent )?(?<name>[\w-]+)/gu)].map(({ groups }) => groups?.name ?? '')

describe('the container', () => {
  const dockerfile = read('Dockerfile')
  const copied = valuesOf(dockerfile, /^COPY /u).flatMap((words) => words.split(' ').slice(0, -1))
  const commands = [...dockerfile.matchAll(/^\s*CMD (?<words>\[.*\])$/gmu)].map(({ groups }): unknown =>
    JSON.parse(groups?.words ?? ''),
  )

  it('copies what is there, and every room', () => {
    expect(copied.filter((path) => !exists(path))).toEqual([])
    expect(copied).toEqual(expect.arrayContaining(['package-lock.json', 'bot', 'db', 'prompts', 'seed']))
  })

  it('leaves out secrets, data and the packages of this machine', () => {
    const ignored = read('.dockerignore').split('\n')
    expect(ignored).toEqual(expect.arrayContaining(['.env', '.data', 'node_modules', '.git']))
  })

  it('starts, and looks after, files that are there', () => {
    expect(commands).toEqual([
      ['node_modules/.bin/node', 'bot/commands/health.ts'],
      ['node_modules/.bin/node', 'bot/commands/start.ts'],
    ])
    expect(commands.flat().filter((path) => !exists(String(path)))).toEqual([])
    expect(scriptsIn(dockerfile).filter((name) => !(name in packageFile.scripts))).toEqual([])
  })

  it('sets what is read, keeps the data on its volume and runs as nobody in particular', () => {
    const settings = valuesOf(dockerfile, /^ENV /u).map((setting) => setting.split('='))
    expect(settings).toEqual([['DATA_DIR', ...valuesOf(dockerfile, /^VOLUME /u)]])
    expect(environmentVariables).toContain('DATA_DIR')
    expect(valuesOf(dockerfile, /^USER /u)).toEqual(['node'])
  })
})

describe('the service', () => {
  const unit = read('bot/hosting/juesuan.service')
  const settingOf = (name: string): string => {
    const [value, ...more] = valuesOf(unit, new RegExp(`^${name}=`, 'u'))
    if (value === undefined || more.length > 0) throw new Error(`${name} does not stand there once`)
    return value
  }

  it('starts what is there', () => {
    const folder = `${settingOf('WorkingDirectory')}/`
    const paths = settingOf('ExecStart')
      .split(' ')
      .map((path) => path.replace(folder, ''))
    expect(paths).toEqual(['node_modules/.bin/node', 'bot/commands/start.ts'])
    expect(paths.filter((path) => !exists(path))).toEqual([])
    expect(scriptsIn(unit).filter((name) => !(name in packageFile.scripts))).toEqual([])
    for (const [page] of unit.matchAll(/\bbot\/\S+\.md\b/gu)) expect(exists(page), page).toBe(true)
  })

  it('sets what is read, and may write where the data is', () => {
    const [name = '', folder] = settingOf('Environment').split('=')
    expect(environmentVariables).toContain(name)
    expect(folder).toBe(settingOf('ReadWritePaths'))
    expect(folder).toBe(`/var/lib/${settingOf('StateDirectory')}`)
  })

  it('waits for the bot to stop for longer than the bot waits for its answers', () => {
    expect(Number(settingOf('TimeoutStopSec')) * 1_000).toBeGreaterThan(2 * usualStopWaitMs)
  })
})
