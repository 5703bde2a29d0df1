import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type SeededStore, seedFiveDisclosures } from '../testing/five-disclosures.ts'

let seeded: SeededStore
beforeAll(async () => {
  seeded = await seedFiveDisclosures()
})
afterAll(() => seeded.remove())

const play = (...words: readonly string[]) =>
  spawn(process.execPath, [join(import.meta.dirname, 'playground.ts'), ...words], {
    env: { DATA_DIR: seeded.dataFolder },
    stdio: ['ignore', 'pipe', 'pipe'],
  })

it('says where its page is, and ends cleanly when told to stop', async () => {
  const child = play('--port', '0')
  const exited = once(child, 'exit')
  let said = ''
  while (!said.includes('Ctrl-C')) said += String((await once(child.stdout, 'data'))[0])
  const url = /http:\/\/127\.0\.0\.1:\d+\//u.exec(said)?.[0]
  expect(await (await fetch(`${url}`)).text()).toContain('<title>Juesuan')
  child.kill('SIGINT')
  expect(await exited).toEqual([0, null])
})

it.each([
  ['--port', 'somewhere'],
  ['--open'],
])('says how it is called when called with %s', async (...words) => {
  const child = play(...words)
  const exited = once(child, 'exit')
  const [said] = await once(child.stderr, 'data')
  expect(String(said)).toBe('Usage: npm run playground -- --port 4400\n')
  expect(await exited).toEqual([2, null])
})

it('says so when its port is taken', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const address = other.address()
  const port = typeof address === 'object' ? address?.port : address
  const child = play('--port', `${port}`)
  const exited = once(child, 'exit')
  const [said] = await once(child.stderr, 'data')
  expect(String(said)).toContain(`Port ${port} is taken.`)
  expect(await exited).toEqual([2, null])
  other.close()
})
