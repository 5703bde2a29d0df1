/** A library follows its data folder while questions go on. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { folders } from '../db/store-location.ts'
import {
  shiqiaoUnion,
  writeCellBudget,
  writeTabAccounts,
  yunxiUnion,
} from '../seed/testing/invented-report.ts'
import { openLibrary } from './library.ts'
import type { Documents } from './testing/held-beside.ts'
import { type LibraryOver, openLibraryOver } from './testing/library-over.ts'
import { runCommandProcess } from './testing/run-command.ts'

const yunxi = { 'yunxi.txt': writeTabAccounts(yunxiUnion) }
const ranking = ['各部门决算支出排名']

const shiqiao = { 'shiqiao.txt': writeCellBudget(shiqiaoUnion) }

/** Far more than there is time for. */
const mostAsked = 20_000

let over: LibraryOver
const open = (documents?: Documents) => async () => {
  over = await openLibraryOver(documents)
}
afterEach(() => over.close())

describe('a library', () => {
  beforeEach(open())

  it('answers from its store, as the asker prefers', async () => {
    const { library } = over
    const answer = await library.answer(['新洲区总工会决算支出是多少？'], { language: 'en', unit: 'yuan' })
    expect(answer).toMatchObject({ status: 'answer', language: 'en', dataVersion: library.dataVersion() })
    expect(answer.text).toContain('6,731,600 yuan')
  })

  it('swaps stores under running questions, none of which fails or sees both', async () => {
    const { library } = over
    const before = await library.answer(ranking)
    await over.add(yunxi)
    // Asked while the new store opens, and while the old one still answers.
    const during = Array.from({ length: 25 }, () => library.answer(ranking))
    const swapped = library.refresh()
    const more = Array.from({ length: 25 }, () => library.answer(ranking))
    await swapped
    const after = await library.answer(ranking)
    expect(after.dataVersion).not.toBe(before.dataVersion)
    expect(after.rows).toHaveLength(before.rows.length + 1)
    const answers = await Promise.all([...during, ...more])
    expect(answers[0]).toEqual(before)
    for (const answer of answers) expect([before, after]).toContainEqual(answer)
    expect(library.problems()).toEqual([])
  })

  it('opens a store once, however many ask for it', async () => {
    const { library, lines } = over
    await over.add(yunxi)
    await Promise.all([library.refresh(), library.refresh(), library.answer(ranking), library.refresh()])
    expect(lines).toEqual([expect.stringContaining(library.dataVersion())])
  })

  it('picks up what the command line has loaded, without being told', async () => {
    const { library, config } = over
    const folder = join(config.dataFolder, '..', 'later')
    writeFileSync(folder, yunxi['yunxi.txt'])
    expect((await runCommandProcess('seed', [folder], config.dataFolder)).code).toBe(0)
    const before = library.dataVersion()
    await library.answer(ranking)
    await vi.waitFor(() => expect(library.dataVersion()).not.toBe(before), { timeout: 60_000 })
    expect((await library.answer(['云溪县总工会支出多少'])).text).toContain('431.72万元')
  })

  it('answers nothing once it is closed', async () => {
    await over.library.close()
    await expect(over.library.answer(ranking)).rejects.toThrow()
    await expect(over.library.refresh()).resolves.toBeUndefined()
  })
})

describe('words that are added while it is open', () => {
  beforeEach(open(shiqiao))

  const write = (text: string) => writeFileSync(over.config.words.path, text)
  const question = ['石工会会的年初预算是多少？']
  const words = '{"departments": {"青山市石桥区总工会": ["石工会会"]}}'

  it('are heard', async () => {
    expect((await over.library.answer(question)).status).not.toBe('answer')
    write(words)
    await over.library.refresh()
    expect((await over.library.answer(question)).text).toContain('96.30万元')
  })

  it.each([
    ['{"departments": ', { code: 'not-json' }],
    ['{"departments": {"火星区总工会": ["mars"]}}', { code: 'unknown-department' }],
  ])('leave those before in use when they cannot be used, which is told once: %s', async (broken, problem) => {
    const { library, lines } = over
    write(words)
    await library.refresh()
    write(broken)
    await library.answer(question)
    await vi.waitFor(() => expect(library.problems()).toHaveLength(1), { timeout: 60_000 })
    await library.answer(question)
    await library.refresh()
    expect(library.problems()).toMatchObject([{ kind: 'words', problems: [problem] }])
    expect(lines.filter((line) => line.includes(problem.code))).toHaveLength(1)
    expect((await library.answer(question)).text).toContain('96.30万元')
    write(words)
    await library.refresh()
    expect(library.problems()).toEqual([])
  })

  it('that name a body of a later store wait for it', async () => {
    const { library } = over
    write('{"departments": {"青山市云溪县总工会": ["云工会会"]}}')
    await library.refresh()
    expect(library.problems()).toHaveLength(1)
    await over.add(yunxi)
    await library.refresh()
    expect(library.problems()).toEqual([])
    expect((await library.answer(['云工会会花了多少钱？'])).text).toContain('431.72万元')
  })
})

describe('a data folder that names no store any more', () => {
  beforeEach(open(shiqiao))

  const pointer = () => folders(over.config.dataFolder).pointer

  it.each([
    ['none', () => rmSync(pointer())],
    ['outdated', () => writeFileSync(pointer(), '{}')],
  ])('leaves the store in use: %s', async (code, spoil) => {
    const { library, lines } = over
    const content = readFileSync(pointer())
    spoil()
    await library.refresh()
    await library.refresh()
    expect(library.problems()).toMatchObject([{ kind: 'store', code }])
    expect(lines).toHaveLength(1)
    expect((await library.answer(['石桥区总工会的预算是多少'])).status).toBe('answer')
    writeFileSync(pointer(), content)
    await library.refresh()
    expect(library.problems()).toEqual([])
  })

  it('leaves the store in use when the new one is no store', async () => {
    const { library, config } = over
    const file = 'broken.sqlite'
    writeFileSync(join(folders(config.dataFolder).stores, file), 'no store at all')
    const content = JSON.parse(readFileSync(pointer(), 'utf8'))
    writeFileSync(pointer(), JSON.stringify({ ...content, file }))
    await library.refresh()
    expect(library.problems()).toMatchObject([{ kind: 'store', code: 'unusable' }])
    expect((await library.answer(['石桥区总工会的预算是多少'])).status).toBe('answer')
  })
})

it('does not open with words that cannot be used', async () => {
  await open(shiqiao)()
  const { config } = over
  writeFileSync(config.words.path, '[]')
  await expect(openLibrary({ config, clock: () => 0, log: () => {} })).rejects.toMatchObject({
    problems: [{ code: 'not-an-object' }],
  })
})

describe('a small library', () => {
  beforeEach(open(yunxi))

  it('answers through fifty swaps without an error and without a mixed answer', async () => {
    const { library } = over
    await over.add(shiqiao)
    const known = new Map<string, unknown>()
    for (const version of [1, 2]) {
      await over.rollBackTo(version)
      await library.refresh()
      known.set(library.dataVersion(), await library.answer(ranking))
    }
    expect(known.size).toBe(2)
    let isOver = false
    const ask = async (): Promise<number> => {
      let asked = 0
      while (!isOver && asked < mostAsked) {
        const answer = await library.answer(ranking)
        expect(answer).toEqual(known.get(answer.dataVersion))
        asked += 1
        await wait(40)
      }
      return asked
    }
    const asking = Promise.all([ask(), ask(), ask()])
    const seen = new Set<string>()
    for (let swap = 0; swap < 50; swap += 1) {
      await over.rollBackTo(swap % 2 === 0 ? 1 : 2)
      await library.refresh()
      seen.add(library.dataVersion())
    }
    isOver = true
    expect((await asking).every((asked) => asked > 10)).toBe(true)
    expect(seen.size).toBe(2)
    expect(library.problems()).toEqual([])
  }, 600_000)
})
