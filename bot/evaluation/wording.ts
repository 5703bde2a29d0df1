/** Words of answers that change what a name or a number beside them means. */
import { acrossScripts, plainText, withoutSpace } from './plain-text.ts'

/** Says that what is named is left out, falls short or is another. */
const exclusion = acrossScripts(
  /未|不|没有|无|仅|只有|排除|除外|除了|另外|低于|其余|其他|以下|exclud|\bnot\b|\bno\b|n't|only|without|lacks?\b|不足|below|under\b|less|short of|remain|other|rather than|\bnone\b|neither|omit|left out|missing|blank|within (?:its|the|their)|缺|剔除|空白|除去|达不到/u,
)
export const excludes = (sentence: string): boolean => exclusion.test(sentence)

const contradiction = acrossScripts(
  /不一致|矛盾|冲突|出入|不符|不相符|对不上|不同|差异|口径|有误|另[^\n]{0,8}(?:为|列|记|载|是)|而[^\n]{0,12}(?:附件|正文|表|报告)|discrepan|conflict|inconsist|differ|mismatch|does not match|do not match|doesn't match|disagree|not agree|contradict|at odds|versus|whereas|while|however|\bbut\b|\bnot?\b|n't\b|although|rather than|another|elsewhere|attach|recomput|recalcul|\bboth\b|不一样|不相等|不等|不对|不吻合|不相同|不完全|应为|应是|实为|而不是|而非|并非|附件|重算|另有|两个|两处|两种|却/u,
)
export const contradicts = (text: string): boolean => contradiction.test(text)

const nothing = acrossScripts(
  /零|没有|未发生|为空|无|\bzero\b|\bnone\b|\bnothing\b|\bnil\b|\bno\b|n't|\bnot\b/u,
)
export const saysNothing = (text: string): boolean => nothing.test(text)

/** `text` is plain. Zero and bare numbers must stand alone, short English words as words; blanks do not matter in Chinese. */
export const says = (words: string, text: string): boolean => {
  const sought = plainText(words).trim()
  if (sought === '0') return /(?<![\d.])0(?:\.0+)?(?!\d|\.\d)/u.test(text)
  const exact = RegExp.escape(sought)
  if (/^[\d.]+$/u.test(sought)) return new RegExp(`(?<![\\d.])${exact}(?!\\d|\\.\\d)`, 'u').test(text)
  if (/[\u4E00-\u9FFF]/u.test(sought)) return withoutSpace(text).includes(withoutSpace(sought))
  if (/^[a-z]{1,3}$/u.test(sought)) return new RegExp(`(?<![a-z])${exact}(?![a-z])`, 'u').test(text)
  return text.includes(sought)
}
