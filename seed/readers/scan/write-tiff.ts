import type { GrayImage } from './gray-image.ts'

/** Tags of the format, and the types that their values have. */
const [short, long] = [3, 4]
const tagBytes = 12

/** A TIFF of several pictures, uncompressed: the one format of many that needs no library and may be read from a pipe. */
export const writeTiff = (images: readonly GrayImage[], dotsPerInch: number): Uint8Array => {
  const tagsOf = ({ width, height }: GrayImage, pixels: number): readonly (readonly number[])[] => [
    [256, long, width],
    [257, long, height],
    [258, short, 8],
    [259, short, 1],
    [262, short, 1],
    [273, long, pixels],
    [277, short, 1],
    [278, long, height],
    [279, long, width * height],
    [282, 5, pixels - 8],
    [283, 5, pixels - 8],
    [296, short, 2],
  ]
  const directoryBytes = 2 + 12 * tagBytes + 4
  const even = (bytes: number) => bytes + (bytes % 2)
  const sizes = images.map(({ pixels }) => directoryBytes + 8 + even(pixels.length))
  const bytes = new Uint8Array(8 + sizes.reduce((sum, size) => sum + size, 0))
  const view = new DataView(bytes.buffer)
  bytes.set([0x49, 0x49, 42, 0])
  view.setUint32(4, 8, true)
  let at = 8
  images.forEach((image, index) => {
    const pixels = at + directoryBytes + 8
    const tags = tagsOf(image, pixels)
    view.setUint16(at, tags.length, true)
    tags.forEach(([tag = 0, type = 0, value = 0], place) => {
      const entry = at + 2 + place * tagBytes
      view.setUint16(entry, tag, true)
      view.setUint16(entry + 2, type, true)
      view.setUint32(entry + 4, 1, true)
      view.setUint32(entry + 8, value, true)
    })
    const next = at + (sizes[index] ?? 0)
    view.setUint32(at + directoryBytes - 4, index + 1 < images.length ? next : 0, true)
    view.setUint32(pixels - 8, dotsPerInch, true)
    view.setUint32(pixels - 4, 1, true)
    bytes.set(image.pixels, pixels)
    at = next
  })
  return bytes
}
