import type { App } from '@slack/bolt'
import { actionIds, actionPrefixes, commandName, shortcutIds, viewIds } from '../blocks/action-ids.ts'
import type { Bot } from '../bot.ts'
import { logText } from '../log.ts'
import { directly, tellStatus } from './admin.ts'
import {
  sendCsv,
  sendXlsx,
  share,
  showChart,
  showSources,
  showSql,
  takeFeedback,
  turnSources,
} from './answer-buttons.ts'
import { answerChoice } from './choice.ts'
import { answerCommand } from './command.ts'
import { withFaultsTold } from './guard.ts'
import { openHandIn, submitHandIn } from './hand-in.ts'
import { askExample, publishHome, setLanguage, setUnit, suggestPrompts } from './home.ts'
import { decideJob, previewReload } from './jobs.ts'
import { answerDirectMessage, answerMention } from './messages.ts'
import {
  type Click,
  clickSchema,
  commandSchema,
  homeOpenedSchema,
  type Submission,
  shortcutSchema,
  submissionSchema,
} from './payloads.ts'
import {
  openRemark,
  openReorganisation,
  submitRemark,
  submitReorganisation,
  withdrawRemark,
} from './remarks.ts'
import { summariseMessage } from './shortcut.ts'
import { submitFeedback, submitShare, type ViewReply } from './submissions.ts'
import { openVersions, rollBack, turnVersions, unload } from './versions.ts'
import { openWords, removeWord, submitWord } from './words.ts'

export type ListenerApp = Pick<App, 'event' | 'action' | 'command' | 'view' | 'shortcut'>

const startingWith = (prefix: string): RegExp => new RegExp(`^${prefix}\\d+$`, 'u')

/** What each click does. */
const clicks: readonly Readonly<{ id: string | RegExp; run: (bot: Bot, click: Click) => Promise<void> }>[] = [
  { id: actionIds.sql, run: showSql },
  { id: actionIds.sources, run: showSources },
  { id: startingWith(`${actionIds.sourcesPage}_`), run: turnSources },
  { id: actionIds.csv, run: sendCsv },
  { id: actionIds.more, run: sendXlsx },
  { id: actionIds.chart, run: showChart },
  { id: actionIds.share, run: share },
  { id: actionIds.feedback, run: takeFeedback },
  { id: startingWith(actionPrefixes.choice), run: answerChoice },
  { id: actionIds.askModel, run: answerChoice },
  { id: startingWith(actionPrefixes.example), run: askExample },
  { id: actionIds.language, run: setLanguage },
  { id: actionIds.unit, run: setUnit },
  { id: actionIds.status, run: (bot, { user }) => tellStatus(bot, user.id, directly(bot, user.id)) },
  { id: actionIds.reload, run: (bot, { user }) => previewReload(bot, user.id, directly(bot, user.id)) },
  {
    id: actionIds.handIn,
    run: (bot, { user, trigger_id }) => openHandIn(bot, user.id, trigger_id, directly(bot, user.id)),
  },
  {
    id: actionIds.versions,
    run: (bot, { user, trigger_id }) => openVersions(bot, user.id, trigger_id, directly(bot, user.id)),
  },
  { id: startingWith(actionPrefixes.versionsPage), run: turnVersions },
  { id: startingWith(actionPrefixes.rollBack), run: rollBack },
  { id: startingWith(actionPrefixes.unload), run: unload },
  { id: startingWith(actionPrefixes.remark), run: openRemark },
  { id: startingWith(actionPrefixes.withdraw), run: withdrawRemark },
  { id: actionIds.reorganise, run: openReorganisation },
  {
    id: actionIds.words,
    run: (bot, { user, trigger_id }) => openWords(bot, user.id, trigger_id, directly(bot, user.id)),
  },
  { id: actionIds.removeWord, run: removeWord },
  { id: actionIds.approve, run: (bot, click) => decideJob(bot, click, 'running') },
  { id: actionIds.reject, run: (bot, click) => decideJob(bot, click, 'rejected') },
]

/** What each modal does when it is submitted; modals that only show something are not submitted. */
const submissions: readonly Readonly<{
  id: string
  run: (bot: Bot, submission: Submission) => Promise<ViewReply>
}>[] = [
  { id: viewIds.share, run: submitShare },
  { id: viewIds.feedback, run: submitFeedback },
  { id: viewIds.words, run: submitWord },
  { id: viewIds.handIn, run: submitHandIn },
  { id: viewIds.remark, run: submitRemark },
  { id: viewIds.reorganisation, run: submitReorganisation },
]

/**
 * Registers all that Slack can tell us; manifest.json asks Slack for the same and a test holds them together.
 *
 * Questions are written down before Slack is told that they came: of messages see `acknowledge-when-kept.ts`. Clicks, which
 * a person can repeat, are acknowledged first.
 */
export const registerListeners = (app: ListenerApp, bot: Bot): void => {
  app.event('app_mention', answerMention(bot))
  app.event('message', answerDirectMessage(bot))
  app.event('app_home_opened', async ({ body }) => {
    const { event } = homeOpenedSchema.parse(body)
    const { user, channel, tab } = event
    // Nobody waits for this, and nothing is lost by it: a fault is logged.
    const work =
      tab === 'messages' && channel != null ? suggestPrompts(bot, user, channel) : publishHome(bot, user)
    void work.catch((fault: unknown) => bot.log(logText('slack: the home tab could not be shown:', fault)))
  })
  app.command(commandName, async ({ ack, body }) => {
    await withFaultsTold(bot, body, 'command', async () => {
      await answerCommand(bot, commandSchema.parse(body), () => ack())
    })
  })
  app.shortcut(shortcutIds.summarise, async ({ ack, body }) => {
    await ack()
    await withFaultsTold(bot, body, 'shortcut', () => summariseMessage(bot, shortcutSchema.parse(body)))
  })
  for (const { id, run } of clicks)
    app.action(id, async ({ ack, body }) => {
      await ack()
      await withFaultsTold(bot, body, 'click', () => run(bot, clickSchema.parse(body)))
    })
  for (const { id, run } of submissions)
    app.view(id, async ({ ack, body }) => {
      await withFaultsTold(bot, body, 'submission', async () => {
        const reply = await run(bot, submissionSchema.parse(body))
        if (reply === null) return ack()
        if ('response_action' in reply) return ack(reply)
        await ack()
        await reply.afterClosing()
      })
    })
}
