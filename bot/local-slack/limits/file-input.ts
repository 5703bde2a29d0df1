/** What Slack's client lets a person put into a file_input: docs.slack.dev, "File input element". */
export const slackFileInput = { mostFiles: 10, mostFileBytes: 10 * 1024 * 1024 } as const

export type ChosenFile = Readonly<{ name: string; size: number }>

const extensionOf = (name: string): string => name.split('.').at(-1)?.toLowerCase() ?? ''

/** Why these files cannot be chosen together; null: they can. */
export const fileInputRefusal = (
  element: Readonly<{ max_files?: number | undefined; filetypes?: readonly string[] | undefined }>,
  files: readonly ChosenFile[],
): string | null => {
  const { max_files: most = slackFileInput.mostFiles, filetypes } = element
  if (files.length > most) return `at most ${most} files can be chosen`
  const wrong = files.find(({ name }) => filetypes !== undefined && !filetypes.includes(extensionOf(name)))
  if (wrong !== undefined) return `${wrong.name} is of a type that cannot be chosen`
  const large = files.find(({ size }) => size > slackFileInput.mostFileBytes)
  return large === undefined ? null : `${large.name} is too large`
}
