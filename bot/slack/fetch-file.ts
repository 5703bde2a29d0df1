/** Gets a file that a person handed in, from Slack and from nowhere else. */

/** A file as Slack tells of it. */
export type HandedFile = Readonly<{ name: string; url: string; mimeType: string; sizeBytes: number }>

export type FetchProblemCode =
  /** The address is none of Slack's files. */
  | 'elsewhere'
  /** Sent on, or to a page to sign in: the bot may not read it. */
  | 'not-permitted'
  | 'too-large'
  /** Slack took too long, broke off or answered with an error. */
  | 'not-sent'
export type FetchedFile =
  | Readonly<{ kind: 'fetched'; bytes: Uint8Array }>
  | Readonly<{ kind: 'not-fetched'; code: FetchProblemCode }>

export type FileSource = Readonly<{
  token: string
  /** Of the Web API, whose host or the `files` host of which has the files. */
  apiUrl: string
  timeoutMs?: number
  mostBytes?: number
}>

/** What a file_input takes. */
const usualMostBytes = 10 * 1024 * 1024
const usualTimeoutMs = 60_000

/**
 * Outcomes: without a scope or a right, Slack answers with a redirect or, with status 200, with a page to sign in. Where HTML is
 * what was handed in, its length tells it from that page.
 */
export const fetchFile = async (file: HandedFile, source: FileSource): Promise<FetchedFile> => {
  const { token, apiUrl, timeoutMs = usualTimeoutMs, mostBytes = usualMostBytes } = source
  if (!isFileOf(file.url, apiUrl)) return notFetched('elsewhere')
  if (file.sizeBytes > mostBytes) return notFetched('too-large')
  try {
    const reply = await fetch(file.url, {
      headers: { authorization: `Bearer ${token}` },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    })
    if (reply.status >= 300 && reply.status < 400) return notFetched('not-permitted')
    if (!reply.ok || reply.body === null) return notFetched('not-sent')
    const bytes = await readWithin(reply.body, mostBytes)
    if (bytes === null) return notFetched('too-large')
    const isPage = reply.headers.get('content-type')?.startsWith('text/html') === true
    return isPage && !(file.mimeType === 'text/html' && bytes.length === file.sizeBytes)
      ? notFetched('not-permitted')
      : { kind: 'fetched', bytes }
  } catch {
    return notFetched('not-sent')
  }
}

const notFetched = (code: FetchProblemCode): FetchedFile => ({ kind: 'not-fetched', code })

const isFileOf = (address: string, apiUrl: string): boolean => {
  const url = URL.parse(address)
  const api = new URL(apiUrl)
  return (
    url !== null &&
    url.protocol === api.protocol &&
    url.port === api.port &&
    [api.hostname, `files.${api.hostname}`].includes(url.hostname)
  )
}

/** null: there is more. */
const readWithin = async (
  body: ReadableStream<Uint8Array>,
  mostBytes: number,
): Promise<Uint8Array | null> => {
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of body) {
    length += piece.length
    if (length > mostBytes) return null
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}
