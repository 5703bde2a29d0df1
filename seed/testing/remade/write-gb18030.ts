/** Text in GB18030, of the characters that it writes in one or two bytes: those of everyday Chinese. */
const makeBytesByCharacter = (): ReadonlyMap<string, readonly number[]> => {
  const decoder = new TextDecoder('gb18030')
  const bytesBy = new Map<string, readonly number[]>()
  for (let first = 0x81; first <= 0xfe; first += 1)
    for (let second = 0x40; second <= 0xfe; second += 1) {
      if (second === 0x7f) continue
      const character = decoder.decode(new Uint8Array([first, second]))
      if ([...character].length === 1 && !bytesBy.has(character)) bytesBy.set(character, [first, second])
    }
  return bytesBy
}

let bytesByCharacter: ReadonlyMap<string, readonly number[]> | null = null

/** Faults: a character that takes four bytes. */
export const encodeGb18030 = (text: string): Uint8Array => {
  bytesByCharacter ??= makeBytesByCharacter()
  const known = bytesByCharacter
  const bytesOf = (character: string): readonly number[] => {
    const code = character.charCodeAt(0)
    const bytes = code < 0x80 ? [code] : known.get(character)
    if (bytes === undefined) throw new Error(`no two bytes of GB18030 write ${character}`)
    return bytes
  }
  return new Uint8Array([...text].flatMap(bytesOf))
}
