/**
 * Every number of a text: what it counts and in which unit, or which kind of number it is that counts nothing. The
 * kinds are a closed list; whatever is in none of them is a figure that has to be read.
 */
export type StructuralKind =
  | 'date'
  | 'regulation'
  | 'heading'
  | 'reference'
  | 'code'
  | 'name'
  | 'rowNumber'
  | 'columnNumber'
  | 'pageNumber'
  | 'phone'
  | 'templateNote'
  | 'header'

/** Printed digits and where they stand in the text. A range (20-30) is one token. */
export type NumericToken = Readonly<{
  start: number
  end: number
  text: string
  /** Where the number with its qualifier and unit begins and ends. */
  wholeStart: number
  wholeEnd: number
  /** As printed, 万 and 亿 with it; '' where none follows. */
  unit: string
  /** 余, 近, ≥ … or null. */
  qualifier: string | null
  /** null: it counts something. */
  kind: StructuralKind | null
}>

/** Digits of any number, thousands separators and decimals with them. */
export const numericPattern = /\d+(?:[,，]\d{3})*(?:\.\d+)*/gu

/** What Chinese counts with. */
const classifiers = [
  '人次',
  '场次',
  '批次',
  '户次',
  '台次',
  '小时',
  '平方米',
  '公里',
  '万元',
  '千元',
  '亿元',
  ...'元个家人名次场期份项篇条户台辆套件支块处座所级天月年吨届批岁分只本册部间亩米周宗起笔幅盏组对位门节课时栋株棵张',
]
const unitSource = `(?:[万亿千百]\\s*)?(?:[余多来]\\s*)?(?:${classifiers.join('|')}|㎡|m\\s*²|[%％‰])?`
const qualifierBefore = /(≥|≤|＞|＜|>|<|=|＝|近|约|逾|超过|不少于|不低于|不超过|不高于|至少|大于|小于)\s*$/u

/** 310元/人, ≥100元/月. */
const perUnit = /^\s*\/\s*(?:人|月|年|户|家|次|天|场)/u

type Rule = Readonly<{ kind: StructuralKind; pattern: RegExp }>

/** Stretches of text whose numbers count nothing; the first that covers a number says its kind. */
const structuralRules: readonly Rule[] = [
  {
    kind: 'regulation',
    pattern:
      /[〔［[（(]\s*(?:19|20)\d{2}\s*[〕］\]）)]\s*\d+\s*号|(?:[（(]第?|第|(?<!\s))\s*(?<!\d)\d+\s*号[）)]?(?=第)|[（(]第\s*\d+\s*号[）)]|第\s*\d+\s*[条号]/gu,
  },
  {
    kind: 'date',
    pattern:
      /(?:19|20)\d{2}\s*[-.．/]\s*\d{1,2}\s*[-.．/]\s*\d{1,2}(?!\d)|(?:(?:19|20)\d{2}\s*[、，,和与至—–-]\s*)*(?:19|20)\d{2}\s*年?\s*[-—–至]\s*(?:19|20)\d{2}\s*年?(?!\d)|(?:(?:19|20)\d{2}\s*[、和]\s*)+(?:19|20)\d{2}\s*年|(?:19|20)\d{2}\s*年(?:度|末|初|底)?(?:\s*\d{1,2}\s*[-—–至]\s*\d{1,2}\s*月)?|[（(]\s*(?:19|20)\d{2}\s*[）)]|(?<![\d.])\d{1,2}\s*[-—–至]\s*\d{1,2}\s*月|(?<![\d.])\d{1,2}\s*月份?(?:底|初|末|\s*\d{1,2}\s*日)?(?![\d])/gu,
  },
  { kind: 'date', pattern: /(?<=(?:^|[^\d.])(?:19|20)?)(?:19|20)\d{2}(?=\s*(?:基础|财务|决算|预算))/gu },
  {
    kind: 'reference',
    pattern: /(?:附件|附表|图)\s*\d+(?:\s*-\s*\d+)?|公开\s*\d+\s*表|\[bookmark:[^\]]*\]/gu,
  },
  { kind: 'heading', pattern: /(?:目标|任务|问题|措施)\s*\d{1,2}(?=\s*(?:完成|[：:、(（]))/gu },
  { kind: 'phone', pattern: /(?:电话|联系方式)[:：]?\s*[\d\s-]{7,}/gu },
  {
    kind: 'code',
    pattern: /(?:^|\s)\d{3,12}(?=\p{Script=Han}{2,}(?:局|会|委|办|部|所|院|校|中心|馆|站|队|厅|社|处))/gu,
  },
  // 教育支出（205）进修及培训（20508）培训支出（2050803）; 普通教育（02） after the code of its class.
  {
    kind: 'code',
    pattern:
      /(?<=支出|补助)[（(]\s*[23]\d{2}\s*[）)]|(?<=\p{Script=Han})[（(]\s*(?:[23]\d{4}|2\d{6})\s*[）)]|(?<=[（(]\d{3}[）)][^。；，,]{2,40})[（(]\d{2}[）)]/gu,
  },
]

const headingPattern = /(?:^|[。；;：:，,\s])(?:[（(]\s*\d{1,2}\s*[）)]|\d{1,2}\s*(?:[、．)）]|\.(?!\d)))/gu

/** A number that makes a name: 四星级, 24 小时驿站, 价值 100 万元（含）以上设备, 50 人以上企业. */
const namePattern =
  /(?<!\d|\d[,，](?=\d{3}(?!\d)))\d+(?:[,，]\d{3})*(?:\.\d+)?\s*(?:星级|级工会|小时|届|周年|号(?!码))|(?<!\d)\d+(?:\.\d+)?\s*万?\s*[元人]\s*(?:（含）|\(含\))?\s*(?:及以上|以上|以下|以内)(?=\p{Script=Han}{2}[^，。；、\d]*\d)|(?<!\d)\d+(?:\.\d+)?\s*万?\s*元\s*(?:（含）|\(含\))?\s*以上(?=\p{Script=Han})/gu

type Stretch = Readonly<{ start: number; end: number; kind: StructuralKind }>

/** The stretches of each rule, from left to right. */
const stretchesOf = (text: string): readonly (readonly Stretch[])[] =>
  [
    ...structuralRules,
    { kind: 'heading' as const, pattern: headingPattern },
    { kind: 'name' as const, pattern: namePattern },
  ].map(({ kind, pattern }) => {
    const stretches: Stretch[] = []
    // matchAll would make each pattern anew for every text.
    pattern.lastIndex = 0
    for (let found = pattern.exec(text); found !== null; found = pattern.exec(text))
      stretches.push({ start: found.index, end: pattern.lastIndex, kind })
    return stretches
  })

/** The first stretch over a place, by the order of the rules; to be asked of one place after another. */
const coveringStretch = (text: string): ((place: number) => Stretch | null) => {
  const rules = stretchesOf(text).map((stretches) => ({ stretches, next: 0 }))
  return (place) => {
    for (const rule of rules) {
      while ((rule.stretches[rule.next]?.end ?? Number.POSITIVE_INFINITY) <= place) rule.next += 1
      const stretch = rule.stretches[rule.next]
      if (stretch && stretch.start <= place) return stretch
    }
    return null
  }
}

const rangePattern = /[-—–~～至]\d+(?:\.\d+)?/uy

/** Nothing but a number, as in most cells: it counts something, and nothing says what. */
const numberAlone = /^\d+(?:[,，]\d{3})*(?:\.\d+)?$/u

const tokenAlone = (text: string): NumericToken => ({
  start: 0,
  end: text.length,
  text,
  wholeStart: 0,
  wholeEnd: text.length,
  unit: '',
  qualifier: null,
  kind: null,
})

/** The numbers of a text from left to right. */
export const numericTokensOf = (text: string): readonly NumericToken[] => {
  if (!/\d/u.test(text)) return []
  if (numberAlone.test(text)) return [tokenAlone(text)]
  const stretchAt = coveringStretch(text)
  const tokens: NumericToken[] = []
  let from = 0
  for (const match of text.matchAll(numericPattern)) {
    if (match.index < from) continue
    const start = match.index
    const stretch = stretchAt(start)
    rangePattern.lastIndex = start + match[0].length
    const range = stretch ? null : rangePattern.exec(text)
    const end = start + match[0].length + (range?.[0].length ?? 0)
    from = end
    tokens.push({
      start,
      end,
      text: text.slice(start, end),
      ...surroundings(text, start, end),
      kind: stretch?.kind ?? null,
    })
  }
  return tokens
}

/** A qualifier stands right before its number: looking further would cost more with every number of a text. */
const farthestQualifier = 40

const unitPattern = new RegExp(`\\s*(${unitSource})`, 'uy')

const surroundings = (text: string, start: number, end: number) => {
  const before = qualifierBefore.exec(text.slice(Math.max(0, start - farthestQualifier), start))
  unitPattern.lastIndex = end
  const printed = unitPattern.exec(text)?.[0] ?? ''
  const per = perUnit.exec(text.slice(end + printed.length))?.[0] ?? ''
  const unitEnd = end + printed.length + per.length
  const after = /^\s*(余|多|以上|以下|左右|以内)/u.exec(text.slice(unitEnd))
  const inner = /[余多来]/u.exec(printed)?.[0]
  return {
    wholeStart: start - (before?.[0].length ?? 0),
    wholeEnd: unitEnd + (after?.[0].length ?? 0),
    unit: `${printed}${per}`.replace(/[\s余多来]/gu, '').replace('％', '%'),
    qualifier: before?.[1] ?? inner ?? after?.[1] ?? null,
  }
}
