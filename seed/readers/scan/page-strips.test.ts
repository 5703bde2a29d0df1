import { expect, it } from 'vitest'
import { blankImage, type GrayImage } from './gray-image.ts'
import { stripsOf } from './page-strips.ts'

/** Four pixels a point: a page of 300 points by 200. */
const scale = 4

const fill = ({ width, pixels }: GrayImage, left: number, top: number, right: number, bottom: number) => {
  for (let y = top * scale; y < bottom * scale; y += 1)
    pixels.fill(0, y * width + left * scale, y * width + right * scale)
}

/** A table of two rows and three columns from (20, 40), each cell 80 points wide and 20 high. */
const tableAt = (image: GrayImage) => {
  for (const y of [40, 60, 80]) fill(image, 20, y, 260.5, y + 0.5)
  for (const x of [20, 100, 180, 260]) fill(image, x, 40, x + 0.5, 80.5)
}

/** Something like a printed word. */
const wordAt = (image: GrayImage, left: number, top: number, width = 20) => {
  for (let x = left; x < left + width; x += 5) fill(image, x, top, x + 3, top + 8)
}

const page = () => blankImage(300 * scale, 200 * scale)
const placesOf = (image: GrayImage) =>
  stripsOf(image, scale).strips.map(({ left, top, isInCell }) => [left / scale, top / scale, isInCell])

it('cuts the printed lines of a page at the edges of its cells', () => {
  const image = page()
  tableAt(image)
  wordAt(image, 30, 20)
  wordAt(image, 110, 46)
  wordAt(image, 190, 66)
  expect(placesOf(image)).toEqual(
    expect.arrayContaining([
      [110, 46, true],
      [190, 66, true],
      [30, 20, false],
    ]),
  )
  expect(placesOf(image)).toHaveLength(3)
})

it('finds the rules, and nothing is left of them', () => {
  const image = page()
  tableAt(image)
  const { rules, strips } = stripsOf(image, scale)
  expect(rules.filter(({ isHorizontal }) => isHorizontal)).toHaveLength(3)
  expect(rules.filter(({ isHorizontal }) => !isHorizontal)).toHaveLength(4)
  expect(strips).toEqual([])
  expect(image.pixels.every((gray) => gray === 255)).toBe(true)
})

it('takes specks for nothing, and a point for ink', () => {
  const image = page()
  image.pixels[5000] = 0
  expect(placesOf(image)).toEqual([])
  fill(image, 50, 50, 51, 51)
  expect(placesOf(image)).toEqual([[50, 50, false]])
})

it('reads what stands far apart in one line one by one, on one baseline', () => {
  const image = page()
  wordAt(image, 30, 20)
  wordAt(image, 200, 20)
  const { strips } = stripsOf(image, scale)
  expect(strips.map(({ left, bottom }) => [left / scale, bottom / scale])).toEqual([
    [30, 28],
    [200, 28],
  ])
})
