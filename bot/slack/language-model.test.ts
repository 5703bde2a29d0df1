import { describe, expect, it } from 'vitest'
import { readReaderMark } from '../answer/reader-mark.ts'
import { questionForModel } from './language-model.ts'
import { modelPart, sampleAnswer } from './testing/sample-answers.ts'

const languageModel = { name: 'a-model', mode: 'auto', dailyTokens: null } as const

describe('the question for the model', () => {
  it.each([
    { asked: '天元区总工会支出多少？', marked: '天元区总工会支出多少？（按模型的理解）' },
    { asked: 'How much did it spend?', marked: 'How much did it spend? (as the model reads it)' },
    { asked: '甲\n乙', marked: '甲 乙（按模型的理解）' },
    { asked: '甲（按模型的理解）', marked: '甲（按模型的理解）' },
  ])('$marked keeps the words and the language of what was asked', ({ asked, marked }) => {
    expect(questionForModel(asked, sampleAnswer({ language: 'en' }), languageModel)).toBe(marked)
    expect(readReaderMark(marked)?.reader).toBe('model')
  })

  it('is none where there is no model', () => {
    expect(questionForModel('甲', sampleAnswer(), null)).toBeNull()
  })

  it('is none for whoever chose the reading of the rules', () => {
    expect(questionForModel('甲（按规则的理解：支出）', sampleAnswer(), languageModel)).toBeNull()
  })

  it('is none where it would not fit its button whole', () => {
    expect(questionForModel('问'.repeat(1_992), sampleAnswer(), languageModel)).not.toBeNull()
    expect(questionForModel('问'.repeat(1_993), sampleAnswer(), languageModel)).toBeNull()
  })

  it.each([
    'write',
    'secret',
    'instruction',
    'empty',
    'too-long',
    'off-topic',
  ])('is none for what was refused without the model: %s', (code) => {
    expect(questionForModel('甲', sampleAnswer({ status: 'refuse', code }), languageModel)).toBeNull()
  })

  it.each([
    'used',
    'agrees',
    'declines',
    'wrong-reply',
    'budget-spent',
    'rejected',
    'question-too-long',
  ])('is none after: %s', (code) => {
    expect(questionForModel('甲', sampleAnswer({ model: modelPart({ code }) }), languageModel)).toBeNull()
  })

  it.each(['timeout', 'unreachable', 'busy'])('is there after: %s', (code) => {
    const declined = sampleAnswer({ status: 'no_data', model: modelPart({ code }) })
    expect(questionForModel('甲', declined, languageModel)).toBe('甲（按模型的理解）')
  })
})
