/**
 * Projects are called by parts of their printed names: 短信平台费 is 2023年短信平台费, 进小区工作经费 leaves out its middle.
 * The names of the bodies that a question speaks of are cut into such parts when it is heard.
 */
import { emptyTree, grow, matchFrom, type SurfaceTree } from './surface-tree.ts'
import { type Token, tokenize } from './tokens.ts'

export type ProjectName = Readonly<{ departmentId: string; key: string; name: string }>

/** Every part of a project's name that starts at `index`, the longest first, with the projects it may mean. */
export type MatchProjects = (
  departmentIds: readonly string[],
) => (tokens: readonly Token[], index: number) => readonly { length: number; keys: readonly string[] }[]

const leastTokens = 4
/** How much of a name its first and last words must make up where the middle is left out. */
const leastOfName = 0.6
/** Bodies beyond these are too many to have their projects told apart by parts of names. */
const mostBodies = 50

/** Words that any project's name may hold. */
const commonWords =
  /(?:项目|专项|工作|经费|资金|支出|补助|费用|各类|其他|人员|办公|服务|维护|运行|运维|建设|管理|设备|保障|组织|活动|系统|费|年度|本级|单位|部门)/gu

const isTelling = (part: string): boolean => part.replace(commonWords, '').length >= 2

/** `isWord`: whether the part is a word of its own, which means that first. */
export const makeMatchProjects = (
  projects: readonly ProjectName[],
  isWord: (tokens: readonly Token[]) => boolean,
): MatchProjects => {
  const byDepartment = Map.groupBy(projects, ({ departmentId }) => departmentId)
  const trees = new Map<string, SurfaceTree<string>>()
  const treeOf = (departmentId: string): SurfaceTree<string> => {
    const known = trees.get(departmentId)
    if (known) return known
    const tree = emptyTree<string>()
    for (const { key, name } of byDepartment.get(departmentId) ?? [])
      for (const part of partsOf(name.replace(/^20\d{2}年度?/u, '')))
        if (!isWord(part)) grow(tree, part, (keys) => (keys.includes(key) ? keys : [...keys, key]))
    trees.set(departmentId, tree)
    return tree
  }
  return (departmentIds) => {
    if (departmentIds.length > mostBodies) return () => []
    const asked = departmentIds.filter((id) => byDepartment.has(id)).map(treeOf)
    return (tokens, index) => {
      const found = asked.flatMap((tree) => matchFrom(tree, tokens, index))
      const byLength = Map.groupBy(found, ({ length }) => length)
      return [...byLength].map(([length, group]) => ({
        length,
        keys: [...new Set(group.flatMap(({ evidence }) => evidence))],
      }))
    }
  }
}

/** Runs of the name, and its first words with its last ones. */
const partsOf = (name: string): readonly (readonly Token[])[] => {
  const tokens = tokenize(name).filter(({ kind }) => kind !== 'sign')
  const parts: Token[][] = []
  const add = (part: Token[]): void => {
    if (part.length >= leastTokens && isTelling(part.map(({ text }) => text).join(''))) parts.push(part)
  }
  for (let start = 0; start < tokens.length; start += 1)
    for (let end = start + leastTokens; end <= tokens.length; end += 1) {
      add(tokens.slice(start, end))
      const isGap =
        start > 1 && end < tokens.length && start + tokens.length - end >= leastOfName * tokens.length
      if (isGap) add([...tokens.slice(0, start), ...tokens.slice(end)])
    }
  for (let start = 2; start < tokens.length; start += 1)
    for (let end = start + 1; end < Math.min(start + leastTokens, tokens.length); end += 1)
      if (start + tokens.length - end >= leastOfName * tokens.length)
        add([...tokens.slice(0, start), ...tokens.slice(end)])
  return parts
}
