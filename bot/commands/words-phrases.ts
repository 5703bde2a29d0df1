import type { WordsProblem, WordsProblemCode } from '../understand/words-file.ts'

const reasons: Readonly<Record<WordsProblemCode, (detail: string) => string>> = {
  missing: () => 'there is no such file, though JUESUAN_WORDS names it',
  unreadable: (detail) => `the file cannot be read (${detail})`,
  'not-utf-8': () => 'the file is not written in UTF-8; save it as UTF-8',
  'not-json': (detail) => `this is not JSON (${detail})`,
  'unknown-section': (detail) => `there is no such section; there are ${detail}`,
  'not-an-object': () => 'names with lists of words belong here: { "name": ["word", "word"] }',
  'not-a-list': () => 'a list of words belongs here: ["word", "word"]',
  'not-text': () => 'a word in quotes belongs here',
  'nothing-to-hear': () => 'this word is empty: it has no letter, character or number',
  'unknown-department': (detail) =>
    `no document that is held is of a department of this name; held are ${detail}`,
  'unknown-measure': () => 'no measure, stage or fund is called this; db/domain/terms.ts lists them',
  'unknown-item': () => 'no item that is held has this code or name',
  'not-of-documents': () =>
    'a word as documents print it belongs here, in Chinese, of two characters or more',
}

export const describeWordsProblem = ({ file, place, code, detail }: WordsProblem): string =>
  `${[file, ...(place.length > 0 ? [placeText(place)] : [])].join(': ')}: ${reasons[code](detail)}.`

/** The third part counts the words of a list, from 1. */
const placeText = ([section, name, index]: readonly string[]): string =>
  [section, name, index === undefined ? undefined : `word ${Number(index) + 1}`]
    .filter((part) => part !== undefined)
    .join(' → ')
