/**
 * What a page becomes as a tree, told from its tags before the tree is built: the time that takes grows with the square
 * of the nesting, and formatting that is never ended is copied into everything that follows. Nesting is counted as a
 * browser closes elements; a tag that closes nothing closes nothing here.
 */
import { maximumElements, maximumNesting } from './limits.ts'

const named = (names: string): ReadonlySet<string> => new Set(names.split(' '))

const voidNames = named(
  'area base br col embed hr img input link meta param source track wbr basefont bgsound frame',
)
/** Elements whose content is text up to their own end. */
const textNames = named('script style textarea title xmp iframe noembed noframes')
const formattingNames = named('a b big code em font i nobr s small strike strong tt u')
const inlineNames = new Set([...formattingNames, ...named('span label sub sup ins del abbr o:p st1:chsdate')])
/** Elements that end whatever stands open in the table they belong to. */
const tableNames = named('caption colgroup thead tbody tfoot tr td th')
/** Elements that the next of their kind ends. */
const endedBy: Readonly<Record<string, readonly string[]>> = {
  p: [],
  li: ['li'],
  dt: ['dt', 'dd'],
  dd: ['dt', 'dd'],
  option: ['option'],
}

const tagName = /<(?<slash>\/?)(?<name>[a-z][^\s/>]*)/iy
const attribute = /[\s/]*(?:=?[^\s/>=]+|=)(?:\s*=\s*(?:"[^"]*"?|'[^']*'?|[^\s>"'][^\s>]*)?)?/y
const tagEnd = /[\s/]*>?/y

const endOf = (pattern: RegExp, html: string, from: number): number => {
  pattern.lastIndex = from
  return pattern.test(html) ? pattern.lastIndex : from
}

const endOfTag = (html: string, from: number): number => {
  let at = from
  for (let next = endOf(attribute, html, at); next > at; next = endOf(attribute, html, at)) at = next
  return endOf(tagEnd, html, at)
}

/** Where a pattern ends after a place; the end of the page where it never comes. */
const endOfNext = (html: string, pattern: RegExp, from: number): number => {
  pattern.lastIndex = from
  return pattern.test(html) ? pattern.lastIndex : html.length
}

type Tag = Readonly<{ name: string; isEnd: boolean }>

function* tagsOf(html: string): Generator<Tag> {
  let at = html.indexOf('<')
  while (at !== -1) {
    tagName.lastIndex = at
    const { slash, name: printed } = tagName.exec(html)?.groups ?? {}
    if (printed !== undefined) {
      const name = printed.toLowerCase()
      const isEnd = slash === '/'
      at = endOfTag(html, at + 1 + (slash ?? '').length + printed.length)
      if (!isEnd && textNames.has(name)) at = endOfNext(html, new RegExp(`</${name}(?=[\\s/>])`, 'giu'), at)
      yield { name, isEnd }
    } else if (html.startsWith('<!--', at)) at = endOfNext(html, /--!?>/gu, at + 2)
    else at += 1
    at = html.indexOf('<', at)
  }
}

/** Ends the element that everything but inline elements stands in, where it is of this name. */
const endInnermost = (elements: string[], name: string): void => {
  const at = elements.findLastIndex((element) => !inlineNames.has(element))
  if (elements[at] === name) elements.length = at
}

const open = (elements: string[], name: string): void => {
  if (tableNames.has(name)) {
    const table = elements.lastIndexOf('table')
    if (table === -1) return
    elements.length = table + 1
  } else if (!inlineNames.has(name))
    for (const ended of ['p', ...(endedBy[name] ?? [])]) endInnermost(elements, ended)
  elements.push(name)
}

const close = (elements: string[], name: string): void => {
  const at = elements.lastIndexOf(name)
  if (at === -1 || at < elements.lastIndexOf('table')) return
  if (formattingNames.has(name)) elements.splice(at, 1)
  else elements.length = at
}

/** Whether a page has more elements, or deeper ones, than are read, or was cut off within a table. */
export const judgePage = (html: string): 'whole' | 'damaged-file' | 'too-large' => {
  const elements: string[] = []
  let count = 0
  let endsInTable = false
  for (const { name, isEnd } of tagsOf(html)) {
    if (name === 'table') endsInTable = !isEnd
    if (isEnd) close(elements, name)
    else {
      count += 1 + elements.filter((element) => formattingNames.has(element)).length
      if (!voidNames.has(name) && !textNames.has(name)) open(elements, name)
    }
    if (count > maximumElements || elements.length > maximumNesting) return 'too-large'
  }
  return endsInTable ? 'damaged-file' : 'whole'
}
