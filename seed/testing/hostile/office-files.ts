import { CFB } from '@e965/xlsx'
import { findOffice } from '../../apart/convert-word.ts'
import {
  docxOf,
  sheetOf,
  wordCell,
  wordParagraph,
  wordTable,
  workbookOf,
} from '../../readers/testing/office-files.ts'
import { type ArchivePart, archiveOf, partOf, zerosPart } from './archive.ts'
import { fileOf, type HostileFile } from './hostile-file.ts'

const title = '2022年度青山市云溪县总工会部门决算'
const word = 'word/document.xml'
const wordNamespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

const documentXml = (body: string, prologue = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?>${prologue}<w:document ${wordNamespace}><w:body>${body}</w:body></w:document>`

const laughs = `<!DOCTYPE w:document [<!ENTITY a0 "ha">${Array.from(
  { length: 10 },
  (_, level) => `<!ENTITY a${level + 1} "${`&a${level};`.repeat(10)}">`,
).join('')}]>`

/** What is used of the library's writer of compound files, which its types leave open. */
type Streams = Readonly<{
  utils: Readonly<{
    cfb_new: () => object
    cfb_add: (file: object, name: string, content: Uint8Array) => object
  }>
  write: (file: object, options: Readonly<{ type: 'buffer' }>) => Uint8Array
}>

const compoundOf = (streams: Readonly<Record<string, Uint8Array>>): Uint8Array => {
  const { utils, write }: Streams = CFB
  const file = utils.cfb_new()
  for (const [name, content] of Object.entries(streams)) utils.cfb_add(file, name, content)
  return new Uint8Array(write(file, { type: 'buffer' }))
}

/** The main stream of a Word file, with flags and nothing else in it. */
const wordStream = (flags: number): Uint8Array => {
  const stream = Buffer.alloc(5_000)
  stream.writeUInt16LE(0xa5ec, 0)
  stream.writeUInt16LE(flags, 10)
  return new Uint8Array(stream)
}

/** What LibreOffice says of an old Word file; where it is missing, nothing more is known of it. */
const ofOffice = (code: HostileFile['code']): HostileFile['code'] =>
  findOffice() === null ? 'old-word-file' : code

const richText = (words: string): string =>
  `{\\rtf1\\ansi ${words.replace(/[^\u0000-\u007f]/gu, (character) => `\\u${character.charCodeAt(0)}?`)}\\par}`

const richTextFiles = (address: string): readonly HostileFile[] => [
  fileOf(
    'fetching.rtf',
    ofOffice('no-figures'),
    richText(
      `${title}\\par {\\field{\\*\\fldinst INCLUDEPICTURE "${address}picture.png" \\\\d}{\\fldrslt}}{\\field{\\*\\fldinst INCLUDETEXT "${address}text.doc"}{\\fldrslt}}{\\*\\template ${address}template.dot}`,
    ),
  ),
  fileOf('nested.rtf', ofOffice('damaged-file'), `{\\rtf1 ${'{'.repeat(100_000)}`),
  fileOf('mark-only.rtf', ofOffice('damaged-file'), '{\\rtf'),
]

const sheetXml = (rows: string, dimension = 'A1:B2'): string =>
  `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="${dimension}"/><sheetData>${rows}</sheetData></worksheet>`

const workbookParts = (sheet: string, more: readonly ArchivePart[] = []): readonly ArchivePart[] => [
  partOf(
    '[Content_Types].xml',
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
  ),
  partOf(
    '_rels/.rels',
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
  ),
  partOf(
    'xl/workbook.xml',
    '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
  ),
  partOf(
    'xl/_rels/workbook.xml.rels',
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
  ),
  partOf('xl/worksheets/sheet1.xml', sheet),
  ...more,
]

const workbook = (sheet: string, more: readonly ArchivePart[] = []): Uint8Array =>
  archiveOf(workbookParts(sheet, more))

const emptyRows = (count: number): string =>
  Array.from({ length: count }, (_, index) => `<row r="${index + 1}"/>`).join('')

const textCell = (place: string, text: string): string =>
  `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`

const oldWorkbook = workbookOf({ 甲: sheetOf([[title], ['合计', 1]]) }, 'xls')

const zerosOf = (name: string, count: number, megabytes: number): readonly ArchivePart[] =>
  Array.from({ length: count }, (_, index) => zerosPart(`${name}${index}.xml`, megabytes))

/** A compound file whose table of sectors leads each to itself. */
const looped = (bytes: Uint8Array): Uint8Array => {
  const buffer = Buffer.from(bytes)
  const table = (buffer.readUInt32LE(76) + 1) * 512
  for (let sector = 0; sector < 128; sector += 1) buffer.writeUInt32LE(sector, table + sector * 4)
  return new Uint8Array(buffer)
}

const nestedTables = (depth: number): string => {
  const open = '<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc>'
  return `${open.repeat(depth)}<w:p/>${'</w:tc></w:tr></w:tbl>'.repeat(depth)}`
}

const documentFiles = (address: string): readonly HostileFile[] => [
  fileOf('bomb.docx', 'too-large', archiveOf([zerosPart(word, 3_000)])),
  fileOf('bomb-that-lies.docx', 'damaged-file', archiveOf([zerosPart(word, 3_000, 1_000)])),
  fileOf('bomb-below-bounds.docx', 'damaged-file', archiveOf([zerosPart(word, 60)])),
  fileOf('size-above.docx', 'damaged-file', archiveOf([{ ...partOf(word, documentXml('')), size: 999_999 }])),
  fileOf('wrong-sum.docx', 'damaged-file', archiveOf([{ ...partOf(word, documentXml('')), sum: 1 }])),
  fileOf('count-above.docx', 'damaged-file', archiveOf([partOf(word, documentXml(''))], 60_000)),
  fileOf(
    'locked-part.docx',
    'encrypted-file',
    archiveOf([{ ...partOf(word, documentXml('')), isEncrypted: true }]),
  ),
  fileOf(
    'paths.docx',
    'no-figures',
    archiveOf([
      partOf('../../evil.txt', '甲'),
      partOf('/etc/evil', '甲'),
      partOf('..\\..\\evil.xml', '甲'),
      partOf(word, documentXml(wordParagraph(title))),
    ]),
  ),
  fileOf(
    'paths-only.zip',
    'unsupported-type',
    archiveOf([partOf(`../../${word}`, documentXml(wordParagraph(title)))]),
  ),
  fileOf(
    'nested.zip',
    'unsupported-type',
    archiveOf([partOf('a.zip', archiveOf([partOf('b.zip', archiveOf([zerosPart('c', 100)]))]))]),
  ),
  fileOf(
    'many-parts.zip',
    'unsupported-type',
    archiveOf(Array.from({ length: 60_000 }, (_, index) => partOf(`${index}`, ''))),
  ),
  fileOf('list-cut.docx', 'damaged-file', docxOf(wordParagraph(title)).slice(0, -30)),
  fileOf(
    'laughs.docx',
    'damaged-file',
    archiveOf([partOf(word, documentXml(wordParagraph('&a10;'), laughs))]),
  ),
  fileOf(
    'outside-entity.docx',
    'damaged-file',
    archiveOf([
      partOf(
        word,
        documentXml(
          wordParagraph('&outside;&file;'),
          `<!DOCTYPE w:document [<!ENTITY outside SYSTEM "${address}entity"><!ENTITY file SYSTEM "file:///etc/passwd">]>`,
        ),
      ),
    ]),
  ),
  fileOf(
    'linked-parts.docx',
    'no-figures',
    docxOf(wordParagraph(title), {
      'word/_rels/document.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="${address}template.dotm" TargetMode="External"/></Relationships>`,
    }),
  ),
  fileOf(
    'no-document.docx',
    'unsupported-type',
    archiveOf([partOf('word/styles.xml', '<a/>'), partOf('[Content_Types].xml', '<a/>')]),
  ),
  fileOf('no-body.docx', 'damaged-file', archiveOf([partOf(word, `<w:document ${wordNamespace}/>`)])),
  fileOf('no-xml.docx', 'damaged-file', archiveOf([partOf(word, title)])),
  fileOf('empty-body.docx', 'empty-file', docxOf('')),
  fileOf(
    'macros.docm',
    'no-figures',
    docxOf(wordParagraph(title), {
      'word/vbaProject.bin': 'Sub AutoOpen()\nShell "calc"\nEnd Sub',
      'word/vbaData.xml': '<wne:vbaSuppData/>',
    }),
  ),
  fileOf(
    'deep.docx',
    'too-large',
    docxOf(`${'<w:sdt><w:sdtContent>'.repeat(20_000)}${'</w:sdtContent></w:sdt>'.repeat(20_000)}`),
  ),
  fileOf('nested-tables.docx', 'empty-file', docxOf(nestedTables(150))),
  fileOf('elements.docx', 'too-large', docxOf('<w:p/>'.repeat(1_100_000)), 800),
  fileOf(
    'spans.docx',
    'not-a-disclosure',
    docxOf(
      wordTable([[wordCell('甲', '<w:gridSpan w:val="999999999"/>'), wordCell('乙')], [wordCell('丙')]]),
    ),
  ),
  fileOf('attributes.docx', 'damaged-file', docxOf(`<w:p ${'a="1" '.repeat(200_000)}<`)),
  fileOf(
    'picture-only.docx',
    'empty-file',
    docxOf('<w:p><w:r><w:drawing/></w:r></w:p>', { 'word/media/a.png': 'PNG' }),
  ),
]

const sheetFiles = (address: string): readonly HostileFile[] => [
  fileOf(
    'bomb.xlsx',
    'too-large',
    archiveOf([...workbookParts(sheetXml('')), zerosPart('xl/sharedStrings.xml', 3_000)]),
  ),
  fileOf(
    'bomb-of-parts.xlsx',
    'too-large',
    archiveOf([...workbookParts(sheetXml('')), ...zerosOf('xl/a', 60, 60)]),
  ),
  fileOf(
    'bomb-that-lies.xlsx',
    'damaged-file',
    archiveOf([...workbookParts(sheetXml('')), zerosPart('xl/sharedStrings.xml', 3_000, 10)]),
  ),
  fileOf('empty-rows.xlsx', 'empty-file', workbook(sheetXml(emptyRows(1_000_000), 'A1:XFD1048576'))),
  fileOf(
    'last-cell.xlsx',
    'not-a-disclosure',
    workbook(sheetXml(`<row r="1048576">${textCell('XFD1048576', '甲')}</row>`, 'A1:XFD1048576')),
  ),
  fileOf(
    'cell-beyond.xlsx',
    'not-a-disclosure',
    workbook(
      sheetXml(
        `<row r="1">${textCell('A1', '甲')}</row><row r="4000000000">${textCell('ZZZZZ4000000000', '乙')}</row>`,
      ),
    ),
  ),
  fileOf(
    'merged.xlsx',
    'not-a-disclosure',
    workbook(
      sheetXml(`<row r="1">${textCell('A1', '甲')}${textCell('B1', '乙')}</row>`).replace(
        '</worksheet>',
        '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>',
      ),
    ),
  ),
  fileOf(
    'fetching.xlsx',
    'read',
    workbook(
      sheetXml(
        `<row r="1">${textCell('A1', title)}</row><row r="2"><c r="A2" t="str"><f>WEBSERVICE("${address}formula")</f><v>甲</v></c><c r="B2"><f>[1]a!A1</f><v>1</v></c></row>`,
      ),
      [
        partOf('xl/externalLinks/externalLink1.xml', '<externalLink/>'),
        partOf(
          'xl/externalLinks/_rels/externalLink1.xml.rels',
          `<Relationships><Relationship Id="r1" Target="${address}book.xlsx" TargetMode="External"/></Relationships>`,
        ),
        partOf(
          'xl/connections.xml',
          `<connections><connection><webPr url="${address}web"/></connection></connections>`,
        ),
      ],
    ),
  ),
  fileOf(
    'laughs.xlsx',
    'damaged-file',
    workbook(
      sheetXml(`<row r="1">${textCell('A1', title)}${textCell('B1', '&a10;')}</row>`).replace(
        '<worksheet',
        `${laughs}<worksheet`,
      ),
    ),
  ),
  fileOf('no-sheet.xlsx', 'damaged-file', archiveOf(workbookParts('').slice(0, 4))),
  fileOf('no-workbook.xlsx', 'damaged-file', archiveOf([partOf('xl/workbook.xml', '')])),
  fileOf('cells.xlsx', 'too-large', workbook(sheetXml(`<row r="1">${'<c/>'.repeat(2_100_000)}</row>`))),
  fileOf(
    'encrypted.xlsx',
    'encrypted-file',
    compoundOf({ '/EncryptionInfo': new Uint8Array(200), '/EncryptedPackage': new Uint8Array(5_000) }),
  ),
  fileOf('blank.doc', 'damaged-file', compoundOf({ '/WordDocument': new Uint8Array(5_000) })),
  fileOf('locked.doc', 'encrypted-file', compoundOf({ '/WordDocument': wordStream(0x0100) })),
  fileOf('streams-only.doc', ofOffice('damaged-file'), compoundOf({ '/WordDocument': wordStream(0) })),
  fileOf('slides.ppt', 'unsupported-type', compoundOf({ '/PowerPoint Document': new Uint8Array(5_000) })),
  fileOf('no-streams.xls', 'unsupported-type', compoundOf({})),
  fileOf('no-workbook.xls', 'damaged-file', compoundOf({ '/Workbook': new Uint8Array(5_000) })),
  fileOf('half.xls', 'damaged-file', oldWorkbook.slice(0, oldWorkbook.length / 2)),
  fileOf('looped.xls', 'damaged-file', looped(oldWorkbook)),
]

/** Archives, documents and workbooks of Office, new and old. */
export const officeFiles = (address: string): readonly HostileFile[] => [
  ...documentFiles(address),
  ...sheetFiles(address),
  ...richTextFiles(address),
]
