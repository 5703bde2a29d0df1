import type { Answer } from '../answer/answer.ts'

export type Language = Answer['language']

/** Everything this surface says by itself; sentences about figures come with the Answer. */
export type Phrases = Readonly<{
  readAs: (restatement: string) => string
  figures: string
  blank: string
  wordless: string
  quote: (text: string) => string
  rowsHidden: (shown: number, total: number) => string
  columnsHidden: (hidden: number) => string
  citationsHidden: (hidden: number) => string
  warningsHidden: (hidden: number) => string
  choicesHidden: (hidden: number) => string
  choose: string
  askInstead: string
  failed: (reference: string) => string
  emptyQuestion: string
}>

/** One entry per language: a missing phrase or language does not compile. */
export type PhraseTable = Readonly<Record<Language, Phrases>>

export const phrases: PhraseTable = {
  zh: {
    readAs: (restatement) => `理解为：${restatement}`,
    figures: '数据',
    blank: '（空）',
    wordless: '（无文字）',
    quote: (text) => `“${text}”`,
    rowsHidden: (shown, total) => `共${total}行，这里显示前${shown}行`,
    columnsHidden: (hidden) => `另有${hidden}列未显示`,
    citationsHidden: (hidden) => `另有${hidden}处出处未显示`,
    warningsHidden: (hidden) => `另有${hidden}条提示未显示`,
    choicesHidden: (hidden) => `另有${hidden}个选项未显示`,
    choose: '请选择：',
    askInstead: '可以改问：',
    failed: (reference) =>
      `出错了，这个问题没有答成。请稍后再问一次；如仍不行，请把编号 ${reference} 告诉管理员。`,
    emptyQuestion: '请写下您的问题，例如：哪些工会的决算数超出年初预算50%以上？',
  },
  en: {
    readAs: (restatement) => `Read as: ${restatement}`,
    figures: 'Figures',
    blank: '(blank)',
    wordless: '(no text)',
    quote: (text) => `“${text}”`,
    rowsHidden: (shown, total) => `first ${shown} of ${total} rows`,
    columnsHidden: (hidden) => `${hidden} more column(s) not shown`,
    citationsHidden: (hidden) => `${hidden} more source(s) not shown`,
    warningsHidden: (hidden) => `${hidden} more note(s) not shown`,
    choicesHidden: (hidden) => `${hidden} more choice(s) not shown`,
    choose: 'Please choose:',
    askInstead: 'You could ask:',
    failed: (reference) =>
      `Something failed and this question was not answered. Please ask again; if it fails again, tell an administrator the reference ${reference}.`,
    emptyQuestion:
      'Please write your question, for example: which unions exceeded initial budget by over 50%?',
  },
}
