import { describe, expect, it } from 'vitest'
import { readTextFile } from '../testing/read-text-file.ts'

/** The reading of a document with these paragraphs under one heading. */
const readingOf = (...paragraphs: readonly string[]) => {
  const text = [
    '2023年度青山市河口区总工会部门决算',
    '目录',
    '第四部分 其他需要说明的情况',
    '河口区总工会2023年度支出决算5万元。',
    '（二）项目绩效自评结果。',
    ...paragraphs,
  ].join('\n\n')
  const outcome = readTextFile(Buffer.from(text), 'x.txt')
  if (outcome.kind !== 'read') throw new Error(JSON.stringify(outcome))
  return outcome.reading
}

const statementsOf = (...paragraphs: readonly string[]) =>
  readingOf(...paragraphs).statements.map(({ kind, text }) => ({ kind, text }))

it('knows no value of a number of more digits than are held exactly', () => {
  const quantityOf = (digits: string) =>
    readingOf(`河口书屋添置图书${digits}册。`).prints.find(({ print }) => print.printedText === digits)
      ?.quantity
  expect([quantityOf('90'), quantityOf('9'.repeat(20)), quantityOf('9'.repeat(400))]).toEqual([
    { value: 90, unit: '册' },
    null,
    null,
  ])
})

describe('titles within a paragraph', () => {
  it('part it where a sentence ends before them', () => {
    const said =
      '河口书屋项目自评综述：全年执行数为5万元。主要产出和效益是：一是建成书屋2间。发现的问题及原因：一是藏书偏少。下一步改进措施：一是增购图书。'
    expect(statementsOf(said)).toEqual(
      expect.arrayContaining([
        { kind: 'achievement', text: '主要产出和效益是：一是建成书屋2间。' },
        { kind: 'problem', text: '发现的问题及原因：一是藏书偏少。' },
        { kind: 'improvement', text: '下一步改进措施：一是增购图书。' },
      ]),
    )
  })

  it('are no part of the paragraph that they end', () => {
    const statements = statementsOf(
      '存在问题：',
      '1、基层工会作用发挥不平衡改进措施：',
      '1、加强基层工会的工作基础和规范管理。',
    )
    expect(statements).toEqual(
      expect.arrayContaining([
        { kind: 'problem', text: '1、基层工会作用发挥不平衡' },
        { kind: 'improvement', text: '1、加强基层工会的工作基础和规范管理。' },
      ]),
    )
  })

  it('are none in the middle of a sentence', () => {
    const said = '针对检查中发现的问题，下一步措施是完善制度，改进措施也会公开，河口区总工会将持续改进。'
    expect(statementsOf(said).map(({ text }) => text)).toContain(said)
  })
})
