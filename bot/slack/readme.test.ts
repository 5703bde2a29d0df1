/** The page for whoever runs the bot says what the program says. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import manifest from '../../manifest.json' with { type: 'json' }
import { phrases as answerPhrases } from '../answer/phrases.ts'
import { describeHealth } from '../commands/health-of.ts'
import { describeStartObstacle } from '../commands/start-phrases.ts'
import { environmentVariables } from '../config.ts'
import { phrases } from './phrases.ts'
import { answerDays } from './state/books.ts'

const page = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8')
/** Enough to find it by, without what differs from case to case. */
const beginning = (sentence: string): string => (sentence.split(/[(…]|\d{4}-/u)[0] ?? '').slice(0, 40).trim()

it('tells what each scope is for, and of no other', () => {
  const told = [...page.matchAll(/^\| `(?<scope>[a-z_.]+:[a-z.]+|commands)`/gmu)].map(
    ({ groups }) => groups?.scope,
  )
  expect(told.toSorted()).toEqual([...manifest.oauth_config.scopes.bot, 'connections:write'].toSorted())
})

it('names no variable that is not read', () => {
  const named = [...page.matchAll(/\b(?:[A-Z]+_[A-Z_]+)\b/gu)].map(([name]) => name)
  expect(named.filter((name) => !environmentVariables.includes(name))).toEqual([])
  expect(named).toEqual(expect.arrayContaining(['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET', 'AUDIT_DAYS']))
})

it.each([
  describeHealth({ kind: 'healthy', connected: 1 }),
  describeHealth({ kind: 'never-ran' }),
  describeHealth({ kind: 'stopped' }),
  describeHealth({ kind: 'silent', lastBeatAt: 0 }),
  describeHealth({ kind: 'not-connected', alive: 1 }),
  describeStartObstacle({ kind: 'bot-token-refused', slackError: 'invalid_auth' }),
  describeStartObstacle({ kind: 'app-token-refused', slackError: 'missing_scope' }),
  describeStartObstacle({ kind: 'port-in-use', port: 3000 }),
  describeStartObstacle({ kind: 'unreachable', detail: 'no network' }),
  phrases.en.adminOnly,
  phrases.en.fetchProblems,
  phrases.en.failed('…'),
  phrases.en.statusProblems,
  phrases.en.askModel,
  answerPhrases.en.modelUnused.timeout,
  answerPhrases.en.modelUnused['not-configured'],
])('explains: %s', (sentence) => {
  expect(page).toContain(beginning(sentence))
})

it('tells for how long answers are kept', () => {
  expect(page).toMatch(new RegExp(`questions, and answers .* \\| ${answerDays} days \\|`, 'u'))
})
