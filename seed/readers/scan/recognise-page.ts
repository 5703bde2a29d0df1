/**
 * The picture of a page as its glyphs and rules, so that it is read like any other page.
 *
 * Every printed line is read by itself. Numbers are read twice, by networks that were trained apart; where the two differ,
 * the number is unreadable, and a sign that is no digit stands in its place.
 */
import { hasChinese, unreadableSign } from '../../../db/domain/text.ts'
import type { Glyph, PageContent } from '../pdf/page-content.ts'
import { cropped, type GrayImage, type PixelBox, scaled } from './gray-image.ts'
import { mendLabel } from './mend-label.ts'
import { type Strip, stripsOf } from './page-strips.ts'
import { placeOfNumber } from './place-of-number.ts'
import { straightened } from './skew.ts'
import type { ReadLines, ReadWord, Training } from './tesseract.ts'

/** In points: what tesseract needs of white around a line. */
const margin = 2.5

/** A printed number as it stands in a line, with the signs that part and point it. */
const numberPattern = /-?\d(?:[\d.,，]*\d)?/gu

/** A character of a strip, placed on the page in pixels. */
type Character = Readonly<{ text: string; left: number; right: number }>

/** A piece of a strip's text: a number, or what stands between numbers. */
type Piece = Readonly<{ characters: readonly Character[]; isNumber: boolean }>

type Line = Readonly<{ strip: Strip; pieces: readonly Piece[] }>

const textOf = (parts: readonly Readonly<{ text: string }>[]): string =>
  parts.map(({ text }) => text).join('')

/** The characters of a word take its width in equal parts; words may overlap, and their order is that of reading. */
const charactersOf = (words: readonly ReadWord[]): readonly Character[] => {
  const placed = words.flatMap(({ text, left, right }) => {
    const all = [...text]
    const step = (right - left) / all.length
    return all.map((character, index) => ({
      text: character,
      left: left + index * step,
      right: left + (index + 1) * step,
    }))
  })
  const [lefts, rights] = [placed.map(({ left }) => left), placed.map(({ right }) => right)].map((edges) =>
    edges.toSorted((a, b) => a - b),
  )
  return placed.map(({ text }, index) => ({ text, left: lefts?.[index] ?? 0, right: rights?.[index] ?? 0 }))
}

const piecesOf = (characters: readonly Character[]): readonly Piece[] => {
  // One code unit for each, so that positions in the text are those of characters.
  const text = characters.map((character) => character.text.charAt(0)).join('')
  const pieces: Piece[] = []
  const add = (from: number, to: number, isNumber: boolean) => {
    if (to > from) pieces.push({ characters: characters.slice(from, to), isNumber })
  }
  let at = 0
  for (const match of text.matchAll(numberPattern)) {
    add(at, match.index, false)
    at = match.index + match[0].length
    add(match.index, at, true)
  }
  add(at, characters.length, false)
  return pieces
}

/** Ink of which nothing was read is no blank. */
const unreadable = ({ left, right }: Pick<PixelBox, 'left' | 'right'>): readonly Character[] => [
  { text: unreadableSign, left, right },
]

/** Boxes of words may cut a digit, or take in a sign: the digits themselves say better where a number stands. */
const boxOfNumber = (image: GrayImage, { strip, pieces }: Line, { characters }: Piece): PixelBox => {
  if (pieces.length === 1) return strip
  const around = {
    left: Math.max(strip.left, Math.floor(characters[0]?.left ?? strip.left)),
    right: Math.min(strip.right, Math.ceil(characters.at(-1)?.right ?? strip.right)),
  }
  return placeOfNumber(image, strip, textOf(characters), around) ?? { ...strip, ...around }
}

/** Digits are lower than ideographs of the same size. */
const heightOfDigits = 0.75

const glyphsOf = (strip: Strip, characters: readonly Character[], scale: number): readonly Glyph[] => {
  const height = (strip.bottom - strip.top) / scale
  const size = hasChinese(textOf(characters)) ? height : height / heightOfDigits
  return characters.map(({ text, left }, index) => ({
    text,
    left: left / scale,
    // Blanks within a strip are those that recognition leaves, not those of the page.
    right: (characters[index + 1]?.left ?? strip.right) / scale,
    baseline: strip.bottom / scale,
    size,
  }))
}

/** Signs that stand beside ideographs are as wide as these, whichever of the two forms was read. */
const wideSigns: ReadonlyMap<string, string> = new Map([
  [':', '：'],
  [';', '；'],
  [',', '，'],
  ['(', '（'],
  ['〈', '（'],
  ['<', '（'],
  [')', '）'],
  ['〉', '）'],
  ['>', '）'],
])

/** A label of a cell as it is known, its characters in the places of those that were read. */
const mended = ({ isInCell }: Strip, characters: readonly Character[]): readonly Character[] => {
  const text = textOf(characters)
  const label = isInCell ? mendLabel(text) : text
  return label === text
    ? characters
    : [...label].flatMap((own, index) => {
        const place = characters[index]
        return place ? [{ ...place, text: own }] : []
      })
}

const settledSigns = (characters: readonly Character[]): readonly Character[] =>
  characters.map((character, index) => {
    const isBeside = [index - 1, index + 1].some((at) => hasChinese(characters[at]?.text ?? ''))
    return isBeside ? { ...character, text: wideSigns.get(character.text) ?? character.text } : character
  })

/** A character that stands alone, or a line of which nothing was read, is read better when it is larger. */
const enlarged = 1.35

const isOneCharacter = ({ left, top, right, bottom }: PixelBox): boolean =>
  right - left < 1.1 * (bottom - top)

/** Reads parts of a page. Shape: words placed on the page. Outcomes: null where the program failed. */
type ReadParts = (
  boxes: readonly PixelBox[],
  training: Training,
  factorOf?: (box: PixelBox) => number,
) => Promise<readonly (readonly ReadWord[])[] | null>

const partReader =
  (image: GrayImage, pixelsPerPoint: number, readLines: ReadLines): ReadParts =>
  async (boxes, training, factorOf = () => 1) => {
    const white = Math.round(margin * pixelsPerPoint)
    const pictures = boxes.map((box) => scaled(cropped(image, box, white), factorOf(box)))
    const attempt = () => readLines(pictures, Math.round(pixelsPerPoint * 72), training)
    // A machine that is busy with other things may have ended the first.
    const read = (await attempt()) ?? (await attempt())
    return (
      read?.map((words, index) =>
        words.map(({ text, left, right }) => {
          const box = boxes[index] ?? { left: 0, top: 0, right: 0, bottom: 0 }
          const [start, factor] = [box.left - white, factorOf(box)]
          return { text, left: start + left / factor, right: start + right / factor }
        }),
      ) ?? null
    )
  }

/** What Chinese reading makes of each strip; what it makes nothing of is read once more, larger. */
const readStrips = async (strips: readonly Strip[], read: ReadParts): Promise<readonly Line[] | null> => {
  const first = await read(strips, 'chi_sim', (strip) => (isOneCharacter(strip) ? enlarged : 1))
  if (first === null) return null
  const empty = strips.filter((_, index) => first[index]?.length === 0)
  const second = (await read(empty, 'chi_sim', () => enlarged)) ?? []
  return strips.map((strip, index) => {
    const words = first[index]?.length ? first[index] : (second[empty.indexOf(strip)] ?? [])
    return { strip, pieces: piecesOf(charactersOf(words)) }
  })
}

/** The numbers of which a second network reads the same, as it is printed or larger. */
const sureNumbers = async (
  image: GrayImage,
  lines: readonly Line[],
  read: ReadParts,
): Promise<ReadonlySet<Piece>> => {
  const numbers = lines.flatMap((line) =>
    line.pieces.flatMap((piece) => (piece.isNumber ? [{ piece, box: boxOfNumber(image, line, piece) }] : [])),
  )
  const sure = new Set<Piece>()
  for (const factor of [1, enlarged]) {
    const open = numbers.filter(({ piece }) => !sure.has(piece))
    const again =
      (await read(
        open.map(({ box }) => box),
        'eng',
        () => factor,
      )) ?? []
    open.forEach(({ piece }, index) => {
      if (textOf(again[index] ?? []) === textOf(piece.characters)) sure.add(piece)
    })
  }
  return sure
}

/**
 * What was read of a page. `image` is its picture as it was scanned.
 *
 * Outcomes: null where the program that reads failed.
 */
export const recognisePage = async (
  image: GrayImage,
  pixelsPerPoint: number,
  readLines: ReadLines,
): Promise<PageContent | null> => {
  const page = stripsOf(straightened(image), pixelsPerPoint)
  const read = partReader(page.image, pixelsPerPoint, readLines)
  const lines = await readStrips(page.strips, read)
  if (lines === null) return null
  const sure = await sureNumbers(page.image, lines, read)
  const settled = (piece: Piece): readonly Character[] => {
    const { characters, isNumber } = piece
    const [first, last] = [characters[0], characters.at(-1)]
    return isNumber && !sure.has(piece) && first && last
      ? unreadable({ left: first.left, right: last.right })
      : characters
  }
  return {
    width: page.image.width / pixelsPerPoint,
    height: page.image.height / pixelsPerPoint,
    glyphs: lines.flatMap(({ strip, pieces }) =>
      glyphsOf(
        strip,
        pieces.length > 0 ? mended(strip, settledSigns(pieces.flatMap(settled))) : unreadable(strip),
        pixelsPerPoint,
      ),
    ),
    rules: page.rules,
    hasPictures: true,
    isPicture: true,
  }
}
