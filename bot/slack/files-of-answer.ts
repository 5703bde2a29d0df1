import type { Answer } from '../answer/answer.ts'
import { answerCsv } from '../files/csv-file.ts'
import { answerFileName, answerFileTitle } from '../files/file-name.ts'
import { answerXlsx } from '../files/xlsx-file.ts'
import { phrases } from './phrases.ts'
import type { OutgoingFile } from './slack-api.ts'

/** An answer's figures as a file to send. */
export const answerFile = async (answer: Answer, kind: 'csv' | 'xlsx'): Promise<OutgoingFile> => ({
  bytes: kind === 'csv' ? answerCsv(answer) : await answerXlsx(answer),
  name: answerFileName(answer, kind),
  title: answerFileTitle(answer),
  comment: phrases[answer.language].fileNote,
})
