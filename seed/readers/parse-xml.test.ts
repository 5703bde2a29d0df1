import { describe, expect, it } from 'vitest'
import { parseXml } from './parse-xml.ts'

const parse = (xml: string) => parseXml(new TextEncoder().encode(xml))

it('reads elements, attributes, text and what stands for a character', () => {
  expect(
    parse(`\ufeff<?xml version="1.0"?><!-- <a> --><w:p w:val="1 &lt; 2" b='"'>甲&amp;&#20057;&#x4e19;<w:t/><![CDATA[<丁>]]></w:p>
`),
  ).toEqual({
    name: 'w:p',
    attributes: new Map([
      ['w:val', '1 < 2'],
      ['b', '"'],
    ]),
    children: ['甲&乙丙', { name: 'w:t', attributes: new Map(), children: [] }, '<丁>'],
  })
})

it('reads UTF-16 where the bytes say so', () => {
  expect(parseXml(new Uint8Array(Buffer.from('\ufeff<甲>乙</甲>', 'utf16le')))).toMatchObject({
    name: '甲',
    children: ['乙'],
  })
})

describe('is damaged', () => {
  it.each([
    { what: 'cut off', xml: '<a><b>甲</b>' },
    { what: 'cut off in a tag', xml: '<a><b' },
    { what: 'closed out of order', xml: '<a><b></a></b>' },
    { what: 'closed twice', xml: '<a></a></a>' },
    { what: 'of two roots', xml: '<a/><b/>' },
    { what: 'text alone', xml: '甲' },
    { what: 'nothing', xml: '' },
    { what: 'of unknown entities', xml: '<a>&nbsp;</a>' },
    { what: 'of an open entity', xml: '<a>1 & 2</a>' },
    { what: 'of entities of its own', xml: '<!DOCTYPE a [<!ENTITY b "甲">]><a>&b;</a>' },
    { what: 'of entities that are files', xml: '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>' },
    { what: 'without quotes', xml: '<a b=1/>' },
  ])('when $what', ({ xml }) => {
    expect(parse(xml)).toBe('damaged-file')
  })
})

it('is too large when it is deeper than is read', () => {
  expect(parse(`${'<a>'.repeat(2000)}${'</a>'.repeat(2000)}`)).toBe('too-large')
})
