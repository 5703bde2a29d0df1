import { describe, expect, it } from 'vitest'
import { departmentIdOf } from '../db/domain/figure.ts'
import type { TermTarget } from '../db/schema/tables.ts'
import { buildRows } from './build-rows.ts'
import { buildTerms } from './build-terms.ts'
import type { Identity } from './reading.ts'
import { functionItem, keyOf, printOf, readingOf } from './testing/readings.ts'

const items = [
  functionItem('201', '一、一般公共服务支出'),
  functionItem('2012901', '行政运行'),
  functionItem('2080505', '机关事业单位基本养老保险缴费支出'),
  { ...functionItem('201', '（二）云溪特色支出'), code: null },
]

const termsOf = (identity: Partial<Identity> = {}) => {
  const prints = items.map((item) => printOf(keyOf({ item }), '1'))
  const { department, department_name, item } = buildRows([readingOf(prints, identity)])
  const department_id = department[0]?.department_id ?? ''
  return buildTerms({
    department,
    department_name: department_name.map(({ name }) => ({ department_id, name })),
    item: item.flatMap((row) => (row.item_name === null ? [] : [{ ...row, item_name: row.item_name }])),
  })
}

const surfacesOf = (terms: ReturnType<typeof termsOf>, kind: TermTarget, target: string) =>
  Map.groupBy(
    terms.filter((term) => term.target_kind === kind && term.target === target),
    (term) => term.language,
  )

const wordsFor = (kind: TermTarget, target: string, language: 'zh' | 'en', identity?: Partial<Identity>) =>
  surfacesOf(termsOf(identity), kind, target)
    .get(language)
    ?.map(({ surface }) => surface) ?? []

describe('a department that nobody has heard of', () => {
  it('can be asked for by every name its document prints', () => {
    const printedNames = [
      { name: '青山市云溪县总工会', line: 1 },
      { name: '云溪县总工会', line: 4 },
      { name: '县总工会', line: 9 },
    ]
    const id = departmentIdOf('青山市云溪县总工会')
    expect(wordsFor('department', id, 'zh', { printedNames })).toEqual([
      '青山市云溪县总工会',
      '云溪县总工会',
      '县总工会',
    ])
  })

  it('is not taken for its kind: 总工会 without the place names every union', () => {
    const terms = termsOf().filter((term) => term.target_kind === 'department')
    expect(terms.map(({ surface }) => surface)).not.toContain('总工会')
  })

  it('can be asked for without its place where that leaves a name of its own', () => {
    const identity = { department: '青山市云溪县博物馆', departmentKind: 'institution' as const }
    expect(wordsFor('department', departmentIdOf('青山市云溪县博物馆'), 'zh', identity)).toContain('博物馆')
  })
})

describe('a bureau that nobody has heard of', () => {
  it.each([
    { department: '青山市云溪县教育局', en: 'yunxi education bureau' },
    { department: '青山市云溪县教育局', en: 'yunxi county bureau of education' },
    { department: '青山市云溪县财政局', en: 'finance bureau of yunxi' },
    { department: '青山市云溪县农业农村局', en: 'yun xi agriculture and rural affairs bureau' },
  ])('$department can be asked for as $en', ({ department, en }) => {
    const identity = { department, departmentKind: 'bureau' as const }
    expect(wordsFor('department', departmentIdOf(department), 'en', identity)).toContain(en)
  })
})

describe('its place', () => {
  it.each([
    { place: '云溪县', zh: ['云溪县', '云溪'], en: ['yunxi', 'yun xi', 'yunxi county', 'yun xi county'] },
    {
      place: '青山市',
      zh: ['青山市', '青山'],
      en: ['qingshan', 'qing shan', 'qingshan city', 'qing shan city', 'qingshan municipality'],
    },
  ])('$place can be asked for in both languages', ({ place, zh, en }) => {
    expect(wordsFor('place', place, 'zh')).toEqual(zh)
    expect(wordsFor('place', place, 'en')).toEqual(expect.arrayContaining(en))
  })

  it.each([
    { place: '长安区', en: 'chang an district' },
    { place: '长安区', en: 'changan district' },
    { place: '长安区', en: "chang'an district" },
    { place: '吕梁市', en: 'lvliang' },
    { place: '吕梁市', en: 'lüliang' },
    { place: '吕梁市', en: 'luliang' },
    { place: '阿里地区', en: 'ali prefecture' },
    { place: '锡林郭勒盟', en: 'xilinguole league' },
    { place: '易县', en: 'yi county' },
    { place: '易县', en: 'yixian' },
  ])('$place is also $en', ({ place, en }) => {
    expect(wordsFor('place', place, 'en', { county: place })).toContain(en)
  })

  it('of one character is not heard in every word that holds it', () => {
    expect(wordsFor('place', '易县', 'zh', { county: '易县' })).toEqual(['易县'])
    expect(wordsFor('place', '易县', 'en', { county: '易县' })).not.toContain('yi')
  })

  it.each([
    { place: '陕西省', en: 'shaanxi' },
    { place: '内蒙古自治区', en: 'inner mongolia' },
    { place: '西藏自治区', en: 'tibet' },
  ])('$place has the English name that pinyin does not give: $en', ({ place, en }) => {
    expect(wordsFor('place', place, 'en', { province: place })).toContain(en)
  })
})

describe('an item', () => {
  it('can be asked for by its code and its printed name', () => {
    expect(wordsFor('item', 'function:2012901', 'zh')).toEqual(
      expect.arrayContaining(['2012901', '行政运行']),
    )
  })

  it('loses its numbering and gains the forms without 支出', () => {
    const words = wordsFor('item', 'function:201', 'zh')
    expect(words).toEqual(expect.arrayContaining(['一般公共服务支出', '一般公共服务', '一般公共服务类']))
    expect(words.filter((word) => word.includes('、'))).toEqual([])
  })

  it('of the classification has its English name', () => {
    expect(wordsFor('item', 'function:2080505', 'en').join(' ')).toMatch(/pension/iu)
  })

  it('that no code is known for can be asked for by its name', () => {
    const words = wordsFor('item', 'function:~（二）云溪特色支出', 'zh')
    expect(words).toEqual(expect.arrayContaining(['云溪特色支出', '云溪特色']))
  })
})

describe('what a document counts by names of its own', () => {
  const wordsForSubject = (subject: string, place: Partial<Identity>) => {
    const { department, item } = buildRows([
      readingOf([printOf(keyOf({ measure: 'staff', subject }), '52')], place),
    ])
    const named = item.flatMap((row) =>
      row.item_name === null ? [] : [{ ...row, item_name: row.item_name }],
    )
    const terms = buildTerms({ department, department_name: [], item: named })
    return terms.filter(({ target }) => target.endsWith(subject)).map(({ surface }) => surface)
  }

  it.each([
    ['青山市云溪县花果山林场', '花果山林场'],
    ['云溪县花果山林场', '花果山林场'],
  ])('is known without its place: %s', (subject, short) => {
    expect(wordsForSubject(subject, { city: '青山市', county: '云溪县' })).toEqual(
      expect.arrayContaining([subject, short]),
    )
  })

  it('keeps the place where the rest names nothing', () => {
    const words = wordsForSubject('云溪县本级', { city: '青山市', county: '云溪县' })
    expect(words).toEqual(['云溪县本级'])
  })
})

it('says each word of one target once, and none that is empty', () => {
  const terms = termsOf().map((term) => JSON.stringify([term.surface, term.target_kind, term.target]))
  expect(new Set(terms).size).toBe(terms.length)
  expect(termsOf().filter(({ surface }) => surface.trim() === '')).toEqual([])
})
