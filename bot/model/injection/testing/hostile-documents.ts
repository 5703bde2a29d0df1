/** Disclosures of invented bodies whose words give orders. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { corpus } from './attack.ts'

const inventedFolder = join(
  import.meta.dirname,
  ...['..', '..', '..', '..', 'seed', 'testing', 'disclosures'],
)

/** Texts by file name. Faults: words to replace that do not stand in the invented disclosure. */
export const hostileDocuments = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(corpus.documents).map(([name, { of, instead }]) => {
      const invented = readFileSync(join(inventedFolder, of), 'utf8')
      const missing = Object.keys(instead).filter((words) => !invented.includes(words))
      if (missing.length > 0) throw new Error(`${of} does not say ${missing.join(', ')}`)
      const text = Object.entries(instead).reduce(
        (whole, [words, others]) => whole.replaceAll(words, () => others),
        invented,
      )
      return [name, text]
    }),
  )
