import type { SlackBlock } from '../../../local-slack/index.ts'
import { h } from '../dom.ts'
import { drawMarkdown } from '../text/markdown.ts'
import { drawChart } from './chart.ts'
import { drawDataTable, drawTable } from './data-table.ts'
import { drawElement, drawFeedback } from './elements.ts'
import { fileAddress } from './file.ts'
import { drawInput } from './input.ts'
import { drawRichText } from './rich-text.ts'
import type { Surface } from './surface.ts'
import { textBox } from './text.ts'

type Section = Extract<SlackBlock, { type: 'section' }>
type Context = Extract<SlackBlock, { type: 'context' }>
type Picture = Readonly<{
  image_url?: string | undefined
  slack_file?: Readonly<{ id?: string | undefined }> | undefined
  alt_text: string
}>

const drawPicture = ({ image_url, slack_file, alt_text }: Picture): HTMLElement =>
  h('img', {
    src: slack_file?.id === undefined ? image_url : fileAddress(slack_file.id),
    alt: alt_text,
    loading: 'lazy',
  })

const drawSection = ({ text, fields, accessory }: Section, surface: Surface): HTMLElement =>
  h(
    'div',
    { class: 'section' },
    h(
      'div',
      { class: 'section-words' },
      text !== undefined && textBox('section-text', text),
      fields !== undefined &&
        h('div', { class: 'fields' }, ...fields.map((field) => textBox('field', field))),
    ),
    accessory !== undefined &&
      h(
        'div',
        { class: 'accessory' },
        accessory.type === 'image' ? drawPicture(accessory) : drawElement(accessory, surface),
      ),
  )

const drawContext = ({ elements }: Context): HTMLElement =>
  h(
    'div',
    { class: 'context' },
    ...elements.map((element) =>
      element.type === 'image' ? drawPicture(element) : textBox('context-text', element),
    ),
  )

const draw = (block: SlackBlock, surface: Surface): HTMLElement => {
  switch (block.type) {
    case 'section':
      return drawSection(block, surface)
    case 'context':
      return drawContext(block)
    case 'header':
      return h('h3', { class: 'header' }, block.text.text)
    case 'divider':
      return h('hr')
    case 'actions':
      return h('div', { class: 'actions' }, ...block.elements.map((element) => drawElement(element, surface)))
    case 'context_actions':
      return h(
        'div',
        { class: 'actions' },
        ...block.elements.map((element) => drawFeedback(element, surface)),
      )
    case 'image':
      return h(
        'figure',
        { class: 'picture' },
        block.title !== undefined && h('figcaption', {}, block.title.text),
        drawPicture(block),
      )
    case 'rich_text':
      return drawRichText(block)
    case 'data_table':
      return drawDataTable(block)
    case 'table':
      return drawTable(block)
    case 'data_visualization':
      return drawChart(block)
    case 'markdown':
      return drawMarkdown(block.text)
    case 'input':
      return drawInput(block, surface)
  }
}

export const drawBlocks = (blocks: readonly SlackBlock[], surface: Surface): HTMLElement =>
  h('div', { class: 'blocks' }, ...blocks.map((block) => draw(block, surface)))
