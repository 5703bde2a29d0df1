/** A program: the local Slack with many people in it, who ask what the parent process tells them to. */
import { setTimeout as wait } from 'node:timers/promises'
import { type Conversation, type Load, loadSchema, type Outcome } from '../../commands/bench/load-messages.ts'
import { manyPeople, openSlackFront } from '../index.ts'

/** Nothing was posted for so long: what is missing will not come. */
const silenceMs = 30_000
/** Conversations that go on side by side where questions come at a pace. */
const sideBySide = 20

const front = await openSlackFront({ people: manyPeople(Number(process.argv[2])) })
const { workspace } = front

/** Asks the turns of a conversation in their order; resolves with its thread. */
const converse = async (
  { person, place, turns }: Conversation,
  untilDue: (turn: number) => Promise<void>,
) => {
  const asker = front.people[person]
  if (asker === undefined) throw new Error(`there is no person ${person}`)
  const channel = place === 'direct' ? asker.directChannel : front.channel
  const words = (turn: string): string => (place === 'direct' ? turn : `@juesuan ${turn}`)
  let threadTs: string | undefined
  for (const [index, turn] of turns.entries()) {
    await untilDue(index)
    const thread = threadTs === undefined ? {} : { threadTs }
    const ts = await front.say(words(turn), { channel, user: asker.id, ...thread })
    threadTs ??= ts
  }
  return { channel, ts: threadTs ?? '' }
}

const atOnce = async (conversations: readonly Conversation[]) => {
  const threads = new Map<Conversation, Awaited<ReturnType<typeof converse>>>()
  const everyone = Map.groupBy(conversations, ({ person }) => person)
  await Promise.all(
    [...everyone.values()].map(async (theirs) => {
      for (const conversation of theirs)
        threads.set(conversation, await converse(conversation, async () => {}))
    }),
  )
  return conversations.flatMap((conversation) => threads.get(conversation) ?? [])
}

/** A few conversations at a time take turns, so that a follow-up comes some time after what it follows. */
const atAPace = (conversations: readonly Conversation[], everyMs: number) => {
  const turns = conversations.flatMap(({ turns }, number) => turns.map((_, turn) => ({ number, turn })))
  const groupOf = (number: number): number => Math.floor(number / sideBySide)
  const order = turns.toSorted(
    (one, other) => groupOf(one.number) - groupOf(other.number) || one.turn - other.turn,
  )
  const placeInOrder = new Map(order.map(({ number, turn }, place) => [`${number}:${turn}`, place]))
  const since = performance.now()
  return Promise.all(
    conversations.map((conversation, number) =>
      converse(conversation, async (turn) => {
        const dueMs = (placeInOrder.get(`${number}:${turn}`) ?? 0) * everyMs
        await wait(Math.max(0, since + dueMs - performance.now()))
      }),
    ),
  )
}

const run = async ({ conversations, everyMs }: Load): Promise<Outcome> => {
  const since = performance.now()
  const expected = conversations.reduce((total, { turns }) => total + turns.length, 0)
  const answerMs: number[] = []
  /** When the questions of a thread that have no answer yet were delivered. */
  const askedAt = new Map<string, number[]>()
  const done = Promise.withResolvers<void>()
  const silence = setTimeout(done.resolve, silenceMs)
  const stop = workspace.onChange((change) => {
    if (change.kind !== 'message') return
    silence.refresh()
    const { user, channel, ts, thread_ts } = change.message
    const key = `${channel}:${thread_ts ?? ts}`
    const waiting = askedAt.get(key) ?? []
    askedAt.set(key, waiting)
    if (user !== front.botUserId) return void waiting.push(performance.now())
    const at = waiting.shift()
    if (at !== undefined) answerMs.push(performance.now() - at)
    if (answerMs.length === expected) done.resolve()
  })
  const threads = await (everyMs === null ? atOnce(conversations) : atAPace(conversations, everyMs))
  await done.promise
  clearTimeout(silence)
  stop()
  return {
    totalMs: performance.now() - since,
    answerMs,
    replies: threads.map(({ channel, ts }) =>
      workspace
        .repliesIn(channel, ts)
        .filter(({ user }) => user === front.botUserId)
        .map(({ text }) => text),
    ),
  }
}

process.on('message', (message) => {
  void run(loadSchema.parse(message)).then((outcome) => process.send?.(outcome))
})
process.on('disconnect', () => void front.close())
process.send?.({ apiUrl: front.apiUrl, botToken: front.botToken, appToken: front.appToken })
