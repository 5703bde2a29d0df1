/** The invented bodies that the examples speak of, as the words of a store that holds them. */
import type { PlanningVocabulary } from './planning-vocabulary.ts'

export const exampleVocabulary: PlanningVocabulary = {
  departments: [
    {
      id: 'yunxi-union',
      name: '青山市云溪县总工会',
      englishName: 'Yunxi County Federation of Trade Unions, Qingshan',
      kind: 'tradeUnion',
      hasFinalAccounts: true,
    },
    {
      id: 'yunxi-education',
      name: '青山市云溪县教育局',
      englishName: 'Yunxi County Education Bureau, Qingshan',
      kind: 'bureau',
      hasFinalAccounts: true,
    },
  ],
  otherDepartments: 0,
  items: [
    { key: 'function:2050201', label: { zh: '学前教育', en: 'preschool education' } },
    { key: 'economic:30201', label: { zh: '办公费', en: 'office expenses' } },
  ],
  otherItems: 40,
  years: [2022, 2023],
}
