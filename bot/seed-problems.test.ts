import { expect, it } from 'vitest'
import { seedProblems } from './seed-problems.ts'

// That every code has a sentence is held by the type of the table.
it.each(['zh', 'en'] as const)('has a sentence of its own for every problem: %s', (language) => {
  const sentences = Object.values(seedProblems).map((labels) => labels[language].trim())
  expect(sentences).not.toContain('')
  expect(new Set(sentences).size).toBe(sentences.length)
})
