/** How the departments of the five disclosures are named in either language; any other department, by its full name. */
import { acrossScripts, plainText } from './plain-text.ts'

const zhongzhanUnion = [
  /中站区?总?工会/u,
  /zhong\s*zhan\b(?:(?!committee|party|cpc|ccp|xin|tian|ping|,|\band\b|\bvs)[^.;\n|]){0,40}?(?:union|federation)/u,
  /(?:unions?|federation)\W+(?:of|in|at|for)\W+(?:the\W+)?(?:jiaozuo\W+(?:city\W+)?)?zhong\s*zhan/u,
]
const zhongzhanCommittee = [
  /(?:中站区|焦作市?站区|中山区|中站)委/u,
  /中共焦作市?中站/u,
  /中国共产党焦作市?\s*中?站?区?\s*委/u,
  /zhong\s*zhan\b(?:(?!union|federation|xin|tian|ping|,|\band\b|\bvs)[^.;\n|]){0,40}?(?:committee|party|cpc|ccp)/u,
  /(?:committee|party|cpc|ccp|communist)\b(?:(?!union|federation|xin|tian|ping|,|\band\b|\bvs)[^.;\n|]){0,40}?zhong\s*zhan(?!\W+(?:district\W+)?(?:federation|union|trade))/u,
]
const formsByDepartment: ReadonlyMap<string, readonly RegExp[]> = new Map(
  Object.entries({
    焦作市中站区总工会: zhongzhanUnion,
    中国共产党焦作市中站区委员会: zhongzhanCommittee,
    武汉市新洲区总工会: [/新洲/u, /xin\s*zhou/u],
    株洲市天元区总工会: [/天元/u, /tian\s*yuan/u],
    平乡县总工会: [/平乡/u, /ping\s*xiang/u],
  }).map(([name, forms]) => [name, forms.map(acrossScripts)]),
)

const formsOf = (name: string): readonly RegExp[] =>
  formsByDepartment.get(name) ?? [new RegExp(RegExp.escape(plainText(name)), 'u')]

/** `text` is plain. */
export const isNamed = (name: string, text: string): boolean => {
  const unspaced = text.replace(/ +(?=[\u4E00-\u9FFF])|(?<=[\u4E00-\u9FFF]) +/gu, '')
  return formsOf(name).some((form) => form.test(unspaced))
}

/** Where a plain text first names a department; -1: nowhere. */
export const firstNamedAt = (name: string, text: string): number =>
  formsOf(name)
    .map((form) => text.search(form))
    .filter((position) => position !== -1)
    .reduce((first, position) => (first === -1 ? position : Math.min(first, position)), -1)
