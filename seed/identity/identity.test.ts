import { expect, it } from 'vitest'
import { chooseName, isVariantOf } from './choose-name.ts'
import { departmentKindOf } from './department-kind.ts'
import { nameInCaption, nameInTitle } from './name-candidates.ts'
import { placeOf } from './place.ts'

it.each([
  { title: '2022年度青山市云溪县总工会部门决算', name: '青山市云溪县总工会' },
  { title: '第一部分 青山市云溪县总工会单位概况', name: '青山市云溪县总工会' },
  { title: '云溪县财政局 2024 年部门预算信息公开情况说明', name: '云溪县财政局' },
  { title: '第二部分 2022 年度部门决算表', name: null },
  { title: '收入支出决算总表', name: null },
])('finds the name in the title $title', ({ title, name }) => {
  expect(nameInTitle(title)).toBe(name)
})

it.each([
  { caption: '部门：云溪县总工会 2022 年度 单位：万元', name: '云溪县总工会' },
  { caption: '单位名称（盖章）：云溪县总工会', name: '云溪县总工会' },
  { caption: '712云溪县总工会', name: '云溪县总工会' },
  { caption: '单位：万元', name: null },
  { caption: '2022年度', name: null },
])('finds the name in the caption $caption', ({ caption, name }) => {
  expect(nameInCaption(caption)).toBe(name)
})

it('follows the titles against misspelt captions', () => {
  const candidates = [
    { name: '中国共产党青山市云溪县委员会', source: 'cover' as const },
    ...new Array(9).fill({ name: '中国共产党青山市云西县委员会', source: 'caption' as const }),
  ]
  expect(chooseName(candidates, '')).toBe('中国共产党青山市云溪县委员会')
})

it('completes a name to the longest form that the document prints', () => {
  const candidates = [
    { name: '云溪县总工会', source: 'cover' as const },
    { name: '青山市云溪县总工会', source: 'cell' as const },
  ]
  expect(chooseName(candidates, '')).toBe('青山市云溪县总工会')
})

it('takes no sentence for a place', () => {
  const candidates = [{ name: '云溪县总工会', source: 'cover' as const }]
  expect(chooseName(candidates, '领导云溪县总工会，指导武汉市云溪县总工会')).toBe('武汉市云溪县总工会')
})

it('tells a misspelling from another department', () => {
  expect(isVariantOf('青山市云西县总工会', '青山市云溪县总工会')).toBe(true)
  expect(isVariantOf('青山市总工会', '青山市云溪县总工会')).toBe(false)
})

it.each([
  { name: '云溪县总工会', kind: 'tradeUnion' },
  { name: '中国共产党青山市云溪县委员会办公室', kind: 'partyCommittee' },
  { name: '中共云溪县委', kind: 'partyCommittee' },
  { name: '中国共产主义青年团云溪县委员会', kind: 'other' },
  { name: '云溪县发展和改革委员会', kind: 'bureau' },
  { name: '云溪县人民医院', kind: 'institution' },
  { name: '云溪县残疾人联合会', kind: 'other' },
  { name: '中共云溪县委党校', kind: 'partyCommittee' },
])('$name is a $kind', ({ name, kind }) => {
  expect(departmentKindOf(name)).toBe(kind)
})

it.each([
  { name: '株洲市天元区总工会', text: '', place: ['湖南省', '株洲市', '天元区'] },
  { name: '平乡县总工会', text: '', place: ['河北省', '邢台市', '平乡县'] },
  { name: '上海市普陀区财政局', text: '', place: ['上海市', '上海市', '普陀区'] },
  { name: '鼓楼区总工会', text: '', place: [null, null, '鼓楼区'] },
  { name: '鼓楼区总工会', text: '转发江苏省总工会', place: [null, null, '鼓楼区'] },
  { name: '鼓楼区总工会', text: '河南省财政厅', place: ['河南省', '开封市', '鼓楼区'] },
  { name: '南京市鼓楼区总工会', text: '', place: ['江苏省', '南京市', '鼓楼区'] },
  { name: '青山市云溪县总工会', text: '', place: [null, '青山市', '云溪县'] },
  { name: '青山市云溪县总工会', text: '湖北省财政厅', place: [null, '青山市', '云溪县'] },
])('$name stands in $place', ({ name, text, place }) => {
  const { province, city, county } = placeOf(name, text)
  expect([province, city, county]).toEqual(place)
})
