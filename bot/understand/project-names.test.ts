import { describe, expect, it } from 'vitest'
import { makeMatchProjects } from './project-names.ts'
import { tokenize } from './tokens.ts'

const names = [
  { departmentId: 'river', key: 'sms', name: '2023年短信平台服务费' },
  { departmentId: 'river', key: 'estate', name: '机关干部进小区工作队工作经费' },
  { departmentId: 'river', key: 'staff', name: '其他人员经费' },
  { departmentId: 'lake', key: 'lake-sms', name: '短信平台费' },
]
const match = makeMatchProjects(names, (part) => part.map(({ text }) => text).join('') === '短信平台服务')

/** What the text means as a whole, of the bodies. */
const meant = (text: string, ...bodies: readonly string[]): readonly string[] => {
  const tokens = tokenize(text)
  return match(bodies)(tokens, 0).find(({ length }) => length === tokens.length)?.keys ?? []
}

describe('a project by a part of its name', () => {
  it.each([
    ['短信平台', ['sms']],
    ['短信平台服务费', ['sms']],
    ['机关干部进小区工作经费', ['estate']],
    ['进小区工作队', ['estate']],
  ])('%s', (text, keys) => {
    expect(meant(text, 'river')).toEqual(keys)
  })

  it('is of the bodies that are spoken of', () => {
    expect(meant('短信平台', 'lake')).toEqual(['lake-sms'])
    expect([...meant('短信平台', 'river', 'lake')].sort()).toEqual(['lake-sms', 'sms'])
    expect(meant('短信平台')).toEqual([])
  })

  it('is not meant by words that any name may hold, by a short part, or by a word of its own', () => {
    expect(meant('工作经费', 'river')).toEqual([])
    expect(meant('人员经费', 'river')).toEqual([])
    expect(meant('平台', 'river')).toEqual([])
    expect(meant('短信平台服务', 'river')).toEqual([])
  })
})
