import { expect, it } from 'vitest'
import { blankImage, type GrayImage } from './gray-image.ts'
import { placeOfNumber } from './place-of-number.ts'

const strip = { left: 0, top: 0, right: 400, bottom: 40 }

const fill = ({ width, pixels }: GrayImage, left: number, top: number, right: number, bottom: number) => {
  for (let y = top; y < bottom; y += 1) pixels.fill(0, y * width + left, y * width + right)
}

/** A line in which 中 stands for an ideograph, and every sign takes its usual room. */
const lineOf = (signs: string): GrayImage => {
  const image = blankImage(400, 40)
  let x = 4
  for (const sign of signs) {
    if (sign === '中') fill(image, x, 0, x + 36, 40)
    else if (sign === '.') fill(image, x, 34, x + 5, 39)
    else fill(image, x, 9, x + 16, 39)
    x += { 中: 40, '.': 10 }[sign] ?? 20
  }
  return image
}

const placed = (signs: string, text: string, left: number, right: number) => {
  const place = placeOfNumber(lineOf(signs), strip, text, { left, right })
  return place && [place.left, place.right]
}

it('finds the digits and points of a number, though its word was said to stand a digit beside', () => {
  expect(placed('中46.93中', '46.93', 66, 146)).toEqual([44, 130])
})

it('takes the number that is nearest', () => {
  expect(placed('46.93中中46.93', '46.93', 170, 260)).toEqual([174, 260])
})

it('says so where no digits stand as they were read', () => {
  expect(placed('中4693中', '46.93', 44, 130)).toBeNull()
  expect(placed('中中中中', '4', 44, 60)).toBeNull()
})
