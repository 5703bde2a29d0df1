/** The local Slack in a process of its own, so that its work is not counted as the bot's. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { type Address, addressSchema, type Load, type Outcome, outcomeSchema } from './load-messages.ts'

export type LocalSlackProcess = Readonly<{
  address: Address
  /** Resolves when everything is answered, or nothing more comes. */
  run: (load: Load) => Promise<Outcome>
  close: () => Promise<void>
}>

const program = join(import.meta.dirname, '..', '..', 'local-slack', 'load', 'run-load.ts')

export const openLocalSlackProcess = async (people: number): Promise<LocalSlackProcess> => {
  // A profile that is taken of this process is not taken of that one.
  const child = fork(program, [String(people)], { execArgv: [] })
  const ended = once(child, 'exit')
  const nextMessage = async (): Promise<unknown> => {
    const [message] = await Promise.race([
      once(child, 'message'),
      ended.then(([code]) => Promise.reject(new Error(`the local Slack ended with ${code}`))),
    ])
    return message
  }
  return {
    address: addressSchema.parse(await nextMessage()),
    run: async (load) => {
      child.send(load)
      return outcomeSchema.parse(await nextMessage())
    },
    close: async () => {
      if (child.connected) child.disconnect()
      await ended
    },
  }
}
