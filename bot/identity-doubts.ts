import { type Language, reportKinds } from '../db/domain/terms.ts'
import type { ReseedDocument } from './reseed.ts'

type Doubt = ReseedDocument['doubts'][number]

const parts: Readonly<Record<Doubt['part'], Readonly<Record<Language, string>>>> = {
  department: { zh: '部门', en: 'department' },
  fiscalYear: { zh: '年度', en: 'year' },
  kind: { zh: '类别', en: 'kind' },
}

const wordsFor = (part: Doubt['part'], value: string, language: Language): string =>
  part === 'kind' && (value === 'budget' || value === 'finalAccounts')
    ? reportKinds[value].label[language]
    : value

/** What an admin is to look at before a document is loaded as that body's, of that year and kind. */
export const doubtText = ({ part, taken, other }: Doubt, language: Language): string => {
  const [own, tables] = [wordsFor(part, taken, language), wordsFor(part, other, language)]
  return language === 'zh'
    ? `请核对${parts[part].zh}：按“${own}”读入，但表格上写的都是“${tables}”`
    : `Please check the ${parts[part].en}: it is read as “${own}”, but its tables say “${tables}”`
}
