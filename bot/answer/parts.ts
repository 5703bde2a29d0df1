import type { Answer } from './answer.ts'

/** What an answer says; the rest of the Answer value is put on where it is finished. */
export type AnswerParts = Pick<
  Answer,
  | 'status'
  | 'code'
  | 'text'
  | 'restatement'
  | 'columns'
  | 'labels'
  | 'rows'
  | 'evidence'
  | 'sql'
  | 'parameters'
  | 'citations'
  | 'warnings'
  | 'choices'
>

/** An answer with the departments it speaks of, which a follow-up may refer to. */
export type Told = Readonly<{ parts: AnswerParts; departments: readonly string[] }>

/** Nothing said, nothing stated: every kind of answer starts from here. */
export const emptyParts: AnswerParts = {
  status: 'refuse',
  code: null,
  text: '',
  restatement: '',
  columns: [],
  labels: [],
  rows: [],
  evidence: [],
  sql: null,
  parameters: [],
  citations: [],
  warnings: [],
  choices: [],
}
