/** The scores as markdown, and their place in the README. No times: they vary. */
import {
  checkCounts,
  followUpsIn,
  inLanguage,
  paraphraseShares,
  precisionWhenAnswering,
  reliabilityScore,
  shareRight,
  sharesBy,
  showPercent,
  showShare,
} from './measures.ts'
import type { ScoredCase } from './score-sets.ts'

type Scored = readonly ScoredCase[]

export const scoreTable = (scored: Scored): string =>
  [bySet(scored), ...paraphrases(scored), byCategory(scored)].join('\n\n')

const wordColumns: readonly string[] = ['set', 'category', 'failed checks']

const table = (headings: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [headings, headings.map((heading) => (wordColumns.includes(heading) ? '---' : '---:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')

const bySet = (scored: Scored): string =>
  table(
    ['set', 'questions', 'right', 'precision when answering', 'RS(10)', 'zh', 'en', 'follow-ups'],
    [...Map.groupBy(scored, ({ set }) => set), ['all', scored] as const].map(([name, ofSet]) => [
      name,
      ofSet.length,
      showShare(shareRight(ofSet)),
      showShare(precisionWhenAnswering(ofSet)),
      reliabilityScore(ofSet, 10).toFixed(1),
      share(inLanguage(ofSet, 'zh')),
      share(inLanguage(ofSet, 'en')),
      share(followUpsIn(ofSet)),
    ]),
  )

const share = (scored: Scored): string => (scored.length === 0 ? '–' : showPercent(shareRight(scored)))

const paraphrases = (scored: Scored): readonly string[] => {
  const { everyRight, sameVerdict } = paraphraseShares(scored)
  return everyRight.all === 0
    ? []
    : [
        `Questions in several wordings: every wording right ${showShare(everyRight)}, every wording or none ${showShare(sameVerdict)}.`,
      ]
}

const byCategory = (scored: Scored): string =>
  table(
    ['category', 'right', 'not right', 'failed checks'],
    sharesBy(scored, ({ question }) => question.category).map(([category, { right, all }]) => [
      category,
      `${right}/${all}`,
      all - right,
      checkCounts(scored.filter(({ question }) => question.category === category))
        .filter(({ failed }) => failed > 0)
        .map(({ check, failed }) => `${check} ${failed}`)
        .join(', '),
    ]),
  )

const begin = '<!-- score:begin -->'
const end = '<!-- score:end -->'

/** What stands between the marks of the section; null where a page has none. */
export const scoreSection = (page: string): string | null => {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)]
  return from === -1 || to < from ? null : page.slice(from + begin.length, to).trim()
}

/** The page with another section; null as above. */
export const withScoreSection = (page: string, section: string): string | null => {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)]
  return from === -1 || to < from
    ? null
    : `${page.slice(0, from + begin.length)}\n${section}\n${page.slice(to)}`
}
