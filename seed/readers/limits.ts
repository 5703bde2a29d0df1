/**
 * How much one file may hold. No published disclosure comes near; a file made to exhaust whoever reads it goes beyond,
 * and is then 'too-large'.
 */
const megabyte = 2 ** 20

/** All that is unpacked from one archive. */
export const maximumUnpackedBytes = 200 * megabyte
/** One part of an archive, or a file that is read as it is. */
export const maximumPartBytes = 64 * megabyte
/** What PDFium may hold of one file: bytes, pages and all that they unpack to. Below the bound of the process that reads. */
export const maximumPdfiumBytes = 512 * megabyte
/** Rows of tables, of all tables of a document. */
export const maximumRows = 200_000
/** Cells of tables, those that merged cells cover counted as well. */
export const maximumCells = 2_000_000
/** Characters of the lines that a document is written down in. */
export const maximumTextLength = 50_000_000
/** Elements of a document of markup. */
export const maximumElements = 1_000_000
/** How deep elements may stand in one another. */
export const maximumNesting = 1_000
