import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { stripTypeScriptTypes } from 'node:module'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import type { SlackFront } from '../local-slack/index.ts'
import { doPageAct, parsePageAct } from './page-acts.ts'
import { type PageNews, pageStateOf } from './page-state.ts'

/**
 * Serves the page to this machine only, its modules with their types stripped as they are asked for.
 *
 * A page elsewhere could make a browser send requests here: the Host must be loopback, and whatever acts must come as
 * JSON or bytes with a header that only the page itself can set.
 */
export type PageServer = Readonly<{ url: string; close: () => Promise<void> }>

const pageFolder = join(import.meta.dirname, 'page')
const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.ts': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}
const maxUploadBytes = 100 * 1024 * 1024
const pageHeader = 'x-playground'

const isLoopback = (host: string | undefined): boolean =>
  /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/u.test(host ?? '')

const readBody = async (request: IncomingMessage): Promise<Buffer> => {
  const pieces: Buffer[] = []
  let bytes = 0
  for await (const piece of request) {
    bytes += piece.length
    if (bytes > maxUploadBytes) throw new Error('too large')
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

const sendJson = (response: ServerResponse, value: unknown): void => {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}

const sendPageFile = async (path: string, response: ServerResponse): Promise<void> => {
  const name = path === '/' ? 'index.html' : path.slice(1)
  const type = contentTypes[extname(name)]
  if (type === undefined || !/^(?:[a-z-]+\/)*[a-z-]+\.[a-z]+$/u.test(name)) {
    response.writeHead(404).end()
    return
  }
  const text = await readFile(join(pageFolder, name), 'utf8').catch(() => null)
  if (text === null) {
    response.writeHead(404).end()
    return
  }
  response
    .writeHead(200, {
      'content-type': type,
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'self'; img-src 'self' https: data:; frame-ancestors 'none'",
    })
    .end(name.endsWith('.ts') ? stripTypeScriptTypes(text) : text)
}

export const openPageServer = async (front: SlackFront, port: number): Promise<PageServer> => {
  const streams = new Set<ServerResponse>()
  const stopListening = front.workspace.onChange((change) => {
    for (const stream of streams) send(stream, change)
  })

  const openStream = (response: ServerResponse): void => {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    streams.add(response)
    response.on('close', () => streams.delete(response))
    send(response, { kind: 'state', state: pageStateOf(front) })
  }

  const act = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      const wanted = parsePageAct(JSON.parse((await readBody(request)).toString('utf8')))
      sendJson(response, { ok: true, result: (await doPageAct(front, wanted)) ?? null })
    } catch (fault) {
      sendJson(response, { ok: false, error: fault instanceof Error ? fault.message : String(fault) })
    }
  }

  const upload = async (url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const bytes = await readBody(request)
    const name = url.searchParams.get('name') ?? 'file'
    sendJson(response, front.upload({ name, bytes }, url.searchParams.get('user') ?? undefined))
  }

  const sendFile = (url: URL, response: ServerResponse): void => {
    const kept = front.workspace.file(url.pathname.split('/')[2] ?? '')
    if (kept === undefined) {
      response.writeHead(404).end()
      return
    }
    const disposition = url.searchParams.has('download') ? 'attachment' : 'inline'
    response
      .writeHead(200, {
        'content-type': kept.file.mimetype,
        'content-disposition': `${disposition}; filename*=UTF-8''${encodeURIComponent(kept.file.name)}`,
        'x-content-type-options': 'nosniff',
        // A file from the bot is shown, never run.
        'content-security-policy':
          "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:",
      })
      .end(kept.bytes)
  }

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!isLoopback(request.headers.host)) {
      response.writeHead(403).end('This page is for this machine only.')
      return
    }
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    if (request.method === 'POST') {
      if (request.headers[pageHeader] === undefined) response.writeHead(403).end()
      else if (url.pathname === '/act') await act(request, response)
      else if (url.pathname === '/upload') await upload(url, request, response)
      else response.writeHead(404).end()
    } else if (url.pathname === '/news') openStream(response)
    else if (url.pathname.startsWith('/file/')) sendFile(url, response)
    else await sendPageFile(url.pathname, response)
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((fault: unknown) => {
      response.writeHead(500).end(String(fault))
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  // A listening TCP server has an address with a port.
  const address = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${address.port}/`,
    close: async () => {
      stopListening()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function send(stream: ServerResponse, news: PageNews): void {
  stream.write(`data: ${JSON.stringify(news)}\n\n`)
}
