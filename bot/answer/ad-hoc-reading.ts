/** How SQL reads, for a person: what it chooses by, in the labels of the catalog. Written from the SQL by code. */
import { relations } from '../../db/catalog/relations.ts'
import {
  departmentKinds,
  funds,
  type Labels,
  type Language,
  measures,
  stages,
} from '../../db/domain/terms.ts'
import { phrases } from './phrases.ts'

const labelByColumn: ReadonlyMap<string, Labels> = new Map(
  Object.values(relations).flatMap(({ columns }) => columns.map(({ name, label }) => [name, label] as const)),
)
const termsByColumn: Readonly<Record<string, Readonly<Record<string, Readonly<{ label: Labels }>>>>> = {
  measure: measures,
  stage: stages,
  fund: funds,
  department_kind: departmentKinds,
}
/** Of how figures are stored, not of what is asked. */
const unsaid: ReadonlySet<string> = new Set(['aspect', 'standing', 'is_default_fund', 'is_total', 'item_key'])

const condition =
  /(?:\b\w+\.)?"?(?<column>\b[a-z_]+\b)"?\s*(?<operator>=|<>|!=|<=|>=|<|>|\blike\b|\bin\b)\s*(?<value>'(?:[^']|'')*'|-?\d+(?:\.\d+)?|\([^()]*\))/giu

export const adHocReading = (sql: string, language: Language): string => {
  const said = [...sql.matchAll(condition)].flatMap(({ groups }) => {
    const { column = '', operator = '', value = '' } = groups ?? {}
    const label = labelByColumn.get(column)
    if (label === undefined || unsaid.has(column)) return []
    return [`${label[language]} ${operator.toLowerCase()} ${valueText(column, value, language)}`]
  })
  const parts = [...new Set(said)]
  const { adHocReading: head } = phrases[language]
  return parts.length === 0
    ? head
    : `${head}${language === 'zh' ? '：' : ': '}${parts.join(language === 'zh' ? '；' : '; ')}`
}

const valueText = (column: string, value: string, language: Language): string =>
  value.replaceAll(/'(?<text>(?:[^']|'')*)'/gu, (_, text: string) => {
    const term = termsByColumn[column]?.[text]
    return term ? term.label[language] : text.replaceAll("''", "'")
  })
