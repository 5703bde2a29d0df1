import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { folders } from '../db/store-location.ts'
import { findOffice, withConverted } from './apart/convert-word.ts'
import { seedStore } from './seed-store.ts'
import { tabbedDocument } from './testing/invented-documents.ts'
import { readFiles } from './testing/read-files.ts'
import { remadeDocuments } from './testing/remade/remade-documents.ts'
import { asDoc, writeDoc } from './testing/remade/write-doc.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'juesuan-old-word-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))
afterEach(() => vi.unstubAllEnvs())

const codeOf = async (bytes: Uint8Array, fileName: string): Promise<string> => {
  const path = join(folder, fileName)
  writeFileSync(path, bytes)
  const [reply] = await readFiles([{ path, fileName }], 1)
  return typeof reply?.outcome === 'string' ? reply.outcome : 'read'
}

/** A text with a picture and a section that stand at an address, as LibreOffice writes it in one file. */
const linkedText = (address: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text><text:p>2022年度青山市云溪县总工会部门决算</text:p><text:p><draw:frame text:anchor-type="as-char" svg:width="2cm" svg:height="2cm"><draw:image xlink:href="${address}picture.png" xlink:type="simple"/></draw:frame></text:p><text:section text:name="a"><text:section-source xlink:href="${address}section.odt"/><text:p>甲</text:p></text:section></office:text></office:body></office:document>`

describe.skipIf(findOffice() === null)(
  'old Word files, where LibreOffice is installed',
  { timeout: 120_000 },
  () => {
    it('fetches nothing that a file refers to', async () => {
      const requests: string[] = []
      const server = createServer(({ url }, response) => {
        requests.push(url ?? '')
        response.end()
      })
      await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
      try {
        const { port } = server.address() as AddressInfo // as it listens on a port
        const address = `http://127.0.0.1:${port}/`
        const bytes = await asDoc(new TextEncoder().encode(linkedText(address)))
        expect(Buffer.from(bytes).includes(address)).toBe(true)
        expect(await codeOf(bytes, 'linked.doc')).toBe('no-figures')
        expect(requests).toEqual([])
      } finally {
        server.close()
      }
    })

    it.each([0.1, 0.5, 0.9])('says damaged-file of the first %d of a file', async (share) => {
      const bytes = await asDoc(new TextEncoder().encode(linkedText('file:///nothing/')))
      const cut = bytes.slice(0, Math.floor(bytes.length * share))
      expect(await codeOf(cut, 'cut.doc')).toBe('damaged-file')
    })

    it('stops what takes too long, and leaves nothing behind', async () => {
      const path = join(folder, 'slow.txt')
      writeFileSync(path, tabbedDocument)
      const temporary = join(folder, 'temporary')
      mkdirSync(temporary)
      vi.stubEnv('TMPDIR', temporary)
      const conversion = await withConverted(path, 'docx', 50, async (outcome) => outcome)
      expect(conversion).toEqual({ kind: 'unreadable', code: 'took-too-long' })
      expect(readdirSync(temporary)).toEqual([])
    })

    it('reads a kept file again where what was read of it is gone', async () => {
      const [shippedFolder, dataFolder] = [join(folder, 'shipped'), join(folder, 'data')]
      mkdirSync(shippedFolder)
      const [document] = remadeDocuments()
      if (document === undefined) throw new Error('there is no document')
      const source = join(folder, 'accounts.doc')
      writeFileSync(source, await writeDoc(document.model))
      const seed = (sources: readonly string[]) =>
        seedStore({
          dataFolder,
          shippedFolder,
          sources,
          isDryRun: false,
          clock: () => new Date(0),
          onProgress: () => {},
        })
      const hashOf = (outcome: Awaited<ReturnType<typeof seed>>) =>
        outcome.kind === 'seeded' ? outcome.store.contentHash : outcome
      writeFileSync(join(shippedFolder, 'shipped.txt'), tabbedDocument)
      const first = await seed([source])
      expect(first.kind).toBe('seeded')
      rmSync(folders(dataFolder).readings, { recursive: true })
      expect(hashOf(await seed([]))).toBe(hashOf(first))
    })
  },
)
