import { webApi } from '@slack/bolt'

const silent = () => {}
export const silentLogger = {
  debug: silent,
  info: silent,
  warn: silent,
  error: silent,
  setLevel: silent,
  setName: silent,
  getLevel: () => webApi.LogLevel.ERROR,
}

/** Slack's own client against the front: no retries, no words. */
export const webClient = (token: string, apiUrl: string) =>
  new webApi.WebClient(token, {
    slackApiUrl: apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: silentLogger,
  })
