/**
 * What goes over the line, and how much may come back. The client is not given the key: it is put on here, and nothing
 * that the client throws or writes can hold it. Of the client's headers none are sent, since it takes some from the
 * environment and tells of the machine.
 */
export type Transport = Readonly<{
  fetch: typeof fetch
  /** What the service wrote when it last did not accept a request; empty: it said nothing. */
  refusal: () => string
  isTooLarge: () => boolean
}>

export type TransportOptions = Readonly<{
  apiKey: string | null
  mostReplyBytes: number
  remainingMs: () => number
}>

/** The transport of one request with all its attempts. */
export const openTransport = ({ apiKey, mostReplyBytes, remainingMs }: TransportOptions): Transport => {
  let refusal = ''
  let isTooLarge = false
  const headers = {
    accept: 'application/json',
    'content-type': 'application/json',
    ...(apiKey !== null && { authorization: `Bearer ${apiKey}` }),
  }
  return {
    refusal: () => refusal,
    isTooLarge: () => isTooLarge,
    fetch: async (address, request) => {
      // A redirect is not followed: the key would travel to whoever is named there.
      const response = await fetch(address, { ...request, headers, redirect: 'manual' })
      // Read here, so that a connection that ends half way is tried again like one that never began.
      const text = await readBounded(response, mostReplyBytes)
      isTooLarge = text === null
      // The client reads only what is of OpenAI's own shape, and hides with the rest what was refused.
      refusal = response.ok ? '' : (text ?? '')
      return new Response(text || null, {
        status: response.status,
        headers: {
          // Some services call their JSON something else; what is no JSON is found out by reading it.
          'content-type': 'application/json',
          ...waitingHeaders(response.headers, remainingMs()),
        },
      })
    },
  }
}

/** null: it is larger than that. */
const readBounded = async ({ body }: Response, mostBytes: number): Promise<string | null> => {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength
    if (bytes > mostBytes) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** How long the service wants to be left alone. The client would wait that long, also when it is out of time by then. */
const waitingHeaders = (headers: Headers, remainingMs: number): Readonly<Record<string, string>> => {
  const milliseconds = headers.get('retry-after-ms')
  const seconds = headers.get('retry-after')
  const waitMs = Number(milliseconds) || Number(seconds) * 1_000
  return {
    ...(milliseconds !== null && { 'retry-after-ms': milliseconds }),
    ...(seconds !== null && { 'retry-after': seconds }),
    ...(waitMs >= remainingMs && { 'x-should-retry': 'false' }),
  }
}
