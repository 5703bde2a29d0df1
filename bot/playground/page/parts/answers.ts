import type { Choice } from '../../../local-slack/index.ts'

/** Answers as they travel. */
export const plainAnswers = (answers: Readonly<Record<string, Choice>>): Record<string, string | string[]> =>
  Object.fromEntries(
    Object.entries(answers).map(([name, choice]) => [
      name,
      typeof choice === 'string' ? choice : [...choice],
    ]),
  )
