import { request } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openSlackFront, type SlackFront } from '../local-slack/index.ts'
import { wholeManifest } from '../local-slack/testing/manifest.ts'
import { openPageServer, type PageServer } from './page-server.ts'

let front: SlackFront
let server: PageServer
beforeAll(async () => {
  front = await openSlackFront({ manifest: wholeManifest })
  server = await openPageServer(front, 0)
})
afterAll(async () => {
  await server.close()
  await front.close()
})

const at = (path: string) => new URL(path, server.url)
/** fetch sets the Host itself. */
const statusFor = (host: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    request(server.url, { headers: { host } }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .on('error', reject)
      .end()
  })
const act = (headers: Readonly<Record<string, string>>, wanted: unknown) =>
  fetch(at('/act'), { method: 'POST', headers, body: JSON.stringify(wanted) })
const fromPage = { 'x-playground': 'page', 'content-type': 'application/json' }

it('serves its modules as JavaScript', async () => {
  const reply = await fetch(at('/blocks/chart.ts'))
  expect(reply.headers.get('content-type')).toContain('text/javascript')
  const text = await reply.text()
  expect(text).toContain('export const drawChart')
  expect(text).not.toContain('): HTMLElement')
})

it.each([
  '/../page-server.ts',
  '/%2e%2e/page-server.ts',
  '/tsconfig.json',
  '/nothing.ts',
  '/.env',
])('serves nothing else: %s', async (path) => {
  expect((await fetch(at(path))).status).toBe(404)
})

it('answers only those who call it by a loopback name', async () => {
  const { port } = at('/')
  expect(await statusFor(`localhost:${port}`)).toBe(200)
  expect(await statusFor(`example.org:${port}`)).toBe(403)
  expect(await statusFor('127.0.0.1.example.org')).toBe(403)
})

it('acts only for the page itself', async () => {
  const [person] = front.people
  const wanted = { kind: 'say', user: person?.id, channel: front.channel, words: 'a note' }
  expect((await act({ 'content-type': 'text/plain' }, wanted)).status).toBe(403)
  expect(front.workspace.messagesIn(front.channel)).toEqual([])
  expect(await (await act(fromPage, wanted)).json()).toMatchObject({ ok: true })
  expect(front.workspace.messagesIn(front.channel)).toMatchObject([{ text: 'a note', user: person?.id }])
})

it('tells why something could not be done', async () => {
  const wanted = { kind: 'submit', viewId: 'V0', answers: {} }
  expect(await (await act(fromPage, wanted)).json()).toEqual({
    ok: false,
    error: 'this view is no longer open',
  })
})

it('never runs a file that was shared', async () => {
  const file = front.upload({ name: '说明.html', bytes: Buffer.from('<script>1</script>') })
  const reply = await fetch(at(`/file/${file.id}?download`))
  expect(reply.headers.get('content-security-policy')).toMatch(/^sandbox;/u)
  expect(reply.headers.get('x-content-type-options')).toBe('nosniff')
  expect(reply.headers.get('content-disposition')).toBe(
    `attachment; filename*=UTF-8''${encodeURIComponent('说明.html')}`,
  )
})

it('tells the whole state first, and changes as they come', async () => {
  const stream = (await fetch(at('/news'))).body?.pipeThrough(new TextDecoderStream()).getReader()
  const next = async () => {
    const text = (await stream?.read())?.value ?? ''
    return JSON.parse(text.replace(/^data: /u, ''))
  }
  expect(await next()).toMatchObject({ kind: 'state', state: { people: front.people } })
  const ts = await front.say('another note', { channel: front.channel })
  expect(await next()).toMatchObject({ kind: 'message', message: { ts, text: 'another note' } })
  await stream?.cancel()
})
