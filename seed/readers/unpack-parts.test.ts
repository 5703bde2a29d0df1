import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { partNames, unpackParts } from './unpack-parts.ts'

const all = () => true
const textOf = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes)

const archive = (parts: Readonly<Record<string, string>>) =>
  zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])))

/** The archive with what its list says of every part changed: fields of two or four bytes, by their place in an entry. */
const relisted = (bytes: Uint8Array, at: number, length: 2 | 4, value: number): Uint8Array => {
  const changed = Buffer.from(bytes)
  for (
    let entry = changed.indexOf('PK\u0001\u0002');
    entry !== -1;
    entry = changed.indexOf('PK\u0001\u0002', entry + 1)
  )
    changed.writeUIntLE(value, entry + at, length)
  return new Uint8Array(changed)
}
const [flags, sum, size] = [8, 16, 24]

it('unpacks the parts that are wanted, packed or not', () => {
  const bytes = zipSync({ a: strToU8('甲'.repeat(100)), b: strToU8('乙'), c: [strToU8('丙'), { level: 0 }] })
  const unpacked = unpackParts(bytes, (name) => name !== 'b')
  if (unpacked.kind !== 'parts') throw new Error(unpacked.code)
  expect([...unpacked.parts.keys()]).toEqual(['a', 'c'])
  expect(textOf(unpacked.parts.get('a'))).toBe('甲'.repeat(100))
  expect(textOf(unpacked.parts.get('c'))).toBe('丙')
  expect(partNames(bytes)).toEqual(['a', 'b', 'c'])
})

describe('a part that is not what the list says', () => {
  const bytes = archive({ a: '0'.repeat(5_000_000) })

  it.each([
    { what: 'says it is smaller', code: 'damaged-file', changed: relisted(bytes, size, 4, 1000) },
    { what: 'says it is empty', code: 'damaged-file', changed: relisted(bytes, size, 4, 0) },
    { what: 'says it is larger', code: 'damaged-file', changed: relisted(bytes, size, 4, 5_000_001) },
    { what: 'has another sum', code: 'damaged-file', changed: relisted(bytes, sum, 4, 1) },
    { what: 'says it is huge', code: 'too-large', changed: relisted(bytes, size, 4, 65 * 2 ** 20) },
    { what: 'has a password', code: 'encrypted-file', changed: relisted(bytes, flags, 2, 1) },
  ])('$what: $code', ({ code, changed }) => {
    expect(unpackParts(changed, all)).toEqual({ kind: 'unreadable', code })
  })

  it('is too large together with the others', () => {
    const four = relisted(archive({ a: '0', b: '0', c: '0', d: '0' }), size, 4, 60 * 2 ** 20)
    expect(unpackParts(four, all)).toEqual({ kind: 'unreadable', code: 'too-large' })
    expect(unpackParts(four, (name) => name === 'x')).toEqual({ kind: 'parts', parts: new Map() })
  })
})

it('is damaged wherever it was cut off', () => {
  const bytes = archive({ a: 'abc', b: 'def' })
  for (let length = 0; length < bytes.length; length += 1)
    expect(unpackParts(bytes.subarray(0, length), all)).toEqual({ kind: 'unreadable', code: 'damaged-file' })
})
