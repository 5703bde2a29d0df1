import { stableId } from '../../../db/domain/hash.ts'
import { createRecent } from '../../recent.ts'
import type { ModelService } from '../model-service.ts'
import { type Prose, type ProseAsked, withProse } from './write-prose.ts'

export type ProseWriter = (asked: ProseAsked) => Promise<Prose>

const keptTexts = 500

/** Writes beside an answer once, and shows the same beside it from then on. What failed is tried again. */
export const createProseWriter = (service: ModelService): ProseWriter => {
  const written = createRecent<Promise<Prose>>(keptTexts)
  return (asked) => {
    const key = stableId(asked.language, asked.planKind, asked.parts.text)
    const known = written.get(key)
    if (known) return known.then((prose) => ({ ...prose, uses: [] }))
    const writing = withProse(service, asked)
    written.set(key, writing)
    const forget = () => written.delete(key)
    writing.then(({ failure }) => failure !== null && forget(), forget)
    return writing
  }
}
