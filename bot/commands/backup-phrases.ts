/** What the commands of backups say when they leave everything as it was. */
import type { BackupOutcome } from '../../db/backup.ts'
import type { RestoreOutcome } from '../../db/restore.ts'

export type BackupRefusal = Extract<BackupOutcome | RestoreOutcome, { kind: 'refused' }>

export const describeRefusal = ({ code, path }: BackupRefusal): string => {
  switch (code) {
    case 'nothing-to-back-up':
      return `The data folder ${path} holds nothing to back up yet.`
    case 'words-missing':
      return `JUESUAN_WORDS names ${path}, and there is no such file: nothing was copied.`
    case 'folder-not-empty':
      return `${path} is there already and is no empty folder: name a new one for the backup.`
    case 'folder-inside-data':
      return `${path} lies in the data folder itself: a backup belongs beside it, better on another disk.`
    case 'folder-is-a-volume':
      return `${path} is a mounted disk or volume: name a new folder in it for the backup.`
    case 'data-folder-is-a-volume':
      return `The data folder ${path} is a mounted disk or volume, which cannot be replaced in one step: let DATA_DIR name a new folder in it, restore into that, and start the bot with it.`
    case 'part-in-the-way':
      return `${path} is in the way: it is written to meanwhile, and holds other things; move it away.`
    case 'being-seeded':
      return `Another process is seeding or copying ${path}: try again when it is done.`
    case 'not-a-backup':
      return `${path} is no whole backup: it has no backup.json, or one that cannot be read.`
    case 'missing-file':
      return `The backup is not whole: ${path} is missing. Nothing was restored.`
    case 'altered-file':
      return `The backup is damaged: ${path} is not as it was written. Nothing was restored.`
    case 'data-folder-not-empty':
      return `The data folder ${path} holds something already: with --force it is moved aside, not deleted.`
  }
}

export const backupUsage = 'Usage: npm run backup -- FOLDER   (a folder that is not there yet, or empty)'
export const restoreUsage =
  'Usage: npm run restore -- FOLDER [--force]   (the folder of a backup; --force moves the present data folder aside)'
