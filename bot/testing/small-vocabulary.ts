/** Words of a small invented store: five bodies in two cities, a few items, all concepts of the field. */
import {
  type Concept,
  type DepartmentKind,
  departmentKinds,
  funds,
  measures,
  stages,
} from '../../db/domain/terms.ts'
import { hasChinese } from '../../db/domain/text.ts'
import type { TermTable, TermTarget } from '../../db/schema/tables.ts'
import { hear } from '../understand/hear.ts'
import { HeardQuestion } from '../understand/heard-question.ts'
import { buildVocabulary, type HeldDepartment, type Vocabulary } from '../understand/vocabulary.ts'

type Term = Omit<TermTable, 'term_id'>

const conceptTerms = (kind: TermTarget, concepts: Readonly<Record<string, Concept>>): readonly Term[] =>
  Object.entries(concepts).flatMap(([target, { label, synonyms }]) =>
    named(kind, target, label.zh, label.en, ...synonyms.zh, ...synonyms.en),
  )

const body = (
  department_id: string,
  department: string,
  department_kind: DepartmentKind,
  city: string,
  county: string | null,
  changes: Partial<HeldDepartment> = {},
): HeldDepartment => ({
  department_id,
  department,
  english_name: null,
  department_kind,
  province: '云省',
  city,
  county,
  years: [2023],
  outturnYears: changes.years ?? [2023],
  ...changes,
})

export const smallDepartments: readonly HeldDepartment[] = [
  body('river-union', '青山市河口区总工会', 'tradeUnion', '青山市', '河口区', { years: [2022, 2023] }),
  body('river-committee', '中国共产党青山市河口区委员会', 'partyCommittee', '青山市', '河口区'),
  body('city-union', '青山市总工会', 'tradeUnion', '青山市', null),
  body('lake-union', '白湖市南屏县总工会', 'tradeUnion', '白湖市', '南屏县'),
  body('lake-bureau', '白湖市财政局', 'bureau', '白湖市', null, { outturnYears: [] }),
]

const named = (kind: TermTarget, target: string, ...surfaces: readonly string[]): readonly Term[] =>
  surfaces.map((surface) => ({
    language: hasChinese(surface) ? 'zh' : 'en',
    surface,
    target_kind: kind,
    target,
    source: 'printed',
  }))

export const smallTerms: readonly Term[] = [
  ...conceptTerms('stage', stages),
  ...conceptTerms('measure', measures),
  ...conceptTerms('fund', funds),
  ...conceptTerms('departmentKind', departmentKinds),
  ...smallDepartments.flatMap(({ department_id: id, department }) => named('department', id, department)),
  ...named('place', '河口区', '河口区', '河口', 'hekou', 'hekou district'),
  ...named('place', '青山市', '青山市', '青山', 'qingshan'),
  ...named('place', '南屏县', '南屏县', '南屏', 'nanping'),
  ...named('place', '白湖市', '白湖市', '白湖', 'baihu'),
  ...named('item', 'function:221', '住房保障支出', '住房保障', 'housing security'),
  ...named('item', 'function:2210201', '2210201', '住房公积金', 'housing provident fund'),
  ...named('item', 'function:2012901', '行政运行', 'administrative operation'),
  ...named('item', 'function:2013101', '行政运行', 'administrative operation'),
  ...named('item', 'function:20129', '群众团体事务'),
]

export const smallVocabulary: Vocabulary = buildVocabulary(smallTerms, smallDepartments)

export const heardIn = (question: string): HeardQuestion =>
  new HeardQuestion(hear(question, smallVocabulary), question)
