import { seedStore } from '../../seed-store.ts'

// One change of a data folder, in a process of its own, which its parent kills at some moment.

const [dataFolder = '', shippedFolder = '', kind = '', word = ''] = process.argv.slice(2)

process.send?.('begins')
const outcome = await seedStore({
  dataFolder,
  shippedFolder,
  sources: kind === 'add' ? [word] : [],
  unload: kind === 'unload' ? [word] : [],
  isDryRun: false,
  clock: () => new Date(),
  onProgress: ({ step }) => {
    if (step === 'load') process.send?.('loads')
  },
})
process.exitCode = outcome.kind === 'seeded' ? 0 : 1
process.disconnect?.()
