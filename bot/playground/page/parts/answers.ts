import type { Choice } from '../../../local-slack/index.ts'

/** Choices as they travel. */
type PlainChoice = string | string[]
const plain = (choice: Choice): PlainChoice => (typeof choice === 'string' ? choice : [...choice])

export const plainAnswers = (answers: Readonly<Record<string, Choice>>): Record<string, PlainChoice> =>
  Object.fromEntries(Object.entries(answers).map(([name, choice]) => [name, plain(choice)]))

/** The field of a choice, where one was made. */
export const chosen = (choice: Choice | undefined): Readonly<{ choose?: PlainChoice }> =>
  choice === undefined ? {} : { choose: plain(choice) }
