/** Names under which one department prints one project: 劳模疗休养专项 in its form is 劳模疗休养项目 in a table. */
import { subjectKeyStart } from '../db/domain/figure.ts'
import type { FigureRow } from './store-rows.ts'

const formWords = /(?:项目|专项|工作|经费|资金|支出|补助)$/u

/** 《》 and the year before a name, and words of form behind it, say nothing of which project it is. */
const stemOf = (name: string): string => {
  let stem = name.replace(/^(?:20\d{2}年度?)?/u, '')
  while (formWords.test(stem)) stem = stem.replace(formWords, '')
  return stem.length < shortestStem ? name : stem
}

const shortestStem = 2

/** 新洲区总工会项目绩效自评综述 speaks of all projects of the body. */
const ofAllProjects = /(?:项目)?(?:支出)?绩效自评(?:综述|情况|结果)$/u

const keyStart = subjectKeyStart('projectExpenditure')

/** Gives all names of one project the key of the one that most figures stand under. */
export const joinProjects = (figures: readonly FigureRow[]): void => {
  const ofProjects = figures.filter(({ item_key: key }) => key.startsWith(keyStart))
  for (const figure of ofProjects) if (ofAllProjects.test(figure.subject ?? '')) figure.is_total = 1
  const groups = Map.groupBy(ofProjects, (figure) =>
    JSON.stringify([figure.department_number, stemOf(figure.subject ?? '')]),
  )
  for (const group of groups.values()) {
    const byKey = Map.groupBy(group, ({ item_key: key }) => key)
    const [chosen] = [...byKey].toSorted(([, left], [, right]) => right.length - left.length)
    for (const figure of group) figure.item_key = chosen?.[0] ?? figure.item_key
  }
}
