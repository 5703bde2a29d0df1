/** A published disclosure retold of another place, year and size: as long and as involved, and its sums still hold. */

export type Variation = Readonly<{
  /** Names of places by the names that take their place. */
  places: Readonly<Record<string, string>>
  /** Added to every year. */
  years: number
  /** A whole number, by which amounts with two decimals are multiplied. */
  times: number
}>

const chineseDigits = [...'〇一二三四五六七八九']

const inChinese = (year: number): string =>
  [...String(year)].map((digit) => chineseDigits[Number(digit)]).join('')

const yearInDigits = /(?<![\d.])20[12]\d(?![\d.])/gu
const yearInWords = /二[〇○零][一二]([〇○零一二三四五六七八九])/gu
/** Shares stay what they are. */
const amount = /(?<![\d.])\d+\.\d{2}(?!\d|\s*[%％])/gu

export const varyReport = (text: string, { places, years, times }: Variation): string => {
  const retold = Object.entries(places).reduce((told, [place, other]) => told.replaceAll(place, other), text)
  return retold
    .replace(yearInDigits, (year) => String(Number(year) + years))
    .replace(yearInWords, (year) => inChinese(2000 + digitsOf(year.slice(2)) + years))
    .replace(amount, (printed) => ((Math.round(Number(printed) * 100) * times) / 100).toFixed(2))
}

const digitsOf = (words: string): number =>
  Number([...words.replace(/[○零]/gu, '〇')].map((word) => chineseDigits.indexOf(word)).join(''))
