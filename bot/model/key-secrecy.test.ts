/** The key goes to the service and nowhere else, whatever the service says back. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { exportState, stateExportKinds } from '../../db/state/export-state.ts'
import { openState, type State } from '../../db/state/open-state.ts'
import { readConfig } from '../config.ts'
import { createAuditBook } from '../slack/state/audit-book.ts'
import { appendExchange, recordExchanges } from './exchanges.ts'
import { openFolderService } from './folder-service.ts'
import type { ModelReply } from './model-service.ts'
import { createOpenaiService } from './openai-service.ts'
import {
  type Behaviour,
  cutsHalfWay,
  fails,
  type ModelServer,
  redirects,
  says,
  sends,
  startModelServer,
} from './testing/model-server.ts'
import { modelRequest } from './testing/requests.ts'
import { createTokenBook } from './token-book.ts'
import { withConduct } from './with-conduct.ts'

const apiKey = 'sk-test-0123456789abcdef'

let folder: string
let server: ModelServer
let state: State
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'juesuan-secrecy-'))
  server = await startModelServer(says('{}'))
  state = await openState(join(folder, 'state.sqlite'))
})
afterEach(async () => {
  await server.close()
  await state.destroy()
  rmSync(folder, { recursive: true })
  vi.restoreAllMocks()
})

/** Everything that a service could say with a key in it. */
const indiscretions: readonly Behaviour[] = [
  says((request) => JSON.stringify(request)),
  says('', { refusal: apiKey }),
  says(`{"key":"${apiKey}"`, { finishReason: 'length' }),
  ...[400, 401, 404, 422, 429, 500].map((status) => fails(status, { message: `wrong key ${apiKey}` })),
  sends(`<html>${apiKey}</html>`, 'text/html'),
  sends(`{"error":"${apiKey}"}`),
  redirects(`http://127.0.0.1:9/${apiKey}`),
  cutsHalfWay,
  says(apiKey.repeat(100_000)),
]

it.each(['chat', 'responses'])('is in no reply, file or log (%s)', async (api) => {
  const log = (['debug', 'info', 'log', 'warn', 'error'] as const).map((level) => vi.spyOn(console, level))
  const { model } = readConfig({
    OPENAI_MODEL: 'test-model',
    OPENAI_API_KEY: apiKey,
    OPENAI_BASE_URL: server.baseUrl,
    OPENAI_API: api,
  })
  if (model === null) throw new Error('the model is not set')
  const asking = createOpenaiService(model, { mostRetries: 0 })
  const service = recordExchanges(
    withConduct(asking, {
      ...model,
      failuresBeforePause: 100,
      book: createTokenBook(state),
      clock: () => 0,
    }),
    appendExchange(join(folder, 'exchanges.jsonl')),
  )
  const replies: ModelReply[] = []
  for (const behaviour of indiscretions) {
    server.behave(behaviour)
    replies.push(await service.ask(modelRequest()))
  }
  const [echo] = replies
  expect(echo).toMatchObject({ kind: 'said', text: expect.stringContaining('[key]') })
  expect(server.received.every(({ headers }) => headers.authorization === `Bearer ${apiKey}`)).toBe(true)

  const outside = await openFolderService({ folder: join(folder, 'model'), waitMs: 0 })
  await outside.ask(modelRequest())
  await createAuditBook(state, () => 0).write({
    userId: 'U1',
    action: 'ask',
    surface: 'mention',
    place: null,
    subject: JSON.stringify(replies),
    verdict: 'answer',
  })
  const exported: unknown[] = []
  for (const kind of stateExportKinds) for await (const row of exportState(state, kind)) exported.push(row)
  expect(exported).not.toEqual([])

  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => ({ name, text: readFileSync(join(parentPath, name), 'latin1') }))
  expect(files.map(({ name }) => name)).toEqual(expect.arrayContaining(['exchanges.jsonl', 'state.sqlite']))
  for (const { name, text } of files) expect(text, name).not.toContain(apiKey)
  expect(JSON.stringify([replies, exported])).not.toContain(apiKey)
  for (const written of log) expect(written).not.toHaveBeenCalled()
})
