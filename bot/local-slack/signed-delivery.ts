import { createHmac } from 'node:crypto'

/** Where Slack's signed HTTP requests go, and the secret that signs them. */
export type HttpRoute = Readonly<{ url: string; signingSecret: string }>

export type SignedRequest = Readonly<{
  contentType: 'application/json' | 'application/x-www-form-urlencoded'
  body: string
  /** How long ago it says it was sent. */
  ageSeconds?: number
  /** Stands in the place of the right signature. */
  signature?: string
  headers?: Readonly<Record<string, string>>
  clock?: () => number
}>
export type SignedReply = Readonly<{ status: number; body: string }>

/** Sends what Slack would send: HMAC-SHA256 over `v0:timestamp:body`. */
export const postSigned = async (
  { url, signingSecret }: HttpRoute,
  { contentType, body, ageSeconds = 0, signature, headers = {}, clock = Date.now }: SignedRequest,
): Promise<SignedReply> => {
  const timestamp = `${Math.floor(clock() / 1_000) - ageSeconds}`
  const mac = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')
  const reply = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': contentType,
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': signature ?? `v0=${mac}`,
      ...headers,
    },
    body,
  })
  return { status: reply.status, body: await reply.text() }
}

export const wrongSignature = `v0=${'0'.repeat(64)}`
/** Older than the five minutes that Slack's receivers allow. */
export const staleAgeSeconds = 301
