import { webApi } from '@slack/bolt'
import { z } from 'zod'
import { isPassing, slackRefusal } from './slack-api.ts'
import { StartProblem } from './start-problem.ts'

/** A call to Slack with one of the tokens, made while starting. Faults: StartProblem, and what is none of Slack's. */
export const callWithToken = async (token: 'bot' | 'app', call: () => Promise<unknown>): Promise<void> => {
  try {
    await call()
  } catch (fault) {
    if (isPassing(fault)) throw new StartProblem({ kind: 'unreachable', detail: detailOf(fault) }, fault)
    const slackError = slackRefusal(fault)
    if (slackError === null) throw fault
    throw new StartProblem({ kind: `${token}-token-refused`, slackError }, fault)
  }
}

/** The innermost reason: around the network's own stand "fetch failed" and a sentence of the client's. */
const detailOf = (fault: unknown): string => {
  if (fault instanceof webApi.WebAPIRequestError) return detailOf(fault.original)
  if (!(fault instanceof Error)) return String(fault)
  return fault.cause instanceof Error ? detailOf(fault.cause) : fault.message
}

const portInUseSchema = z.object({ code: z.literal('EADDRINUSE'), port: z.number() })

/** Begins to listen. Faults: StartProblem where the port is taken. */
export const listenAtFreePort = async (listen: () => Promise<unknown>): Promise<void> => {
  try {
    await listen()
  } catch (fault) {
    const taken = portInUseSchema.safeParse(fault)
    if (!taken.success) throw fault
    throw new StartProblem({ kind: 'port-in-use', port: taken.data.port }, fault)
  }
}
