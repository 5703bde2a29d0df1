import { type HttpRoute, postSigned } from './signed-delivery.ts'
import type { SocketLink } from './socket-link.ts'

/** How events and interactions reach the bot: over one of its sockets, or by signed HTTP. */
export type Route = 'socket' | HttpRoute

export type Envelope = Readonly<{
  type: 'events_api' | 'slash_commands' | 'interactive'
  payload: Readonly<Record<string, unknown>>
  /** Which redelivery of an event this is. */
  retry?: number
}>

/** Resolves with what the bot acknowledged with; undefined when with nothing. */
export type Deliver = (envelope: Envelope, route?: Route) => Promise<unknown>

const overSocket = (link: SocketLink, { type, payload, retry = 0 }: Envelope): Promise<unknown> =>
  link.send({
    type,
    payload,
    accepts_response_payload: type !== 'events_api',
    ...(type === 'events_api' ? { retry_attempt: retry, retry_reason: retry === 0 ? '' : 'timeout' } : {}),
  })

const formOf = ({ type, payload }: Envelope): string =>
  new URLSearchParams(
    type === 'interactive'
      ? { payload: JSON.stringify(payload) }
      : Object.entries(payload).map(([name, value]) => [name, String(value)]),
  ).toString()

const overHttp = async (route: HttpRoute, envelope: Envelope, clock: () => number): Promise<unknown> => {
  const isEvent = envelope.type === 'events_api'
  const { status, body } = await postSigned(route, {
    contentType: isEvent ? 'application/json' : 'application/x-www-form-urlencoded',
    body: isEvent ? JSON.stringify(envelope.payload) : formOf(envelope),
    headers: envelope.retry
      ? { 'x-slack-retry-num': `${envelope.retry}`, 'x-slack-retry-reason': 'http_timeout' }
      : {},
    clock,
  })
  if (status !== 200) throw new Error(`the bot answers with ${status}`)
  if (body === '') return undefined
  return body.startsWith('{') ? JSON.parse(body) : { text: body }
}

export const createDelivery = (link: SocketLink, clock: () => number) => {
  let usual: Route = 'socket'
  const deliver: Deliver = (envelope, route = usual) =>
    route === 'socket' ? overSocket(link, envelope) : overHttp(route, envelope, clock)
  return {
    deliver,
    routeBy: (route: Route): void => {
      usual = route
    },
  }
}
