/** The JSON object that a text ends with: models without a schema think aloud and put fences around it. Null: there is none. */
import { parseJson } from '../../db/domain/json.ts'

/** Looked for from the end: of thoughts that begin and never end, a text may hold a hundred thousand. */
const endOfThought = '</think>'

export const jsonInText = (text: string): unknown => {
  const thoughtEnd = text.lastIndexOf(endOfThought)
  const said = thoughtEnd === -1 ? text : text.slice(thoughtEnd + endOfThought.length)
  const whole = parseJson(said)
  if (whole !== null) return whole
  const objects = objectsIn(said).map(parseJson)
  return objects.findLast((it) => it !== null) ?? null
}

/** Texts from an opening brace to the one that closes it, outermost only. Half an object is none. */
const objectsIn = (text: string): readonly string[] => {
  const objects: string[] = []
  let depth = 0
  let start = 0
  let isQuoted = false
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]
    if (isQuoted) {
      if (character === '\\') at += 1
      else if (character === '"') isQuoted = false
    } else if (character === '"') isQuoted = depth > 0
    else if (character === '{') {
      if (depth === 0) start = at
      depth += 1
    } else if (character === '}' && depth > 0) {
      depth -= 1
      if (depth === 0) objects.push(text.slice(start, at + 1))
    }
  }
  return objects
}
