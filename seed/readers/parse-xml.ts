/**
 * XML as it stands in the parts of an Office file: elements, attributes and text.
 *
 * It is strict where a parser of pages forgives: a part that does not end as it began has lost something, and a figure
 * read from it would stand in the wrong place. It knows no DOCTYPE, so that no entity but XML's own five means anything.
 */
import { maximumElements, maximumNesting } from './limits.ts'

export type XmlElement = Readonly<{
  /** With its prefix: `w:tbl`. */
  name: string
  attributes: ReadonlyMap<string, string>
  children: readonly XmlNode[]
}>

export type XmlNode = XmlElement | string

type OpenElement = XmlElement & Readonly<{ children: XmlNode[] }>

const tag =
  /<(?<slash>\/?)(?<name>[^\s/>=<"'!?]+)(?<attributes>(?:\s+[^\s/>=<"']+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(?<empty>\/?)>/y
const attribute = /(?<name>[^\s/>=<"']+)\s*=\s*(?:"(?<double>[^"]*)"|'(?<single>[^']*)')/gu
const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** Thrown and caught within this file. */
class Malformed extends Error {}
class TooLarge extends Error {}

const referred = (reference: string): string => {
  const code = /^#x(?<hex>[\da-f]+)$|^#(?<decimal>\d+)$/iu.exec(reference)?.groups
  const point = code?.hex === undefined ? Number(code?.decimal) : Number.parseInt(code.hex, 16)
  const text = code === undefined ? entities[reference] : point <= 0x10ffff && String.fromCodePoint(point)
  if (text === undefined || text === false) throw new Malformed()
  return text
}

const decoded = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(?<reference>[^;&]{0,10};?)/gu, (_, reference: string) => {
        if (!reference.endsWith(';')) throw new Malformed()
        return referred(reference.slice(0, -1))
      })
    : text

const attributesIn = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text === ''
      ? []
      : [...text.matchAll(attribute)].map(({ groups }) => [
          groups?.name ?? '',
          decoded(groups?.double ?? groups?.single ?? ''),
        ]),
  )

/** Where something that begins at a place ends. */
const endOf = (xml: string, ending: string, from: number): number => {
  const end = xml.indexOf(ending, from)
  if (end === -1) throw new Malformed()
  return end + ending.length
}

/** A tree while it grows: what is open stands in what was opened before it. */
const createTree = () => {
  const document: OpenElement = { name: '', attributes: new Map(), children: [] }
  const open: OpenElement[] = [document]
  let elements = 0
  return {
    write: (text: string) => {
      if (open.length > 1) open.at(-1)?.children.push(text)
      else if (text.trim() !== '') throw new Malformed()
    },
    add: (name: string, attributes: string, isEmpty: boolean) => {
      const element: OpenElement = { name, attributes: attributesIn(attributes), children: [] }
      open.at(-1)?.children.push(element)
      if (!isEmpty) open.push(element)
      elements += 1
      if (elements > maximumElements || open.length > maximumNesting) throw new TooLarge()
    },
    close: (name: string) => {
      if (open.length === 1 || open.pop()?.name !== name) throw new Malformed()
    },
    root: (): XmlElement => {
      const [root, ...others] = document.children
      if (open.length > 1 || others.length > 0 || root === undefined || typeof root === 'string')
        throw new Malformed()
      return root
    },
  }
}

type Tree = ReturnType<typeof createTree>

/** Reads the tag at a place; gives where it ends. */
const readTag = (xml: string, at: number, tree: Tree): number => {
  tag.lastIndex = at
  const { slash, name, attributes = '', empty } = tag.exec(xml)?.groups ?? {}
  if (name === undefined || (slash === '/' && (attributes !== '' || empty === '/'))) throw new Malformed()
  const end = tag.lastIndex
  if (slash === '/') tree.close(name)
  else tree.add(name, attributes, empty === '/')
  return end
}

const unread = [
  ['<!--', '-->'],
  ['<?', '?>'],
] as const
const literal = ['<![CDATA[', ']]>'] as const

/** Reads what begins with `<` at a place; gives where it ends. */
const readMarkup = (xml: string, at: number, tree: Tree): number => {
  const skipped = unread.find(([start]) => xml.startsWith(start, at))
  if (skipped) return endOf(xml, skipped[1], at + skipped[0].length)
  if (!xml.startsWith(literal[0], at)) return readTag(xml, at, tree)
  const start = at + literal[0].length
  const end = endOf(xml, literal[1], start)
  tree.write(xml.slice(start, end - literal[1].length))
  return end
}

const parse = (xml: string): XmlElement => {
  const tree = createTree()
  let at = 0
  while (at < xml.length) {
    const next = xml.indexOf('<', at)
    const textEnd = next === -1 ? xml.length : next
    if (textEnd > at) tree.write(decoded(xml.slice(at, textEnd)))
    at = next === -1 ? xml.length : readMarkup(xml, next, tree)
  }
  return tree.root()
}

const decodeXml = (bytes: Uint8Array): string => {
  const isWide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  const encoding = isWide ? (bytes[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    throw new Malformed()
  }
}

/**
 * The root element of a part.
 *
 * Outcomes: 'damaged-file' for what is no XML or declares a DOCTYPE, 'too-large' beyond the limits of markup.
 */
export const parseXml = (bytes: Uint8Array): XmlElement | 'damaged-file' | 'too-large' => {
  try {
    return parse(decodeXml(bytes))
  } catch (error) {
    if (error instanceof Malformed) return 'damaged-file'
    if (error instanceof TooLarge) return 'too-large'
    throw error
  }
}

/** The elements in an element. */
export const elementsIn = ({ children }: XmlElement): readonly XmlElement[] =>
  children.filter((child) => typeof child !== 'string')

export const childOf = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element === undefined ? undefined : elementsIn(element).find((child) => child.name === name)

/** The attribute `w:val` of a child, where a property states its value; '' where it states none. Undefined: no such child. */
export const statedValue = (element: XmlElement | undefined, name: string): string | undefined => {
  const child = childOf(element, name)
  return child === undefined ? undefined : (child.attributes.get('w:val') ?? '')
}
