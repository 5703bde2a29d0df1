/** Reads RFC 4180 text back, written apart from the writer: rows of cells as text. */
export const readCsv = (text: string): readonly (readonly string[])[] => {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let isQuoted = false
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]
    if (isQuoted) {
      if (character !== '"') cell += character
      else if (text[at + 1] === '"') {
        cell += '"'
        at += 1
      } else isQuoted = false
    } else if (character === '"') isQuoted = true
    else if (character === ',' || character === '\r') {
      row.push(cell)
      cell = ''
      if (character === ',') continue
      if (text[at + 1] !== '\n') throw new Error(`a line ends without \\n at ${at}`)
      at += 1
      rows.push(row)
      row = []
    } else if (character === '\n') throw new Error(`a bare \\n at ${at}`)
    else cell += character
  }
  if (cell !== '' || row.length > 0 || isQuoted) throw new Error('the last line has no end')
  return rows
}
