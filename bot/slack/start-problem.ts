/** What keeps the bot from starting and a person can change. */
export type StartObstacle =
  | Readonly<{ kind: 'bot-token-refused' | 'app-token-refused'; slackError: string }>
  | Readonly<{ kind: 'port-in-use'; port: number }>
  | Readonly<{ kind: 'unreachable'; detail: string }>

export class StartProblem extends Error {
  readonly code = 'cannot-start'
  readonly obstacle: StartObstacle
  constructor(obstacle: StartObstacle, cause: unknown) {
    super(`cannot start: ${JSON.stringify(obstacle)}`, { cause })
    this.name = 'StartProblem'
    this.obstacle = obstacle
  }
}
