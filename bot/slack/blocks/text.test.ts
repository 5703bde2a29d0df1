import { expect, it } from 'vitest'
import { cleanLine, cleanText, cutText } from '../../answer/plain-text.ts'
import { cutEscaped } from './text.ts'

it.each([
  { text: '决算数429.56万元', limit: 9, cut: '决算数…' },
  { text: '决算数429.56万元整', limit: 11, cut: '决算数429.56万…' },
  { text: 'exceeded by 4.2956 million yuan', limit: 22, cut: 'exceeded by…' },
  { text: 'exceeded by 4.2956 million yuan', limit: 31, cut: 'exceeded by 4.2956 million yuan' },
  { text: '甲😀乙', limit: 3, cut: '甲…' },
  { text: '甲😀乙', limit: 4, cut: '甲😀乙' },
  { text: '甲乙丙', limit: 1, cut: '…' },
])('cuts $text at $limit to $cut: no half number, no half character', ({ text, limit, cut }) => {
  expect(cutText(text, limit)).toBe(cut)
})

it.each([
  { text: '<!channel> & co', limit: 99, cut: '&lt;!channel&gt; &amp; co' },
  { text: '甲<乙>丙', limit: 6, cut: '甲&lt;…' },
  { text: '甲<乙>丙', limit: 5, cut: '甲…' },
])('escapes $text within $limit as $cut: no half entity', ({ text, limit, cut }) => {
  expect(cutEscaped(text, limit)).toBe(cut)
})

it('keeps line breaks and drops what Slack cannot carry', () => {
  expect(cleanText(' 甲\r\n乙\u0000丙\ud83d ')).toBe('甲\n乙 丙\ufffd')
  expect(cleanLine(' 甲\r\n乙\t\u3000丙 ')).toBe('甲 乙 丙')
})
