import type { SeedProblem, SeedProgress } from '../../seed/index.ts'
import { seedProblems } from '../seed-problems.ts'

export const describeProblem = ({ file, code }: SeedProblem): string => `${file}: ${seedProblems[code].en}.`

export const describeProgress = (progress: SeedProgress): string => {
  switch (progress.step) {
    case 'identify':
      return `Looked at ${progress.done} of ${progress.of}: ${progress.file}`
    case 'read':
      return `Read ${progress.done} of ${progress.of}: ${progress.file}`
    case 'wait':
      return 'Waiting for another seeding to finish'
    case 'load':
      return 'Building the store'
    case 'swap':
      return 'Putting the store in place'
  }
}
