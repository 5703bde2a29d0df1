import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, watch, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { hasChinese } from '../../db/domain/text.ts'
import { openFolderService } from './folder-service.ts'
import { failed, modelRequest } from './testing/requests.ts'

let folder: string
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'juesuan-folder-')), 'model')
})
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }))

const requestNames = (): readonly string[] =>
  readdirSync(folder).flatMap((file) => (file.endsWith('.request.json') ? [file.split('.')[0] ?? ''] : []))
const write = (file: string, text: string): void => writeFileSync(join(folder, file), text)
/** Comes with the first request; it does not look before it is waited for. */
const firstRequest = async (): Promise<string> => {
  const changes = watch(folder)
  try {
    while (requestNames().length === 0) await new Promise((resolve) => changes.once('change', resolve))
    return requestNames()[0] ?? ''
  } finally {
    changes.close()
  }
}
const openAtOnce = () => openFolderService({ folder, waitMs: 0 })
const openWaiting = () => openFolderService({ folder, waitMs: 60_000 })

it('writes what is asked, and fails at once where nobody waits', async () => {
  const service = await openAtOnce()
  expect(await service.ask(modelRequest())).toEqual(failed('no-reply-kept'))
  const [name] = requestNames()
  const { purpose, subject, messages, schema, mostReplyTokens } = modelRequest()
  expect(JSON.parse(readFileSync(join(folder, `${name}.request.json`), 'utf8'))).toEqual({
    purpose,
    subject,
    messages,
    schema,
    mostReplyTokens,
  })
  expect(readdirSync(folder).filter((file) => file.endsWith('.part'))).toEqual([])
})

it('finds in a second run what the first one asked', async () => {
  await (await openAtOnce()).ask(modelRequest())
  const [name] = requestNames()
  write(`${name}.reply.json`, '{"kind":"figures"}')
  const service = await openAtOnce()
  expect(await service.ask(modelRequest())).toMatchObject({
    kind: 'said',
    text: '{"kind":"figures"}',
    use: { model: 'folder', completionTokens: 6 },
  })
  expect(service.isReal).toBe(false)
  expect(requestNames()).toHaveLength(1)
})

it('takes what is no JSON as it stands', async () => {
  await (await openAtOnce()).ask(modelRequest())
  write(`${requestNames()[0]}.reply.txt`, '我不确定。\n')
  expect(await (await openAtOnce()).ask(modelRequest())).toMatchObject({ text: '我不确定。\n' })
})

it.each([
  { purpose: 'repair' as const },
  { subject: '别的' },
  { messages: [{ role: 'user' as const, content: '别的' }] },
  { schema: { name: 'plan', json: { type: 'string' as const } } },
])('asks anew when something of the request is another: %o', async (changes) => {
  const service = await openAtOnce()
  await service.ask(modelRequest())
  await service.ask(modelRequest(changes))
  expect(requestNames()).toHaveLength(2)
})

it('writes one file for what is asked twice at once', async () => {
  const service = await openAtOnce()
  await Promise.all([service.ask(modelRequest()), service.ask(modelRequest())])
  expect(requestNames()).toHaveLength(1)
})

it('waits for an answer that is renamed into its place', async () => {
  const service = await openWaiting()
  const asked = service.ask(modelRequest())
  const name = await firstRequest()
  write('half.txt', '{"kind":')
  write('half.txt', '{"kind":"figures"}')
  renameSync(join(folder, 'half.txt'), join(folder, `${name}.reply.json`))
  expect(await asked).toMatchObject({ kind: 'said', text: '{"kind":"figures"}' })
})

it('waits no longer than it may', async () => {
  const service = await openFolderService({ folder, waitMs: 1 })
  expect(await service.ask(modelRequest())).toEqual(failed('no-reply-kept'))
})

it('stops waiting when it is closed', async () => {
  const service = await openWaiting()
  const asked = service.ask(modelRequest())
  await firstRequest()
  await service.close()
  expect(await asked).toEqual(failed('no-reply-kept'))
})

it.each([
  { code: 'empty' as const, text: ' \n' },
  // Whoever writes in place begins with an empty file.
  { code: 'no-reply-kept' as const, text: '' },
  { code: 'too-large' as const, text: '甲'.repeat(400_000) },
])('says $code of an answer that is so', async ({ code, text }) => {
  await (await openAtOnce()).ask(modelRequest())
  write(`${requestNames()[0]}.reply.txt`, text)
  expect(await (await openAtOnce()).ask(modelRequest())).toEqual(failed(code))
})

it('is unreachable when the folder has gone', async () => {
  const service = await openAtOnce()
  rmSync(folder, { recursive: true })
  expect(await service.ask(modelRequest())).toEqual(failed('unreachable'))
})

it('says in the folder what is to be done, in both languages, and leaves a page that was changed', async () => {
  await openAtOnce()
  const page = readFileSync(join(folder, 'README.md'), 'utf8')
  expect(page).toContain('NAME.reply.json')
  expect(hasChinese(page)).toBe(true)
  write('README.md', 'mine')
  await openAtOnce()
  expect(readFileSync(join(folder, 'README.md'), 'utf8')).toBe('mine')
})
