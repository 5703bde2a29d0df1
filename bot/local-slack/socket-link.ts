import type { Server } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import { z } from 'zod'
import { appId } from './identity.ts'

/** Socket Mode, Slack's side: says hello, pings, hands out envelopes and takes their acknowledgements. */
export type SocketLink = Readonly<{
  /** Resolves with the acknowledgement's payload; rejects without a socket, or after Slack's three seconds. */
  send: (envelope: Readonly<Record<string, unknown>>) => Promise<unknown>
  openSockets: () => number
  untilSockets: (count: number) => Promise<void>
  /** Asks every client to connect again, as Slack does every few hours; resolves when a new socket is open. */
  recycle: () => Promise<void>
  /** Cuts every socket without a word. */
  drop: () => void
  /** Leaves the open sockets open, with nothing on them: no pings, no pongs, no envelopes. */
  deafen: () => void
  close: () => void
}>

const acknowledgeMs = 3_000
const pingEveryMs = 10_000
const acknowledgementSchema = z.object({ envelope_id: z.string(), payload: z.unknown() })

export const openSocketLink = (server: Server, path: string): SocketLink => {
  const sockets = new Set<WebSocket>()
  const deaf = new WeakSet<WebSocket>()
  const acknowledgements = new Map<string, (payload: unknown) => void>()
  const listeners = new Set<() => void>()
  let sent = 0
  const tell = (): void => {
    for (const listener of [...listeners]) listener()
  }
  const until = (isSo: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!isSo()) return
        listeners.delete(look)
        resolve()
      }
      listeners.add(look)
      look()
    })

  const socketServer = new WebSocketServer({ server, path, autoPong: false })
  socketServer.on('connection', (socket) => {
    sockets.add(socket)
    const pinging = setInterval(() => {
      if (!deaf.has(socket)) socket.ping()
    }, pingEveryMs)
    socket.on('ping', (payload) => {
      if (!deaf.has(socket)) socket.pong(payload)
    })
    socket.on('close', () => {
      clearInterval(pinging)
      sockets.delete(socket)
      tell()
    })
    socket.on('message', (frame) => {
      const { envelope_id, payload } = acknowledgementSchema.parse(JSON.parse(frame.toString()))
      acknowledgements.get(envelope_id)?.(payload)
    })
    socket.send(
      JSON.stringify({ type: 'hello', num_connections: sockets.size, connection_info: { app_id: appId } }),
    )
    tell()
  })

  return {
    send: (envelope) => {
      const hearing = [...sockets].filter((socket) => !deaf.has(socket))
      sent += 1
      // Slack hands a payload to any one of the open sockets; here they take turns.
      const socket = hearing[sent % hearing.length]
      if (socket === undefined) return Promise.reject(new Error('no socket is open'))
      const envelope_id = `envelope-${sent}`
      return new Promise((resolve, reject) => {
        const late = setTimeout(() => {
          acknowledgements.delete(envelope_id)
          reject(new Error(`no acknowledgement of ${envelope_id}`))
        }, acknowledgeMs)
        acknowledgements.set(envelope_id, (payload) => {
          clearTimeout(late)
          acknowledgements.delete(envelope_id)
          resolve(payload)
        })
        socket.send(JSON.stringify({ ...envelope, envelope_id }))
      })
    },
    openSockets: () => sockets.size,
    untilSockets: (count) => until(() => sockets.size === count),
    recycle: () => {
      const old = new Set(sockets)
      for (const socket of old)
        socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }))
      return until(() => [...sockets].some((socket) => !old.has(socket)))
    },
    drop: () => {
      for (const socket of sockets) socket.terminate()
    },
    deafen: () => {
      for (const socket of sockets) deaf.add(socket)
    },
    close: () => {
      for (const socket of sockets) socket.terminate()
      socketServer.close()
    },
  }
}
