/** Tesseract, a program for reading pictures of text: another process, where the machine has it. */
import { spawn, spawnSync } from 'node:child_process'
import { boundedCommand, findProcessTools, findTool } from '../../../db/run/process-bounds.ts'
import type { GrayImage } from './gray-image.ts'
import { writeTiff } from './write-tiff.ts'

/** What it was trained on: Chinese with the digits and letters that stand in it, or English, here for digits only. */
export type Training = 'chi_sim' | 'eng'

/** A word as it was read, and where it stands in its picture, in pixels. */
export type ReadWord = Readonly<{ text: string; left: number; right: number }>

/**
 * Reads pictures of one printed line each.
 *
 * Shape: the words of each picture, from left to right. Outcomes: null where the program failed.
 */
export type ReadLines = (
  images: readonly GrayImage[],
  dotsPerInch: number,
  training: Training,
) => Promise<readonly (readonly ReadWord[])[] | null>

const trainings: readonly Training[] = ['chi_sim', 'eng']

/** What amounts, codes and years are printed with. */
const digits = '0123456789.,-'

/** A page of some hundred lines takes seconds. */
const timeoutMs = 45_000

const oneThread = { OMP_THREAD_LIMIT: '1' }

/** Columns of its TSV: level, page, block, paragraph, line, word, left, top, width, height, confidence, text. */
const wordLevel = '5'

const parseWords = (tsv: string, count: number): readonly (readonly ReadWord[])[] => {
  const words: ReadWord[][] = Array.from({ length: count }, () => [])
  for (const row of tsv.split('\n')) {
    const [level, page, , , , , x, , width, , , text = ''] = row.split('\t')
    if (level !== wordLevel || text.trim() === '') continue
    const left = Number(x)
    words[Number(page) - 1]?.push({ text: text.trim(), left, right: left + Number(width) })
  }
  return words
}

/** null where it ended with a failure, or took too long. */
const runTesseract = (
  [command, ...words]: [string, ...string[]],
  input: Uint8Array,
): Promise<string | null> =>
  new Promise((settle) => {
    const started = spawn(command, words, {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: oneThread,
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
    })
    const chunks: Buffer[] = []
    started.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    started.on('error', () => settle(null))
    started.on('close', (code) => settle(code === 0 ? Buffer.concat(chunks).toString('utf8') : null))
    // It may have ended before it took all of it; its exit tells.
    started.stdin.on('error', () => {})
    started.stdin.end(input)
  })

/** null: the machine has no tesseract that reads Chinese. */
export const findTesseract = (): ReadLines | null => {
  const path = findTool('tesseract')
  if (path === null) return null
  const listed = spawnSync(path, ['--list-langs'], { encoding: 'utf8', env: oneThread, timeout: timeoutMs })
  const languages = (listed.stdout ?? '').split('\n').map((line) => line.trim())
  if (!trainings.every((training) => languages.includes(training))) return null
  const tools = findProcessTools()
  return async (images, dotsPerInch, training) => {
    if (images.length === 0) return []
    const command = boundedCommand(tools, [
      path,
      ...['stdin', 'stdout', '-l', training, '--dpi', String(dotsPerInch), '--psm', '7'],
      ...(training === 'eng' ? ['-c', `tessedit_char_whitelist=${digits}`] : []),
      'tsv',
    ])
    const tsv = await runTesseract(command, writeTiff(images, dotsPerInch))
    return tsv === null ? null : parseWords(tsv, images.length)
  }
}
