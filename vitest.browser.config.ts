import { defineConfig } from 'vitest/config'

/** The playground in a real browser: its own command, because it needs a Chromium on the machine. */
export default defineConfig({
  test: {
    include: ['bot/playground/*.browser.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
