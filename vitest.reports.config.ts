import { defineConfig } from 'vitest/config'

/** Published reports that are not part of this repository, where they are at hand: their own command. */
export default defineConfig({ test: { include: ['seed/**/*.reports.ts'], testTimeout: 120_000 } })
