import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Case, caseFileSchema } from './case.ts'

export type CaseSet = Readonly<{ name: string; cases: readonly Case[] }>

/** A file of cases that cannot be used: the file, the place in it and the reason. */
export class CaseFileProblem extends Error {}

const casesFolder = join(import.meta.dirname, 'cases')

export const caseSetNames = (folder = casesFolder): readonly string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort()

/** Faults: CaseFileProblem. */
export const readCaseSet = (name: string, folder = casesFolder): CaseSet => {
  const file = join(folder, `${name}.json`)
  const parsed = caseFileSchema.safeParse(readJson(file))
  if (parsed.success) return { name, cases: parsed.data }
  const [issue] = parsed.error.issues
  throw new CaseFileProblem(`${file} is not a file of cases: ${issue?.path.join('.')}: ${issue?.message}`)
}

const readJson = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw new CaseFileProblem(`${file} cannot be read: ${cause instanceof Error ? cause.message : cause}`, {
      cause,
    })
  }
}
