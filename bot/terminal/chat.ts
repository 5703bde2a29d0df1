/** The terminal chat: the same core as Slack, one thread, a few commands. It works when piped, too. */
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { hasChinese } from '../../db/domain/text.ts'
import type { Answer } from '../answer/answer.ts'
import type { Answerer } from '../answer/answerer.ts'
import { renderCitations, renderText } from './render-text.ts'

export type ChatOptions = Readonly<{
  answerer: Answerer
  input: Readable
  output: Writable
  isInteractive: boolean
}>

/** A thread remembers this many questions. */
const mostTurns = 12

const help = [
  'Ask in Chinese or English, e.g. which unions exceeded initial budget by over 50%? / 哪些工会超出年初预算50%以上？',
  '/sources  where the last answer’s figures stand · 上一个回答的出处',
  '/sql      the query of the last answer · 上一个回答的查询语句',
  '/new      forget the thread · 开始新话题',
  '/quit     leave · 退出',
].join('\n')

const nothingYet = 'Nothing has been asked yet. 还没有提问。'

/** Answers lines until the input ends or /quit; a fault is told and the chat goes on. */
export const chat = async ({ answerer, input, output, isInteractive }: ChatOptions): Promise<void> => {
  const write = (text: string) => output.write(`${text}\n`)
  const lines = createInterface({
    input,
    ...(isInteractive ? { output, prompt: '› ' } : {}),
    terminal: isInteractive,
  })
  let turns: readonly string[] = []
  let last: Answer | null = null
  if (isInteractive) {
    write(`Juesuan 决算. ${help}\n`)
    lines.prompt()
  }
  for await (const typed of lines) {
    const line = typed.trim()
    if (line === '/quit' || line === '/exit') break
    if (line !== '') await respond(line)
    if (isInteractive) lines.prompt()
  }
  lines.close()

  async function respond(line: string): Promise<void> {
    if (line.startsWith('/')) {
      write(`${command(line)}\n`)
      return
    }
    const chosen = /^[1-9]$/u.test(line) ? last?.choices[Number(line) - 1] : undefined
    const question = chosen?.question ?? line
    try {
      const answer = await answerer.answer([...turns, question])
      if (answer.status !== 'refuse') turns = [...turns, question].slice(-mostTurns)
      last = answer
      write(`${renderText(answer)}\n`)
    } catch {
      write(hasChinese(line) ? '处理时出错，请再试一次。\n' : 'Something failed; please try again.\n')
    }
  }

  function command(line: string): string {
    switch (line) {
      case '/help':
        return help
      case '/sources':
        return last === null ? nothingYet : renderCitations(last).join('\n') || 'No sources. 没有出处。'
      case '/sql':
        return last === null ? nothingYet : sqlOf(last)
      case '/new':
        turns = []
        last = null
        return 'A new thread. 新话题。'
      default:
        return `There is no ${line}. ${help}`
    }
  }
}

const sqlOf = ({ sql, parameters }: Answer): string =>
  sql === null ? 'No query was run. 没有执行查询。' : `${sql}\n-- parameters: ${JSON.stringify(parameters)}`
