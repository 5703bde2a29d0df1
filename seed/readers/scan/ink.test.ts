import { expect, it } from 'vitest'
import type { GrayImage } from './gray-image.ts'
import { blotsOf } from './ink.ts'

const drawn = (rows: readonly string[]): GrayImage => ({
  width: rows[0]?.length ?? 0,
  height: rows.length,
  pixels: Uint8Array.from([...rows.join('')].map((sign) => (sign === '#' ? 0 : 255))),
})

it('finds what is connected, with its box and its area', () => {
  const blots = blotsOf(drawn(['#.#..', '###..', '....#', '...##', '#....']))
  expect(blots.map(({ left, top, right, bottom, area }) => [left, top, right, bottom, area])).toEqual([
    [0, 0, 3, 2, 5],
    [3, 2, 5, 4, 3],
    [0, 4, 1, 5, 1],
  ])
})

it('joins what meets further down, and by its corners', () => {
  expect(blotsOf(drawn(['#...#', '.#.#.', '..#..'])).length).toBe(1)
  expect(blotsOf(drawn(['##.##', '.....', '##.##'])).length).toBe(4)
})
