/**
 * Wordings of one thing as a table writes them: "(花|用)在(哪|哪里)" stands for each way through it. An alternative may be
 * empty: "to (the|) treasury".
 */
export const wordingsOf = (surface: string): readonly string[] => {
  const group = /\(([^()]*)\)/u.exec(surface)
  if (group === null) return [surface.replaceAll(/\s+/gu, ' ').trim()]
  const [before, after] = [surface.slice(0, group.index), surface.slice(group.index + group[0].length)]
  return (group[1] ?? '').split('|').flatMap((alternative) => wordingsOf(`${before}${alternative}${after}`))
}
