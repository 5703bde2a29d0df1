/**
 * By whom a question is to be read, said at its end: "…（按模型的理解）", "… (as the rules read it)". It is typed by people,
 * or offered to them as a choice; being part of the question, it holds also when a thread is read again.
 */
import type { Language } from '../../db/domain/terms.ts'

export type Reader = 'embedded' | 'model'
/** `reading`: which of its readings was chosen, as it was offered; null: none in particular. */
export type ReaderMark = Readonly<{ question: string; reader: Reader; reading: string | null }>

const forms: Readonly<
  Record<
    Language,
    Readonly<{ open: string; words: Readonly<Record<Reader, string>>; colon: string; close: string }>
  >
> = {
  zh: { open: '（', words: { model: '按模型的理解', embedded: '按规则的理解' }, colon: '：', close: '）' },
  en: {
    open: ' (',
    words: { model: 'as the model reads it', embedded: 'as the rules read it' },
    colon: ': ',
    close: ')',
  },
}

export const withReaderMark = ({ question, reader, reading }: ReaderMark, language: Language): string => {
  const { open, words, colon, close } = forms[language]
  return `${question}${open}${words[reader]}${reading === null ? '' : `${colon}${reading}`}${close}`
}

const markPattern =
  /[（(]\s*(?<words>按模型的?理解|按规则的?理解|as the (?:model|rules) reads? it)\s*(?:[：:]\s*(?<reading>.+?))?\s*[）)]\s*[?？。.]?\s*$/isu

/** null: it does not say. */
export const readReaderMark = (text: string): ReaderMark | null => {
  const match = markPattern.exec(text)
  if (match?.groups === undefined) return null
  const { words = '', reading } = match.groups
  return {
    question: text.slice(0, match.index).trimEnd(),
    reader: /模型|model/iu.test(words) ? 'model' : 'embedded',
    reading: reading ?? null,
  }
}
