import { z } from 'zod'
import type { Answer } from '../answer/answer.ts'
import { unitOf } from '../answer/column-unit.ts'
import { cleanLine, cutText } from '../answer/plain-text.ts'
import { filePhrases } from './phrases.ts'

const mostTitle = 150
const mostSubject = 60

/**
 * `juesuan-2023-final-accounts-20261128.csv`: the years, what the first figures are, the day of the data.
 *
 * Shape: ASCII letters, digits and hyphens only, because Slack and what stands before it fail on others.
 */
export const answerFileName = (answer: Answer, extension: string): string => {
  const years = yearsOf(answer)
  const span = years.length > 1 ? [years.at(0), years.at(-1)] : years
  const day = /(\d{4})-(\d{2})-(\d{2})/u.exec(answer.dataVersion)?.slice(1).join('') ?? ''
  const parts = ['juesuan', ...span.map(String), subjectOf(answer), day]
  return `${parts.filter((part) => part !== '').join('-')}.${extension}`
}

/** The reading of the question, in one line of the answer's language. */
export const answerFileTitle = ({ restatement, language }: Answer): string =>
  cutText(cleanLine(restatement), mostTitle) || filePhrases[language].untitled

/** The years an answer speaks of, first to last: those of its rows, or else those it was asked for. */
export const yearsOf = ({ columns, rows, plan }: Answer): readonly number[] => {
  const column = columns.indexOf('fiscal_year')
  const stated = rows.map((row) => row[column]).filter((cell) => typeof cell === 'number')
  const years = stated.length > 0 ? stated : yearsAsked(plan)
  return [...new Set(years)].filter((year) => Number.isInteger(year) && year > 0).sort((a, b) => a - b)
}

const yearsSchema = z.array(z.number())

/** A plan may hold further plans; each keeps its years under `years`. */
const yearsAsked = (plan: Answer['plan']): readonly number[] => {
  if (typeof plan !== 'object' || plan === null) return []
  return Object.entries(plan).flatMap(([key, value]) =>
    key === 'years' ? (yearsSchema.safeParse(value).data ?? []) : yearsAsked(value),
  )
}

const subjectOf = ({ columns }: Answer): string => {
  const first = columns.find((column) => unitOf(column) !== null) ?? columns.at(-1) ?? ''
  const unit = unitOf(first)
  const name = unit === null ? first : first.slice(0, -unit.length)
  const words = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, '-')
    .slice(0, mostSubject)
  return words.replace(/^-+|-+$/gu, '') || 'answer'
}
