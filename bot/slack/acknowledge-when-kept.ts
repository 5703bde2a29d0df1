import type { App, Receiver, ReceiverEvent } from '@slack/bolt'
import { z } from 'zod'

const eventSchema = z.object({ type: z.literal('event_callback') })

/**
 * Tells Slack that an event came only once its listener is done, which has then written the question down.
 *
 * Bolt acknowledges events first; a process that ends just then would lose a question that Slack believes delivered. An
 * event whose listener failed is not acknowledged, so that Slack delivers it again. Listeners of events must be quick.
 */
export const acknowledgeWhenKept = (receiver: Receiver): Receiver => ({
  init: (app) => {
    const keeping = {
      processEvent: async (event: ReceiverEvent): Promise<void> => {
        if (!eventSchema.safeParse(event.body).success) return app.processEvent(event)
        await app.processEvent({ ...event, ack: async () => {} })
        await event.ack()
      },
    }
    // Receivers ask nothing else of the app.
    receiver.init(keeping as unknown as App)
  },
  start: (...given) => receiver.start(...given),
  stop: (...given) => receiver.stop(...given),
})
