import { expect, it } from 'vitest'
import { missingParts, standardSections, standardTables } from './standard-parts.ts'

it('names the tables that no title is, whatever numbers and white space a title has', () => {
  const titles = [
    '一、收入支出决算总表',
    '收入决算表',
    '二、支出决算 总表',
    '财政拨款收支决算总表',
    '2022年度“三公”经费支出决算表',
  ]
  expect(missingParts(standardTables.finalAccounts, titles)).toEqual([
    '一般公共预算财政拨款支出决算表',
    '一般公共预算财政拨款基本支出决算表',
    '政府性基金预算财政拨款收入支出决算表',
    '国有资本经营预算财政拨款支出决算表',
  ])
})

it('does not take the table of one fund for that of all money', () => {
  expect(missingParts(standardTables.budget, ['财政拨款收支预算总表'])).toContain('部门收支总表')
})

it('names the sections that no heading opens', () => {
  expect(missingParts(standardSections, ['一、部门职责', '二、机构设置', '六、名词解释'])).toEqual([
    '收支情况说明',
    '机关运行经费',
    '政府采购',
    '国有资产',
    '“三公”经费',
    '预算绩效',
  ])
})
