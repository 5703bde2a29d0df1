import { fileOf, type HostileFile } from './hostile-file.ts'

const title = '2022年度青山市云溪县总工会部门决算'

const page = (body: string, head = ''): string =>
  `<!DOCTYPE html><html><head><meta charset="utf-8">${head}<title>${title}</title></head><body>${body}</body></html>`

const attributeNames = (count: number): string =>
  Array.from({ length: count }, (_, index) => `a${index}`).join(' ')

const wideRow = `<tr>${'<td>1'.repeat(20_000)}</tr>`
/** Letters of Shift_JIS that are none of GB18030: a title and a line of kana. */
const japanese = Uint8Array.from([
  ...Buffer.from('<!DOCTYPE html><html><head><meta charset="gb2312"></head><body><p>'),
  ...Array.from({ length: 200 }, () => [0x83, 0x65, 0x83, 0x58, 0x83, 0x67, 0x81, 0x42]).flat(),
  ...Buffer.from('</p></body></html>'),
])

/** Pages that are deep, wide, without end, or that would have something fetched or run from `address`. */
export const pageFiles = (address: string): readonly HostileFile[] => [
  fileOf('nested-divs.html', 'too-large', page(`${'<div>'.repeat(100_000)}深${'</div>'.repeat(100_000)}`)),
  fileOf('nested-tables.html', 'too-large', page('<table><tr><td>'.repeat(3_000))),
  fileOf('nested-formatting.html', 'too-large', page(`${'<b><i><font>'.repeat(3_000)}深`)),
  fileOf('unclosed-formatting.html', 'not-a-disclosure', page('<b><p>甲</p>'.repeat(500))),
  fileOf(
    'spans.html',
    'not-a-disclosure',
    page('<table><tr><td rowspan=1000000000 colspan=1000000000>甲</td><td>乙</td></tr></table>'),
  ),
  fileOf(
    'spans-crossed.html',
    'too-large',
    page(
      `<table>${'<tr><td rowspan=65000 colspan=900>甲</td><td rowspan=65000 colspan=90>乙</td></tr>'.repeat(3_000)}</table>`,
    ),
  ),
  fileOf('wide-table.html', 'too-large', page(`<table>${wideRow.repeat(120)}</table>`)),
  fileOf('comment-without-end.html', 'not-a-disclosure', page(`<p>甲</p><!-- ${'-'.repeat(1_000_000)}`)),
  fileOf('comments.html', 'not-a-disclosure', page(`${'<!-- -->'.repeat(200_000)}<p>甲</p>`)),
  fileOf('comment-openings.html', 'empty-file', page('<!--'.repeat(200_000))),
  fileOf('attributes.html', 'not-a-disclosure', page(`<p ${'a=1 b="'.repeat(100_000)}">甲</p>`)),
  fileOf('attribute-names.html', 'not-a-disclosure', page(`<p ${attributeNames(10_000)}>甲</p>`)),
  fileOf('openings.html', 'not-a-disclosure', page('<'.repeat(1_000_000))),
  fileOf('references.html', 'not-a-disclosure', page('&lt;&#x41;&nosuch'.repeat(100_000))),
  fileOf('style-bait.html', 'not-a-disclosure', page(`<p style="display${' '.repeat(200_000)}">甲</p>`)),
  fileOf(
    'fetching.html',
    'no-figures',
    page(
      `<h1>${title}</h1><img src="${address}picture.png"><iframe src="${address}frame"></iframe><link rel="stylesheet" href="${address}link.css"><script src="${address}script.js"></script><script>fetch('${address}run')</script><object data="${address}object"></object><svg onload="fetch('${address}svg')"></svg>`,
      `<meta http-equiv="refresh" content="0;url=${address}refresh"><base href="${address}">`,
    ),
  ),
  fileOf('script-only.html', 'empty-file', page(`<script>document.write('${title}')</script>`)),
  fileOf('japanese-as-gb2312.html', 'not-a-disclosure', japanese),
  fileOf('unknown-charset.html', 'not-a-disclosure', page('<p>甲</p>').replace('utf-8', '../../etc/passwd')),
]
