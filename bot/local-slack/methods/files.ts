import { z } from 'zod'
import { json, parseFields } from '../fields.ts'
import { botUserId } from '../identity.ts'
import { readMessageContent } from '../message-content.ts'
import { type Method, type Slack, SlackError } from '../slack.ts'
import type { SharedFile } from '../workspace.ts'
import { passOn } from './chat.ts'

/**
 * Files in three steps: an address to upload to, the bytes, and where to share them.
 *
 * The emulator keeps them as well, for its threads; the bytes are kept here too, because it cannot serve a file whose
 * name is Chinese.
 */
const uploads = new WeakMap<Slack, Map<string, Upload>>()
type Upload = Readonly<{ forwardTo: string; name: string; length: number; bytes: Uint8Array | null }>

const uploadsOf = (slack: Slack): Map<string, Upload> => {
  const known = uploads.get(slack) ?? new Map<string, Upload>()
  uploads.set(slack, known)
  return known
}

const askSchema = z.object({ filename: z.string().min(1), length: z.coerce.number().int().min(1) })
const uploadSchema = z.object({ upload_url: z.string(), file_id: z.string() })

export const getUploadUrl: Method = async (slack, fields) => {
  const { filename, length } = parseFields(askSchema, fields)
  const { upload_url, file_id } = parseFields(
    uploadSchema,
    await passOn(slack, 'files.getUploadURLExternal', fields),
  )
  uploadsOf(slack).set(file_id, { forwardTo: upload_url, name: filename, length, bytes: null })
  return { ok: true, upload_url: `${slack.origin()}/upload/${file_id}`, file_id }
}

/** Takes the bytes of a file; answers the HTTP status. */
export const receiveUpload = async (
  slack: Slack,
  fileId: string,
  body: Uint8Array,
  contentType: string,
): Promise<number> => {
  const upload = uploadsOf(slack).get(fileId)
  if (upload === undefined) return 404
  const bytes = await uploadedBytes(body, contentType)
  if (bytes.length !== upload.length) return 400
  uploadsOf(slack).set(fileId, { ...upload, bytes })
  return slack.emulator.upload(upload.forwardTo, bytes, 'application/octet-stream')
}

const uploadedBytes = async (body: Uint8Array, contentType: string): Promise<Uint8Array> => {
  if (!contentType.startsWith('multipart/form-data')) return body
  // A copy, because a request takes no view of a shared buffer.
  const form = await new Response(new Uint8Array(body), {
    headers: { 'content-type': contentType },
  }).formData()
  const [part] = form.values()
  return part instanceof Blob ? new Uint8Array(await part.arrayBuffer()) : Buffer.from(`${part ?? ''}`)
}

const completeSchema = z.object({
  files: json(z.array(z.object({ id: z.string(), title: z.string().optional() })).min(1)),
  channel_id: z.string().optional(),
  thread_ts: z.string().optional(),
  initial_comment: z.string().default(''),
})
const storedSchema = z.object({
  id: z.string(),
  mimetype: z.string(),
  filetype: z.string(),
  size: z.number(),
  shares: z.record(z.string(), z.record(z.string(), z.array(z.object({ ts: z.string() })))).default({}),
})

export const completeUpload: Method = async (slack, fields) => {
  const { files, channel_id, thread_ts, initial_comment } = parseFields(completeSchema, fields)
  const { blocks } = readMessageContent(slack, { blocks: fields.blocks })
  if (channel_id !== undefined && slack.workspace.channel(channel_id)?.hasBot === false)
    throw new SlackError('not_in_channel')
  for (const { id } of files)
    if ((uploadsOf(slack).get(id)?.bytes ?? null) === null) throw new SlackError('file_not_found', id)
  const reply = await passOn(slack, 'files.completeUploadExternal', fields)
  const stored = parseFields(z.object({ files: z.array(storedSchema) }), reply).files
  const shared = stored.map((each): SharedFile => {
    const upload = uploadsOf(slack).get(each.id)
    if (upload === undefined || upload.bytes === null) throw new SlackError('file_not_found', each.id)
    uploadsOf(slack).delete(each.id)
    const title = files.find(({ id }) => id === each.id)?.title ?? upload.name
    const file = fileOf(slack, { ...each, user: botUserId, name: upload.name, title })
    slack.workspace.putFile(file, upload.bytes)
    return file
  })
  const ts = Object.values(stored[0]?.shares ?? {}).flatMap((each) => Object.values(each).flat())[0]?.ts
  if (channel_id !== undefined && ts !== undefined)
    slack.workspace.putMessage({
      channel: channel_id,
      ts,
      thread_ts,
      user: botUserId,
      text: initial_comment,
      blocks,
      files: shared,
    })
  return { ok: true, files: stored.map((each, index) => ({ ...each, ...shared[index] })) }
}

export const info: Method = async (slack, fields) => {
  const { file: id } = parseFields(z.object({ file: z.string() }), fields)
  const kept = slack.workspace.file(id)
  if (kept === undefined) throw new SlackError('file_not_found')
  return { ok: true, file: kept.file, comments: [] }
}

const types: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  htm: 'text/html',
  html: 'text/html',
  json: 'application/json',
  md: 'text/markdown',
  pdf: 'application/pdf',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain',
}

/** A file as a person's client uploads it, for a file_input. */
export const uploadAsPerson = (
  slack: Slack,
  userId: string,
  { name, bytes }: Readonly<{ name: string; bytes: Uint8Array }>,
): SharedFile => {
  const filetype = name.split('.').at(-1)?.toLowerCase() ?? ''
  const mimetype = types[filetype] ?? 'application/octet-stream'
  const id = slack.nextId('F')
  const file = fileOf(slack, { id, name, title: name, mimetype, filetype, size: bytes.length, user: userId })
  slack.workspace.putFile(file, bytes)
  return file
}

function fileOf(
  slack: Slack,
  {
    id,
    name,
    title,
    mimetype,
    filetype,
    size,
    user,
  }: Omit<SharedFile, 'url_private' | 'url_private_download'>,
): SharedFile {
  const address = `${slack.origin()}/files/${id}/${encodeURIComponent(name)}`
  return {
    id,
    name,
    title,
    mimetype,
    filetype,
    size,
    user,
    url_private: address,
    url_private_download: `${address}?download=1`,
  }
}
