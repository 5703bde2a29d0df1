import { expect, it } from 'vitest'
import { createKeptLines } from './kept-lines.ts'

const reader = (capacity: number) => {
  const read: string[] = []
  const lines = createKeptLines((documentId) => {
    read.push(documentId)
    return documentId === 'gone' ? null : [documentId]
  }, capacity)
  return { lines, read }
}

it('reads a document once while it is held', () => {
  const { lines, read } = reader(2)
  expect([lines('one'), lines('one'), lines('two'), lines('one')]).toEqual([
    ['one'],
    ['one'],
    ['two'],
    ['one'],
  ])
  expect(read).toEqual(['one', 'two'])
})

it('lets go of the one that was asked for the longest ago', () => {
  const { lines, read } = reader(2)
  for (const id of ['one', 'two', 'one', 'three', 'one', 'two']) lines(id)
  expect(read).toEqual(['one', 'two', 'three', 'two'])
})

it('asks again for what is not kept', () => {
  const { lines, read } = reader(2)
  expect([lines('gone'), lines('gone')]).toEqual([null, null])
  expect(read).toEqual(['gone', 'gone'])
})
