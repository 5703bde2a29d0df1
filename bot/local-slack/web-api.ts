import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Faults } from './faults.ts'
import { readFields } from './fields.ts'
import { appToken, botToken } from './identity.ts'
import { receiveUpload } from './methods/files.ts'
import { methodNamed, takesAppToken } from './methods/index.ts'
import { answerResponseUrl } from './response-urls.ts'
import { missingScope } from './scopes.ts'
import { type Slack, SlackError } from './slack.ts'

const readBody = async (request: IncomingMessage): Promise<Buffer> => {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece)
  return Buffer.concat(pieces)
}

const sendJson = (response: ServerResponse, status: number, value: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}

const tokenOf = (request: IncomingMessage): string =>
  request.headers.authorization?.replace('Bearer ', '') ?? ''

/** Slack's HTTP side: Web API methods, response_urls, uploads and downloads. */
export const createWebApi = (slack: Slack, faults: Faults): RequestListener => {
  const refuse = (response: ServerResponse, method: string, error: SlackError, status = 200): void => {
    slack.workspace.putRefusal(method, error.code, error.why)
    const metadata = error.why === '' ? {} : { response_metadata: { messages: [`[ERROR] ${error.why}`] } }
    sendJson(response, status, { ok: false, error: error.code, ...metadata })
  }

  const answerMethod = async (method: string, request: IncomingMessage, response: ServerResponse) => {
    const body = (await readBody(request)).toString('utf8')
    const token = tokenOf(request)
    if ((token !== botToken && token !== appToken) || !takesAppToken(method, token))
      throw new SlackError('invalid_auth')
    const lacking = missingScope(method, slack.manifest.oauth_config.scopes.bot)
    if (lacking !== null) throw new SlackError('missing_scope', lacking)
    const fields = readFields(body, request.headers['content-type'] ?? '')
    sendJson(response, 200, await methodNamed(method)(slack, fields))
  }

  /** Whether a planned fault took the place of the answer. */
  const meetsFault = (method: string, response: ServerResponse): boolean => {
    const fault = faults.take(method)
    if (fault?.kind === 'error') refuse(response, method, new SlackError(fault.error))
    if (fault?.kind === 'server-error') response.writeHead(500).end('Internal Server Error')
    if (fault?.kind === 'redirect') response.writeHead(302, { location: fault.location }).end()
    if (fault?.kind === 'rate-limited') {
      response.setHeader('retry-after', fault.retryAfterSeconds)
      refuse(response, method, new SlackError('ratelimited'), 429)
    }
    return fault !== undefined
  }

  const answerCall = async (method: string, request: IncomingMessage, response: ServerResponse) => {
    if (meetsFault(method, response)) return void request.resume()
    try {
      await answerMethod(method, request, response)
    } catch (fault) {
      if (!(fault instanceof SlackError)) throw fault
      refuse(response, method, fault)
    }
  }

  const answerInteraction = async (path: string, request: IncomingMessage, response: ServerResponse) => {
    if (meetsFault('response_url', response)) return void request.resume()
    const fields = readFields((await readBody(request)).toString('utf8'), 'application/json')
    try {
      await answerResponseUrl(slack, path, fields)
      response.writeHead(200).end('ok')
    } catch (fault) {
      if (!(fault instanceof SlackError)) throw fault
      refuse(response, 'response_url', fault, 404)
    }
  }

  const takeUpload = async (fileId: string, request: IncomingMessage, response: ServerResponse) => {
    const body = await readBody(request)
    response.writeHead(await receiveUpload(slack, fileId, body, request.headers['content-type'] ?? ''))
    response.end('OK')
  }

  const sendFile = (fileId: string, request: IncomingMessage, response: ServerResponse): void => {
    if (meetsFault('download', response)) return
    const kept = slack.workspace.file(fileId)
    const mayRead =
      tokenOf(request) === botToken &&
      missingScope('files.info', slack.manifest.oauth_config.scopes.bot) === null
    // Slack sends a browser without a session to its sign-in page, with status 200.
    if (!mayRead)
      return void response.writeHead(200, { 'content-type': 'text/html' }).end('<title>Slack</title>')
    if (kept === undefined) return void response.writeHead(404).end()
    response.writeHead(200, { 'content-type': kept.file.mimetype }).end(kept.bytes)
  }

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? '/', 'http://local')
    const [, room = '', rest = ''] = /^\/(?<room>[a-z]+)\/(?<rest>[^/]+)/u.exec(pathname) ?? []
    if (room === 'api') return answerCall(rest, request, response)
    if (room === 'response') return answerInteraction(pathname, request, response)
    if (room === 'upload') return takeUpload(rest, request, response)
    if (room === 'files') return sendFile(rest, request, response)
    response.writeHead(404).end()
  }

  return (request, response) => {
    answer(request, response).catch((fault: unknown) => {
      response.writeHead(500).end(String(fault))
    })
  }
}
