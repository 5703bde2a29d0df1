/** Texts in one spelling, so that width, script, case and quotes do not decide whether something is said. */

const traditional =
  '總會濟區鄉縣產黨國員為與從預決經費數據無沒還長減單項類業務勞購車輛評價績劃錢萬億個實際執開報應條給後來點處獎貼補資運維護辦'
const simplified =
  '总会济区乡县产党国员为与从预决经费数据无没还长减单项类业务劳购车辆评价绩划钱万亿个实际执开报应条给后来点处奖贴补资运维护办'
const simplifiedByTraditional = new Map(
  Array.from(traditional, (character, index) => [character, simplified.charAt(index)]),
)

/** One width, simplified characters, small letters, straight quotes and hyphens, single blanks; line breaks stay. */
export const plainText = (text: string): string =>
  Array.from(
    text.replace(/[，、]/gu, ', ').normalize('NFKC'),
    (character) => simplifiedByTraditional.get(character) ?? character,
  )
    .join('')
    .toLowerCase()
    .replace(/[’‘]/gu, "'")
    .replace(/[“”]/gu, '"')
    .replace(/[−–—]/gu, '-')
    .replace(/[ \t\r\f\v\u3000\u00A0]+/gu, ' ')

export const withoutSpace = (text: string): string => text.replace(/\s+/gu, '')

const letter = String.raw`[\p{L}\p{N}_]`
const wordBoundary = `(?:(?<=${letter})(?!${letter})|(?<!${letter})(?=${letter}))`

/** A pattern whose `\b` and `\W` know the letters of every script: in "有one个" no English word begins. */
export const acrossScripts = ({ source, flags }: RegExp): RegExp =>
  new RegExp(
    source.replaceAll(String.raw`\b`, wordBoundary).replaceAll(String.raw`\W`, String.raw`[^\p{L}\p{N}_]`),
    flags,
  )
