import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // Many tests seed a store and start a process: on a busy machine they wait, and a wait is no failure.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
