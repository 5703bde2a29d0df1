import type { Emulator, Fields } from './emulator.ts'
import { teamDomain, teamId } from './identity.ts'
import type { Manifest } from './manifest.ts'
import type { ResponseUrls } from './response-urls.ts'
import type { Triggers } from './triggers.ts'
import type { Workspace } from './workspace.ts'

/** What the parts of the local Slack share. */
export type Slack = Readonly<{
  clock: () => number
  manifest: Manifest
  emulator: Emulator
  workspace: Workspace
  triggers: Triggers
  responseUrls: ResponseUrls
  /** Where the front listens, without a path. */
  origin: () => string
  nextId: (prefix: string) => string
}>

/** A method of the Web API; throws SlackError where Slack answers with an error. */
export type Method = (slack: Slack, fields: Fields) => Promise<Readonly<Record<string, unknown>>>

/** An answer of Slack's that refuses; `why` is for whoever reads the refusals. */
export class SlackError extends Error {
  readonly code: string
  readonly why: string
  constructor(code: string, why = '') {
    super(why === '' ? code : `${code}: ${why}`)
    this.code = code
    this.why = why
  }
}

export const team = { id: teamId, domain: teamDomain } as const
