import { pinyin } from 'pinyin-pro'

/** What people call a place: 云溪县 is also 云溪, Yunxi, Yun Xi, Yunxi County. */
export type PlaceWords = Readonly<{ zh: readonly string[]; en: readonly string[] }>

/** What follows a place's name, in English, in pinyin, or as it is when only the name was typed in pinyin; longest first. */
const suffixes: readonly (readonly [zh: string, en: readonly string[]])[] = [
  ['特别行政区', ['special administrative region']],
  ['自治区', ['autonomous region']],
  ['自治州', ['autonomous prefecture', 'prefecture']],
  ['自治县', ['autonomous county', 'county']],
  ['自治旗', ['autonomous banner', 'banner']],
  ['地区', ['prefecture', 'diqu', '地区']],
  ['省', ['province', 'sheng', '省']],
  ['市', ['city', 'municipality', 'shi', '市']],
  ['区', ['district', 'qu', '区']],
  ['县', ['county', 'xian', '县']],
  ['旗', ['banner', 'qi', '旗']],
  ['盟', ['league', 'meng', '盟']],
  ['州', ['prefecture', 'zhou', '州']],
]

/**
 * Places whose usual English name is not their pinyin: it stands here instead of it, since the pinyin of 陕西 without
 * tones is the name of 山西.
 */
const usualNames: Readonly<Record<string, readonly string[]>> = {
  陕西: ['shaanxi'],
  内蒙古: ['inner mongolia', 'neimenggu', 'nei mongol'],
  西藏: ['tibet', 'xizang'],
  新疆维吾尔: ['xinjiang', 'xinjiang uygur'],
  宁夏回族: ['ningxia', 'ningxia hui'],
  广西壮族: ['guangxi', 'guangxi zhuang'],
  香港: ['hong kong'],
  澳门: ['macao', 'macau'],
  呼和浩特: ['hohhot', 'huhehaote'],
  鄂尔多斯: ['ordos', 'eerduosi'],
  乌鲁木齐: ['urumqi', 'wulumuqi'],
  拉萨: ['lhasa', 'lasa'],
  哈尔滨: ['harbin', 'haerbin'],
  齐齐哈尔: ['qiqihar', 'qiqihaer'],
}

/** Other short forms of names that hold the name of a people. */
const shortNames: Readonly<Record<string, string>> = {
  新疆维吾尔: '新疆',
  宁夏回族: '宁夏',
  广西壮族: '广西',
}

/** Joined, spaced, and with the apostrophe that keeps Chang'an apart from Chan'gan; ü also as it is typed. */
const spellingsOf = (name: string): readonly string[] => {
  const syllables = pinyin(name, { toneType: 'none', type: 'array' })
  const spellings = [
    syllables.join(''),
    syllables.join(' '),
    syllables.reduce((word, syllable) => word + (word && /^[aeo]/u.test(syllable) ? "'" : '') + syllable, ''),
  ]
  return [...new Set(spellings.flatMap((it) => ['ü', 'v', 'u'].map((typed) => it.replaceAll('ü', typed))))]
}

/** The short form of a name of one character (易县) is no word to be heard by: only with what kind of place it is. */
export const placeWordsOf = (place: string): PlaceWords => {
  const suffix = suffixes.find(([zh]) => place.endsWith(zh) && place.length > zh.length)
  const stem = suffix ? place.slice(0, -suffix[0].length) : place
  const names = usualNames[stem] ?? spellingsOf(stem)
  const withKind = names.flatMap((name) => (suffix?.[1] ?? []).map((word) => `${name} ${word}`))
  if (stem.length === 1) return { zh: [place], en: [...spellingsOf(place), ...withKind] }
  return { zh: [place, stem, ...(shortNames[stem] ? [shortNames[stem]] : [])], en: [...names, ...withKind] }
}

/** The place as it is written in English: 云溪县 is "Yunxi County". */
export const englishPlaceOf = (place: string): string => {
  const [name, ...forms] = placeWordsOf(place).en
  const kind = suffixes.find(([zh]) => place.endsWith(zh) && place.length > zh.length)?.[1][0]
  const full = kind === undefined ? name : forms.find((form) => form.endsWith(` ${kind}`))
  return (full ?? name ?? place)
    .split(' ')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join(' ')
}
