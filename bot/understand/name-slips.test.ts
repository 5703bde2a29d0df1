import { describe, expect, it } from 'vitest'
import { smallVocabulary } from '../testing/small-vocabulary.ts'
import { hear } from './hear.ts'
import { makeMatchSlip, type Name } from './name-slips.ts'
import { tokenize } from './tokens.ts'
import { understand } from './understand.ts'

const heardAs = (question: string) =>
  hear(question, smallVocabulary).map(({ text, evidence }) => [text, evidence[0]?.kind ?? 'unheard'])

describe('misspelt names', () => {
  it('are heard by their sound where half of the characters stand', () => {
    expect(heardAs('合口区总工会决算支出')[0]).toEqual(['合口区', 'place'])
    expect(understand('南平县总工会决算支出', smallVocabulary, null)).toMatchObject({
      kind: 'plan',
      plan: { scope: { departments: ['lake-union'] } },
    })
  })

  it.each([
    ['another name altogether', '火星区总工会决算支出'],
    ['a name that sounds the same and shares no character', '拿瓶的决算支出'],
  ])('are not heard in %s', (_, question) => {
    expect(understand(question, smallVocabulary, null)).toMatchObject({
      kind: 'no-data',
      code: 'unknown-word',
    })
  })

  it('leave what is heard without them alone', () => {
    expect(heardAs('河口区总工会决算支出')[0]).toEqual(['河口区', 'place'])
  })
})

it('hears them among more names than a call takes arguments', () => {
  const others = Array.from(
    { length: 150_000 },
    (_, index): Name => ({
      surface: `bureau ${index}`,
      evidence: { kind: 'department', ids: [String(index)] },
    }),
  )
  const place = { kind: 'place', place: '云溪县', ids: ['yunxi'] } as const
  const match = makeMatchSlip([...others, { surface: '云溪县', evidence: place }])
  expect(match(tokenize('云西县'), 0)).toEqual([{ length: 3, evidence: [place] }])
})
