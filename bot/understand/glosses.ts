/**
 * A name given twice, the second time in brackets: "visits received (国内公务接待批次)", "2080599 (other pension
 * expenditure)". Where one of the two is heard and the other is not, the one says what the other means.
 */
import { hasChinese } from '../../db/domain/text.ts'
import { type HeardEvidence, type HeardWord, isUnheard } from './heard-word.ts'

type Span = readonly [start: number, end: number]

export const hearGlosses = (words: readonly HeardWord[], question: string): readonly HeardWord[] =>
  [...question.matchAll(/[(（](?<inside>[^()（）]*)[)）]/gu)].reduce<readonly HeardWord[]>(
    (heard, { index, 0: { length } }) => hearGloss(heard, [index, index + length]),
    words,
  )

const hearGloss = (words: readonly HeardWord[], [start, end]: Span): readonly HeardWord[] => {
  const inside = words.filter(({ span }) => span[0] >= start && span[1] <= end)
  const before = nameBefore(words.filter(({ span }) => span[1] <= start))
  if (isTranslation(before, inside)) return meanNothing(words, before)
  const misheard = namedBefore(words.filter(({ span }) => span[1] <= start))
  if (isOtherName(misheard, inside)) return meanNothing(words, misheard)
  if (isTranslation(inside, before.slice(-1))) return meanNothing(words, inside)
  return namesPlace(inside) ? meanNothing(words, inside) : words
}

/** "(绩效基础数据表)", "(see the annex)": where it was seen, which every answer cites. A stage in it is what is asked. */
const namesPlace = (inside: readonly HeardWord[]): boolean =>
  /(?:表|附件|附表|正文|报告|tables?|forms?|annex|attachments?|reports?)$/iu.test(
    inside.at(-1)?.text ?? '',
  ) &&
  !inside.some(({ evidence }) =>
    evidence.some(({ kind }) =>
      ['stage', 'department', 'place', 'departmentKind', 'year', 'number'].includes(kind),
    ),
  )

/** Whether the one is partly unheard and the other is a name of the field, in the other language or as a code. */
const isTranslation = (unheard: readonly HeardWord[], known: readonly HeardWord[]): boolean =>
  unheard.some(isUnheard) &&
  known.length > 0 &&
  !known.some(isUnheard) &&
  known.some(({ evidence }) => evidence.some(isName)) &&
  known.some(
    ({ text }) => isCode(text) || unheard.every((word) => hasChinese(word.text) !== hasChinese(text)),
  )

/** "The duty allowance (值班补助)": an item's name, whose words mean other things one by one. */
const isOtherName = (before: readonly HeardWord[], inside: readonly HeardWord[]): boolean =>
  inside.length === 1 &&
  inside.some(({ text, evidence }) => hasChinese(text) && evidence.some(({ kind }) => kind === 'item')) &&
  before.every(({ text }) => !hasChinese(text)) &&
  before.some(({ evidence }) => evidence.some((it) => it.kind === 'role' && it.role === 'passageKind'))

/** The words before a bracket that may be a name, back to the last one that is surely none of it. */
const namedBefore = (words: readonly HeardWord[]): readonly HeardWord[] => {
  const last = words.findLastIndex((word) => word.evidence.some(endsName))
  return words
    .slice(last + 1)
    .filter(({ evidence }) =>
      evidence.some(
        (it) => isName(it) || it.kind === 'concept' || (it.kind === 'role' && it.role === 'passageKind'),
      ),
    )
}

const isName = ({ kind }: HeardEvidence): boolean => kind === 'item' || kind === 'measure'

const isCode = (text: string): boolean => /^\d{3,7}$/u.test(text)

/** The words right before a bracket, from the last one that is surely no part of the name. */
const nameBefore = (words: readonly HeardWord[]): readonly HeardWord[] => {
  const last = words.findLastIndex((word) => word.evidence.some(endsName))
  const first = words.findIndex((word, index) => index > last && isUnheard(word))
  return first === -1 ? words.slice(-1) : words.slice(first)
}

const endingRoles: readonly string[] = [
  'howMuch',
  'who',
  'yesNo',
  'why',
  'versus',
  'list',
  'pronoun',
  'spent',
]

const endsName = (evidence: HeardEvidence): boolean =>
  evidence.kind === 'role'
    ? endingRoles.includes(evidence.role)
    : !isName(evidence) && evidence.kind !== 'fund' && evidence.kind !== 'concept'

/** What is said twice is said by the other name. */
const meanNothing = (words: readonly HeardWord[], silent: readonly HeardWord[]): readonly HeardWord[] =>
  words.map((word) =>
    silent.includes(word) ? { ...word, evidence: [{ kind: 'role', role: 'filler', value: 'yes' }] } : word,
  )
