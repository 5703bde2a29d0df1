import type { SeedProblem, SeedProgress } from '../../seed/index.ts'

const reasons: Readonly<Record<SeedProblem['code'], string>> = {
  missing: 'there is no such file or folder',
  'unreadable-file': 'the file cannot be read (permission?)',
  'data-folder-unwritable': 'the data folder cannot be written; set DATA_DIR to a folder that can',
  'altered-document': 'this kept copy is not what was received; put it back from a backup',
  'being-seeded': 'another process is seeding this data folder; try again when it has finished',
  'nothing-to-read': 'there is no document to read',
  'empty-file': 'the file is empty',
  'unsupported-type': 'this kind of file is not read yet (text only for now)',
  'not-a-disclosure': 'this does not look like a departmental budget or final accounts',
  'no-department': 'it does not say whose accounts these are',
  'no-fiscal-year': 'it does not say which fiscal year it is for',
  'no-report-kind': 'it does not say whether it is a budget or final accounts',
  'no-figures': 'no figure could be read from it',
}

export const describeProblem = ({ file, code }: SeedProblem): string => `${file}: ${reasons[code]}.`

export const describeProgress = (progress: SeedProgress): string => {
  switch (progress.step) {
    case 'read':
      return `Reading ${progress.done + 1} of ${progress.of}: ${progress.file}`
    case 'wait':
      return 'Waiting for another seeding to finish'
    case 'load':
      return 'Building the store'
    case 'swap':
      return 'Putting the store in place'
  }
}
