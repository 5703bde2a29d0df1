/** The words of SQL, which a person can have shown as it ran: it is no place for words of a model's own. */
import { formulas } from '../../db/catalog/formulas.ts'
import { relations } from '../../db/catalog/relations.ts'
import {
  aspects,
  departmentKinds,
  figureMeasures,
  funds,
  keysOf,
  printStates,
  reportKinds,
  stages,
} from '../../db/domain/terms.ts'
import { safeFunctions } from '../../db/guard/catalog.ts'
import type { Vocabulary } from '../understand/vocabulary.ts'

/** Shape: what is wrong with the words, in words; empty: nothing is. */
export const wordProblems = (sql: string, question: string, vocabulary: Vocabulary): readonly string[] => {
  const names = sql.replaceAll(textPattern, '')
  if (/--|\/\*|["`[\]]|[^\p{ASCII}]/u.test(names))
    return ['write no comments, and names of a-z without quotes']
  return [
    ...textsIn(sql)
      .filter((text) => !isKnownText(text, question, vocabulary))
      .map((text) => `${JSON.stringify(text)} is neither in the question nor a name that is held`),
    ...namesIn(names)
      .filter((name) => !partsOf(name).every((part) => part.length <= 2 || knownParts.has(part)))
      .map((name) => `name ${name} after relations, measures and functions`),
  ]
}

const textPattern = /'(?<text>(?:[^']|'')*)'/gu

/** `%` and `_` of patterns stand between texts. */
const textsIn = (sql: string): readonly string[] =>
  [...sql.matchAll(textPattern)].flatMap(({ groups }) =>
    (groups?.text ?? '')
      .split('%')
      .map((text) => text.trim())
      .filter((text) => text !== ''),
  )

const terms = [stages, funds, figureMeasures, departmentKinds, reportKinds, aspects, printStates]
const keys: readonly string[] = terms.flatMap((concepts) => keysOf<string>(concepts))
const knownTexts: ReadonlySet<string> = new Set([...keys, 'primary'])
/** A part of a name that is shorter may stand in anything. */
const shortestPart = 2

const isKnownText = (text: string, question: string, { departments, items }: Vocabulary): boolean => {
  if (knownTexts.has(text) || question.includes(text)) return true
  if (text.length < shortestPart) return false
  const isIn = (names: readonly (string | null)[]) => names.some((name) => name?.includes(text))
  return (
    departments
      .values()
      .some((held) =>
        isIn([held.department_id, held.department, held.english_name, held.province, held.city, held.county]),
      ) || items.entries().some(([key, { zh, en }]) => isIn([key, zh, en]))
  )
}

const namesIn = (names: string): readonly string[] => [...new Set(names.match(/\b[a-z_]\w*/giu) ?? [])]
const partsOf = (name: string): readonly string[] => name.toLowerCase().split(/_|(?<=\D)(?=\d)/u)
const snakeOf = (key: string): string => key.replaceAll(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`)

const grammar =
  'select from where and or not in is null like between as on join left right inner cross outer full union all except intersect group by having order asc desc limit offset distinct case when then else end with over partition rows range preceding following current row unbounded filter exists cast integer real text nulls first last using values'
const linking =
  'per of by to and share ratio difference average mean total highest lowest largest smallest number spread gap change each body bodies kind percent fen value values ranked ordered listed half middle position item place'

const knownParts: ReadonlySet<string> = new Set(
  [
    ...`${grammar} ${linking}`.split(' '),
    ...safeFunctions,
    ...Object.entries(relations).flatMap(([name, { columns }]) => [
      name,
      ...columns.map((column) => column.name),
    ]),
    ...[...keys, ...keysOf(formulas)].map(snakeOf),
  ].flatMap((name) => partsOf(name)),
)
