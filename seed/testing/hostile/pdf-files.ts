import { deflateSync } from 'node:zlib'
import PDFDocument from 'pdfkit'
import { tabbedDocument } from '../invented-documents.ts'
import { chineseFont } from './chinese-font.ts'
import { asBytes, fileOf, type HostileFile, joinBytes } from './hostile-file.ts'

const title = '2022年度青山市云溪县总工会部门决算'

const written = (
  draw: (document: PDFKit.PDFDocument) => void,
  options: PDFKit.PDFDocumentOptions = {},
): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const document = new PDFDocument({
      autoFirstPage: false,
      font: chineseFont,
      info: { CreationDate: new Date(0) },
      ...options,
    })
    const parts: Buffer[] = []
    document.on('data', (part: Buffer) => parts.push(part))
    document.on('end', () => resolve(new Uint8Array(Buffer.concat(parts))))
    document.on('error', reject)
    draw(document)
    document.end()
  })

const pages = (count: number) =>
  written((document) => {
    for (let page = 0; page < count; page += 1) document.addPage()
  })

const lines = (texts: readonly string[], options: PDFKit.PDFDocumentOptions = {}) =>
  written((document) => {
    document.addPage()
    for (const text of texts) document.text(text)
  }, options)

/** A page of one picture: a point of one colour. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

const scan = () =>
  written((document) => {
    document.addPage()
    document.image(picture, 0, 0, { width: 500 })
  })

type PdfObject = string | Readonly<{ entries: string; stream: Uint8Array }>

/** A file of objects numbered from 1, the first of them its catalog. */
const objectsOf = (objects: readonly PdfObject[]): Uint8Array => {
  const parts: Uint8Array[] = [asBytes('%PDF-1.7\n')]
  const starts: number[] = []
  let at = parts[0]?.length ?? 0
  for (const [index, object] of objects.entries()) {
    const { entries, stream } = typeof object === 'string' ? { entries: object, stream: null } : object
    const part =
      stream === null
        ? asBytes(`${index + 1} 0 obj\n<< ${entries} >>\nendobj\n`)
        : joinBytes(
            asBytes(`${index + 1} 0 obj\n<< ${entries} /Length ${stream.length} >>\nstream\n`),
            stream,
            asBytes('\nendstream\nendobj\n'),
          )
    starts.push(at)
    parts.push(part)
    at += part.length
  }
  const list = starts.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('')
  const count = objects.length + 1
  parts.push(
    asBytes(
      `xref\n0 ${count}\n0000000000 65535 f \n${list}trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`,
    ),
  )
  return joinBytes(...parts)
}

const onePage = '/Type /Pages /Kids [3 0 R] /Count 1'
const pageEntries = '/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]'
const latin = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'

/** One page with a content, in letters of ASCII, and whatever else its catalog and its page say. */
const drawn = (
  content: string | Uint8Array,
  {
    catalog = '',
    page = '',
    packed = '',
  }: Readonly<{ catalog?: string; page?: string; packed?: string }> = {},
): Uint8Array =>
  objectsOf([
    `/Type /Catalog /Pages 2 0 R ${catalog}`,
    onePage,
    `${pageEntries} /Contents 4 0 R /Resources << /Font << /F ${latin} >> /XObject << /X 5 0 R >> >> ${page}`,
    { entries: packed, stream: typeof content === 'string' ? asBytes(content) : content },
    {
      entries: '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>',
      stream: asBytes('/X Do '.repeat(50)),
    },
  ])

const words = 'BT /F 12 Tf 50 700 Td (nothing of note) Tj ET'

const grid = (count: number): string =>
  Array.from({ length: count }, (_, index) => {
    const at = (index % 800) + index / count
    return index % 2 === 0 ? `0 ${at} m 595 ${at} l S` : `${at} 0 m ${at} 842 l S`
  }).join('\n')

const letters = (count: number): string =>
  `BT /F 1 Tf 0 400 Td ${Array.from({ length: count / 100 }, () => `(${'1'.repeat(100)}) Tj 0 -1 Td`).join('\n')} ET`

const poem = ['床前明月光，', '疑是地上霜。', '举头望明月，', '低头思故乡。']

/** So many megabytes of blanks. */
const packedBlanks = (megabytes: number): Uint8Array => deflateSync(Buffer.alloc(megabytes * 1_000_000, ' '))

const cut = (bytes: Uint8Array, share: number): Uint8Array => bytes.slice(0, Math.floor(bytes.length * share))

/** Pages that are cut, locked, endless, without text, or that would have something run or fetched from `address`. */
export const pdfFiles = async (address: string): Promise<readonly HostileFile[]> => {
  const whole = await lines(tabbedDocument.split('\n'))
  const text = Buffer.from(whole).toString('latin1')
  const altered = (pattern: RegExp, instead: string) =>
    new Uint8Array(Buffer.from(text.replace(pattern, instead), 'latin1'))
  const linked = await written((document) => {
    document.addPage()
    document.text(title, { link: `${address}link` })
  })
  const locked = await lines([title], { userPassword: 'a', ownerPassword: 'b', pdfVersion: '1.7' })
  return [
    fileOf('pages.txt', 'read', whole),
    fileOf('cut-at-10.pdf', 'damaged-file', cut(whole, 0.1)),
    fileOf('cut-at-50.pdf', 'damaged-file', cut(whole, 0.5)),
    fileOf('cut-at-90.pdf', 'damaged-file', cut(whole, 0.9)),
    fileOf('head-only.pdf', 'damaged-file', '%PDF-1.7\n'),
    fileOf('password.pdf', 'encrypted-file', locked),
    fileOf('no-list.pdf', 'read', altered(/startxref\n\d+/u, 'startxref\n0')),
    fileOf('wrong-list.pdf', 'read', altered(/\d{10} 00000 n/gu, '0000000017 00000 n')),
    fileOf('no-catalog.pdf', 'read', altered(/\/Type \/Catalog/u, '/Type /Nothing')),
    fileOf('pages-1600.pdf', 'too-large', await pages(1_600)),
    fileOf('pages-300.pdf', 'empty-file', await pages(300)),
    fileOf('picture.pdf', 'scanned-document', await scan()),
    fileOf('poem.pdf', 'not-a-disclosure', await lines(poem)),
    fileOf('link.pdf', 'no-figures', linked),
    fileOf(
      'script.pdf',
      'not-a-disclosure',
      drawn(words, {
        catalog: `/OpenAction << /S /JavaScript /JS (app.launchURL\\("${address}script"\\)) >>`,
        page: `/AA << /O << /S /URI /URI (${address}open) >> >>`,
      }),
    ),
    fileOf(
      'launch.pdf',
      'not-a-disclosure',
      drawn(words, {
        catalog: '/OpenAction << /S /Launch /F (/bin/sh) >>',
        page: `/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 595 842] /A << /S /SubmitForm /F (${address}form) >> >>]`,
      }),
    ),
    fileOf(
      'outside-stream.pdf',
      'empty-file',
      drawn('', { packed: `/F << /FS /URL /F (${address}stream) >>` }),
    ),
    fileOf(
      'pages-in-themselves.pdf',
      'damaged-file',
      objectsOf(['/Type /Catalog /Pages 2 0 R', '/Type /Pages /Kids [2 0 R 2 0 R] /Count 2']),
    ),
    fileOf(
      'pages-claimed.pdf',
      'too-large',
      objectsOf(['/Type /Catalog /Pages 2 0 R', '/Type /Pages /Kids [3 0 R] /Count 1000000', pageEntries]),
    ),
    fileOf(
      'no-pages.pdf',
      'empty-file',
      objectsOf(['/Type /Catalog /Pages 2 0 R', '/Type /Pages /Kids [] /Count 0']),
    ),
    fileOf('forms-in-themselves.pdf', 'too-large', drawn('/X Do'), 1_000),
    fileOf(
      'bomb.pdf',
      'empty-file',
      drawn(deflateSync(new Uint8Array(100_000_000)), { packed: '/Filter /FlateDecode' }),
    ),
    fileOf(
      'bomb-in-bomb.pdf',
      'empty-file',
      drawn(deflateSync(deflateSync(new Uint8Array(100_000_000))), {
        packed: '/Filter [/FlateDecode /FlateDecode]',
      }),
    ),
    fileOf(
      'bomb-of-rules.pdf',
      'too-large',
      drawn(deflateSync(Buffer.alloc(100_000_000, '0 0 m 1 1 l S\n')), { packed: '/Filter /FlateDecode' }),
      1_000,
    ),
    fileOf(
      'bomb-beyond-bounds.pdf',
      'too-large',
      drawn(packedBlanks(900), { packed: '/Filter /FlateDecode' }),
      1_000,
    ),
    fileOf('brackets.pdf', 'empty-file', drawn('['.repeat(1_000_000))),
    fileOf('states.pdf', 'not-a-disclosure', drawn(`${'q '.repeat(500_000)}${words}`)),
    fileOf('rules.pdf', 'not-a-disclosure', drawn(`${grid(20_000)}\n${words}`)),
    fileOf('letters.pdf', 'not-a-disclosure', drawn(letters(300_000))),
    fileOf(
      'box-without-bounds.pdf',
      'not-a-disclosure',
      drawn(words, { page: '/MediaBox [-1e30 -1e30 1e30 1e30]' }),
    ),
  ]
}
