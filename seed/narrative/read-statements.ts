import type { StatementKind, StatementReading } from '../../db/domain/figure.ts'
import { withoutSpace } from '../intermediate.ts'
import { type Flow, sectionOf } from './flow.ts'

/** What sections are about, by the words of their headings; the first that fits. */
const kindsByHeading: readonly (readonly [heading: RegExp, kind: StatementKind])[] = [
  [/名词解释|名\s*词\s*解\s*释|专用名词|使用的支出功能分类/u, 'definition'],
  [/问题/u, 'problem'],
  [/改进|下一步|整改|保障措施|工作措施|结果应用/u, 'improvement'],
  [/职责|职能/u, 'duty'],
  [/机构设置|机构情况|人员情况|单位构成|基本情况|概况/u, 'organisation'],
  [/完成情况/u, 'achievement'],
  [/目标/u, 'objective'],
  [/结论|(?:预算执行|资产管理)情况$/u, 'explanation'],
  [/产出|效益|效果|成效|经验/u, 'achievement'],
  [/^(?:注|说明|备注)[：:]?$/u, 'note'],
]

const kindOf = (text: string): StatementKind | null => {
  const folded = withoutSpace(text)
  return kindsByHeading.find(([heading]) => heading.test(folded))?.[1] ?? null
}

/**
 * 发现的问题及原因：…。下一步改进措施：…: titles within one paragraph, each of what follows it. 不平衡改进措施：: the title of the
 * next paragraph at the end of the one before.
 */
const innerTitle =
  /(?<=[。；;]\s{0,20})(?=(?:发现|存在)(?:的)?(?:主要)?问题(?:及原因)?\s*[：:]|(?:下一步|改进)[^。；：:]{0,8}(?:措施|打算)\s*[：:]|主要(?:产出|效益|效果)[^。；：:]{0,6}\s*[：:])|(?=(?:存在(?:的)?问题|改进措施|主要经验|下一步措施)\s*[：:]\s*$)/u

/** 绩效指标：…, 改进措施：… name what the paragraph says before they say it. */
const kindOfOpening = (paragraph: string): StatementKind | null => {
  if (/^(?:注|说明|备注)\s*[:：]/u.test(paragraph.trim())) return 'note'
  const opening = /^(?<opening>[^，。；：:]{2,12})[：:]/u.exec(withoutSpace(paragraph))?.groups?.opening
  if (opening === undefined) return null
  return /^(?:绩效|管理|工作)?(?:目标|指标|目的)$/u.test(opening) ? 'objective' : kindOf(opening)
}

/** 1. 产出目标 under 绩效目标的完成情况 heads what was done. */
const titleKind = (title: string, path: readonly string[]): StatementKind | null => {
  const kind = kindOf(title)
  return kind === 'objective' && path.some((heading) => /完成情况/u.test(heading)) ? 'achievement' : kind
}

/** A short line of its own: the title of what follows. */
const isTitle = (paragraph: string): boolean => {
  const words = withoutSpace(paragraph)
  return words.length <= 24 && !/[。；，]/u.test(words) && !/\d.*[元%人]/u.test(words)
}

/** Covers and tables of contents, which stand before the first heading, hold no sentences. */
const shortestPreface = 20
export const isSentence = (paragraph: string): boolean =>
  withoutSpace(paragraph).length >= shortestPreface && /[。：:]$/u.test(paragraph.trim())

/** Every paragraph, kept as it stands, with what it is. Titles within the text say what follows them, as headings do. */
export const readStatements = (flows: readonly Flow[]): readonly StatementReading[] => flows.flatMap(readFlow)

const kindOfPath = (path: readonly string[]): StatementKind =>
  path
    .toReversed()
    .map(kindOf)
    .find((kind) => kind !== null) ?? 'explanation'

const readFlow = (flow: Flow): readonly StatementReading[] => {
  const statements: StatementReading[] = []
  const headed = kindOfPath(flow.path)
  let titled: StatementKind | null = null
  let start = 0
  for (const line of flow.text.split('\n')) {
    for (const paragraph of line.split(innerTitle)) {
      const end = start + paragraph.length
      if (paragraph.trim() !== '' && (flow.path.length > 0 || isSentence(paragraph))) {
        if (isTitle(paragraph)) titled = titleKind(paragraph, flow.path) ?? titled
        statements.push({
          kind: kindOfOpening(paragraph) ?? titled ?? headed,
          text: paragraph.trim(),
          section: sectionOf(flow.path),
          page: null,
          lines: flow.linesOf(start, end),
          quote: flow.quoteOf(start, end, start),
          about: [],
        })
      }
      start = end
    }
    start += 1
  }
  return statements
}
