import { expect, it } from 'vitest'
import { blankImage, type GrayImage, turned } from './gray-image.ts'
import { skewOf, straightened } from './skew.ts'

/** Black lines across a page. */
const lined = (): GrayImage => {
  const image = blankImage(900, 1200)
  for (let line = 1; line < 20; line += 1)
    for (let y = line * 60; y < line * 60 + 3; y += 1) image.pixels.fill(0, y * 900 + 100, y * 900 + 800)
  return image
}

const degrees = (angle: number): number => (angle * 180) / Math.PI

it.each([0, 0.5, 1.5, -2])('measures a page that lies %s degrees askew', (skew) => {
  const page = turned(lined(), (skew * Math.PI) / 180)
  expect(degrees(skewOf(page))).toBeCloseTo(skew, 1)
  expect(degrees(skewOf(straightened(page)))).toBeCloseTo(0, 1)
})

it('leaves a blank page as it is', () => {
  expect(straightened(blankImage(300, 400)).pixels.every((gray) => gray === 255)).toBe(true)
})
