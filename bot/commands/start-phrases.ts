/** Why a bot cannot start, and what to do about it. */
import type { StateUnusable } from '../../db/state/open-state.ts'
import type { StartObstacle } from '../slack/start-problem.ts'

export const describeStartObstacle = (obstacle: StartObstacle): string => {
  switch (obstacle.kind) {
    case 'bot-token-refused':
      return `SLACK_BOT_TOKEN: Slack refuses it (${obstacle.slackError}). Copy the bot token (xoxb-…) of the app's page "OAuth & Permissions" again; an app that was installed anew has a new one.`
    case 'app-token-refused':
      return `SLACK_APP_TOKEN: Slack refuses it (${obstacle.slackError}). Make an app-level token (xapp-…) with connections:write on the app's page "Basic Information", and see that Socket Mode is on.`
    case 'port-in-use':
      return `Port ${obstacle.port} is in use by another program: end that one, or set SLACK_PORT to a free port.`
    case 'unreachable':
      return `Slack cannot be reached (${obstacle.detail}). Check that this machine may open connections to slack.com.`
  }
}

/** `message` begins with the file and ends with the reason. */
export const describeStateProblem = ({ message }: StateUnusable): string =>
  `${message.slice(0, 1).toUpperCase()}${message.slice(1)}. It is damaged, not readable for this user, or was made by a later version of the program: put back a backup, use that version, or move the file away to begin with an empty one. No document and no figure is in it.`
