/** Further documents, loaded beside the five disclosures into a folder of their own and asked about. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { seedStore } from '../../seed/index.ts'
import { withoutSpace } from '../../seed/intermediate.ts'
import type { Answer } from '../answer/answer.ts'
import { type OpenAnswerer, openAnswerer } from '../answer/create-answerer.ts'
import { type HeldNumbers, heldNumbers } from './stray-numbers.ts'

const shippedFolder = join(import.meta.dirname, '..', '..', 'seed', 'documents')

/** Texts by file name. */
export type Documents = Readonly<Record<string, string>>

export const openWith = (documents: Documents) => {
  const folder = mkdtempSync(join(tmpdir(), 'sixth-report-'))
  const received = join(folder, 'received')
  let answerer: OpenAnswerer | undefined
  const opened = (): OpenAnswerer => {
    if (!answerer) throw new Error('not open yet')
    return answerer
  }
  return {
    open: async () => {
      mkdirSync(received)
      for (const [name, text] of Object.entries(documents)) writeFileSync(join(received, name), text)
      const outcome = await seedStore({
        dataFolder: join(folder, 'data'),
        shippedFolder,
        sources: [received],
        isDryRun: false,
        clock: () => new Date(0),
        onProgress: () => {},
      })
      if (outcome.kind !== 'seeded') throw new Error(JSON.stringify(outcome))
      answerer = await openAnswerer({ store: outcome.store, clock: () => 0 })
    },
    close: async () => {
      await answerer?.close()
      rmSync(folder, { recursive: true, force: true })
    },
    ask: (...turns: readonly string[]): Promise<Answer> => opened().answer(turns),
    held: (): Promise<HeldNumbers> => heldNumbers(opened()),
  }
}

export const cellsOf = (answer: Answer, column: string) => {
  const position = answer.columns.indexOf(column)
  if (position === -1) expect.fail(`no column ${column} among ${answer.columns.join(', ')}: ${answer.text}`)
  return answer.rows.map((row) => row[position])
}

export const departmentsOf = (answer: Answer) => cellsOf(answer, 'department')

/** What is cited stands in the documents, at its lines. */
export const expectCited = (answer: Answer, documents: Documents) => {
  expect(answer.citations.length).toBeGreaterThan(0)
  for (const { file, lines, quote } of answer.citations) {
    const text = documents[file] ?? readFileSync(join(shippedFolder, file), 'utf8')
    const [first, last] = lines ?? [0, 0]
    const cited = withoutSpace(
      text
        .split('\n')
        .slice(first - 1, last)
        .join(''),
    )
    expect(cited).toContain(withoutSpace(quote))
  }
}
