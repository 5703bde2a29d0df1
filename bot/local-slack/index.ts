/** The room's door: a Slack on this machine, for tests, for the load bench and for the playground. */
export type { Route } from './delivery.ts'
export type { Choice } from './element-actions.ts'
export type { Fault } from './faults.ts'
export { type Channel, type ChannelSeed, manyPeople, type Person, type PersonSeed } from './identity.ts'
export type { Answers } from './interactions.ts'
export type { MessageBlock, SlackBlock, ViewBlock } from './limits/blocks.ts'
export {
  homeSchema,
  modalSchema,
  slackBlocksSchema,
  slackMessageTextLimit,
  slackVisibleTextLimit,
  visibleTextOf,
} from './limits/surfaces.ts'
export type { SlackEvent, ViewAnswer } from './people-acts.ts'
export { postSigned, staleAgeSeconds, wrongSignature } from './signed-delivery.ts'
export {
  openSlackFront,
  type PostedMessage,
  type SlackFront,
  type SlackFrontOptions,
  type StoredMessage,
} from './slack-front.ts'
export type { Change, Message, Prompts, SharedFile, Status, View } from './workspace.ts'
