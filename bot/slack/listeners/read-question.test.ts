import { expect, it } from 'vitest'
import { readQuestionText } from './read-question.ts'

it.each([
  { text: '<@U00000BOT> 哪些工会超出预算？', question: '哪些工会超出预算？' },
  { text: '<@U00000BOT|juesuan>哪些工会超出预算？', question: '哪些工会超出预算？' },
  { text: 'hey <@U00000BOT>, and <@U2>: which?', question: 'hey , and : which?' },
  { text: '<!here> 多少？', question: '多少？' },
  {
    text: '<#C1|general> 里说的 <https://a.cn/b|决算> <https://a.cn>',
    question: 'general 里说的 决算 https://a.cn',
  },
  { text: 'a &lt; b &amp; c &gt; d &amp;lt;', question: 'a < b & c > d &lt;' },
  { text: ' <@U00000BOT>\n', question: '' },
])('reads $text as $question', ({ text, question }) => {
  expect(readQuestionText(text)).toBe(question)
})
