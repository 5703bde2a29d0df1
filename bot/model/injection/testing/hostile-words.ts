/** Words that mark whose text something is: nobody else in the tests says them. */

/** Every text that the hostile model makes up holds one of them, and every number it makes up the last. */
const saidByModel = ['渡鸦', 'raven', '7731'] as const

/** Every order in a hostile document holds one of them. */
const saidByDocuments = ['夜莺', 'nightingale'] as const

/** Those that stand in the text and that no turn of the thread says. */
const wordsIn = (words: readonly string[], text: string, turns: readonly string[]): readonly string[] => {
  const found = text.toLowerCase()
  const asked = turns.join('\n').toLowerCase()
  return words.filter((word) => found.includes(word) && !asked.includes(word))
}

export const modelWordsIn = (text: string, turns: readonly string[]): readonly string[] =>
  wordsIn(saidByModel, text, turns)

export const documentWordsIn = (text: string, turns: readonly string[]): readonly string[] =>
  wordsIn(saidByDocuments, text, turns)
