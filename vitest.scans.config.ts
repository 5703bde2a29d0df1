import { defineConfig } from 'vitest/config'

/** Scanned pages: their own command, because they take minutes, and need tesseract on the machine. */
export default defineConfig({ test: { include: ['seed/**/*.scans.ts'] } })
