import type { SharedFile } from '../../local-slack/index.ts'
import type { PageAct } from '../page-acts.ts'
import type { PageNews } from '../page-state.ts'
import { say } from './labels.ts'
import { toast } from './parts/toast.ts'

/** The page's one connection to its server. */
const headers = { 'x-playground': 'page' }

/** Does something on a person's behalf; a failure is told, and answered with null. */
export const act = async (wanted: PageAct): Promise<Readonly<{ result: unknown }> | null> => {
  const reply = await fetch('/act', {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(wanted),
  }).then(
    // The shape is that of page-server.ts, on the same machine and of the same version.
    (response) => response.json() as Promise<{ ok: true; result: unknown } | { ok: false; error: string }>,
    (fault: unknown) => ({ ok: false as const, error: String(fault) }),
  )
  if (reply.ok) return reply
  toast(say().failed(reply.error))
  return null
}

export const upload = async (file: File, user: string): Promise<SharedFile> => {
  const query = new URLSearchParams({ name: file.name, user })
  const reply = await fetch(`/upload?${query}`, { method: 'POST', headers, body: file })
  // As above.
  return reply.json() as Promise<SharedFile>
}

/** Listens for news; the browser connects again by itself, and is then told the whole state anew. */
export const listen = (take: (news: PageNews) => void): void => {
  const source = new EventSource('/news')
  source.addEventListener('message', ({ data }) => take(JSON.parse(data)))
  source.addEventListener('error', () => toast(say().lost))
}
