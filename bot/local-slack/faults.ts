/** What the next call of a method meets instead of an answer. */
export type Fault =
  | Readonly<{ kind: 'error'; error: string }>
  | Readonly<{ kind: 'rate-limited'; retryAfterSeconds: number }>
  | Readonly<{ kind: 'server-error' }>
  | Readonly<{ kind: 'no-answer' }>
  | Readonly<{ kind: 'redirect'; location: string }>

/** Faults planned by method, each met once, in order. */
export const createFaults = () => {
  const faultsByMethod = new Map<string, Fault[]>()
  return {
    plan: (method: string, faults: readonly Fault[]): void => {
      faultsByMethod.set(method, [...(faultsByMethod.get(method) ?? []), ...faults])
    },
    take: (method: string): Fault | undefined => faultsByMethod.get(method)?.shift(),
  }
}
export type Faults = ReturnType<typeof createFaults>
