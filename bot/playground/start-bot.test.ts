import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { listVersions } from '../../db/versions.ts'
import { readConfig } from '../config.ts'
import { openSlackFront } from '../local-slack/index.ts'
import { ensureStore } from '../store.ts'
import { startBot } from './start-bot.ts'

it('reads the documents of its copy anew, whatever version they are of', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'juesuan-playground-test-'))
  const config = readConfig({ DATA_DIR: folder })
  await ensureStore(config, () => {})
  const front = await openSlackFront()
  const bot = await startBot(front, config, () => {})
  const admin = front.people.find(({ isAdmin }) => isAdmin)
  await front.command('reload', { channel: front.channel, user: admin?.id ?? '' })
  await front.until(() => front.posted().find(({ text }) => text.includes('结果与现有数据完全相同')))
  expect(listVersions(folder)).toHaveLength(1)
  await bot.stop()
  await front.close()
  rmSync(folder, { recursive: true })
})
