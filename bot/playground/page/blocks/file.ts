import type { SharedFile } from '../../../local-slack/index.ts'
import { h } from '../dom.ts'
import { icon } from '../icons.ts'
import { say } from '../labels.ts'

export const fileAddress = (id: string): string => `/file/${id}`

export const fileSize = (bytes: number): string =>
  bytes < 1_024
    ? `${bytes} B`
    : bytes < 1_048_576
      ? `${Math.round(bytes / 1_024)} KB`
      : `${(bytes / 1_048_576).toFixed(1)} MB`

/** A shared file: its picture where it is one, and always a way to have it. */
export const drawFile = (file: SharedFile): HTMLElement => {
  const address = fileAddress(file.id)
  const card = h(
    'a',
    { class: 'file', href: `${address}?download`, download: file.name, title: say().download },
    h('span', { class: 'file-mark' }, icon('file')),
    h(
      'span',
      { class: 'file-words' },
      h('strong', {}, file.title),
      h('small', {}, `${file.filetype.toUpperCase()} · ${fileSize(file.size)} · ${file.name}`),
    ),
    icon('download'),
  )
  if (!file.mimetype.startsWith('image/')) return card
  return h('figure', { class: 'picture' }, h('img', { src: address, alt: file.title, loading: 'lazy' }), card)
}
