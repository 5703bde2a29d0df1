import { describe, expect, it } from 'vitest'
import { ConfigProblem, readConfig } from './config.ts'

const key = 'sk-test-0123456789abcdef'
const problemOf = (environment: NodeJS.ProcessEnv): string => {
  try {
    readConfig(environment)
  } catch (error) {
    if (error instanceof ConfigProblem) return error.message
    throw error
  }
  return 'none'
}

describe('a model', () => {
  it.each([
    { name: 'nothing', environment: {} },
    { name: 'a key alone', environment: { OPENAI_API_KEY: key } },
    { name: 'a key and an address', environment: { OPENAI_API_KEY: key, OPENAI_BASE_URL: 'http://x/v1' } },
    { name: 'a name alone', environment: { OPENAI_MODEL: 'small' } },
    { name: 'empty values', environment: { OPENAI_MODEL: '', OPENAI_API_KEY: '', OPENAI_BASE_URL: '' } },
    {
      name: 'what other programs keep there',
      environment: { OPENAI_API: 'azure', OPENAI_BASE_URL: 'localhost:1', OPENAI_API_KEY: 'a b' },
    },
  ])('is not set by $name', ({ environment }) => {
    expect(readConfig(environment)).toMatchObject({ model: null, planner: 'auto' })
  })

  it('is set by its name and a key', () => {
    expect(readConfig({ OPENAI_MODEL: 'small', OPENAI_API_KEY: key }).model).toEqual({
      model: 'small',
      apiKey: key,
      baseUrl: null,
      api: 'chat',
      timeoutMs: 20_000,
      parallel: 4,
      dailyTokens: 1_000_000,
      writesProse: true,
      promptPrice: null,
      completionPrice: null,
    })
  })

  it('is set by its name and an address, with all that can be said of it', () => {
    const environment = {
      OPENAI_MODEL: 'small',
      OPENAI_BASE_URL: 'http://localhost:11434/v1',
      OPENAI_API: 'responses',
      MODEL_TIMEOUT_MS: '5000',
      MODEL_PARALLEL: '1',
      MODEL_DAILY_TOKENS: '0',
      MODEL_PROSE: 'off',
      MODEL_PROMPT_PRICE: '2.5',
      MODEL_COMPLETION_PRICE: '10',
    }
    expect(readConfig(environment).model).toEqual({
      model: 'small',
      apiKey: null,
      baseUrl: 'http://localhost:11434/v1',
      api: 'responses',
      timeoutMs: 5_000,
      parallel: 1,
      dailyTokens: 0,
      writesProse: false,
      promptPrice: 2.5,
      completionPrice: 10,
    })
  })

  it.each([
    { variable: 'OPENAI_BASE_URL', value: 'no address' },
    { variable: 'OPENAI_BASE_URL', value: 'ftp://host/v1' },
    { variable: 'OPENAI_BASE_URL', value: `https://someone:${key}@host/v1` },
    { variable: 'OPENAI_API_KEY', value: `${key} ${key}` },
    { variable: 'OPENAI_API_KEY', value: `${key}钥` },
    { variable: 'OPENAI_API', value: 'both' },
    { variable: 'MODEL_TIMEOUT_MS', value: '0' },
    { variable: 'MODEL_PARALLEL', value: 'many' },
    { variable: 'MODEL_DAILY_TOKENS', value: '-1' },
    { variable: 'MODEL_PROMPT_PRICE', value: 'free' },
  ])('whose $variable is $value is a problem that names it and tells no secret', ({ variable, value }) => {
    const environment = { OPENAI_MODEL: 'small', OPENAI_API_KEY: key, [variable]: value }
    expect(problemOf(environment)).toMatch(new RegExp(`^${variable}: `, 'u'))
    expect(problemOf(environment)).not.toContain(key)
  })
})

describe('the planner', () => {
  it.each(['auto', 'embedded', 'model'] as const)('is %s where that is said', (planner) => {
    const environment = { PLANNER: planner, OPENAI_MODEL: 'small', OPENAI_API_KEY: key }
    expect(readConfig(environment).planner).toBe(planner)
  })

  it('is not the model where there is none', () => {
    expect(problemOf({ PLANNER: 'model', OPENAI_API_KEY: key })).toMatch(/^PLANNER .*OPENAI_MODEL/u)
    expect(problemOf({ PLANNER: 'model', OPENAI_MODEL: 'small' })).toMatch(
      /OPENAI_API_KEY or OPENAI_BASE_URL/u,
    )
  })

  it('is none other', () => {
    expect(problemOf({ PLANNER: 'both' })).toMatch(/^PLANNER: /u)
  })
})
