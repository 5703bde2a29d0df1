/** Pictures of pages: a byte a pixel, 0 black and 255 white, row by row. */
export type GrayImage = Readonly<{ width: number; height: number; pixels: Uint8Array }>

/** Left and top within the picture, right and bottom just beyond, in pixels. */
export type PixelBox = Readonly<{ left: number; top: number; right: number; bottom: number }>

export const white = 255

export const blankImage = (width: number, height: number): GrayImage => ({
  width,
  height,
  pixels: new Uint8Array(width * height).fill(white),
})

/** The picture within a box, and a white margin around it. */
export const cropped = ({ width, pixels }: GrayImage, box: PixelBox, margin: number): GrayImage => {
  const [across, down] = [box.right - box.left, box.bottom - box.top]
  const image = blankImage(across + 2 * margin, down + 2 * margin)
  for (let row = 0; row < down; row += 1) {
    const start = (box.top + row) * width + box.left
    image.pixels.set(pixels.subarray(start, start + across), (row + margin) * image.width + margin)
  }
  return image
}

/** What a picture shows between its pixels; white beyond its edges. */
const between = ({ width, height, pixels }: GrayImage, x: number, y: number): number => {
  const [left, top] = [Math.floor(x), Math.floor(y)]
  if (left < 0 || top < 0 || left + 1 >= width || top + 1 >= height) return white
  const at = top * width + left
  const [right, below] = [x - left, y - top]
  const upper = (pixels[at] ?? white) * (1 - right) + (pixels[at + 1] ?? white) * right
  const lower = (pixels[at + width] ?? white) * (1 - right) + (pixels[at + width + 1] ?? white) * right
  return upper * (1 - below) + lower * below
}

/** Turned about its middle by an angle in radians, clockwise; what was beyond its edges is white. */
export const turned = (image: GrayImage, angle: number): GrayImage => {
  const result = blankImage(image.width, image.height)
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)]
  const [middleX, middleY] = [(image.width - 1) / 2, (image.height - 1) / 2]
  for (let y = 0; y < image.height; y += 1)
    for (let x = 0; x < image.width; x += 1) {
      const [dx, dy] = [x - middleX, y - middleY]
      result.pixels[y * image.width + x] = between(
        image,
        middleX + dx * cosine + dy * sine,
        middleY - dx * sine + dy * cosine,
      )
    }
  return result
}

/** The picture in another size. */
export const scaled = (image: GrayImage, factor: number): GrayImage => {
  const result = blankImage(Math.round(image.width * factor), Math.round(image.height * factor))
  for (let y = 0; y < result.height; y += 1)
    for (let x = 0; x < result.width; x += 1)
      result.pixels[y * result.width + x] = between(image, x / factor, y / factor)
  return result
}
