/** The five disclosures, seeded into a temporary data folder once per test file. */
import { readFileSync } from 'node:fs'
import { withoutSpace } from '../../seed/intermediate.ts'
import type { Answer, Citation } from '../answer/answer.ts'
import { type OpenAnswerer, openAnswerer } from '../answer/create-answerer.ts'
import { buildTemporaryStore, type TemporaryStore } from '../store.ts'

export type SeededStore = TemporaryStore

export const seedFiveDisclosures = (): Promise<SeededStore> => buildTemporaryStore(() => {})

export type SeededAnswerer = Readonly<{
  ask: (...turns: readonly string[]) => Promise<Answer>
  answerer: OpenAnswerer
  seeded: SeededStore
  close: () => Promise<void>
}>

export const openSeededAnswerer = async (): Promise<SeededAnswerer> => {
  const seeded = await seedFiveDisclosures()
  const answerer = await openAnswerer({ store: seeded.current, clock: () => 0 })
  return {
    ask: (...turns) => answerer.answer(turns),
    answerer,
    seeded,
    close: async () => {
      await answerer.close()
      seeded.remove()
    },
  }
}

export const bodies = {
  tianyuan: '株洲市天元区总工会',
  xinzhou: '武汉市新洲区总工会',
  zhongzhanUnion: '焦作市中站区总工会',
  zhongzhanCommittee: '中国共产党焦作市中站区委员会',
  pingxiang: '平乡县总工会',
} as const

const documentsFolder = new URL('../../seed/documents/', import.meta.url)
const linesByFile = new Map<string, readonly string[]>()

const linesOf = (file: string): readonly string[] => {
  const known = linesByFile.get(file)
  if (known) return known
  const lines = readFileSync(new URL(file, documentsFolder), 'utf8').split('\n')
  linesByFile.set(file, lines)
  return lines
}

/** Whether a citation's quote stands in its file at its lines, white space ignored. */
export const isQuotedThere = ({ file, lines, quote }: Citation): boolean =>
  lines !== null &&
  quote.trim() !== '' &&
  withoutSpace(
    linesOf(file)
      .slice(lines[0] - 1, lines[1])
      .join('\n'),
  ).includes(withoutSpace(quote))

/** The cells of a named column. */
export const column = (answer: Answer, name: string): readonly (string | number | null)[] => {
  const index = answer.columns.indexOf(name)
  return answer.rows.map((row) => row[index] ?? null)
}
