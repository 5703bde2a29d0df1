import { type Child, h } from '../dom.ts'

type Question = Readonly<{
  title: string
  text: readonly Child[]
  yes: string
  no: string
  isDanger: boolean
}>

/** Asks before something is done; resolves with the answer, no when the dialog is left. */
export const confirm = ({ title, text, yes, no, isDanger }: Question): Promise<boolean> =>
  new Promise((resolve) => {
    const dialog = h(
      'dialog',
      { class: 'dialog confirm', 'aria-label': title },
      h('h2', {}, title),
      h('div', { class: 'confirm-text' }, ...text),
      h(
        'form',
        { method: 'dialog', class: 'dialog-foot' },
        h('button', { class: 'button', value: 'no' }, no),
        h(
          'button',
          { class: isDanger ? 'button danger' : 'button primary', value: 'yes', autofocus: true },
          yes,
        ),
      ),
    )
    dialog.addEventListener('close', () => {
      dialog.remove()
      resolve(dialog.returnValue === 'yes')
    })
    document.body.append(dialog)
    dialog.showModal()
  })
