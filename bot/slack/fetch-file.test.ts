import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { fetchFile, type HandedFile } from './fetch-file.ts'

let server: Server | null = null
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

const page = '<title>Slack</title>'
const token = 'xoxb-1'

const serve = async (answer: RequestListener): Promise<string> => {
  const opened = createServer(answer)
  server = opened
  await new Promise<void>((resolve) => opened.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(opened.address() as AddressInfo).port}/` // an address of a port
}

const fetchFrom = async (answer: RequestListener, file: Partial<HandedFile> = {}) => {
  const origin = await serve(answer)
  const handed = {
    name: '决算.txt',
    url: `${origin}files/F1`,
    mimeType: 'text/plain',
    sizeBytes: 3,
    ...file,
  }
  return fetchFile(handed, { token, apiUrl: `${origin}api/`, timeoutMs: 300, mostBytes: 100 })
}

it('gets the bytes of a file, with the token', async () => {
  const fetched = await fetchFrom((request, response) => {
    response.end(request.headers.authorization === `Bearer ${token}` ? 'abc' : 'who?')
  })
  expect(fetched).toEqual({ kind: 'fetched', bytes: Buffer.from('abc') })
})

it('gets a page that is what was handed in', async () => {
  const answer: RequestListener = (_, response) =>
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page)
  const handed = { mimeType: 'text/html', sizeBytes: page.length }
  expect(await fetchFrom(answer, handed)).toMatchObject({ kind: 'fetched' })
})

it.each<{ what: string; code: string; answer: RequestListener; file?: Partial<HandedFile> }>([
  {
    what: 'a redirect',
    code: 'not-permitted',
    answer: (_, response) => response.writeHead(302, { location: 'https://example.org/' }).end(),
  },
  {
    what: 'a page to sign in instead of text',
    code: 'not-permitted',
    answer: (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(page),
  },
  {
    what: 'a page to sign in instead of another page',
    code: 'not-permitted',
    answer: (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(page),
    file: { mimeType: 'text/html', sizeBytes: 3 },
  },
  { what: 'an error', code: 'not-sent', answer: (_, response) => response.writeHead(500).end() },
  { what: 'no answer', code: 'not-sent', answer: () => {} },
  {
    what: 'an answer that breaks off',
    code: 'not-sent',
    answer: (_, response) => {
      response.writeHead(200, { 'content-length': '50' }).write('abc', () => response.destroy())
    },
  },
  {
    what: 'more than was said',
    code: 'too-large',
    answer: (_, response) => response.end('x'.repeat(101)),
  },
  {
    what: 'a file that is said to be too large',
    code: 'too-large',
    answer: (_, response) => response.end('abc'),
    file: { sizeBytes: 101 },
  },
])('takes no file from $what', async ({ code, answer, file = {} }) => {
  expect(await fetchFrom(answer, file)).toEqual({ kind: 'not-fetched', code })
})

it.each([
  'https://example.org/F1',
  'http://files.slack.com/F1',
  'https://files.slack.com:8080/F1',
  'https://files.slack.com.example.org/F1',
  'https://other.slack.com/F1',
  'file:///etc/passwd',
  '',
])('asks no other host than Slack’s for a file: %s', async (url) => {
  const file = { name: 'a', url, mimeType: '', sizeBytes: 1 }
  expect(await fetchFile(file, { token, apiUrl: 'https://slack.com/api/' })).toEqual({
    kind: 'not-fetched',
    code: 'elsewhere',
  })
})
